"""What a tick says it hides."""

from __future__ import annotations

from portfolio.ask import exercise, forms, ticks

from helpers.project import DOCS

EXERCISES = exercise.load(DOCS)


def names(deliverable: exercise.Deliverable) -> dict[str, ticks.Words]:
    of = next((each for each in EXERCISES if deliverable in each.deliverables), EXERCISES[0])
    return ticks.ticks(deliverable, forms.schema(deliverable, of))
