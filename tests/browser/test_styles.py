"""Each stylesheet keeps to its own part of a page: what it says is about nothing else.

What each of them hits on every page is asked in `test_browser.py`, where these are open.
`.steps` of the views once hit the list of an exercise page, which nobody could read from then on.
"""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

import material
import pytest
from helpers.project import ROOT
from helpers.sheets import EXERCISE, FORM, PALETTE, PORTFOLIO, SCOPES, VIEWS, misnamed

if TYPE_CHECKING:
    from helpers.sheets import Selectors

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

_SIDED = re.compile(
    r"(margin|padding|border)-(left|right)|\\b(?<!-)(left|right):|(align|float): (left|right)"
)
_ONE_SIDE = re.compile(r":dir\(|\.is-right")  # meant as it is written


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


def test_a_stray_is_seen(look, selectors: Selectors, site: str) -> None:
    """The fault of then, made again: a list of the exercise hit by a name of the views."""
    page = look(f"{site}steps/")
    page.evaluate("document.querySelector('ol').classList.add('steps')")

    found = misnamed(page, selectors | {VIEWS: [".steps", ".view .steps"]}, (VIEWS,))

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
