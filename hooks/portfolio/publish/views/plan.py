"""The weeks at a glance, the gaps with what closes them, and the hours of a week."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..redaction import CALENDAR
from .days import Days, pause_days, week_days
from .shared import rows_of, span_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from ...ask.exercise import Skill
    from ..redaction import ShownPage


@dataclass(frozen=True, slots=True)
class Week:
    """An item of the plan."""

    first: int
    last: int
    goals: list[str]
    hours: float | None
    state: str  # see `_states`; empty if it is hidden
    days: Days | None  # None if they are hidden, or would tell what is
    when: str  # the same in words

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
    when: str


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
    dates: str  # of the whole plan, in words
    starts_later: date | None  # it has not begun: its first day
    away_until: date | None  # it stands still: the last day of the pause
    on_time: bool  # it is under way, and all that is past is done
    weeks_away: int  # of the pauses that are over

    @property
    def behind(self) -> list[Week]:
        """Return what is open although its days are past: for the learner alone."""
        return [week for week in self.weeks if week.state == "open"]

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


def read_plan(shown: ShownPage | None, matrix: Mapping[str, Skill], today: date) -> Plan | None:
    if not shown or not shown.fields:
        return None
    fields = shown.fields
    shows_done = not shown.hides("weeks[].done")
    items = fields.get("weeks") or []
    pauses = rows_of(fields.get("pauses"), "after", "weeks", "reason")
    days, away = _calendar(shown, items, pauses)
    states = list(_states(items, days, today))
    weeks = []
    for item, when, state in zip(items, days, states, strict=True):
        first, last = item.get("week") or (1, 0)
        goals, hours = item.get("goals") or [], item.get("hours")
        said = "planned" if state == "open" and not shown.own else state
        in_words = span_name(when, today) if when else ""
        weeks.append(Week(first, last, goals, hours, said if shows_done else "", when, in_words))
    known = [each for each in days if each]
    whole = Days(known[0].first, known[-1].last) if known else None
    is_under_way = whole is not None and whole.first <= today <= whole.last
    gaps = [
        (matrix[gap["skill"]], rows_of(gap.get("resources"), "title", "url", "kind"))
        for gap in fields.get("gaps") or []
        if gap.get("skill")
    ]
    return Plan(
        starts_on=fields.get("starts_on"),
        hours_per_week=fields.get("hours_per_week"),
        weeks=weeks,
        pauses=[
            Pause(**pause, days=when, when=span_name(when, today) if when else "")
            for pause, when in zip(pauses, away, strict=True)
        ],
        gaps=gaps,
        schedule=rows_of(fields.get("schedule"), "day", "start", "end", "activity"),
        shows_done=shows_done,
        dates=span_name(whole, None) if whole else "",
        starts_later=whole.first if whole and today < whole.first else None,
        away_until=next((d.last for d in away if d and d.first <= today <= d.last), None),
        on_time=shows_done and is_under_way and "open" not in states,
        weeks_away=sum(
            pause["weeks"] or 0
            for pause, when in zip(pauses, away, strict=True)
            if when and when.last < today
        ),
    )


def _states(items: list[dict[str, Any]], days: Sequence[Days | None], today: date) -> Iterator[str]:
    """Yield how each item of the plan stands on a day.

    It is done if the learner says so. Else the calendar says: it is `now`, or `open` if its days
    are past; the first after today is `next`, and all others are `planned`. Without a calendar,
    nothing is now.
    """
    ahead = iter(("next",))
    for item, when in zip(items, days, strict=True):
        if item.get("done"):
            yield "done"
        elif when and when.first <= today:
            yield "now" if today <= when.last else "open"
        else:
            yield next(ahead, "planned")


def _calendar(
    shown: ShownPage, items: list[dict[str, Any]], pauses: list[dict[str, Any]]
) -> tuple[Sequence[Days | None], Sequence[Days | None]]:
    """Return the days of each item of the plan, and of each pause, where all of them may show."""
    starts_on: date | None = shown.fields.get("starts_on")
    if not starts_on or any(map(shown.hides, CALENDAR)):
        return [None] * len(items), [None] * len(pauses)
    stops = [(pause["after"], pause["weeks"]) for pause in pauses]
    return week_days(starts_on, [item["week"] for item in items], stops), pause_days(
        starts_on, stops
    )
