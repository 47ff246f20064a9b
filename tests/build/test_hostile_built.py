"""Whole builds of what means harm: shown as text or not at all, or refused."""

from __future__ import annotations

import json
import re
import resource
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from helpers.build import Ran, mkdocs
from helpers.hostile import FILES, FOLDERS, GOOD, PLAN, lay_out
from helpers.project import ROOT, copy_project, lighten

if TYPE_CHECKING:
    from pathlib import Path

SECONDS = 2  # of the processor, for one portfolio
MEMORY = 256 * 1024 * 1024  # bytes, all in all
NAMES = [*FILES, *FOLDERS]


@pytest.mark.skipif(sys.platform == "win32", reason="limits memory as Unix does")
def test_all_of_them_at_once_stay_small(tmp_path: Path) -> None:
    """The command itself, which has no more memory than this for all of them together."""
    for index, name in enumerate(NAMES):
        lay_out(tmp_path / f"{index:03}", name)
    script = ROOT / "scripts" / "validate_exercise01.py"
    command = [sys.executable, script, "--class", tmp_path, "--jobs", "1", "--format", "json"]
    done = subprocess.run(
        command,
        capture_output=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY)),
    )
    assert (done.returncode, done.stderr) == (1, b"")
    found = json.loads(done.stdout)["portfolios"]
    assert len(found) == len(NAMES) >= 100
    told = [p["message"] for each in found for d in each["deliverables"] for p in d["problems"]]
    assert not [message for message in told if "cannot be checked" in message]


TIMED = "import atexit, time\natexit.register(lambda: print('took', time.process_time()))"


def seconds(ran: Ran) -> float:
    """Return what a timed build took of the processor."""
    return float(re.search(r"(?m)^took (.+)$", ran.log)[1])


BUILT = ["Jinja", "keys of MkDocs", "sub-headings", "snippets of script", "attributes", "include"]
REFUSED = ["a link to a secret", "a pipe", "an alias bomb", "a Python object", "a NUL", "a ZIP"]


def test_a_build_shows_them_as_text_or_not_at_all(tmp_path: Path) -> None:
    """All that can be drawn in one site; nothing of it runs, and nothing is taken in."""
    project = lighten(copy_project(tmp_path / "project"))
    for name in BUILT:
        folder = lay_out(tmp_path / name, name)
        env = {"PORTFOLIO_DIR": str(folder), "REQUIRE_DELIVERABLES": "false"}
        ran = mkdocs(project, "build", patch=TIMED, **env)
        assert seconds(ran) < 5 * SECONDS, name  # of which a build takes one
        assert "Traceback" not in ran.log, name
        assert ran.code == (1 if name == "keys of MkDocs" else 0), ran.log
        if ran.code == 0:
            html = (project / "site" / "learning-plan" / "index.html").read_text("utf-8")
            assert "<script>alert" not in html
            assert 'onclick="' not in html
            assert "root:x:" not in html


@pytest.mark.parametrize("name", REFUSED)
def test_a_build_refuses_what_cannot_be_read(name: str, tmp_path: Path) -> None:
    project = copy_project(tmp_path / "project")
    folder = lay_out(tmp_path / "portfolio with # and spaces", name)
    ran = mkdocs(project, "build", PORTFOLIO_DIR=str(folder))
    assert ran.code == 1
    assert f"{PLAN}" in ran.log
    assert "hint: " in ran.log
    assert "Traceback" not in ran.log
    assert not (project / "site").exists()


HEAVY = ["paragraphs of images", "code in hcl", "paragraphs of addresses", "code in java"]


@pytest.mark.slow
def test_a_portfolio_of_what_takes_longest_is_built_in_time(tmp_path: Path) -> None:
    """In a preview: the checks would stop some of it."""
    project, folder = copy_project(tmp_path / "project"), tmp_path / "portfolio"
    lay_out(folder, "drawings of many shapes")
    pages = [PLAN, "career-roadmap.md", "job-market-research.md", "skills-assessment-completed.md"]
    for page, name in zip(pages, HEAVY, strict=True):
        with (folder / page).open("ab") as file:
            file.write(FILES[name].removeprefix(GOOD))
    for page in pages:
        path = folder / page
        path.write_bytes(path.read_bytes()[: 1024 * 1024])
    env = {"PORTFOLIO_DIR": str(folder), "REQUIRE_DELIVERABLES": "false"}

    ran = mkdocs(project, "build", patch=TIMED, **env)

    assert seconds(ran) < 10
