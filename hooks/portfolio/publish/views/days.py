"""The calendar of a plan: the first and last day of each of its items, and of its pauses."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    Stop = tuple[int, int]  # after a week, for so many weeks

_DAY = timedelta(days=1)


class Days(NamedTuple):
    """A stretch of days, from the first to the last."""

    first: date
    last: date


def week_days(
    starts_on: date, weeks: Sequence[tuple[int, int]], pauses: Sequence[Stop]
) -> list[Days]:
    """Return the days of each item of a plan.

    Args:
        starts_on: the first day of week 1, if no pause comes before it.
        weeks: the first and last week of each item.
        pauses: in which the plan stood still: what comes after them moves.
    """
    begins = (starts_on + timedelta(weeks=first - 1 + _before(pauses, first)) for first, _ in weeks)
    return [
        Days(begin, begin + timedelta(weeks=last - first + 1) - _DAY)
        for begin, (first, last) in zip(begins, weeks, strict=True)
    ]


def pause_days(starts_on: date, pauses: Sequence[Stop]) -> list[Days]:
    """Return the days of each pause: it begins where the week before it ends."""
    begins = [starts_on + timedelta(weeks=after + _before(pauses, after)) for after, _ in pauses]
    return [
        Days(begin, begin + timedelta(weeks=weeks) - _DAY)
        for begin, (_, weeks) in zip(begins, pauses, strict=True)
    ]


def _before(pauses: Sequence[Stop], week: int) -> int:
    """Return how many weeks of pauses come before a week."""
    return sum(weeks for after, weeks in pauses if after < week)
