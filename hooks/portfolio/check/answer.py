"""The result of checking a page of a portfolio, and all pages for one exercise."""

from __future__ import annotations

from bisect import insort
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ..ask.valid_fields import valid_fields

if TYPE_CHECKING:
    from pathlib import Path

    from ..ask.exercise import Deliverable, Exercise
    from ..ask.fields import Fields
    from ..problems import Loc, Problem
    from ..read.sections import Body
    from ..read.source import Source
    from .quotes import Unquotable


@dataclass(slots=True)
class Answer:
    """A page of a portfolio with its specification, and what is still to mend in it."""

    deliverable: Deliverable
    source: Source
    body: Body
    unquotable: Unquotable
    misnamed: bool  # missing under its name, but there under another
    problems: list[Problem] = field(default_factory=list)  # in the order of lines: see `add`
    typed: Fields | None = None  # None where any field is faulty
    valid: dict[str, Any] = field(default_factory=dict)  # as text, without the faulty fields
    faulty: set[Loc] = field(default_factory=set)
    warnings: list[Problem] = field(default_factory=list)  # what it may be complete with
    withheld: int = 0
    context: dict[str, Any] = field(default_factory=dict)  # the day and the skills, for the model

    def add(self, found: Problem) -> None:
        """Add a problem; they stay in the order of their lines."""
        insort(self.problems, found, key=lambda each: each.line or 0)

    @property
    def begun(self) -> bool:
        return not self.source.missing

    @property
    def complete(self) -> bool:
        return not self.problems

    def fields(self) -> dict[str, Any]:
        """Return the typed fields; of a page with faults, those fields and parts that are valid."""
        if self.typed:
            return self.typed.model_dump()
        model, data = self.deliverable.model, self.source.data
        return valid_fields(model, data, self.faulty, self.context)


@dataclass(frozen=True)
class Portfolio:
    """The answers of one folder to one exercise."""

    exercise: Exercise
    folder: Path
    answers: tuple[Answer, ...]

    @property
    def complete(self) -> bool:
        return all(answer.complete for answer in self.answers)

    @property
    def begun(self) -> bool:
        return any(answer.begun for answer in self.answers)

    @property
    def problems(self) -> list[Problem]:
        return [found for answer in self.answers for found in answer.problems]

    @property
    def warnings(self) -> list[Problem]:
        return [found for answer in self.answers for found in answer.warnings]
