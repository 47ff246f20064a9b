"""The self-test of every exercise: the template fails wholly, the example passes wholly."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from conftest import DOCS, TODAY
from portfolio import checks, exercise, models, privacy
from portfolio.problems import field_name, field_pattern

if TYPE_CHECKING:
    from pathlib import Path

    from portfolio.exercise import Deliverable, Exercise
    from portfolio.problems import Loc

EXERCISES = exercise.load(DOCS)
ASKED = [pytest.param(e, a, id=a.id) for e in EXERCISES for a in e.deliverables]
PAGE = exercise.portfolio_page(DOCS)


@pytest.mark.parametrize(("asking", "asked"), ASKED)
def test_an_untouched_template_lacks_every_field_and_section(
    asking: Exercise, asked: Deliverable, portfolio: Path
) -> None:
    """Every required field and every section is told at its line, and nothing else is."""
    shutil.copy(DOCS / asked.template_file, portfolio / asked.file)

    found = checks.check(asking, portfolio, TODAY).problems
    mine = [each for each in found if each.path.name == asked.file]

    wanted = {
        ("unfilled-field", asked.template.source.line(loc), field_name(loc))
        for loc, text in privacy.leaves(asked.template.source.data)
        if not text and not is_optional(asked, loc)
    } | {
        ("unfilled-section", section.line, section.heading)
        for section in asked.template.body.sections.values()
    }
    assert {(each.code, each.line, each.field) for each in mine} == wanted
    assert len(mine) == len(wanted) > 8


def is_optional(asked: Deliverable, loc: Loc) -> bool:
    around = (loc[: length + 1] for length in range(len(loc)))
    return any(asked.template.comment(field_pattern(at)).startswith("optional") for at in around)


@pytest.mark.parametrize("asking", EXERCISES, ids=lambda each: each.id)
def test_the_worked_example_is_complete(asking: Exercise) -> None:
    assert checks.check(asking, DOCS / "example", TODAY).problems == []
    assert checks.check_page(PAGE, DOCS / "example", TODAY).problems == []


@pytest.mark.parametrize("asked", [param.values[1] for param in ASKED] + [PAGE], ids=lambda a: a.id)
def test_a_template_names_and_explains_every_field_of_its_model(asked: Deliverable) -> None:
    """`private`, the hints and the field tables all come from the template."""
    wanted = {
        name
        for name in asked.model.model_fields
        if name not in models.Page.model_fields and name != "publish"
    }

    assert wanted - {"title"} <= asked.template.names
    for loc in asked.template.source.lines:
        assert asked.template.comment(field_pattern(loc))


@pytest.mark.parametrize("asked", [param.values[1] for param in ASKED], ids=lambda a: a.id)
def test_every_section_of_a_template_has_a_prompt(asked: Deliverable) -> None:
    for section in asked.template.body.sections.values():
        assert section.prompt().endswith("?")
        assert not section.shown or not section.is_filled(frozenset())
