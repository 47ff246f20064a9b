"""The result of checking a portfolio, as small as reports can do with: processes pass it on."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from ..check.privacy import may_be_shown
from . import copies

if TYPE_CHECKING:
    from pathlib import Path

    from ..check.answer import Answer
    from ..problems import Problem


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of checking one deliverable."""

    id: str
    title: str
    done: str  # the line of the report when it is complete
    path: Path
    begun: bool
    problems: tuple[Problem, ...]
    withheld: int = 0  # how many values are
    private: int = 0  # how many names are
    is_template: bool = False  # an untouched copy of its template
    is_example: bool = False  # a near copy of the worked example's sections, or of its fields
    of_example: float = 0  # how much of its sections is the worked example's, from 0 to 1
    warnings: tuple[Problem, ...] = ()
    sketches: copies.Sketches = copies.NONE  # to find near copies with

    @property
    def complete(self) -> bool:
        return not self.problems

    @property
    def state(self) -> str:
        if self.complete:
            return "done"
        return f"{len(self.problems)} to fix" if self.begun else "not started"


class Copy(NamedTuple):
    """A near copy of a portfolio."""

    of: str  # a folder as shown, or the worked example
    share: str  # of the smaller one's phrases and fields, such as 88%

    def __str__(self) -> str:
        return f"{self.of} ({self.share})"


@dataclass(frozen=True, slots=True)
class Result:
    """The result of checking one portfolio."""

    folder: Path  # where the documents are, or should be
    outcomes: tuple[Outcome, ...] = ()  # none if nothing can be checked
    changed: float | None = None  # seconds since 1970: the newest of its files
    front: Answer | None = None  # the front page, where it is checked too
    why: Problem | None = (
        None  # what is wrong with all of it; without outcomes, it stops the checks
    )
    learner: Path | None = None  # the folder that was to be checked
    notes: tuple[Problem, ...] = ()  # where else documents are
    copies: list[Copy] = field(default_factory=list)

    @property
    def of_all(self) -> list[Problem]:
        """Return what is wrong with all of it: what of the front page stops every build, too."""
        page = self.front
        stops = page.problems if page and page.begun and not may_be_shown(page) else ()
        return [*((self.why,) if self.why else ()), *stops]

    @property
    def all_done(self) -> bool:
        """Tell whether every document is complete, whatever the front page says."""
        documents = self.outcomes and all(outcome.complete for outcome in self.outcomes)
        return bool(documents) and not self.why

    @property
    def complete(self) -> bool:
        return self.all_done and not self.of_all

    @property
    def begun(self) -> bool:
        return any(outcome.begun for outcome in self.outcomes)

    @property
    def problems(self) -> list[Problem]:
        return [*self.of_all, *(each for outcome in self.outcomes for each in outcome.problems)]

    @property
    def warnings(self) -> list[Problem]:
        return [*self.notes, *(each for outcome in self.outcomes for each in outcome.warnings)]

    @property
    def state(self) -> str:
        """Return how far a portfolio is, in a word or two."""
        if self.why and self.why.code == "unreadable":
            return "unreadable"
        if not self.outcomes:
            return "not there"
        return "complete" if self.complete else "started" if self.begun else "not started"

    @property
    def day(self) -> str:
        """Return the date of its newest file, as YYYY-MM-DD, or nothing if there is none."""
        try:
            at = datetime.fromtimestamp(self.changed, UTC) if self.changed else None
        except (ValueError, OverflowError, OSError):  # a date out of range
            at = None
        return at.date().isoformat() if at else ""

    @property
    def flags(self) -> dict[str, list[str]]:
        """Return what may not be the learner's own work, in words."""
        return {
            "unchanged": [outcome.title for outcome in self.outcomes if outcome.is_template],
            "example": [outcome.title for outcome in self.outcomes if outcome.is_example],
            "copies": [str(each) for each in self.copies],
        }

    @property
    def next(self) -> Problem | None:
        """Return what to mend first, if possible in a document that is begun."""
        begun = [found for outcome in self.outcomes if outcome.begun for found in outcome.problems]
        return next(iter([*self.of_all, *begun, *self.problems]), None)
