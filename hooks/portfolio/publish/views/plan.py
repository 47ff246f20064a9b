"""The weeks at a glance, the gaps with what closes them, and the hours of a week."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .days import pause_days, week_days
from .shared import rows_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from ...ask.exercise import Skill
    from ..redaction import ShownPage
    from .days import Days

# if some of these are hidden, days would be untrue, or tell what is hidden
_OF_THE_CALENDAR = (
    *("starts_on", "weeks[].week"),
    *("pauses", "pauses[]", "pauses[].after", "pauses[].weeks"),
)


@dataclass(frozen=True, slots=True)
class Week:
    """An item of the plan. `state` is done, now, next or later, or empty if it is hidden."""

    first: int
    last: int
    goals: list[str]
    hours: float | None
    state: str
    days: Days | None  # None if they are hidden, or would tell what is

    @property
    def name(self) -> str:
        if self.first > self.last:  # its number is hidden
            return ""
        return (
            f"Week {self.first}"
            if self.first == self.last
            else f"Weeks {self.first} to {self.last}"
        )


@dataclass(frozen=True, slots=True)
class Pause:
    """Some weeks in which the plan stood still. `reason` is for the learner alone."""

    after: int | None  # this week; 0 is before the first
    weeks: int | None
    reason: str | None
    days: Days | None


@dataclass(frozen=True)
class Plan:
    """The weeks at a glance, the gaps with what closes them, and the hours of a week."""

    starts_on: date | None
    hours_per_week: float | None
    weeks: list[Week]
    pauses: list[Pause]
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
    items = fields.get("weeks") or []
    pauses = rows_of(fields.get("pauses"), "after", "weeks", "reason")
    days, away = _calendar(shown, items, pauses)
    weeks, ahead = [], iter(("now", "next"))
    for item, when in zip(items, days, strict=True):
        first, last = item.get("week") or (1, 0)
        state = "done" if item.get("done") else next(ahead, "later")
        goals, hours = item.get("goals") or [], item.get("hours")
        weeks.append(Week(first, last, goals, hours, state if shows_done else "", when))
    gaps = [
        (matrix[gap["skill"]], rows_of(gap.get("resources"), "title", "url", "kind"))
        for gap in fields.get("gaps") or []
        if gap.get("skill")
    ]
    return Plan(
        starts_on=fields.get("starts_on"),
        hours_per_week=fields.get("hours_per_week"),
        weeks=weeks,
        pauses=[Pause(**pause, days=when) for pause, when in zip(pauses, away, strict=True)],
        gaps=gaps,
        schedule=rows_of(fields.get("schedule"), "day", "start", "end", "activity"),
        shows_done=shows_done,
        shows_gaps=not any(map(shown.hides, ("gaps[].skill", "weeks[].goals[]"))),
    )


def _calendar(
    shown: ShownPage, items: list[dict[str, Any]], pauses: list[dict[str, Any]]
) -> tuple[Sequence[Days | None], Sequence[Days | None]]:
    """Return the days of each item of the plan, and of each pause, where all of them may show."""
    starts_on: date | None = shown.fields.get("starts_on")
    if not starts_on or any(map(shown.hides, _OF_THE_CALENDAR)):
        return [None] * len(items), [None] * len(pauses)
    stops = [(pause["after"], pause["weeks"]) for pause in pauses]
    return week_days(starts_on, [item["week"] for item in items], stops), pause_days(
        starts_on, stops
    )
