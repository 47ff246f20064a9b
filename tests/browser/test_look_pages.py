"""Nothing on a page of the exercise is out of place, on any screen and on paper; each is sound."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers.server import served
from helpers.sheets import OF_THE_EXERCISE
from looking import portfolios, rules, sites, sound

if TYPE_CHECKING:
    from pathlib import Path

    from helpers.sheets import Selectors
    from playwright.sync_api import Page


def test_every_page_of_the_exercise(working: Path, screen: Page, selectors: Selectors) -> None:
    """With the worked example as its portfolio: the pages below `example/` say the same."""
    pages = [name for name in sites.pages(working) if not name.startswith("example/")]
    assert len(pages) > 25

    with served(working) as address:
        found = sound.walk(screen, address, pages, selectors, OF_THE_EXERCISE)
    assert not found, rules.told(found)


def test_texts_that_strain_a_layout(tmp_path: Path, screen: Page) -> None:
    """Long words, one letter, from right to left, pay in five currencies: in both editions."""
    portfolios.strained(tmp_path / "portfolio")
    sites.working(tmp_path / "site", tmp_path / "portfolio")
    sites.public(tmp_path / "public", tmp_path / "portfolio")

    with served(tmp_path / "site") as address:
        found = rules.all_of(screen, address, sites.mine(tmp_path / "site"), rules.in_shape)
    with served(tmp_path / "public") as address:
        found += rules.all_of(screen, address, sites.pages(tmp_path / "public"), rules.in_shape)
    assert not found, rules.told(found)
