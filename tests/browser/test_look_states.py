"""What a first look at a page does not show: the public edition, forms in use, mistakes, focus."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from helpers.server import served
from helpers.sheets import OF_THE_EXERCISE, OF_THE_PUBLIC_EDITION
from looking import portfolios, rules, sites, sound

if TYPE_CHECKING:
    from pathlib import Path

    from helpers.sheets import Selectors
    from playwright.sync_api import Page


def test_every_page_of_the_public_edition(
    published: Path, public: str, screen: Page, selectors: Selectors
) -> None:
    pages = sites.pages(published)
    assert len(pages) > 6

    site = public.removesuffix("index.html")
    found = sound.walk(screen, site, pages, selectors, OF_THE_PUBLIC_EDITION)
    assert not found, rules.told(found)


def test_the_report_on_a_class(tmp_path: Path, screen: Page) -> None:
    sites.report(tmp_path / "site")

    with served(tmp_path / "site") as address:
        found = rules.all_of(screen, address, ["index.html"])
    assert not found, rules.told(found)


def test_the_pages_of_a_learner_who_has_begun(
    half: Path, screen: Page, selectors: Selectors
) -> None:
    """Not begun, begun, done, and unreadable."""
    begun = ("skills-assessment-completed/", "career-roadmap/")
    pages = ("", "portfolio/", "learning-plan/", *begun, "role/")

    with served(half) as address:
        found = sound.walk(screen, address, pages, selectors, OF_THE_EXERCISE)
    assert not found, rules.told(found)


def test_the_pages_of_a_learner_with_mistakes(
    tmp_path: Path, screen: Page, selectors: Selectors
) -> None:
    """A page with a mistake shows the rest as plain facts."""
    sites.serve(tmp_path / "site", portfolios.wrong)
    pages = sites.mine(tmp_path / "site")
    assert len(pages) > 6

    with served(tmp_path / "site") as address:
        found = sound.walk(screen, address, pages, selectors, OF_THE_EXERCISE)
    assert not found, rules.told(found)


def test_every_form_in_use(screen: Page, site: str) -> None:
    """With all told that is left, and with the example's file, folded out."""
    found = []
    for name, file in sites.forms().items():
        screen.goto(site + name)
        screen.get_by_role("button", name="Next item left").click()
        found += rules.at_every_width(screen, name, "all told,", widths=(320, 1280))
        sites.fill_in(screen, file)
        found += rules.everywhere(screen, name, "filled in,")
    assert not found, rules.told(found)


FOCUSED = (  # of the forms, which have one bar, the matrix and the one with the most stops
    *("skills-assessment/", "career-roadmap-template/", "how-to-fill-in/", "example/portfolio/"),
)


@pytest.mark.parametrize("name", FOCUSED)
def test_no_bar_hides_what_has_the_focus(look: Any, site: str, name: str) -> None:
    page = look(site + name)
    if name in sites.forms():
        page.wait_for_selector(".form__bar")

    found = rules.with_the_keyboard(page, name)
    assert not found, rules.told(found)


def test_the_exercise_is_looked_at_in_its_dark_colors(screen: Page, site: str) -> None:
    """Its own switch turns them on, and off again for the next page."""
    screen.goto(site)
    screen.add_style_tag(content="[data-md-color-scheme=slate] .md-content h1 { color: #333 }")

    assert {each.rule for each in rules.in_the_dark(screen, "") if each.state == "dark"} == {
        "pale-text"
    }
    screen.reload()
    assert screen.evaluate("document.body.dataset.mdColorScheme") == "default"
