"""What a form says that a tick hides."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from helpers.project import DOCS
from helpers.ticks import ASKED, names
from portfolio.ask import exercise, ticks

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

# --- in the form


def opened(look: Any, site: str, deliverable: exercise.Deliverable) -> Page:
    page = look(f"{site}{deliverable.template_file.removesuffix('.md')}/")
    page.wait_for_selector(".form__ticks")
    return page


def said(words: ticks.Words, begin: str = "Hides") -> str:
    return f"{begin} {words.goes}.\nStill shown: {words.stays}."


TOLD = """
all => all.map(box => {
  const words = document.getElementById(box.getAttribute("aria-describedby").split(" ")[0]);
  return [box.dataset.name, [box.parentNode.innerText, words.innerText]];
})
"""


def told(page: Page) -> dict[str, tuple[str, str]]:
    """Return the label and the words of each tick, by its name."""
    return dict(page.locator(".form__ticks input").evaluate_all(TOLD))


@pytest.mark.parametrize("id_", ASKED)
def test_each_tick_of_a_form_says_what_it_hides(id_: str, look: Any, site: str) -> None:
    """And no two in a row say the same: together, they say it once."""
    page = opened(look, site, ASKED[id_])
    rows = told(page)

    offered = {k: words for k, words in names(ASKED[id_]).items() if not k.endswith(".*")}
    assert rows.keys() == offered.keys()
    for name, (_, words) in rows.items():
        assert words in {said(offered[name]), said(offered[name], "Each of these hides")}
    remarks = [each for each in page.locator(".form__ticks .form__help").all_inner_texts() if each]
    assert [a for a, b in pairwise(remarks) if a == b] == []
    labels = sorted((label for label, _ in rows.values()), key=len, reverse=True)
    for _, words in rows.values():  # what they say to check can be checked
        for others in re.findall(r"check ((?!it\b|them\b)[^;.]*)", words):
            for other in re.split(r" and (?=[A-Z])", others):
                assert other in labels
    assert not page.errors


def test_a_name_that_a_file_brings_along_says_what_it_hides(
    look: Any, site: str, tmp_path: Path
) -> None:
    """A part of a field, a field of any page, a heading of one's own; a slip has its problem."""
    deliverable = ASKED["skills-assessment"]
    text = (DOCS / "example" / deliverable.file).read_text(encoding="utf-8")
    private = "private: [Ratings.git, description, To do, rattings]\ntitle:"
    file = tmp_path / deliverable.file
    file.write_text(f"{text.replace('title:', private, 1)}\n## To do\n\nMuch.\n", encoding="utf-8")
    page = opened(look, site, deliverable)

    page.set_input_files("input[type=file]", file)
    page.wait_for_selector("[data-name=rattings]")

    rows, general = told(page), ticks.general()
    assert rows["Ratings.git"][1] == said(ticks.words(deliverable, "ratings.git"))
    assert rows["description"][1] == said(general["field"])
    assert rows["To do"][1] == said(general["section"])
    assert rows["rattings"][1] == ""
    box = page.locator("[data-name=rattings]")
    described = [page.locator(f"#{id_}") for id_ in box.get_attribute("aria-describedby").split()]
    assert "matches nothing here" in described[-1].inner_text()
