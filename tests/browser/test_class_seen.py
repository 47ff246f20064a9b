"""The class report, on a screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from helpers.axe import violations
from helpers.classes import EVIL
from helpers.script import run

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def report(learners: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of the report on this class."""
    file = tmp_path_factory.mktemp("report") / "report.html"
    run("--class", learners, "--output", file, cwd=learners)
    return file.as_uri()


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
def test_the_page_sorts_and_is_for_everybody(
    report: str, look: Any, scheme: str, width: int
) -> None:
    page = look(report, scheme=scheme, width=width)

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
    assert not violations(page, contrast=False)  # test_look_states.py measures it in both colors
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert not [each for each in page.foreign if not each.startswith("file:")]
    assert not page.errors
