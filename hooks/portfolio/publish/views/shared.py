"""What the views share: rows with every key, days in words, and first sentences."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import date

    from .days import Days

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_LONG = 170  # characters of a sentence on the first screen
_SENTENCE_END = re.compile(r"(?<=[.!?])(?<!\.\w\.)\s+(?=[^a-z])|(?<=[。！？])")  # not after "e.g."


def rows_of(items: list[dict[str, Any]] | None, *keys: str) -> list[dict[str, Any]]:
    """Return the items with every key, which is None if it is not shown; without empty items."""
    rows = [{key: item.get(key) for key in keys} for item in items or []]
    return [row for row in rows if any(value is not None for value in row.values())]


def month_name(start: date, months: int = 0) -> str:
    """Return the month so many months after a day: `March 2027`."""
    years, month = divmod(start.month - 1 + months, 12)
    return f"{_MONTHS[month]} {start.year + years}"


def month_of(day: date, today: date) -> str:
    """Return the month of a day, with its year if that is not today's: `August`."""
    return _MONTHS[day.month - 1] if day.year == today.year else month_name(day)


def months_between(start: date, day: date) -> int:
    """Return how many months of the calendar a day is after another."""
    return 12 * (day.year - start.year) + day.month - start.month


def day_name(day: date) -> str:
    """Return a day for people, whatever the locale: `19 November 2026`."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def span_name(days: Days, today: date | None) -> str:
    """Return a stretch of days, its years only where they are not today's: `1 to 28 March`.

    Without today, its years are always there: somebody may read it next year.
    """
    first, last = days
    if today and first.year == last.year == today.year:
        end = f"{last.day} {_MONTHS[last.month - 1]}"
    else:
        end = day_name(last)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {end}"
    begin = f"{first.day} {_MONTHS[first.month - 1]}"
    return f"{begin if first.year == last.year else day_name(first)} to {end}"


def first_sentence(text: str, longest: int = _LONG) -> str:
    """Return the first sentence of a text, cut at a word if it is long."""
    first = _SENTENCE_END.split(" ".join(text.split()), maxsplit=1)[0]
    return first if len(first) <= longest else first[:longest].rsplit(" ", 1)[0] + " …"
