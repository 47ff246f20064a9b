"""What a tick says it hides."""

from __future__ import annotations

from portfolio.ask import exercise, forms, ticks

from helpers.project import DOCS

EXERCISES = exercise.load(DOCS)
FRONT = exercise.portfolio_page(DOCS)
ASKED = {a.id: a for each in EXERCISES for a in each.deliverables} | {"portfolio": FRONT}


def names(deliverable: exercise.Deliverable) -> dict[str, ticks.Words]:
    of = next((each for each in EXERCISES if deliverable in each.deliverables), EXERCISES[0])
    return ticks.ticks(deliverable, forms.schema(deliverable, of))
