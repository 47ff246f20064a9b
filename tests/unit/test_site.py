"""What a build shows of which page, read from real files and drawn, without MkDocs."""

from __future__ import annotations

import json
import re
import shutil
from datetime import date
from typing import TYPE_CHECKING

import pytest
from helpers.project import DOCS, ROOT, TODAY
from portfolio.ask import forms
from portfolio.check import checks
from portfolio.check.leaks import Secrets
from portfolio.publish import head, scan
from portfolio.publish.modes import Modes
from portfolio.publish.pages import Pages
from portfolio.publish.site import Site, read_site

if TYPE_CHECKING:
    from pathlib import Path

    from portfolio.ask.exercise import Exercise

SKILLS, PLAN = "skills-assessment-completed.md", "learning-plan.md"
SKILLS_TEMPLATE = "skills-assessment.md"
ROAD, MARKET, FRONT = "career-roadmap.md", "job-market-research.md", "portfolio.md"


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """A project's docs/ in which the roadmap is not begun and the plan is not published."""
    docs = tmp_path / "docs"
    shutil.copytree(DOCS, docs, ignore=shutil.ignore_patterns("assets"))
    for path in sorted((ROOT / "tests" / "portfolio").glob("*.md")):
        shutil.copy(path, docs)
    (docs / FRONT).unlink(missing_ok=True)
    (docs / ROAD).unlink()
    plan = (docs / PLAN).read_text(encoding="utf-8")
    (docs / PLAN).write_text(plan.replace("---\n", "---\npublish: no\n", 1), encoding="utf-8")
    return docs


def read(docs: Path, **mode: bool) -> Site:
    return read_site(docs, docs, TODAY, Modes(**mode))


SHOWN = {
    "a build": ({}, {SKILLS, MARKET}, True),
    "a preview": ({"serving": True}, {SKILLS, PLAN, ROAD, MARKET, FRONT}, True),
    "the public edition": ({"public": True}, {SKILLS, MARKET}, False),
    "a draft of it": ({"public": True, "draft": True}, {SKILLS, MARKET, "index.md"}, False),
    "a draft that is served": (
        {"public": True, "draft": True, "serving": True},
        {SKILLS, MARKET, "index.md"},
        False,
    ),
}


@pytest.mark.parametrize(("mode", "wanted", "example"), SHOWN.values(), ids=SHOWN)
def test_what_is_shown(
    mode: dict[str, bool], wanted: set[str], *, example: bool, docs: Path
) -> None:
    site = read(docs, **mode)
    shown = {uri for uri in site.answers if site.is_shown(uri)}
    of_the_example = {uri for uri in shown if uri.startswith("example/")}
    first, *rest = ({each.file for each in one.deliverables} for one in site.exercises)
    others = set[str]().union(*rest)
    assert shown - of_the_example - (others if mode == {"serving": True} else set()) == wanted
    assert len(of_the_example) == (len(first | others) + 1 if example else 0)


@pytest.mark.parametrize("hide", ["publish: no", "privat: [ratings]"])
def test_nothing_is_made_of_an_assessment_that_is_not_shown(hide: str, docs: Path) -> None:
    """Gaps tell ratings: it is not published, or a draft leaves it out since nobody is sure."""
    for file, find, put in ((PLAN, "publish: no\n", ""), (SKILLS, "publish: yes", hide)):
        text = (docs / file).read_text(encoding="utf-8")
        assert find in text
        (docs / file).write_text(text.replace(find, put, 1), encoding="utf-8")

    draft = {"public": True, "draft": True}
    whole = [{"public": True}, dict[str, bool]()] if hide == "publish: no" else []
    for mode in (draft, draft | {"serving": True}, *whole):
        site = read(docs, **mode)
        assert not site.is_shown(SKILLS)
        assert site.is_shown(PLAN)
        assert site.reader(PLAN).views.plan.weeks
        assert not site.reader(PLAN).views.plan.gaps


BARS = {  # what is taken from or put into docs/, and where the bar then leads, in order
    "not begun: to its form": ([], ["career-roadmap-template.md"]),
    "with problems: to the page": ([(ROAD, SKILLS)], [ROAD]),
    "all done: to the portfolio page's form": (
        [(ROAD, ROAD)],
        ["portfolio-template.md", "publish.md"],
    ),
    "all done, the page too": ([(ROAD, ROAD), (FRONT, FRONT)], [FRONT, "publish.md"]),
    "the page with problems": ([(ROAD, ROAD), (FRONT, SKILLS)], [FRONT, "publish.md"]),
}


