"""The pages say what the exercise is made from: every fact of it, in the field's own words."""

from __future__ import annotations

import html
import re
import urllib.request
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from portfolio.data import read_data

if TYPE_CHECKING:
    from portfolio.ask.exercise import Exercise

FACTS = read_data(Path(__file__).with_name("facts.yml"))
MATRIX = {  # the least for junior, mid and senior
    **dict.fromkeys(("python", "docker", "linux-bash"), (2, 3, 4)),
    **dict.fromkeys(("kubernetes", "cloud", "terraform"), (1, 3, 4)),
    **dict.fromkeys(("monitoring", "system-design"), (1, 2, 4)),
    "git": (2, 3, 3),
    "ml-frameworks": (1, 2, 3),
}
FORMS = ("skills-assessment/", "-template/")  # the pages with the forms


@cache
def article(address: str) -> str:
    """Return what a built page holds between its title and its end, as HTML."""
    with urllib.request.urlopen(address) as answer:
        text = answer.read().decode("utf-8")
    return text[text.index("<article") : text.index("</article>")]


def plain(page: str) -> str:
    """Return the text of HTML; what a tooltip says does not count."""
    text = html.unescape(re.sub(r"<[^>]+>", "", page))
    return " ".join(re.sub(r"[\u2060\u00b6]", "", text).split()).casefold()


def of(site: str, name: str) -> str:
    """Return a page of the built site, as HTML."""
    stem = name.removesuffix(".md")
    return article(site if stem == "index" else f"{site}{stem}/")


@pytest.mark.parametrize(
    ("name", "heading"), [(name, heading) for name, about in FACTS.items() for heading in about]
)
def test_a_page_says_every_fact_in_the_words_of_the_field(
    name: str, heading: str, site: str
) -> None:
    page = of(site, name)
    links = set(re.findall(r'href="([^"]+)"', page))
    text = plain(page)

    wanted = [str(fact) for fact in FACTS[name][heading]]
    assert wanted
    assert [
        fact
        for fact in wanted
        if not (fact in links if fact.startswith("https:") else fact.casefold() in text)
    ] == []


@pytest.mark.parametrize("name", [*FACTS, "glossary.md"])
def test_a_page_ends_in_a_question_that_leads_into_a_document(name: str, site: str) -> None:
    end = of(site, name).rpartition('<div class="admonition question">')[2]

    title, _, rest = end.partition("</p>")
    assert title.endswith("?")
    assert len(plain(rest)) < 300  # nothing comes after it
    onward = ("role/",) if name == "index.md" else FORMS
    assert any(page in rest for page in onward)


def test_the_home_page_shows_what_a_learner_will_have(site: str) -> None:
    """The first screen of the finished example, and each step on the way, with its time."""
    page = of(site, "index.md")
    preview, _, rest = page.partition("</figure>")

    assert "Nuala Kershaw" in preview
    assert "Strongest technical skills" in preview
    for link in ("role/", "steps/", "portfolio-template/", "publish/", "exercise-02/"):
        row = re.search(rf'<tr>(?:(?!</tr>).)*href="{link}".*?</tr>', rest, re.DOTALL)
        assert row, link
        assert re.search(r"\d+ (minutes|hours)", plain(row[0])), link


def test_the_matrix_has_every_rating(exercise01: Exercise) -> None:
    technical = {
        id_: skill for id_, skill in exercise01.matrix.items() if skill.kind == "technical"
    }

    assert {id_: tuple(skill.levels.values()) for id_, skill in technical.items()} == MATRIX
