"""The class report, on a screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from helpers.axe import violations
from helpers.classes import EVIL
from helpers.script import run

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
def test_the_page_sorts_and_is_for_everybody(
    learners: Path, tmp_path: Path, look: Any, scheme: str, width: int
) -> None:
    file = tmp_path / "report.html"
    run("--class", learners, "--output", file, cwd=learners)
    page = look(file.as_uri(), scheme=scheme, width=width)

    assert page.locator("tbody tr").count() == 35
    assert EVIL in page.locator("tr", has_text="e-evil").first.inner_text()
    assert page.locator('meta[name=robots][content*="noindex"]').count() == 1
    problems = page.get_by_role("button", name="Problems")
    found = []
    for _ in range(2):
        problems.click()
        found.append([int(n) for n in page.locator("td.problems").all_text_contents()])
    assert found == [sorted(found[0]), sorted(found[0], reverse=True)]
    assert page.locator("thead th.document").all_inner_texts() == [
        *("Skills assessment", "Job market research", "Learning plan", "Career roadmap")
    ]
    page.locator("details").evaluate_all("(all) => all.forEach((each) => { each.open = true; })")
    assert page.get_by_role("heading", name="Learning plan").first.is_visible()
    assert not violations(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert not [each for each in page.foreign if not each.startswith("file:")]
    assert not page.errors
