"""What a tick says it hides is gone from the pages, and what it says still shows is there."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING, NamedTuple

import pytest
from helpers.privacy import drawn, grown, load, site_of, theme, write
from helpers.project import DOCS, READ_ONLY
from helpers.ticks import ASKED, names
from portfolio.ask import ticks
from portfolio.ask.models import MODELS

if TYPE_CHECKING:
    from pathlib import Path

COMPARED = ["<p>Learning next", "Gaps, and what closes", "How I fit", 'gap">gap', "radar__want"]
FIT = ["How I fit", "Already met"]
BARS = ["What they ask for", "<b>11</b> of 12", "job postings ask for"]
PROOF, RATED = "The Cold Van image shrank", '<th scope="row">Kubernetes</th>'
# By page and name: what is gone, and what is kept. It all stands where nothing is private.
HIDES: dict[str, dict[str, tuple[list[str], list[str]]]] = {
    "skills-assessment": {
        "assessed_on": (["23 November 2026"], [RATED, "Strongest technical skills"]),
        "target_level": (
            [*COMPARED, "Aiming for", "Junior level", "</svg>Junior<", "against the junior"],
            ["radar__have", RATED, "Strongest technical skills", PROOF, "PyTorch is in 2 postings"],
        ),
        "ratings": (
            [
                *COMPARED,
                "radar",
                RATED,
                "Strongest technical skills",
                "knowsAbout",
                "What the ratings mean",
            ],
            [PROOF, 'id="view-evidence"', "Aiming for the <strong>junior"],
        ),
        "ratings.kubernetes": (
            [
                RATED,
                "<strong>Kubernetes</strong>, <strong>T",
                "rated 0, junior level needs\u00a01</span></li>\n<li><bdi>T",
            ],
            [
                '<th scope="row">Terraform</th>',
                "rated 0, junior level needs\u00a01",
                "<p>Learning next",
            ],
        ),
        "ratings.monitoring": (
            ['<th scope="row">Monitoring</th>', "<li><bdi>monitoring", '"Monitoring"'],
            ["I redesigned the alarm rules", RATED],
        ),
        "evidence": ([PROOF, 'id="view-evidence"', "14 of my procedures"], [RATED, "3 Advanced"]),
        "evidence.docker": ([PROOF], ['<th scope="row">Docker</th>', "14 of my procedures"]),
        "earlier": (
            ["3 → 2 since March 2025", "radar__then", "the first ratings, from March 2025"],
            [*COMPARED, RATED],
        ),
        "earlier[].assessed_on": (["since March 2025", "from March 2025"], ["3 → 2"]),
        "earlier[].ratings": (["radar__then", "since March 2025", "3 → 2"], [*COMPARED, RATED]),
        "priorities": (
            ["<p>Learning next", "<strong>Kubernetes</strong>, <strong>Terraform</strong>"],
            ['gap">gap', "Gaps, and what closes", "PyTorch is in 2 postings"],
        ),
        "Strengths": (
            ["Watching machines", 'id="strengths"'],
            ["Strongest technical skills", PROOF],
        ),
        "Gaps": (
            ["This is my second rating", 'id="gaps"'],
            [*COMPARED, RATED],
        ),
        "Priority areas": (["PyTorch is in 2 postings, both"], ["<p>Learning next"]),
    },
    "learning-plan": {
        "starts_on": (["7 September 2026", "21 September"], ["Week 11", "7 hours a week"]),
        "hours_per_week": (["7 hours a week"], ["planned · 8 hours", "19:30 to 21:30"]),
        "schedule": (
            ["Tuesday", "19:30", "Reading and course videos", "A week of learning"],
            ["7 hours a week"],
        ),
        "schedule[].day": (["Tuesday"], ["19:30 to 21:30", "Reading and course"]),
        "schedule[].start": (["19:30", "21:30"], ["Tuesday", "Reading and course"]),
        "schedule[].end": (["19:30", "21:30"], ["Tuesday", "Reading and course"]),
        "schedule[].activity": (["Reading and course"], ["Tuesday", "19:30 to 21:30"]),
        "gaps": (
            ["Gaps, and what closes", "Fixing the documentation", "In the plan"],
            ['gap">gap', "<p>Learning next"],
        ),
        "gaps[].skill": (
            ["Gaps, and what closes", "Fixing the documentation", "In the plan"],
            ['gap">gap', "<p>Learning next"],
        ),
        "gaps[].resources": (
            ["Fixing the documentation", "Rebuild Cold Van"],
            ["Gaps, and what closes", '<p class="tile__head"><strong>Terraform</strong>'],
        ),
        "weeks": (
            ["Week 11", "Put Debian on the old laptop", "weeks done", "week--", "Next</strong> <"],
            ["Gaps, and what closes", "7 hours a week"],
        ),
        "weeks[].week": (["Week 11", "week--", "weeks done"], ["Put Debian on", "done · 7 hours"]),
        "weeks[].goals": (["Put Debian on"], ["Week 11", "week--done", "weeks done"]),
        "weeks[].hours": (["8 hours"], ["7 hours a week", "Week 11"]),
        "weeks[].done": (
            ["week--done", "weeks done"],
            ["Week 11", "Put Debian on"],
        ),
        "pauses": (["Time away", "Before week 1: 2 weeks away"], ["Week 11", "7 hours a week"]),
        "pauses[].after": (["Before week 1"], ["2 weeks away", "Week 11"]),
        "pauses[].weeks": (["2 weeks away"], ["Before week 1", "Week 11"]),
        "Why this plan": (["It serves a hand-written rule"], ["Gaps, and what closes", "Week 11"]),
        "How I will stay on track": (["One week is lost already"], ["Week 11", "weeks done"]),
    },
    "career-roadmap": {
        "starts_on": (
            ["By March 2027", "September 2029", "June 2027"],
            ["After 6 months", "After 3 years"],
        ),
        "current": (
            [
                "Biomedical scientist",
                "Eleven years",
                "Linux and Docker for",
                "<strong>Now</strong></p>",
            ],
            ["By March 2027", "By September 2027"],
        ),
        "current.role": (
            ["Biomedical scientist", "jobTitle"],
            ["Eleven years in clinical", "Linux and Docker for everyday"],
        ),
        "current.experience": (
            ["Eleven years in"],
            ["Biomedical scientist", "Linux and Docker for"],
        ),
        "current.skills": (
            ["Linux and Docker for"],
            ["Biomedical scientist", "Eleven years in", RATED],
        ),
        "month_6": (
            [
                "By March 2027",
                "Run a service on",
                "Associate (KCNA)",
                'Cold Van</a></strong></p>\n<p dir="auto">A service',
            ],
            ["By September 2027", "By September 2029"],
        ),
        "month_6.skills": (
            ["Run a service on"],
            ['<p dir="auto">A service that', "Associate (KCNA)"],
        ),
        "month_6.projects": (['<p dir="auto">A service that'], ["Frost drill", "Run a service on"]),
        "month_6.certifications": (
            ["Associate (KCNA)"],
            ["Run a service on", '<p dir="auto">A service that'],
        ),
        "month_12": (
            ["By September 2027", "Next step", "35,500", "Frost drill"],
            ["By March 2027", "By September 2029"],
        ),
        "month_12.job_title": (
            ["Next step", 'road__head">Junior AI', "Next step: <strong><bdi>Junior"],
            ["By September 2027", "Frost drill", "35,500 to 41,500 GBP"],
        ),
        "month_12.salary": (
            ["35,500", "41,500"],
            ['road__head">Junior AI', "30,000 to 42,000 GBP", "34,000 to 41,000 GBP"],
        ),
        "month_12.projects": (
            ["Frost drill"],
            ['<p dir="auto">A service that', 'road__head">Junior AI'],
        ),
        "month_36": (
            ["By September 2029", "Mid level", "Incident reviews", "quietest person"],
            ["By March 2027", "By September 2027"],
        ),
        "month_36.level": (["Mid level"], ["Incident reviews", "quietest person"]),
        "month_36.expertise": (["Incident reviews"], ["Mid level", "quietest person"]),
        "month_36.team_impact": (["quietest person"], ["Mid level", "Incident reviews"]),
        "milestones": (
            ["Milestones</h2>", "Applications are out", "20 sent, four", "June 2027", "reached"],
            ["By March 2027", "Frost drill"],
        ),
        "milestones[].month": (["June 2027"], ["Applications are out", "20 sent, four first"]),
        "milestones[].milestone": (["Applications are out"], ["June 2027", "20 sent, four first"]),
        "milestones[].metric": (["20 sent, four first"], ["June 2027", "Applications are out"]),
        "milestones[].done": (
            ["milestone--done", "of 8</strong> reached", "October 2026 · reached"],
            ["Applications are out", "June 2027"],
        ),
        "Where I am now": (
            ["I lead a shift in the"],
            ["Biomedical scientist", "Eleven years in", "Linux and Docker for"],
        ),
        "Action plan": (["Two things could go wrong"], ["By March 2027", "Applications are out"]),
        "How I will measure progress": (["publish three numbers"], ["20 sent, four first"]),
    },
    "job-market-research": {
        "role": (
            ["postings</strong> from a search for <bdi>Junior"],
            [">Junior ML Platform Engineer<"],
        ),
        "location": (["within an hour of Leeds"], ["Oddparcel, Wakefield"]),
        "searched_on": ([", on 3 September"], ["on-site, 25 August 2026"]),
        "postings": (
            [
                *BARS,
                *FIT,
                "The postings</h2>",
                'bar__name">Oddparcel',
                "34,000 to 41,000",
                "</strong> hybrid",
            ],
            ["30,000 to 42,000 GBP", "Usual range"],
        ),
        "postings[].company": (
            ['bar__name">Oddparcel', "Calder Genomics,"],
            ["MLOps Engineer (Junior)", "Linux server admin", "30,000 to 35,000", "com/oddparcel/"],
        ),
        "postings[].title": (
            ["MLOps Engineer (Junior)"],
            ["Oddparcel", "Linux server administration", "30,000 to 35,000 GBP"],
        ),
        "postings[].url": (
            ["com/oddparcel/vac"],
            ["MLOps Engineer (Junior)", "Linux server administration", "30,000 to 35,000 GBP"],
        ),
        "postings[].location": (["Wakefield"], ["within an hour of Leeds"]),
        "postings[].workplace": (["</strong> hybrid", "on-site, 25"], ["Oddparcel, Wakefield"]),
        "postings[].seen_on": (["25 August 2026"], [", on 3 September 2026"]),
        "postings[].requirements": (
            [*BARS, *FIT, "Linux server administration"],
            ["MLOps Engineer (Junior)", "30,000 to 35,000 GBP", "A plus: <bdi>Kubernetes"],
        ),
        "postings[].nice_to_have": (
            [*BARS, *FIT, "A plus: <bdi>Kubernetes"],
            ["Linux server administration"],
        ),
        "postings[].salary": (["30,000 to 35,000 GBP"], ["30,000 to 42,000 GBP"]),
        "common_requirements": ([*BARS, *FIT], ["Linux server administration"]),
        "salary_range": (["30,000 to 42,000 GBP", "Usual range"], ["30,000 to 35,000 GBP"]),
        "salary_range.min": (["30,000 to 42,000 GBP", "Usual range"], ["30,000 to 35,000 GBP"]),
        "salary_range.max": (["30,000 to 42,000 GBP", "Usual range"], ["30,000 to 35,000 GBP"]),
        "salary_range.currency": (["30,000 to 42,000 GBP", "Usual"], ["30,000 to 35,000 GBP"]),
        "salary_range.period": (["30,000 to 42,000 GBP", "Usual"], ["30,000 to 35,000 GBP"]),
        "What employers ask for": (["Cloud goes by three"], [*BARS, "Linux server admin"]),
        "What pay looks like": (
            ["Seven of the twelve state"],
            ["30,000 to 42,000 GBP", "30,000 to 35,000 GBP"],
        ),
        "What this means for my plan": (["turned my\nlist round"], FIT),
    },
    "portfolio": {
        "name": (
            ['<h1 dir="auto">Nuala Kershaw<', "· Nuala", '"name": "Nuala'],
            ["Portfolio of Nuala Kershaw"],
        ),
        "headline": (["I find out why a number is wrong"], ['<h1 dir="auto">Nuala Kershaw']),
        "location": (["or remote in the UK"], ['<h1 dir="auto">Nuala Kershaw', "I find out why"]),
        "contact": (["kershaw@example.com", "Email me"], ["Notes on what broke"]),
        "links": (["Notes on what broke", '"sameAs"'], ["com/nuala/cold-van"]),
        "links[].label": (["Notes on what broke"], ["com/nuala/notes<"]),
        "links[].url": (['nuala/notes" rel', '"sameAs"'], ["Notes on what broke"]),
    },
    "environment-report": {  # has no words of its own: the general ones
        "editor": (["Vim at work"], ["Debian 13", "2.47.3", "permission denied"]),
        "computer.system": (["second-hand ThinkPad"], ["laptop", "Memory in GB", "Vim at work"]),
        "tools[].version": (["2.47.3"], ["ShellCheck", "Vim at work"]),
        "What went wrong": (["permission denied"], ["Vim at work", "I chose Docker"]),
    },
}
CASES = [(id_, name) for id_, rows in HIDES.items() for name in rows]


class Bare(NamedTuple):
    """Docs without an example, a portfolio in which nothing is private, and how it looks."""

    docs: Path
    portfolio: Path
    look: str
    own_look: str

    def with_private(self, folder: Path, id_: str, *names: str) -> Path:
        """Copy the portfolio, with names in `private` of one page."""
        shutil.copytree(self.portfolio, folder)
        post = load(folder, ASKED[id_].file)
        write(folder, ASKED[id_].file, post.metadata, post.content, *names)
        return folder


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Bare:
    folder = tmp_path_factory.mktemp("ticks")
    docs, portfolio = folder / "docs", folder / "portfolio"
    shutil.copytree(DOCS, docs, ignore=shutil.ignore_patterns("example", *READ_ONLY))
    shutil.copytree(DOCS / "example", portfolio)
    for deliverable in ASKED.values():
        post = load(portfolio, deliverable.file)
        fields = grown(post.metadata)
        for pause in fields.get("pauses", []):
            del pause["reason"]  # it is marked, though nobody ticked it
        write(portfolio, deliverable.file, fields, post.content)
    return Bare(docs, portfolio, drawn(docs, portfolio), own_look(docs, portfolio))


@pytest.mark.parametrize(("id_", "name"), CASES)
def test_what_a_tick_says_is_true_of_the_pages(
    id_: str, name: str, bare: Bare, tmp_path: Path
) -> None:
    gone, kept = HIDES[id_][name]

    look = drawn(bare.docs, bare.with_private(tmp_path / "portfolio", id_, name))

    assert [text for text in gone if text not in bare.look] == []  # so the test can fail
    assert [text for text in gone if text in look] == []
    assert [text for text in kept if text not in look] == []


def own_look(docs: Path, folder: Path, *files: str) -> str:
    """Return what `mkdocs serve` shows to the learner alone: some pages, or all."""
    site = site_of(docs, folder, serving=True)
    return "".join(
        theme().answer(answer, site.shown_parts(uri), site.reader(uri), lambda link: link).html
        for uri, answer in site.answers.items()
        if site.is_shown(uri) and answer.begun and (not files or uri in files)
    )


MARKS = re.compile(r' <span class="exercise-private">private[^<]*</span>| class="is-private"')


@pytest.mark.slow
@pytest.mark.parametrize(("id_", "name"), CASES)
def test_serve_marks_what_is_private(id_: str, name: str, bare: Bare, tmp_path: Path) -> None:
    assert not MARKS.search(bare.own_look)
    folder = bare.with_private(tmp_path / "portfolio", id_, name)
    assert MARKS.search(own_look(bare.docs, folder, ASKED[id_].file))


@pytest.mark.slow
@pytest.mark.parametrize("id_", HIDES)
def test_serve_shows_what_is_private(id_: str, bare: Bare, tmp_path: Path) -> None:
    look = own_look(bare.docs, bare.with_private(tmp_path / "portfolio", id_, *HIDES[id_]))

    shown = [text for gone, _ in HIDES[id_].values() for text in gone if text in bare.own_look]
    missing = {text for text in shown if text not in MARKS.sub("", look)}
    assert missing <= {"against the junior"}  # no heading's mark


@pytest.mark.parametrize("id_", [*MODELS, "portfolio"])
def test_each_name_that_is_offered_has_words_of_its_own_which_are_tried(id_: str) -> None:
    offered = names(ASKED[id_])
    tried = {
        re.sub(r"^(ratings|evidence|salary_range)\.\w+$", r"\1.*", name) for name in HIDES[id_]
    }

    assert set(offered) == tried
    general = ticks.general().values()
    assert [name for name, words in offered.items() if words in general] == []
    assert len(offered) > 4


def test_a_name_without_words_of_its_own_gets_the_general_ones() -> None:
    offered, general = names(ASKED["environment-report"]), ticks.general()

    assert offered["editor"] == offered["tools[].version"] == general["field"]
    assert offered["What went wrong"] == general["section"]
    words = ticks.words(ASKED["skills-assessment"], "ratings.git")
    assert words.goes.startswith("this rating")
    assert ticks.words(ASKED["skills-assessment"], "Gaps").goes == "your text under Gaps"
    assert ticks.words(ASKED["learning-plan"], "Gaps").goes.startswith("the list of gaps")
