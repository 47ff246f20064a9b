"""The skills level by level: whole as data, told in forms and views, never of what is private."""

from __future__ import annotations

import json
import re
import shutil
from typing import TYPE_CHECKING

import pytest
from helpers.privacy import SKILLS_FILE, drawn, load, write
from helpers.project import DOCS, ROOT, TODAY, copy_project, edit
from macros import macros
from portfolio.ask import exercise, forms
from portfolio.ask.guides import Guide
from portfolio.check import checks
from portfolio.check.lint import lint
from portfolio.publish import redaction
from portfolio.publish.pages import Pages
from portfolio.publish.views import views

if TYPE_CHECKING:
    from pathlib import Path

    from portfolio.ask.exercise import Exercise

MATRIX = exercise.load(DOCS)[0].matrix
EACH = pytest.mark.parametrize(
    "guide", [skill.guide for skill in MATRIX.values()], ids=list(MATRIX)
)
BETWEEN = re.compile(r"(?<=\.) (?=[A-Z])")  # sentences


# --- the data


@EACH
def test_each_rating_says_what_somebody_does(guide: Guide) -> None:
    """One or two sentences that begin with "You", which a portfolio can leave out."""
    assert list(guide.ratings) == [1, 2, 3, 4]
    for text in guide.ratings.values():
        sentences = BETWEEN.split(text)
        assert len(sentences) <= 2
        assert all(each.startswith("You ") for each in sentences)
        assert len(re.findall(r"\byou", text, re.IGNORECASE)) == len(sentences)
        assert len(text) <= 220


@EACH
def test_each_skill_has_evidence_practice_and_resources(guide: Guide) -> None:
    assert guide.weak
    assert len(guide.strong) > 2 * len(guide.weak)
    assert guide.practice
    assert guide.result
    assert 2 <= len(guide.resources) <= 3
    for each in guide.resources:
        assert each.kind
        assert each.url.startswith("https://") or each.title == "Site Reliability Engineering"


def test_no_sentence_stands_twice() -> None:
    texts = [text for skill in MATRIX.values() for text in skill.guide.ratings.values()]

    assert len(set(texts)) == len(texts) == 60


# --- the author


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    return copy_project(tmp_path / "project") / "docs"


def without(docs: Path, part: str) -> None:
    """Take a part out of every row, with all that is in it."""
    page = docs / "skills.md"
    text = page.read_text(encoding="utf-8")
    page.write_text(re.sub(rf"(?m)^    {part}:\n(?:      .*\n)+", "", text), encoding="utf-8")


def test_a_matrix_without_levels_is_as_before(docs: Path) -> None:
    for part in ("ratings", "evidence", "practice", "resources"):
        without(docs, part)

    exercises = exercise.load(docs)
    assert all(skill.guide == Guide() for skill in exercises[0].matrix.values())
    assert list(lint(exercises, docs, TODAY)) == []
    told = [json.loads(forms.guides(each, exercises[0])) for each in exercises[0].deliverables]
    assert told[0] == {"ratings": {}}
    answers = checks.check(exercises[0], docs / "example", TODAY).answers
    seen = views(redaction.shown_pages(answers, own=False), exercises[0], TODAY)
    assert {row.meaning for row in seen.skills.rated} == {""}


GIT = '      1: "You clone'
LACKS = [  # what is changed, and what the author is told
    (GIT, '      7: "You clone', ["rating 1 has no sentence", "the scale has no rating 7"]),
    ('      weak: "All my', '      meek: "All my', ["evidence.weak is missing"]),
    ('      strong: "Three of', '      string: "Three of', ["evidence.strong is missing"]),
    ('      do: "Take an', '      to: "Take an', ["practice.do is missing"]),
    ('      result: "A merged', '      results: "A merged', ["practice.result is missing"]),
    (
        "kind: practice\n      - title: GitHub",
        "kind: game\n      - title: GitHub",
        ["Learn Git Branching has no kind"],
    ),
    (
        "      - title: Pro Git\n",
        "      - Pro Gti\n      - title: Pro Git\n",
        ["Pro Gti has no kind"],
    ),
]


def test_lint_says_what_a_row_lacks(docs: Path) -> None:
    for old, new, _ in LACKS:
        edit(docs / "skills.md", old, new)

    found = [each.split("\n    hint: ") for each in lint(exercise.load(docs), docs, TODAY)]

    wanted = sorted(f"git: {said}" for _, _, told in LACKS for said in told)
    assert sorted(re.sub(r"^skills\.md:\d+: ", "", said) for said, _ in found) == wanted
    assert all(hint for _, hint in found)


