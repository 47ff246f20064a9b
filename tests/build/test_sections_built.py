"""The sections that a build draws are those that were read."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from helpers.build import everything, mkdocs
from helpers.project import DOCS, copy_project, lighten

if TYPE_CHECKING:
    from pathlib import Path

ENDINGS = {
    "a line of dashes": "A canario sentence.\n---\n\nAnd a canario below.",
    "one dash": "A canario sentence.\n-\n- more canario",
    "a table without bars": "Skill | canario\n-----\nk8s | canario",
    "tags": "<br>\ncanario\n</details>\n<pre>\ncanario",
    "headings": "# canario\n\n### canario\n\n> ## canario\n\n- ## canario\n\ncanario\n===",
    "code": "    ## canario\n\n```\n## canario\n```\n\n~~~\n## canario\n~~~",
    "a footnote and a link": "[^n]: canario\n\n[x]: canario.md 'canario'\n\n## \n\ncanario",
    "a comment": "<!-- ## Priority areas\n\n## Strengths -->\n\ncanario",
}


@pytest.mark.parametrize("edition", ["mkdocs.yml", "portfolio.yml"])
def test_a_private_section_lasts_until_the_next_one_in_a_build(
    edition: str, tmp_path: Path
) -> None:
    """Nothing of it is in any file of the output, the search index included."""
    project, folder = lighten(copy_project(tmp_path / "project")), tmp_path / "portfolio"
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
    assert [name for name, content in files.items() if b"canario" in content.lower()] == []
    assert any(b"See[^n] and [x]." in content for content in files.values())
