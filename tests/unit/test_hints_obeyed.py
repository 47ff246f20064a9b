"""A program that knows words alone does what hints say: helpers/obey.py.

It is tried on every case with one problem. What it does mends the problem and makes no other. Hints
that leave something to a person, such as a sentence of one's own, it leaves alone.
"""

from __future__ import annotations

import shutil
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from helpers.cases import CASES, damage
from helpers.obey import obey
from helpers.project import ROOT, TODAY
from portfolio.check import checks
from portfolio.problems import problem_text

if TYPE_CHECKING:
    from pathlib import Path

    from portfolio.ask.exercise import Exercise

pytestmark = pytest.mark.slow  # it checks every case twice

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
def tried(tmp_path_factory: pytest.TempPathFactory, exercise01: Exercise) -> dict[str, str]:
    """What became of each case with one problem, by its name."""
    found = {}
    for param in CASES:
        (case,) = param.values
        is_tried = len(case["problems"]) == 1 and not param.marks
        if is_tried and not str(param.id).startswith("spellings: "):  # all have the same hint
            folder = tmp_path_factory.mktemp("obeyed") / "portfolio"
            shutil.copytree(ROOT / "tests" / "portfolio", folder)
            damage(case, folder)
            found[str(param.id)] = _outcome(folder, exercise01)
            shutil.rmtree(folder)
    return found


def _outcome(folder: Path, exercise01: Exercise) -> str:
    (problem,) = checks.check(exercise01, folder, TODAY).problems
    if not obey(folder, problem_text(problem, folder)):
        return OTHERS
    return LEFT_OVER if checks.check(exercise01, folder, TODAY).problems else WHOLE


def test_what_a_hint_says_mends_its_problem_and_makes_no_other(tried: dict[str, str]) -> None:
    count = Counter(tried.values())

    assert count[WHOLE] >= 0.95 * (count[WHOLE] + count[LEFT_OVER]), count
    assert count[WHOLE] >= 1000, count
    assert count[OTHERS] <= 650, count


def test_those_that_are_left_are_known(tried: dict[str, str]) -> None:
    """A case that begins to pass leaves the list."""
    assert {name for name, outcome in tried.items() if outcome == LEFT_OVER} == LEFT.keys()
