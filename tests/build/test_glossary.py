"""The glossary: each term once, and a tooltip wherever an author's page has it."""

from __future__ import annotations

import re
import urllib.request
from html import unescape

import pytest
from glossary import explainer, terms, tooltips
from helpers.project import DOCS

LONGEST = 160  # characters that a tooltip shows in two or three lines
PAGES = ("", "role/", "levels/", "market/", "steps/", "exercise-02/", "ladder/", "skills/")


def page(address: str) -> str:
    with urllib.request.urlopen(address) as answer:
        return answer.read().decode("utf-8")


def test_each_term_is_defined_once_and_in_a_sentence() -> None:
    names = [row["term"] for row in terms(DOCS)]

    assert len(names) > 60
    assert names == sorted(set(names), key=str.casefold)
    for row in terms(DOCS):
        assert row["means"].endswith("."), row["term"]
        assert len(row["means"]) <= LONGEST, row["term"]
        assert row.get("see", names[0]) in names, row["term"]
        assert row.get("see") != row["term"]


def test_the_forms_of_a_term_are_those_that_sentences_have() -> None:
    tips = tooltips(DOCS)

    assert tips["inference endpoints"] == tips["Inference endpoint"]
    assert tips["IaC"] == tips["Infrastructure as Code"]
    assert {"SLOs", "GPU", "on call", "Docker image"} <= tips.keys()
    assert not {"sLO", "image", "Feature", "production"} & tips.keys()


def test_a_site_without_a_glossary_has_no_tooltips(tmp_path) -> None:
    assert tooltips(tmp_path) == {}
    assert explainer({})("an API & more") == "an API &amp; more"


def test_the_text_of_a_macro_has_tooltips() -> None:
    explained = explainer({"image": 'A "file".', "container image": "An image.", "API": "An API."})

    assert explained("a <container image>, images, one API") == (
        'a &lt;<abbr title="An image.">container image</abbr>&gt;, images, one '
        '<abbr title="An API.">API</abbr>'
    )
    assert explained("image") == '<abbr title="A &#34;file&#34;.">image</abbr>'


@pytest.mark.parametrize("name", PAGES[1:])
def test_a_term_on_a_page_says_what_it_means(site: str, name: str) -> None:
    found = re.findall(r'<abbr title="([^"]+)">([^<]+)</abbr>', page(site + name))

    assert found
    tips = tooltips(DOCS)
    assert {term: unescape(title) for title, term in found} == {
        term: tips[term] for _, term in found
    }


def test_the_glossary_page_has_every_term_with_an_address_of_its_own(site: str) -> None:
    html = page(f"{site}glossary/")

    sections = re.findall(r'<h2 id="([^"]+)">', html)
    assert len(sections) == len(set(sections)) == len(terms(DOCS))
    links = re.findall(r'See also <a href="#([^"]+)"', html)
    assert links
    assert set(links) <= set(sections)


def test_a_learners_page_has_no_tooltips(site: str) -> None:
    for name in ("portfolio", "skills-assessment-completed", "learning-plan", "environment-report"):
        html = page(f"{site}example/{name}/")
        assert "Kubernetes" in html
        assert "<abbr" not in html, name
