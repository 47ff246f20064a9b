"""A year in the life of a portfolio: each build passes, and each page is right for its day."""

from __future__ import annotations

import re
import shutil
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING

import pytest
from helpers.build import mkdocs
from helpers.project import ROOT, copy_project, edit

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Build = Callable[[date], dict[str, str]]

SKILLS, PLAN, ROAD = "skills-assessment-completed.md", "learning-plan.md", "career-roadmap.md"
FRONT = "---\nname: Robin Vale\nheadline: From the help desk to platforms\n---\n\nI build labs.\n"


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """A portfolio as it is on the day it is first published."""
    project = copy_project(tmp_path / "project")
    shutil.copytree(ROOT / "tests" / "portfolio", project / "docs", dirs_exist_ok=True)
    (project / "docs" / "portfolio.md").write_text(FRONT, encoding="utf-8")
    edit(project / "docs" / PLAN, "    done: yes\n", "")
    edit(project / "docs" / ROAD, "    done: yes\n", "")
    return project / "docs"


@pytest.fixture
def build(docs: Path) -> Build:
    """Build the public edition on a day; return its pages as people read them."""

    def on(day: date) -> dict[str, str]:
        noon = str(int(datetime.combine(day, time(12), UTC).timestamp()))
        settings = ("build", "--strict", "-f", "portfolio.yml")
        ran = mkdocs(docs.parent, *settings, SOURCE_DATE_EPOCH=noon)
        assert ran.code == 0, ran.log
        pages = (docs.parent / "public").glob("*.html")
        return {page.stem: words(page.read_text(encoding="utf-8")) for page in pages}

    return on


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def three_months_on(docs: Path) -> None:
    """Ill for three weeks, one rating up, one project done."""
    edit(docs / PLAN, "weeks:\n", "pauses:\n  - {after: 8, weeks: 3, reason: My knee}\nweeks:\n")
    for open_ in ("hours: 7.5\n  - week: 2-4", "  - week: 9-12"):
        edit(docs / PLAN, open_, re.sub("(?m)^  - week", "    done: yes\n  - week", open_))
    edit(docs / PLAN, "    done: no\n", "    done: yes\n")
    edit(docs / SKILLS, "assessed_on: 2026-11-02", "assessed_on: 2027-02-21")
    edit(docs / SKILLS, "kubernetes: 0", "kubernetes: 1")
    then = "earlier:\n  - {assessed_on: 2026-11-02, ratings: {kubernetes: 0, terraform: 0}}\n"
    edit(docs / SKILLS, "priorities:\n", f"{then}priorities:\n")
    edit(docs / ROAD, "small vision model.\n", "small vision model.\n      done: yes\n")


def a_year_on(docs: Path) -> None:
    """The plan is done, and so is another gap."""
    text = (docs / PLAN).read_text(encoding="utf-8").replace("    done: yes\n", "")
    text = re.sub(r"(?m)^(  - week: .*\n)", r"\1    done: yes\n", text)
    (docs / PLAN).write_text(text, encoding="utf-8")
    edit(docs / SKILLS, "assessed_on: 2027-02-21", "assessed_on: 2027-12-05")
    edit(docs / SKILLS, "  terraform: 0", "  terraform: 1")
    edit(docs / SKILLS, "  kubernetes: 1", "  kubernetes: 2")
    newer = "earlier:\n  - {assessed_on: 2027-02-21, ratings: {kubernetes: 1}}\n"
    edit(docs / SKILLS, "earlier:\n", newer)
    edit(docs / ROAD, "    metric: Ten services run on it\n", "    metric: Ten\n    done: yes\n")


def test_a_year_in_the_life(docs: Path, build: Build) -> None:
    first = build(date(2026, 11, 23))
    for page in ("index", "learning-plan"):
        assert "Starts on 30 November 2026" in first[page]
        assert "Next Week 1 · 30 November to 6 December" in first[page]
        assert "Now Week" not in first[page]
    assert "Learning next: Kubernetes , Terraform" in first["skills-assessment-completed"]
    assert "In 6 months June 2027" in first["career-roadmap"]
    assert "March 2027 · planned" in first["career-roadmap"]
    assert "Built" not in first["index"]

    three_months_on(docs)
    then = build(date(2027, 2, 22))
    for page in ("index", "learning-plan"):
        assert "8 of 24 weeks done, on time" in then[page]
        assert "Now Weeks 9 to 12 · 15 February to 14 March" in then[page]
        assert "Next Weeks 13 to 18 · 15 March to 25 April" in then[page]
    assert "After week 8: 3 weeks away, 25 January to 14 February" in then["learning-plan"]
    assert "knee" not in "".join(then.values())
    for page in ("index", "skills-assessment-completed"):
        assert "Gaps closed since November 2026: Kubernetes" in then[page]
        assert "0 → 1 since November 2026" in then[page]
    assert "Learning next: Terraform" in then["skills-assessment-completed"]
    assert "Reached the junior level: Kubernetes" in then["skills-assessment-completed"]
    assert "By June 2027" in then["career-roadmap"]
    for page in ("index", "career-roadmap"):
        assert "Projects Built Photo tagger" in then[page]
        assert "Planned Home lab rebuilt from code" in then[page]

    idle = build(date(2027, 5, 3))
    assert "Now Weeks 19 to 24 · 26 April to 6 June" in idle["index"]
    assert "on time" not in "".join(idle.values())
    assert not re.search(r"(?i)still open|behind|late", idle["learning-plan"])

    a_year_on(docs)
    year = build(date(2027, 12, 6))
    for page in ("index", "learning-plan"):
        assert "24 of 24 weeks done" in year[page]
        assert not re.search(r"Now Week|Next Week|Starts on|on time", year[page])
    for page in ("index", "skills-assessment-completed"):
        assert "Gaps closed since November 2026: Kubernetes , Terraform" in year[page]
        assert "0 → 2 since November 2026" in year[page]
    assert "Learning next" not in year["skills-assessment-completed"]
    assert "By December 2027" in year["career-roadmap"]
    assert not re.search("In (6 months|1 year|3 years)", "".join(year.values()))
    assert "March 2027 · reached" in year["career-roadmap"]


def test_what_is_hidden_is_the_same_on_every_day(docs: Path, build: Build) -> None:
    """Without the start and the pauses, no page depends on the day of the build."""
    three_months_on(docs)
    edit(docs / PLAN, "title: Learning plan", "private: [starts_on, pauses]\ntitle: Learning plan")
    edit(docs / ROAD, "private: [month_12.salary]", "private: [month_12.salary, starts_on]")
    edit(docs / SKILLS, "private: [Gaps]", "private: [Gaps, earlier]")

    assert build(date(2027, 2, 22)) == build(date(2029, 7, 1))
