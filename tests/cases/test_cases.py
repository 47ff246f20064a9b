"""Every case of tests/cases/ and of the grid: a mistake, and all the problems it makes, as data.

A case damages one file of the small complete portfolio in tests/portfolio/. Its `problems` are
all that the whole portfolio then has, in order, each exact in code, file, line and field. Its
`notes`, where it has some, are all that is worth a look. The forms say of it what the checks say.
"""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pytest
from helpers.cases import CASES, damage
from helpers.forms_checked import answers_of
from helpers.project import ROOT, TODAY
from portfolio.check import checks
from portfolio.check.notes import notes
from portfolio.problems import wording

if TYPE_CHECKING:
    from pathlib import Path

    from helpers.engine import Engine
    from portfolio.ask.exercise import Exercise
    from portfolio.check.answer import Answer, Portfolio

NO_FILE = {"folder", "fifo", "link", "remove", "rename"}  # there is nothing to load into a form


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the portfolio is put for each case, once more: a folder for each would take longer."""
    return tmp_path_factory.mktemp("cases") / "portfolio"


@pytest.fixture
def portfolio(place: Path) -> Path:
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(ROOT / "tests" / "portfolio", place)
    return place


@pytest.mark.parametrize("case", CASES)
def test_a_mistake_makes_exactly_its_problems(
    case: dict[str, Any], portfolio: Path, exercise01: Exercise, engine: Engine
) -> None:
    damage(case, portfolio)

    found = checks.check(exercise01, portfolio, TODAY)

    has_exactly_its_problems(case, found)
    if not case.keys() & NO_FILE:
        the_form_says_the_same(case, found.answers, engine)


def has_exactly_its_problems(case: dict[str, Any], of_all: Portfolio) -> None:
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


def the_form_says_the_same(case: dict[str, Any], found: tuple[Answer, ...], engine: Engine) -> None:
    files = {a.deliverable.id: a.source.path.read_bytes() for a in found}
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


def test_there_are_enough_cases() -> None:
    """At least 150 mistakes and 30 natural variations, and every code among them."""
    cases = [param.values[0] for param in CASES]
    broken = [case for case in cases if case["problems"]]
    codes = {problem["code"] for case in broken for problem in case["problems"]}

    assert len(broken) >= 150
    assert len(cases) - len(broken) >= 30
    assert codes == {row["code"] for row in wording()["messages"].values()}
    assert len({case["name"] for case in cases}) == len(cases)


def test_nearly_all_cases_can_be_loaded_into_a_form() -> None:
    loaded = [param.values[0] for param in CASES if not param.values[0].keys() & NO_FILE]

    assert len(loaded) >= 1200
    assert sum(bool(case["problems"]) for case in loaded) >= 100
