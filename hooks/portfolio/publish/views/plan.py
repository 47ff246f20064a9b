"""The weeks at a glance, the gaps with what closes them, and the hours of a week."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .shared import rows_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from ...ask.exercise import Skill
    from ..redaction import ShownPage


@dataclass(frozen=True, slots=True)
class Week:
    """An item of the plan. `state` is done, now, next or later, or empty if it is hidden."""

    first: int
    last: int
    goals: list[str]
    hours: float | None
    state: str

    @property
    def name(self) -> str:
        if self.first > self.last:  # its number is hidden
            return ""
        return (
            f"Week {self.first}"
            if self.first == self.last
            else f"Weeks {self.first} to {self.last}"
        )


@dataclass(frozen=True)
class Plan:
    """The weeks at a glance, the gaps with what closes them, and the hours of a week."""

    starts_on: date | None
    hours_per_week: float | None
    weeks: list[Week]
    gaps: list[tuple[Skill, list[dict[str, Any]]]]
    schedule: list[dict[str, Any]]
    shows_done: bool
    shows_gaps: bool

    @property
    def cells(self) -> list[tuple[int, str]]:
        """Return every week with its state, one by one."""
        found: dict[int, str] = {}
        for week in self.weeks:
            for number in range(week.first, week.last + 1):
                found.setdefault(number, week.state)
        return list(found.items())

    @property
    def done(self) -> int:
        return sum(state == "done" for _, state in self.cells)

    @property
    def now(self) -> Week | None:
        return next((week for week in self.weeks if week.state == "now"), None)

    @property
    def next(self) -> Week | None:
        return next((week for week in self.weeks if week.state == "next"), None)


def read_plan(shown: ShownPage | None, matrix: Mapping[str, Skill]) -> Plan | None:
    if not shown or not shown.fields:
        return None
    fields = shown.fields
    shows_done = not shown.hides("weeks[].done")
    weeks, ahead = [], iter(("now", "next"))
    for item in fields.get("weeks") or []:
        first, last = item.get("week") or (1, 0)
        state = "done" if item.get("done") else next(ahead, "later")
        goals, hours = item.get("goals") or [], item.get("hours")
        weeks.append(Week(first, last, goals, hours, state if shows_done else ""))
    gaps = [
        (matrix[gap["skill"]], rows_of(gap.get("resources"), "title", "url", "kind"))
        for gap in fields.get("gaps") or []
        if gap.get("skill")
    ]
    return Plan(
        starts_on=fields.get("starts_on"),
        hours_per_week=fields.get("hours_per_week"),
        weeks=weeks,
        gaps=gaps,
        schedule=rows_of(fields.get("schedule"), "day", "start", "end", "activity"),
        shows_done=shows_done,
        shows_gaps=not any(map(shown.hides, ("gaps[].skill", "weeks[].goals[]"))),
    )
