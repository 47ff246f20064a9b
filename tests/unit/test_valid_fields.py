"""A page with one mistake shows the rest in its views, in `mkdocs serve` and to strangers alike."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pytest
from helpers.project import DOCS, TODAY
from portfolio.check import checks
from portfolio.publish import redaction
from portfolio.publish.pages import Reader
from portfolio.publish.views import Views, views

if TYPE_CHECKING:
    from pathlib import Path

    from portfolio.ask.exercise import Exercise

SKILLS, PLAN = "skills-assessment-completed.md", "learning-plan.md"
ROAD, MARKET = "career-roadmap.md", "job-market-research.md"


@pytest.fixture
def seen(tmp_path: Path, exercise01: Exercise):
    """Give the views of the example with one mistake, as a stranger or the learner sees them."""

    def see(file: str, find: str, put: str, *, own: bool = False) -> Views:
        folder = tmp_path / "portfolio"
        shutil.copytree(DOCS / "example", folder)
        text = (folder / file).read_text(encoding="utf-8")
        assert find in text
        (folder / file).write_text(text.replace(find, put, 1), encoding="utf-8")
        answers = checks.check(exercise01, folder, TODAY).answers
        assert any(answer.problems for answer in answers)
        return views(redaction.shown_pages(answers, own=own), exercise01, TODAY)

    return see


@pytest.mark.parametrize("own", [False, True])
def test_one_mistake_takes_away_no_more_than_itself(seen, own: bool) -> None:
    market = seen(MARKET, "min: 33000", "min: 33k", own=own).market

    assert len(market.postings) == 12
    assert market.demand[0].count == 11
    assert "Wharfe and Nidd Water" not in [pay.label for pay in market.pay_groups[0].pays]
    assert len(market.pay_groups[0].pays) == 6


@pytest.mark.parametrize(
    ("file", "find", "put", "told"),
    [
        (SKILLS, "python: 2", "python: much", lambda v: len(v.skills.rated) == 14),
        (SKILLS, "target_level: junior", "target_level: boss", lambda v: v.skills.target is None),
        (PLAN, "hours_per_week: 7", "hours_per_week: many", lambda v: len(v.plan.weeks) > 8),
        (PLAN, "week: 1\n", "week: one\n", lambda v: v.plan.weeks[0].name == ""),
        (PLAN, "skill: terraform", "skill: teraform", lambda v: len(v.plan.gaps) == 5),
        (ROAD, "level: mid", "level: boss", lambda v: v.road.stops[-1].head == ""),
        (ROAD, "role: Biomedical", "roll: Biomedical", lambda v: v.road.now.experience),
        (MARKET, "  - PyTorch\nsalary", "  - TODO\nsalary", lambda v: len(v.market.demand) == 7),
    ],
)
def test_every_kind_of_mistake_leaves_a_view(seen, file: str, find: str, put: str, told) -> None:
    assert told(seen(file, find, put))


def test_a_list_that_is_too_short_is_shown(tmp_path: Path, exercise01: Exercise) -> None:
    """As it is while a learner works on it."""
    shutil.copytree(DOCS / "example", tmp_path / "portfolio")
    path = tmp_path / "portfolio" / MARKET
    text = path.read_text(encoding="utf-8")
    first = text.index("  - company:")
    cut = text.index("  - company:", text.index("  - company:", first + 1) + 1)
    path.write_text(text[:cut] + text[text.index("common_requirements:") :], encoding="utf-8")

    answers = checks.check(exercise01, tmp_path / "portfolio", TODAY).answers
    market = views(redaction.shown_pages(answers, own=True), exercise01, TODAY).market

    assert len(market.postings) == 2
    assert market.demand


@pytest.mark.parametrize(
    ("file", "find", "put", "told"),
    [  # what absence would make untrue is not said at all
        (PLAN, "done: yes", "done: perhaps", lambda v: not v.plan.shows_done),
        (ROAD, "    done: yes\n  -", "    done: perhaps\n  -", lambda v: not v.road.shows_done),
        (ROAD, "      done: yes", "      done: perhaps", lambda v: not v.road.shows_built),
        (MARKET, "- Good working knowledge of Python", "- TODO", lambda v: not v.market.demand),
        (SKILLS, "priorities:\n  - kubernetes", "priorities:\n  - k8s", lambda v: not v.learning),
    ],
)
def test_a_mistake_makes_nothing_untrue(seen, file: str, find: str, put: str, told) -> None:
    assert told(seen(file, find, put))


def test_ends_the_wrong_way_round_draw_nothing(seen) -> None:
    wrong = seen(MARKET, "      min: 33000\n      max: 38000", "      min: 39000\n      max: 38000")

    assert len(wrong.market.pay_groups[0].pays) == 6


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("2026-10-18", "18 October 2026"),
        ("2026-02-30", "2026-02-30"),
        ("true", "yes"),
        ("False", "no"),
        ("2.47.3", "2.47.3"),
        ("git", "git"),
    ],
)
def test_facts_are_said_as_people_say_them(value: str, said: str) -> None:
    reader: Any = Reader(own=False, shown={}, views=None, names={"linux-bash": "Linux/Bash"})

    assert reader.said(value) == said
    assert reader.label("linux-bash") == "Linux/Bash"
    assert reader.label("finished_on") == "Finished on"
