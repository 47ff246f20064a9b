"""What a message proposes: the day that was meant, the weeks that are missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from helpers.forms_checked import answers_of
from portfolio.ask.fields import Day
from portfolio.check.relations import Context, weeks_in_order
from pydantic import TypeAdapter, ValidationError

if TYPE_CHECKING:
    from pathlib import Path

    from helpers.engine import Engine

UNCLEAR = "2026-11-23 is November 23, 2026"
DAYS = {
    "2026/9/3": "2026-09-03",
    "31-12-30": UNCLEAR,  # none of the three can only be a year
    "13.11.2026": "2026-11-13",
    "11/13/2026": "2026-11-13",
    "31.12.2026": "2026-12-31",
    "12.31.2026": "2026-12-31",
    "11.12.2026": UNCLEAR,  # it could be either
    "13.13.2026": UNCLEAR,
    "12.12.2026": UNCLEAR,
    "tomorrow": UNCLEAR,
}


@pytest.mark.parametrize(("written", "proposed"), DAYS.items())
def test_the_day_that_was_meant_is_proposed(written: str, proposed: str) -> None:
    with pytest.raises(ValidationError) as error:
        TypeAdapter(Day).validate_python(written)
    assert error.value.errors()[0]["ctx"]["day"] == proposed


WEEKS = {
    "1-24": None,
    "1-23": "24",
    "3-24": "1 to 2",
    "2-8 10-16 18-24": "1, 9, 17",
    "4-8 12-22": "1 to 3, 9 to 11, 23 to 24",
}


@pytest.mark.parametrize(("written", "absent"), WEEKS.items())
def test_the_weeks_that_are_missing_are_named(written: str, absent: str | None) -> None:
    plan = {"weeks": [{"week": week} for week in written.split()]}
    found = [fault.words.get("absent") for fault in weeks_in_order(plan, Context({}, set(), {}))]
    assert found == ([absent] if absent else [])


def test_the_hints_of_a_form_say_what_the_template_asks(portfolio: Path, engine: Engine) -> None:
    path = portfolio / "career-roadmap.md"
    text = path.read_text(encoding="utf-8").replace("role: Help desk technician", "role: TODO")

    (said,) = answers_of(engine, [{"career-roadmap": text.encode()}])

    assert said["hints"] == ['write what you do now: your job title, "student" or "between jobs"']


CONVERT = """
async ([root, rows]) => {
  const { converted } = await import(`${root}assets/javascripts/form/ask/meant.js`);
  return rows.map(([format, pattern, text]) => converted({ format, pattern }, text));
}
"""
DATE, TIME = "^(?:([0-9]{4})-([0-9]{2})-([0-9]{2}))$", "^(?:([01]?[0-9]|2[0-4]):([0-5][0-9]))$"
WHOLE, HOURS = "^(?:[0-9]{1,12})$", "^(?:[0-9]{1,6}(?:[.][0-9]{1,6})?)$"
CONVERTED = [
    ("date", DATE, "12 October 2026", "2026-10-12"),
    ("date", DATE, "11/12/2026", "11/12/2026"),
    ("time", TIME, "7pm", "19:00"),
    ("time", TIME, "9.30 a.m.", "09:30"),
    ("time", TIME, "9:00", "9:00"),
    ("time", TIME, "late", "late"),
    ("time", TIME, "13pm", "13pm"),
    ("whole-number", WHOLE, "85.000", "85000"),
    ("whole-number", WHOLE, "90,000", "90000"),
    ("whole-number", WHOLE, "\uff11\uff12", "12"),
    ("whole-number", WHOLE, "12 LPA", "12 LPA"),
    ("whole-number", WHOLE, "12.5", "12.5"),
    ("number", HOURS, "7.500", "7.500"),
    ("number", HOURS, "6 or 7", "6 or 7"),
    ("currency", "^(?:[A-Za-z]{3})$", "brl", "BRL"),
    ("currency", "^(?:[A-Za-z]{3})$", "R$", "R$"),
    ("text", "", "7pm", "7pm"),
]


def test_a_form_converts_what_is_beyond_doubt(engine: Engine) -> None:
    rows = [row[:3] for row in CONVERTED]
    assert engine.evaluate(CONVERT, [engine.root, rows]) == [row[3] for row in CONVERTED]
