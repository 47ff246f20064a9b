"""Whether a page is sound, and a walk that opens each page of a site once and asks all of it."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from itertools import cycle
from typing import TYPE_CHECKING

from helpers.axe import violations
from helpers.sheets import misnamed
from playwright.sync_api import TimeoutError as NotYetError

from looking import rules
from looking.rules import Finding

if TYPE_CHECKING:
    from collections.abc import Iterable

    from helpers.sheets import Selectors
    from playwright.sync_api import Page

WIDTHS = (390, 1280)  # axe reads a page at one of them, and at the other what scrolls there


def walk(
    page: Page, site: str, names: Iterable[str], selectors: Selectors, sheets: tuple[str, ...]
) -> list[Finding]:
    """Return what is out of place on the pages of a site, and what is not sound.

    Axe reads one page as a phone has it, the next as a desk has it. No page has an error, or
    anything from another host, and no stylesheet hits another sheet's part of it.
    """
    found: list[Finding] = []
    page.home = site
    for name, whole in zip(names, cycle(WIDTHS), strict=False):
        page.errors.clear()
        page.foreign.clear()
        page.goto(site + name)
        if page.locator("#form").count():
            page.wait_for_selector(".form__fields")
        found += rules.everywhere(page, name, also=partial(_with_axe, page, name, whole))
        found += _unsound("an error", page.errors, name)
        found += _unsound("from another host", page.foreign, name)
        found += _unsound("a part of another sheet", misnamed(page, selectors, sheets), name)
    return found


def _with_axe(page: Page, name: str, whole: int, width: int) -> list[Finding]:
    if width not in WIDTHS:
        return []
    settle(page)
    rule = () if width == whole else ("scrollable-region-focusable",)
    return _unsound("as axe says", violations(page, *rule, contrast=False), name, str(width))


def _unsound(why: str, all_told: Iterable[str], name: str, state: str = "") -> list[Finding]:
    return [Finding("unsound", each, why, name, state) for each in all_told]


def faults(page: Page) -> list[str]:
    """Return what is wrong with a page as it is now: axe's findings, sideways scroll, errors.

    Contrast is for `rules.py`, which measures it in both colors. On a screen of the other width,
    what a width changes: whether the page or a part of it scrolls.
    """
    settle(page)
    wrong = [*page.errors, *page.foreign]
    wrong += [*violations(page, contrast=False), *_sideways(page)]
    width, height = page.viewport_size.values()
    page.set_viewport_size({"width": 1280 if width < 500 else 390, "height": height})
    settle(page)
    wrong += [*violations(page, "scrollable-region-focusable"), *_sideways(page)]
    page.set_viewport_size({"width": width, "height": height})
    return [f"{page.url}: {each}" for each in wrong]


def settle(page: Page) -> None:
    """Wait until the keyboard reaches all code that scrolls. If it never does, axe tells."""
    scrolls = "code => code.checkVisibility() && code.scrollWidth > code.clientWidth"
    out_of_reach = f"[...document.querySelectorAll('pre > code:not([tabindex])')].some({scrolls})"
    with suppress(NotYetError):
        page.wait_for_function(f"!{out_of_reach}", timeout=2000)


def _sideways(page: Page) -> list[str]:
    wide = "document.documentElement.scrollWidth > window.innerWidth"
    return ["scrolls sideways"] if page.evaluate(wide) else []