@pytest.mark.parametrize("part", ["evidence", "practice", "resources", "ratings"])
def test_lint_says_it_for_every_row(part: str, docs: Path) -> None:
    without(docs, part)

    found = list(lint(exercise.load(docs), docs, TODAY))

    assert len(found) == len(MATRIX) * {"resources": 1, "ratings": 4}.get(part, 2)


WRONG = [
    (GIT, "      one: You clone", "ratings.one: write a rating, such as 2"),
    (GIT, '      0: [x]\n      1: "You clone', "ratings: write each one"),
    ("      - The Batch", "      - [x]", "resources: write the title"),
    ("      - The Batch", "      - url: https://example.com", "resources: write the title"),
]


@pytest.mark.parametrize(("old", "new", "said"), WRONG)
def test_a_row_that_cannot_be_read_is_named(old: str, new: str, said: str, docs: Path) -> None:
    edit(docs / "skills.md", old, new)

    with pytest.raises(exercise.ExerciseError, match=rf"skills\.md:\d+: .*{re.escape(said)}"):
        exercise.load(docs)


def test_the_row_that_the_page_for_authors_shows_is_whole(docs: Path) -> None:
    text = (DOCS / "authors.md").read_text(encoding="utf-8")
    row = re.search(r"```yaml\n(  - id: docker\n.*?)```", text, re.DOTALL)
    edit(docs / "skills.md", "skills:\n", f"skills:\n{row[1].replace('docker', 'podman')}")

    exercises = exercise.load(docs)
    said = [each for each in lint(exercises, docs, TODAY) if each.startswith("skills.md")]
    assert said == []
    assert len(exercises[0].matrix["podman"].guide.resources) == 2


@pytest.mark.parametrize(("uri", "kind"), [("skills.md", "tehcnical"), ("role.md", "technical")])
def test_a_macro_without_skills_is_the_authors_mistake(uri: str, kind: str) -> None:
    pages = Pages(ROOT / "overrides")
    exercises, front = exercise.load(DOCS), exercise.portfolio_page(DOCS)
    draw = macros(pages, exercises, front, lambda: {"uri": uri})["skill_levels"]

    assert draw(kind) == ""
    with pytest.raises(exercise.ExerciseError, match=rf"{uri}: .*\(\"{kind}\"\)"):
        pages.stop_if_failed()


# --- the forms


def test_each_form_has_what_it_tells_and_no_more(exercise01: Exercise) -> None:
    told = {each.id: json.loads(forms.guides(each, exercise01)) for each in exercise01.deliverables}

    assert told.pop("skills-assessment")["ratings"].keys() == MATRIX.keys()
    plan = told.pop("learning-plan")
    assert plan["practice"].keys() == MATRIX.keys()
    assert plan["practice"]["docker"].endswith(f" Result: {MATRIX['docker'].guide.result}")
    titles = [each["title"] for each in plan["resources"]]
    assert len(set(titles)) == len(titles)
    assert {skill for each in plan["resources"] for skill in each["skills"]} == MATRIX.keys()
    assert set(map(str, told.values())) == {"{}"}


# --- the portfolio


def test_a_view_says_what_a_rating_means_as_a_resume_does(exercise01: Exercise) -> None:
    answers = checks.check(exercise01, DOCS / "example", TODAY).answers
    seen = views(redaction.shown_pages(answers, own=False), exercise01, TODAY)
    meanings = {row.skill.id: row.meaning for row in seen.skills.rated}

    assert meanings["docker"].startswith("Write a Dockerfile from a blank page, ")
    assert ". Find out why a container exits." in meanings["docker"]
    assert meanings["kubernetes"] == ""  # rated 0
    assert not any("You" in each for each in meanings.values())


LOOKS = "Write a Dockerfile from a blank page"
NOTE = "what someone with that rating can do"


@pytest.mark.parametrize(
    ("private", "looks", "others"),
    [((), True, True), (("ratings.docker",), False, True), (("ratings",), False, False)],
)
def test_a_private_rating_has_no_sentence(
    private: tuple[str, ...], looks: bool, others: bool, tmp_path: Path
) -> None:
    folder = tmp_path / "portfolio"
    shutil.copytree(DOCS / "example", folder)
    post = load(folder, SKILLS_FILE)
    write(folder, SKILLS_FILE, post.metadata, post.content, *private)

    shown = drawn(DOCS, folder)

    assert (LOOKS in shown) is looks
    assert (NOTE in shown) is others
    told = [text for each in MATRIX.values() for text in each.guide.ratings.values()]
    ends = [text.rpartition(". ")[2].removeprefix("You ")[1:] for text in told]
    assert any(end in shown for end in ends) is others
