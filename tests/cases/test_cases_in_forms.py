"""Every case of tests/cases/ once more: the forms say of it what the checks say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from helpers.cases import CASES, damage
from helpers.forms_checked import answers_of
from helpers.project import TODAY
from portfolio.check import checks
from portfolio.check.notes import notes

if TYPE_CHECKING:
    from pathlib import Path

    from helpers.engine import Engine
    from portfolio.ask.exercise import Exercise

NO_FILE = {"folder", "fifo", "link", "remove", "rename"}  # there is nothing to load into a form
LOADED = [param for param in CASES if not param.values[0].keys() & NO_FILE]


@pytest.mark.parametrize("case", LOADED)
def test_the_form_says_what_the_checks_say(
    case: dict[str, Any], portfolio: Path, exercise01: Exercise, engine: Engine
) -> None:
    damage(case, portfolio)
    found = checks.check(exercise01, portfolio, TODAY).answers
    files = {a.deliverable.id: (portfolio / a.deliverable.file).read_bytes() for a in found}

    (said,) = answers_of(engine, [files])

    of_files = {each["line"] for each in case["problems"] if each.get("of_a_file")}
    refused = dict(said["refused"])
    for answer in found:
        if answer.deliverable.id in refused:
            wanted = [[each.code, each.line] for each in answer.problems]
            assert refused[answer.deliverable.id] == wanted
            continue
        told = [tuple(each[1:]) for each in said["told"] if each[0] == answer.deliverable.id]
        wanted = [
            (each.code, each.field, each.message)
            for each in answer.problems
            if each.line not in of_files
        ]
        assert sorted(told, key=str) == sorted(wanted, key=str)
        noted = [each[1:] for each in said["noted"] if each[0] == answer.deliverable.id]
        assert noted == [[n.code, n.field, n.message, n.hint] for n in notes(answer)]


def test_nearly_all_cases_can_be_loaded() -> None:
    assert len(LOADED) >= 1200
    assert sum(bool(param.values[0]["problems"]) for param in LOADED) >= 100
