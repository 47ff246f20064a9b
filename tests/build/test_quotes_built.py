"""What no build says of a learner's words."""

from __future__ import annotations

import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from helpers.build import mkdocs
from helpers.ci import Ran, on_github, start
from helpers.quotes import EVERY, is_discreet
from helpers.script import run

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.mark.parametrize("form", ["text", "json", "github", "junit"])
def test_no_format_tells_a_secret(form: str, secretive: Path) -> None:
    ran = run(secretive / "docs", "--format", form)
    is_discreet("".join(map(str, ran)), named=EVERY)


@pytest.mark.parametrize("form", ["text", "csv", "html"])
def test_no_table_of_a_class_tells_a_secret(form: str, secretive: Path) -> None:
    ran = run("--class", secretive, "--format", form)
    named = {"html": {"ratings.python"}, "csv": {"ratings.python"}, "text": set[str]()}
    is_discreet("".join(map(str, ran)), named=named[form])


@pytest.mark.parametrize("start_ci", [on_github, start], ids=["on GitHub", "elsewhere"])
def test_no_run_tells_a_secret(start_ci: Callable[..., Ran], secretive: Path) -> None:
    ran = start_ci(secretive, "--all")
    is_discreet(f"{ran.out}{ran.err}", named=EVERY)
    is_discreet(ran.summary or ran.out, named={"ratings.python"})


@pytest.mark.parametrize("edition", ["mkdocs.yml", "portfolio.yml"])
def test_no_build_tells_a_secret(edition: str, secretive: Path) -> None:
    ran = mkdocs(secretive, "build", "-f", edition)
    assert ran.code == 1
    is_discreet(ran.log, named=EVERY)


def test_the_log_of_serve_tells_no_secret(secretive: Path) -> None:
    """Its pages show the learner what is private; a log goes further than they do."""
    command = [sys.executable, "-m", "mkdocs", "serve", "-a", "127.0.0.1:0"]
    log = secretive.parent / "serve.log"
    with log.open("wb") as file, subprocess.Popen(command, cwd=secretive, stderr=file) as server:
        for _ in range(300):
            time.sleep(0.2)
            if b"Serving on" in log.read_bytes() or server.poll() is not None:
                break
        server.terminate()
    is_discreet(log.read_text(encoding="utf-8"), named=EVERY)
