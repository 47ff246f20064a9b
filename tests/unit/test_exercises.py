"""Templates and models say the same. What else an exercise must be, lint says: test_authors.py."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from helpers.project import DOCS, TODAY, copy_project
from portfolio.ask import exercise, models
from portfolio.check import checks
from portfolio.problems import field_pattern

if TYPE_CHECKING:
    from pathlib import Path

    from portfolio.ask.exercise import Deliverable

EXERCISES = exercise.load(DOCS)
ASKED = [deliverable for each in EXERCISES for deliverable in each.deliverables]
PAGE = exercise.portfolio_page(DOCS)


def test_the_worked_front_page_is_complete() -> None:
    assert checks.check_all([], PAGE, DOCS / "example", TODAY)[1].problems == []


@pytest.mark.parametrize("deliverable", [*ASKED, PAGE], ids=lambda a: a.id)
def test_a_template_names_and_explains_every_field_of_its_model(deliverable: Deliverable) -> None:
    """`private`, the hints and the field tables all come from the template."""
    wanted = {
        name
        for name in deliverable.model.model_fields
        if name not in models.PageFields.model_fields and name != "publish"
    }

    assert wanted - {"title"} <= deliverable.template.names
    for loc in deliverable.template.source.lines:
        assert deliverable.template.comment(field_pattern(loc))


@pytest.mark.parametrize("deliverable", ASKED, ids=lambda a: a.id)
def test_every_prompt_is_a_question(deliverable: Deliverable) -> None:
    for section in deliverable.template.body.sections.values():
        assert section.prompt().endswith("?")


@pytest.mark.parametrize("order", ["[learning-plan]", "[[], a, b, c]", "skills-assessment", ""])
def test_the_order_of_the_text_names_every_document(order: str, tmp_path: Path) -> None:
    docs = copy_project(tmp_path) / "docs"
    page = (docs / "index.md").read_text(encoding="utf-8")
    wrong = re.sub(r"^text_order: .*$", f"text_order: {order}", page, flags=re.MULTILINE)
    (docs / "index.md").write_text(wrong, encoding="utf-8")

    with pytest.raises(exercise.ExerciseError, match="text_order: write each id once: skills-ass"):
        exercise.load(docs)


def test_a_broken_template_stops_its_own_exercise_alone(tmp_path: Path) -> None:
    docs = copy_project(tmp_path) / "docs"
    (docs / "environment-report-template.md").write_text(
        "---\ntitle: a: b\n---\n", encoding="utf-8"
    )

    assert exercise.load_one(docs, "exercise-01").id == "exercise-01"
    with pytest.raises(exercise.ExerciseError, match=r"^environment-report-template\.md:2: "):
        exercise.load_one(docs, "exercise-02")
