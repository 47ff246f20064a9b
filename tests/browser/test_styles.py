"""Each stylesheet keeps to its own part of a page: what it says is about nothing else.

`.steps` of the views once hit the list of an exercise page, which nobody could read from then on.
"""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

import material
import pytest
from helpers.browser import PUBLIC, addresses
from helpers.project import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

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
    EXERCISE: ":not(.view *, .form *), :not([class]), [class*='exercise-'], .is-private",
    FORM: "html, .form, .form *, .form__by-hand, .form__by-hand *, .md-sidebar",
}
# The class names that a sheet has to itself
NAMES = {
    PALETTE: r"$",
    VIEWS: r"(?!exercise|form|page|md-)",
    PORTFOLIO: r"(page|top|foot|skip)((--|__)[a-z]+)?$",
    EXERCISE: r"exercise-",
    FORM: r"form(__|$)",
}
# What is no sheet's own: states, tokens of code, what Markdown draws, where a view begins
COMMON = r"(is-|md-|[a-z]{1,2}\d?$)|(view|highlight|contains-task-list)$"

SELECTORS = """
(style) => {
  const part = /(?:[^,()]|\\((?:[^()]|\\((?:[^()]|\\([^()]*\\))*\\))*\\))+/g;
  const within = (rules) => [...rules].flatMap((rule) =>
    rule.selectorText ? rule.selectorText.match(part).map((each) => each.trim())
                      : within(rule.cssRules ?? []));
  return [...new Set(within(style.sheet.cssRules))];
}
"""
STRAYS = """
([selectors, scope]) => selectors.flatMap((selector) =>
  [...document.querySelectorAll(selector)].filter((each) => !each.matches(scope)).slice(0, 1)
    .map((each) => `${selector} hits ${each.cloneNode().outerHTML.slice(0, 90)}`))
"""

Selectors = dict[str, list[str]]
_SIDED = re.compile(
    r"(margin|padding|border)-(left|right)|\\b(?<!-)(left|right):|(align|float): (left|right)"
)
_ONE_SIDE = re.compile(r":dir\(|\.is-right")  # meant as it is written
_STATE = re.compile(r":(hover|focus(-visible|-within)?)\b")


@pytest.fixture(scope="module")
def selectors(browser: Browser) -> Selectors:
    """Every selector of every sheet, those within @media and @container too."""
    page, found = browser.new_page(), {}
    for name in SCOPES:
        sheet = (ROOT / "overrides" / name).read_text(encoding="utf-8")
        page.set_content(f"<style>{sheet}</style>")
        found[name] = page.eval_on_selector("style", SELECTORS)
    page.close()
    return found


def misnamed(page: Page, selectors: Selectors, *sheets: str) -> set[str]:
    """Return what sheets hit on a page outside of their own parts of it.

    A selector without a class is the base of a page, which every class outweighs.
    """
    found: set[str] = set()
    for sheet in sheets:
        classes = [re.sub(r"::[\w-]+", "", each) for each in selectors[sheet] if "." in each]
        always = [_STATE.sub(":is(*)", each) if ":not(" not in each else each for each in classes]
        found |= set(page.evaluate(STRAYS, [always, SCOPES[sheet]]))
    return found


def names(selectors: list[str]) -> set[str]:
    """Return the class names that selectors style by; what `:has()` asks for is not styled."""
    told = (re.sub(r":has\((?:[^()]|\([^()]*\))*\)", "", each) for each in selectors)
    return {name for each in told for name in re.findall(r"\.([a-zA-Z][\w-]*)", each)}


@pytest.fixture(scope="module")
def of_material() -> set[str]:
    folder = Path(material.__file__).parent / "templates" / "assets" / "stylesheets"
    sheets = [path.read_text(encoding="utf-8") for path in folder.glob("*.css")]
    return {name for sheet in sheets for name in re.findall(r"\.([a-zA-Z][\w-]*)", sheet)}


def test_the_views_style_nothing_outside_a_view(selectors: Selectors) -> None:
    assert [each for each in selectors[VIEWS] if not re.match(r"\.view(?![\w-])", each)] == []


def test_no_sheet_hits_another_sheets_part_of_the_exercise(
    look, selectors: Selectors, site: str, serve: str
) -> None:
    """Each selector on every page: of the exercise, of a drawn form, and of a learner."""
    page, found = look(site), set()
    pages = addresses(page)
    assert len(pages) > 18
    for address in (*pages, f"{serve}career-roadmap/", f"{serve}role/", f"{serve}portfolio/"):
        page.goto(address)
        if page.locator("#form").count():
            page.wait_for_selector(".form__fields")
        found |= misnamed(page, selectors, PALETTE, VIEWS, EXERCISE, FORM)
    assert not found, "\n".join(sorted(found))


def test_no_sheet_hits_another_sheets_part_of_the_public_edition(
    look, selectors: Selectors, public: str
) -> None:
    page, found = look(public), set()
    for name in PUBLIC:
        page.goto(public.replace("index", name))
        found |= misnamed(page, selectors, PALETTE, VIEWS, PORTFOLIO)
    assert not found, "\n".join(sorted(found))


def test_a_stray_is_seen(look, selectors: Selectors, site: str) -> None:
    """The fault of then, made again: a list of the exercise hit by a name of the views."""
    page = look(f"{site}steps/")
    page.evaluate("document.querySelector('ol').classList.add('steps')")

    found = misnamed(page, selectors | {VIEWS: [".steps", ".view .steps"]}, VIEWS)

    assert [each.split(" hits ")[0] for each in found] == [".steps"]


@pytest.mark.parametrize("sheet", SCOPES)
def test_a_sheet_uses_names_of_its_own(
    selectors: Selectors, of_material: set[str], sheet: str
) -> None:
    """Or of Material, where it means what Material draws."""
    own = {name for name in names(selectors[sheet]) if not re.match(COMMON, name)} - of_material

    assert [name for name in own if not re.match(NAMES[sheet], name)] == []


def test_no_name_means_two_things(selectors: Selectors, of_material: set[str]) -> None:
    """Neither in two sheets of ours, nor in a view and in Material."""
    own = {
        sheet: {name for name in names(found) if not re.match(COMMON, name)}
        for sheet, found in selectors.items()
    }
    twice = {(a, b): own[a] & own[b] for a, b in combinations(own, 2)}
    taken = {sheet: own[sheet] & of_material for sheet in (VIEWS, PORTFOLIO, FORM)}

    assert not any(twice.values()), twice
    assert not any(taken.values()), taken


@pytest.mark.parametrize("sheet", [PALETTE, VIEWS, PORTFOLIO, EXERCISE, FORM])
def test_sides_are_named_by_the_direction_of_the_text(sheet: str) -> None:
    """`start` and `end`, so that what runs from right to left is laid out from right to left."""
    text = (ROOT / "overrides" / sheet).read_text(encoding="utf-8")
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    rules = [each for each in re.findall(r"[^{}]*\{[^{}]*\}", text) if not _ONE_SIDE.search(each)]

    assert len(rules) >= text.count("}") / 2
    assert [each for each in rules if _SIDED.search(each)] == []
