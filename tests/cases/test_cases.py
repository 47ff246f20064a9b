"""Every case of tests/cases/ and of the grid: a mistake, and all the problems it makes, as data.

A case damages one file of the small complete portfolio in tests/portfolio/. Its `problems` are
all that the whole portfolio then has, in order, each exact in code, file, line and field. Its
`notes`, where it has some, are all that is worth a look. The forms say of it what the checks say.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
from helpers.cases import CASES, lay_out
from helpers.forms_checked import answers_of
from helpers.obey import obey
from helpers.project import TODAY
from portfolio.check import checks
from portfolio.check.notes import notes
from portfolio.problems import problem_text, wording

if TYPE_CHECKING:
    from pathlib import Path

    from helpers.engine import Engine
    from portfolio.ask.exercise import Exercise
    from portfolio.check.answer import Answer, Portfolio

NO_FILE = {"folder", "fifo", "link", "remove", "rename"}  # there is nothing to load into a form


SAID: dict[str, str] = {}  # what a run prints of each case with one problem: hints are tried on it


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cases")


@pytest.mark.parametrize("case", CASES)
def test_a_mistake_makes_exactly_its_problems(
    case: dict[str, Any], place: Path, exercise01: Exercise, engine: Engine
) -> None:
    lay_out(case, place)

    found = checks.check(exercise01, place, TODAY)

    if len(found.problems) == 1:
        SAID[case["name"]] = problem_text(found.problems[0], place)
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


# --- what hints say

# Whose hint does not make all whole in one step, and why.
LEFT = {
    # there is a second mistake, which shows once the first is mended
    "front-matter: only the opening --- was typed": "there are no fields yet",
    "front-matter: a value carries a tag of its own": "the value is none of the choices",
    "front-matter: a value carries a Python tag": "there is no value behind the tag",
    "front-matter: a tab in the front matter, and a section left out": "a section is left out",
    "front-matter: the assessment's front matter is broken where the plan depends on it": (
        "the priority is no skill"
    ),
    "mistakes: a dash stands in place of a rating": "there is no rating",
    "mistakes: the first of several asterisks was put into quotes": "the next ones are bare",
    "mistakes: a page that cannot be read makes no other page tell what it hides": (
        "the text tells a private number"
    ),
    "private: front matter that YAML cannot read, with a private number in the text below": (
        "the text tells a private number"
    ),
    "quiet: a comment in YAML that looks like a trap": "the value is no number",
    "unfilled-fields: a date is in unquoted square brackets": "there is no date in the brackets",
    "unfilled-fields: a rating is in unquoted braces": "there is no rating in the braces",
    # what is private can show neither how it is, nor what fits it
    "quiet: a private list that is too short": "which skills are gaps is private",
    "quiet: private weeks, one twice": "which weeks there are is private",
    "quiet: a line like a missing heading, in a private section": "the section loses its text",
    # only the learner knows what is true
    "learning-plan: a slot goes past midnight": "the rest is a time on the next day",
    "skills-assessment: ml-concepts, which has no level, is a priority while a gap is not listed": (
        "the plan has nothing for the other gap either"
    ),
    "skills-assessment: a priority that was no gap before either": "the plan has nothing for a gap",
    "skills-assessment: a priority that is no gap, beside blank earlier ratings": (
        "the plan has nothing for a gap"
    ),
    "skills-assessment: a priority that is no gap, beside earlier ratings as in the template": (
        "the plan has nothing for a gap"
    ),
    "job-market-research: a common requirement is a mapping": "no posting asks for it",
    "grid: common_requirements[0] is a list of two in the job-market-research": (
        "no posting asks for it"
    ),
    "grid: common_requirements[0] is a mapping in the job-market-research": (
        "no posting asks for it"
    ),
    # what stood there before is gone: another field rests on it
    "values: nice to have is none": "a common requirement stood there",
    "values: nice to have is a list of N/A": "a common requirement stood there",
    "grid: postings[0] is a placeholder in the job-market-research": (
        "a common requirement stood there"
    ),
    "grid: postings[0] is a text in the job-market-research": "a common requirement stood there",
    "grid: postings[0] is a list of two in the job-market-research": (
        "a common requirement stood there"
    ),
}
WHOLE, LEFT_OVER, OTHERS = "whole", "left over", "left to a person"


@pytest.fixture(scope="module")
def tried(place: Path, exercise01: Exercise) -> dict[str, str]:
    """What became of each case with one problem, when a program did what its hint says."""
    found = {}
    for param in CASES:
        (case,) = param.values
        is_tried = len(case["problems"]) == 1 and not param.marks
        if is_tried and not str(param.id).startswith("spellings: "):  # all have the same hint
            lay_out(case, place)
            found[str(param.id)] = _outcome(case["name"], place, exercise01)
    return found


def _outcome(name: str, folder: Path, exercise01: Exercise) -> str:
    if name not in SAID:
        (problem,) = checks.check(exercise01, folder, TODAY).problems
        SAID[name] = problem_text(problem, folder)
    if not obey(folder, SAID[name]):
        return OTHERS
    return LEFT_OVER if checks.check(exercise01, folder, TODAY).problems else WHOLE


@pytest.mark.slow
def test_what_a_hint_says_mends_its_problem_and_makes_no_other(tried: dict[str, str]) -> None:
    """A program that knows words alone does it (helpers/obey.py), on every case with one problem.

    Hints that leave something to a person, such as a sentence of one's own, it leaves alone.
    """
    count = Counter(tried.values())

    assert count[WHOLE] >= 0.95 * (count[WHOLE] + count[LEFT_OVER]), count
    assert count[WHOLE] >= 1000, count
    assert count[OTHERS] <= 650, count


@pytest.mark.slow
def test_those_that_are_left_are_known(tried: dict[str, str]) -> None:
    """A case that begins to pass leaves the list."""
    assert {name for name, outcome in tried.items() if outcome == LEFT_OVER} == LEFT.keys()
