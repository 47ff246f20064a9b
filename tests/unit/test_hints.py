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

UNCLEAR = "2026-11-23 is the 23rd of November"
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