@pytest.mark.parametrize(("put", "wanted"), BARS.values(), ids=BARS)
def test_the_bar_leads_to_what_is_next(
    put: list[tuple[str, str]], wanted: list[str], docs: Path
) -> None:
    for name, source in put:
        shutil.copy(docs / "example" / source, docs / name)
    words = {"site": read(docs, serving=True), "page": {}, "address": str}

    bar = Pages(ROOT / "overrides").draw("pages/progress.html", **words)

    assert re.findall(r'href="([^"]*)"', bar) == wanted
    assert f"{3 + ((ROAD, ROAD) in put)} of 4 files in docs/ done" in bar


OTHERS = {  # pages in the navigation, and what a site makes of them
    "notes.md": ("# Notes\n\nOf mine.\n", "pages"),
    "rule.md": ("Text\n\n---\n\nmore: text\n", "pages"),
    "titled.markdown": ("---\ntitle: Notes\n---\n", "pages"),
    "open.md": ("---\ntitle: Notes\nsalary: 64000\n", "broken"),
    "yaml.mkd": ("---\ntitle: [\n---\n", "broken"),
    "dash.md": ("\u2014\ntitle: Notes\n---\n", "broken"),
    "latin.md": (b"caf\xe9", "broken"),
    ".hidden.md": ("---\ntitle: [\n---\n", None),
    "copy.md": ("---\ntitle: Plan\ndeliverable: learning-plan\n---\n", "misnamed"),
    "deep/copy.mdown": ("---\ntitle: Plan\ndeliverable: learning-plan\n---\n", "misnamed"),
    "page.html": ("---\ntitle: [\n---\n", None),
}


def test_pages_of_the_navigation_are_looked_at(docs: Path) -> None:
    for name, (text, _) in OTHERS.items():
        (docs / name).parent.mkdir(exist_ok=True)
        (docs / name).write_bytes(text if isinstance(text, bytes) else text.encode())
        (docs / f"other-{name.replace('/', '-')}").write_text("---\ntitle: [\n---\n", "utf-8")
    nav = [{"Mine": list(OTHERS)}, "absent.md", "learning-plan.md"]
    site = read_site(docs, docs, TODAY, nav=nav)
    found = {name: kind for kind in ("pages", "broken", "misnamed") for name in getattr(site, kind)}
    assert found == {name: kind for name, (_, kind) in OTHERS.items() if kind}
    assert site.shown_nav(["copy.md", "notes.md"]) == ["notes.md"]


def draw(site: Site, uri: str) -> tuple[str, list[tuple[int, str, str]]]:
    pages = Pages(ROOT / "overrides")
    page = pages.answer(site.answers[uri], site.shown_parts(uri), site.reader(uri), lambda _: None)
    return page.html, page.headings


def test_a_page_says_the_times_of_a_week(docs: Path) -> None:
    html, _ = draw(read(docs, serving=True), PLAN)
    assert "19:00 to 21:00" in html
    assert "19:30 to 21:30" in html


def test_headings_are_known_with_their_level_id_and_text(docs: Path) -> None:
    path = docs / MARKET
    text = path.read_text(encoding="utf-8")
    path.write_text(text + "\n### Tools & *more*\n\nText.\n", encoding="utf-8")
    html, headings = draw(read(docs), MARKET)
    assert (2, "what-employers-ask-for", "What employers ask for") in headings
    assert (3, "tools--more", "Tools &amp; more") in headings
    assert '<h3 id="tools--more" dir="auto">Tools &amp; <em>more</em>' in html


def test_only_the_learner_sees_what_is_to_mend(docs: Path) -> None:
    path = docs / MARKET
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("## What pay looks like", "## Pay"), encoding="utf-8")
    assert "this section is missing" in draw(read(docs, serving=True), MARKET)[0]
    assert "this section is missing" not in draw(read(docs), MARKET)[0]


def test_what_several_problems_say_is_told_once(docs: Path) -> None:
    shutil.copy(docs / SKILLS_TEMPLATE, docs / SKILLS)
    html, _ = draw(read(docs, serving=True), SKILLS)

    assert html.count("rate yourself with a whole number") == 1
    assert {"Line\u00a012<", "Line\u00a026<"} <= set(re.findall(r"Line\u00a0\d+<", html))
    assert f"{SKILLS}:" not in html  # the line above says which file it is


