"""The sections that a build draws are those that were read."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from helpers.build import everything, mkdocs
from helpers.project import DOCS, copy_project

if TYPE_CHECKING:
    from pathlib import Path

ENDINGS = {
    "a line of dashes": "A canary sentence.\n---\n\nAnd a canary below.",
    "one dash": "A canary sentence.\n-\n- more canary",
    "a table without bars": "Skill | canary\n-----\nk8s | canary",
    "tags": "<br>\ncanary\n</details>\n<pre>\ncanary",
    "headings": "# canary\n\n### canary\n\n> ## canary\n\n- ## canary\n\ncanary\n===",
    "code": "    ## canary\n\n```\n## canary\n```\n\n~~~\n## canary\n~~~",
    "a footnote and a link": "[^n]: canary\n\n[x]: canary.md 'canary'\n\n## \n\ncanary",
    "a comment": "<!-- ## Priority areas\n\n## Strengths -->\n\ncanary",
}


@pytest.mark.parametrize("edition", ["mkdocs.yml", "portfolio.yml"])
def test_a_private_section_lasts_until_the_next_one_in_a_build(
    edition: str, tmp_path: Path
) -> None:
    """Nothing of it is in any file of the output, the search index included."""
    project, folder = copy_project(tmp_path / "project"), tmp_path / "portfolio"
    shutil.copytree(DOCS / "example", folder)
    page = folder / "skills-assessment-completed.md"
    text = page.read_text(encoding="utf-8")
    begin, end = text.index("## Gaps\n"), text.index("## Priority areas\n")
    inside = "\n\n".join(f"## Gaps\n\n{each}" for each in ENDINGS.values())
    shown = text[end:] + "\nSee[^n] and [x].\n"
    whole = f"{text[:begin]}{inside}\n\n{shown}".replace("---\n", "---\nprivate: [Gaps]\n", 1)
    page.write_text(whole, encoding="utf-8")

    ran = mkdocs(project, "build", "-f", edition, PORTFOLIO_DIR=str(folder))

    assert ran.code == 0, ran.log
    files = dict(everything(project / ("public" if edition == "portfolio.yml" else "site")))
    assert [name for name, content in files.items() if b"canary" in content.lower()] == []
    assert any(b"See[^n] and [x]." in content for content in files.values())
