"""Each stylesheet keeps to its own part of a page: what it says is about nothing else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from conftest import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SELECTORS = """
const part = /(?:[^,()]|\\((?:[^()]|\\([^()]*\\))*\\))+/g;
const split = (list) => list.match(part).map((each) => each.trim());
const within = (rules) => [...rules].flatMap((rule) =>
  rule.selectorText ? split(rule.selectorText) : within(rule.cssRules ?? []));
return within(document.styleSheets[0].cssRules);
"""


def selectors(browser: Browser, name: str) -> list[str]:
    page = browser.new_page()
    sheet = (ROOT / "overrides" / name).read_text(encoding="utf-8")
    page.set_content(f"<style>{sheet}</style>")
    found: list[str] = page.evaluate(f"() => {{ {SELECTORS} }}")
    page.close()
    return found


def test_the_views_style_nothing_outside_a_view(browser: Browser) -> None:
    """`.steps` once hit the list of an exercise page, which nobody could read from then on."""
    found = selectors(browser, "public/stylesheets/views.css")

    assert len(found) > 100
    assert [each for each in found if not re.match(r"\.view(?![\w-])", each)] == []
