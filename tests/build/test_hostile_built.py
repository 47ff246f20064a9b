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


ROADMAP, RESEARCH, SKILLS = (
    *("career-roadmap.md", "job-market-research.md", "skills-assessment-completed.md"),
)
BUILT = {
    PLAN: ["Jinja", "include"],
    ROADMAP: ["sub-headings"],
    RESEARCH: ["snippets of script"],
    SKILLS: ["attributes"],
}
HEAVY = {
    PLAN: ["paragraphs of images"],
    ROADMAP: ["code in hcl"],
    RESEARCH: ["paragraphs of addresses"],
    SKILLS: ["sub-headings"],
}
REFUSED = [
    *("a link to a secret", "a pipe", "an alias bomb", "a Python object", "a NUL", "a ZIP"),
    "keys of MkDocs",
]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return lighten(copy_project(tmp_path_factory.mktemp("hostile") / "project"))


def spread(folder: Path, bodies: dict[str, list[str]], size: int) -> None:
    """Put the bodies of hostile plans into pages of a portfolio, so that each is as long."""
    for page, names in bodies.items():
        more = b"".join(FILES[name].removeprefix(GOOD) for name in names)
        (folder / page).write_bytes(((folder / page).read_bytes() + more)[:size])


def test_a_build_shows_them_as_text_or_not_at_all(project: Path, portfolio: Path) -> None:
    """All that can be drawn in one site; nothing of it runs, and nothing is taken in."""
    spread(portfolio, BUILT, 50_000)
    env = {"PORTFOLIO_DIR": str(portfolio), "REQUIRE_DELIVERABLES": "false"}
    ran = mkdocs(project, "build", "-d", "shown", **env)
    assert "Traceback" not in ran.log
    assert ran.code == 0, ran.log
    for page, shown in zip(
        BUILT, ("{{ config.", "<h6 ", "&lt;script&gt;", "onclick="), strict=True
    ):
        html = (project / "shown" / page.removesuffix(".md") / "index.html").read_text("utf-8")
        assert shown in html
        assert "<script>alert" not in html
        assert 'onclick="' not in html
        assert "root:x:" not in html


@pytest.mark.parametrize("name", REFUSED)
def test_a_build_refuses_what_cannot_be_read(name: str, project: Path, tmp_path: Path) -> None:
    """Nor is anything built of what no page may say; also where nothing has to be handed in."""
    folder = lay_out(tmp_path / "portfolio with # and spaces", name)
    env = {"PORTFOLIO_DIR": str(folder), "REQUIRE_DELIVERABLES": "false"}
    ran = mkdocs(project, "build", **env)
    assert ran.code == 1
    assert f"{PLAN}" in ran.log
    assert "hint: " in ran.log
    assert "Traceback" not in ran.log
    assert not (project / "site").exists()


@pytest.mark.slow
def test_a_portfolio_of_what_takes_longest_is_built_in_time(project: Path, portfolio: Path) -> None:
    """In a preview: the checks would stop some of it."""
    spread(portfolio, HEAVY, 1024 * 1024)
    env = {"PORTFOLIO_DIR": str(portfolio), "REQUIRE_DELIVERABLES": "false"}

    ran = mkdocs(project, "build", "-d", "heavy", patch=TIMED, **env)

    assert ran.code == 0, ran.log
    assert seconds(ran) < 10