def test_a_table_has_the_columns_of_the_template_in_its_order(docs: Path) -> None:
    report = (docs / "example" / "environment-report.md").read_text(encoding="utf-8")
    lines = report.replace('    version: "2.47.3"\n', "", 1)
    (docs / "environment-report.md").write_text(lines, encoding="utf-8")
    html, _ = draw(read(docs, serving=True), "environment-report.md")

    assert re.findall(r'scope="col">(\w+)', html) == [
        *("Name", "Version", "Purpose", "Command", "Result")
    ]


PLACES = {  # what a made page holds, what the search index says of it, and whether it tells 64000
    "the page": ("<p>64,000</p>", "", True),
    "an attribute": ('<p title="64k"></p>', "", True),
    "an address": ('<a href="https://example.com/64000">x</a>', "", True),
    "an address of another site's part": ('<a href="https://example.com/#/64000">x</a>', "", True),
    "a comment": ("<!-- 64 000 -->", "", True),
    "the index": ("<p>Text</p>", "I hope for 64k.", True),
    "parts of a word": ("<p>6<b>40</b>00</p>", "", True),
    "a thin space": ("<p>64&thinsp;000</p>", "", True),
    "the end of a line": ("<p>I want 64\n000 a year</p>", "", True),
    "the end of a line on purpose": ("<p>I want 64<br />000 a year</p>", "", True),
    "a word for thousands": ("<p>64 thousand</p>", "", True),
    "as in India": ("<p>0.64 lakh</p>", "", True),
    "a range": ("<p>60 to 64k</p>", "", True),
    "colored code": ('<span class="n">pay</span> <span class="mi">64_000</span>', "", True),
    "two paragraphs": ("<p>64</p><p>000</p>", "", False),
    "two cells": ("<td>64</td>\n<td>000</td>", "", False),
    "nothing": ("<p>6400</p>", "Text", False),
    "a longer number": ("<p>64,000,000</p>", "", False),
    "a drawing": ('<path d="64000"/><line x1="64000" transform="x(64000)"/>', "", False),
    "an anchor": (
        '<h2 id="64000"><a href="#64000">x</a> <a href="plan.html#64-000">y</a>',
        "",
        False,
    ),
    "a footnote": ('<sup class="footnote-ref"><a href="#fn64000">[64000]</a></sup>', "", False),
    "a number of a list": ('<ol start="64000"><li>x</li></ol>', "", False),
    "what stands around": ("<p>52k</p>", "", False),
}


@pytest.mark.parametrize(("html", "index", "tells"), PLACES.values(), ids=PLACES)
def test_a_made_page_is_searched(
    html: str, index: str, *, tells: bool, tmp_path: Path, exercise01: Exercise
) -> None:
    (tmp_path / "404.html").write_text("<p>52000 readers</p>", encoding="utf-8")
    (tmp_path / "plan.html").write_text(html, encoding="utf-8")
    docs = [
        {"location": "other/", "title": "Other", "text": ""},
        {"location": "plan/", "title": "Plan", "text": ""},
        {"location": "plan/#why", "title": "Why", "text": index},
    ]
    (tmp_path / "search").mkdir()
    found = json.dumps({"docs": docs})
    (tmp_path / "search" / "search_index.json").write_text(found, encoding="utf-8")
    pages = {"plan.md": scan.BuiltPage(tmp_path / "plan.html", "plan/")}
    answers = checks.check(exercise01, ROOT / "tests" / "portfolio", TODAY).answers

    shown = list(scan.find_exposures(Secrets(answers, ()), tmp_path, pages, "64 of 100"))

    told = [(each.page, each.secret.item) for each in shown]
    assert told == ([("plan.md", "month_12.salary.max")] if tells else [])


STATES = {SKILLS: "complete", ROAD: "not-begun", MARKET: "begun", "example/" + SKILLS: None}


def test_only_a_preview_says_how_far_a_page_is(docs: Path) -> None:
    path = docs / MARKET
    path.write_text(path.read_text("utf-8").replace("postings:", "postngs:"), encoding="utf-8")
    for mode in ({}, {"public": True}, {"serving": True, "public": True}):
        site = read(docs, **mode)
        assert not [uri for uri in (SKILLS, MARKET) if "status" in head.meta(site, uri)]
    site = read(docs, serving=True)
    assert {uri: head.meta(site, uri).get("status") for uri in STATES} == STATES


def test_a_page_of_another_exercise_shows_its_fields_and_no_more(docs: Path) -> None:
    report = (docs / "example" / "environment-report.md").read_text(encoding="utf-8")
    report = report.replace("---\n", "---\ndescription:\npublish: yes\n", 1)
    (docs / "environment-report.md").write_text(report, encoding="utf-8")
    html, _ = draw(read(docs), "environment-report.md")
    assert "Computer" in html
    for name in ("Deliverable", "Title", "Publish", "Description", "environment-report"):
        assert f">{name}<" not in html


