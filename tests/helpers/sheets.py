"""Our stylesheets, the part of a page that each may hit, and what one hits outside of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from helpers.project import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Page

PALETTE = "public/stylesheets/palette.css"
VIEWS = "public/stylesheets/views.css"
PORTFOLIO = "public/stylesheets/portfolio.css"
EXERCISE = "assets/stylesheets/exercise.css"
FORM = "assets/stylesheets/form.css"

# What a sheet may hit, as selectors: its own part of a page. Elements without a class are common
# ground, for the base that a page gives its text.
SCOPES = {
    PALETTE: "html",
    VIEWS: ".view, .view *",
    PORTFOLIO: ":not(.view *), .view :not([class]), .highlight *",
    EXERCISE: ":not(.view *, .form *), :not([class]), .is-private, "
    "[class*='exercise-'], [class^='md-']",  # and what Material draws, wherever
    FORM: "html, .form, .form *, .form__by-hand, .form__by-hand *, .md-sidebar",
}
OF_THE_EXERCISE = (PALETTE, VIEWS, EXERCISE, FORM)
OF_THE_PUBLIC_EDITION = (PALETTE, VIEWS, PORTFOLIO)

SELECTORS = """
(style) => {
  const parts = (text) => {
    let depth = 0;
    const split = (c) => (depth += (c === "(") - (c === ")"), c === "," && !depth ? "\\n" : c);
    return [...text].map(split).join("").split("\\n").map((each) => each.trim());
  };
  const within = (rules) => [...rules].flatMap((rule) =>
    rule.selectorText ? parts(rule.selectorText) : within(rule.cssRules ?? []));
  return [...new Set(within(style.sheet.cssRules))];
}
"""
STRAYS = """
([selectors, scope]) => selectors.flatMap((selector) =>
  [...document.querySelectorAll(selector)].filter((each) => !each.matches(scope)).slice(0, 1)
    .map((each) => `${selector} hits ${each.cloneNode().outerHTML.slice(0, 90)}`))
"""

Selectors = dict[str, list[str]]
_STATE = re.compile(r":(hover|focus(-visible|-within)?)\b")


def selectors(page: Page) -> Selectors:
    """Return every selector of every sheet, those within @media and @container too."""
    found = {}
    for name in SCOPES:
        sheet = (ROOT / "overrides" / name).read_text(encoding="utf-8")
        page.set_content(f"<style>{sheet}</style>")
        found[name] = page.eval_on_selector("style", SELECTORS)
    return found


def misnamed(page: Page, selectors: Selectors, sheets: tuple[str, ...]) -> set[str]:
    """Return what sheets hit on a page outside of their own parts of it.

    A selector without a class is the base of a page, which every class outweighs.
    """
    found: set[str] = set()
    for sheet in sheets:
        classes = [re.sub(r"::[\w-]+", "", each) for each in selectors[sheet] if "." in each]
        always = [_STATE.sub(":is(*)", each) if ":not(" not in each else each for each in classes]
        found |= set(page.evaluate(STRAYS, [always, SCOPES[sheet]]))
    return found
