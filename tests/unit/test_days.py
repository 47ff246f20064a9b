"""The calendar of a plan, held against days that were counted by hand."""

from __future__ import annotations

from datetime import date

import pytest
from portfolio.publish.views.days import Days, pause_days, week_days
from portfolio.publish.views.shared import span_name

MONDAY = date(2026, 9, 7)


def days(*pairs: tuple[str, str]) -> list[tuple[date, date]]:
    return [(date.fromisoformat(first), date.fromisoformat(last)) for first, last in pairs]


def test_without_a_pause_weeks_follow_one_another() -> None:
    assert week_days(MONDAY, [(1, 1), (2, 4), (5, 5)], []) == days(
        ("2026-09-07", "2026-09-13"),
        ("2026-09-14", "2026-10-04"),
        ("2026-10-05", "2026-10-11"),
    )


def test_what_comes_after_a_pause_moves_and_what_is_before_stays() -> None:
    pauses = [(1, 3), (4, 1)]

    assert week_days(MONDAY, [(1, 1), (2, 4), (5, 5)], pauses) == days(
        ("2026-09-07", "2026-09-13"),
        ("2026-10-05", "2026-10-25"),
        ("2026-11-02", "2026-11-08"),
    )
    assert pause_days(MONDAY, pauses) == days(
        ("2026-09-14", "2026-10-04"), ("2026-10-26", "2026-11-01")
    )


def test_a_pause_before_the_first_week_moves_all() -> None:
    assert week_days(MONDAY, [(1, 1)], [(0, 2)]) == days(("2026-09-21", "2026-09-27"))
    assert pause_days(MONDAY, [(0, 2)]) == days(("2026-09-07", "2026-09-20"))


@pytest.mark.parametrize("starts_on", [date(2024, 2, 26), date(2027, 10, 25)])
def test_leap_days_and_summer_time_change_no_week(starts_on: date) -> None:
    (week, then) = week_days(starts_on, [(1, 1), (2, 2)], [])

    assert (week.last - week.first).days == 6
    assert (then.first - week.last).days == 1


def test_the_last_day_that_a_plan_can_name_is_a_day() -> None:
    """The latest start, the most weeks, and a year of pause after each."""
    last = week_days(date(2100, 12, 31), [(999, 999)], [(after, 52) for after in range(999)])
    assert last[0].last.year < 9999


def test_the_days_of_a_whole_plan_have_their_year() -> None:
    """A site is built once, and read next year too; those of a week have it in another year."""
    year = Days(date(2026, 4, 6), date(2026, 10, 11))
    assert span_name(year, date(2026, 10, 20)) == "6 April to 11 October"
    assert span_name(year, None) == "6 April to 11 October 2026"