FILLED_IN_PLACE = {
    "fields": (SKILLS_TEMPLATE, "target_level:", "target_level: senior  # canary"),
    "a section": (SKILLS_TEMPLATE, "## Gaps\n", "## Gaps\n\nA canary of mine.\n"),
    "a list": ("career-roadmap-template.md", "  experience:\n    -", "  experience:\n    - canary"),
    "a comment of the text": (
        "learning-plan-template.md",
        "Why these gaps,",
        "canary\nWhy these gaps,",
    ),
    "a comment of a field": (
        "learning-plan-template.md",
        "starts_on:  # ",
        "starts_on:  # canary ",
    ),
    "the title": ("career-roadmap-template.md", "title: My career", "title: A canary career"),
    "the description": (SKILLS_TEMPLATE, "title: My", "description: canary\ntitle: My"),
    "the text above": (
        "learning-plan-template.md",
        "## Why this plan",
        "canary\n\n## Why this plan",
    ),
    "the front page": ("portfolio-template.md", "name:  #", "name: canary  #"),
    "the text of the front page": (
        "portfolio-template.md",
        "\n<!--\nWrite",
        "\ncanary\n\n<!--\nWrite",
    ),
}


@pytest.mark.parametrize(("name", "find", "put"), FILLED_IN_PLACE.values(), ids=FILLED_IN_PLACE)
def test_a_template_filled_in_in_place_is_found_and_shown_by_nobody(
    name: str, find: str, put: str, docs: Path
) -> None:
    path = docs / name
    text = path.read_text(encoding="utf-8")
    assert text.count(find) == 1
    path.write_text(text.replace(find, put), encoding="utf-8")
    site = read(docs)
    deliverable = site.templates[name]

    assert list(site.changed) == [name]
    assert [p.path.name for p in site.warnings() if "is filled in" in p.message][-1] == name
    made = forms.definition(site.exercises[0], site.page.deliverable)
    assert deliverable.id not in [each["id"] for each in made["deliverables"]]
    assert "canary" not in repr(made)

    (docs / deliverable.file).unlink(missing_ok=True)
    (problem,) = next(
        a for a in read(docs).answers.values() if a.deliverable.id == deliverable.id
    ).problems
    assert (problem.code, problem.path.name) == ("missing-file", deliverable.file)
    assert problem.message == f"{deliverable.file} is not there, but {name} is filled in"
    assert f"copy {name} to {deliverable.file}" in problem.hint


def test_the_projects_own_templates_are_filled_in_by_nobody(docs: Path) -> None:
    assert not read(docs).changed


def test_no_hint_quotes_a_template_that_a_learner_filled_in(docs: Path) -> None:
    """Done as told, the copy says all that the learner wrote: none of it is the template's own."""
    path = docs / SKILLS_TEMPLATE
    text = (docs / SKILLS).read_text(encoding="utf-8")
    path.write_text(text.replace("target_level: junior", "target_level: canary"), encoding="utf-8")
    shutil.copy(path, docs / SKILLS)

    (problem,) = read(docs).answers[SKILLS].problems

    assert problem.field == "target_level"
    assert "I have never run a cluster" not in problem.hint


def test_a_build_names_a_document_under_another_name_and_a_second_copy(docs: Path) -> None:
    shutil.copytree(docs / "example", docs, dirs_exist_ok=True)
    (docs / "learning-plan.md").rename(docs / "learning-plan (1).md")
    shutil.copy(docs / "career-roadmap.md", docs / "career-roadmap.md.md")

    site = read(docs)

    (error,) = site.errors()
    assert error.hint.startswith("rename learning-plan (1).md to learning-plan.md")
    assert [each.path.name for each in site.warnings()] == ["career-roadmap.md.md"]


@pytest.mark.parametrize("today", [date(2026, 12, 24), date(2030, 1, 1)])
def test_the_worked_example_is_looked_at_on_its_own_day(today: date) -> None:
    """Years later, it does not read as if it were given up; a learner's plan goes by the day."""
    site = read_site(DOCS, DOCS / "example", today)

    (theirs, mine) = (site.reader(uri).views.plan for uri in ("example/", "learning-plan.md"))
    assert (theirs.now.name, theirs.on_time) == ("Week 11", True)
    assert (mine.now and mine.now.name, mine.on_time) == (
        ("Week 15", False) if today.year == 2026 else (None, False)
    )
