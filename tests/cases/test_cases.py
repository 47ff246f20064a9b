"""Every case of tests/cases/ and of the grid: a mistake, and all the problems it makes, as data.

A case damages one file of the small complete portfolio in tests/portfolio/. Its `problems` are
all that the whole portfolio then has, in order, each exact in code, file, line and field. Its
`notes`, where it has some, are all that is worth a look.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from helpers.cases import CASES, damage
from helpers.project import TODAY
from portfolio.check import checks
from portfolio.check.notes import notes
from portfolio.problems import wording

if TYPE_CHECKING:
    from pathlib import Path

    from portfolio.ask.exercise import Exercise


@pytest.mark.parametrize("case", CASES)
def test_a_mistake_makes_exactly_its_problems(
    case: dict[str, Any], portfolio: Path, exercise01: Exercise
) -> None:
    damage(case, portfolio)

    of_all = checks.check(exercise01, portfolio, TODAY)
    found = of_all.problems

    told = [(f.code, f.path.name, f.line, f.field) for f in found]
    wanted = [
        (each["code"], each.get("file", case["file"]), each["line"], each["field"])
        for each in case["problems"]
    ]
    assert told == wanted, "\n".join(f"{f.line} {f.field}: {f.message} | {f.hint}" for f in found)
    for problem, each in zip(found, case["problems"], strict=True):
        assert each.get("message", "").lower() in problem.message.lower()
        assert each.get("hint", "").lower() in problem.hint.lower()
    if "notes" in case:
        noted = [note for answer in of_all.answers for note in notes(answer)]
        assert [(n.line, n.field) for n in noted] == [
            (n["line"], n["field"]) for n in case["notes"]
        ]
        for note, each in zip(noted, case["notes"], strict=True):
            assert each["message"] in note.message
            assert each["hint"] in note.hint


def test_there_are_enough_cases() -> None:
    """At least 150 mistakes and 30 natural variations, and every code among them."""
    cases = [param.values[0] for param in CASES]
    broken = [case for case in cases if case["problems"]]
    codes = {problem["code"] for case in broken for problem in case["problems"]}

    assert len(broken) >= 150
    assert len(cases) - len(broken) >= 30
    assert codes == {row["code"] for row in wording()["messages"].values()}
    assert len({case["name"] for case in cases}) == len(cases)
