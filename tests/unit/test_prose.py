"""How a learner's Markdown becomes HTML: the ids of headings, and the direction of each block."""

from __future__ import annotations

import re

import pytest
from portfolio.publish.prose import render
from portfolio.read.sections import read_body

ARABIC, HEBREW = "مرحبا بالعالم", "שלום עולם"


def drawn(body: str) -> str:
    return render(read_body(body, 1, {}).parts, lambda link: link, set())


@pytest.mark.parametrize(
    ("heading", "id_"),
    [
        ("2.5 Nhánh DevSecOps", "25-nhánh-devsecops"),
        ("Action plan — đi sâu", "action-plan--đi-sâu"),
        ("A - b", "a---b"),
        ("🚀 Start", "-start"),
        ("🛠️ Tools", "\ufe0f-tools"),  # GitHub keeps the mark behind the sign
        ("🚀", "section"),
        ("C++ & C#", "c--c"),
        ("`docker run` and *more*", "docker-run-and-more"),
        ("[A link](https://example.com)", "a-link"),
        ("snake_case", "snake_case"),
        ("हिन्दी में", "हिन्दी-में"),
        (ARABIC, ARABIC.replace(" ", "-")),
        ("Main", "section-main"),  # these are the page's own
        ("Facts", "section-facts"),
        ("View road", "section-view-road"),
        ("__init__", "init"),
        (r"\_\_search", "section-__search"),
        ("fn1", "section-fn1"),
    ],
)
def test_a_heading_has_the_id_that_github_gives_it(heading: str, id_: str) -> None:
    """So a table of contents that was made there leads there."""
    assert re.findall(r'<h2 id="([^"]*)"', drawn(f"## {heading}\n\nText.\n")) == [id_]


def test_headings_that_are_alike_have_ids_of_their_own() -> None:
    body = "### A\n\n### A\n\n### A-1\n\n### A\n"

    assert re.findall(r'<h3 id="([^"]*)"', drawn(body)) == ["a", "a-1", "a-1-1", "a-2"]


@pytest.mark.parametrize(
    ("body", "tags"),
    [
        (ARABIC, ['<p dir="auto">']),
        (f"### {HEBREW}", [f'<h3 id="{HEBREW.replace(" ", "-")}" dir="auto">']),
        (f"- {ARABIC}\n- Docker", ['<ul dir="rtl">', '<li dir="auto">', '<li dir="auto">']),
        (f"1. Docker\n2. {ARABIC}", ['<ol dir="ltr">', '<li dir="auto">', '<li dir="auto">']),
        (
            f"- {ARABIC}\n\n- Docker",
            [
                *('<ul dir="rtl">', '<li dir="rtl">', '<p dir="auto">'),
                *('<li dir="ltr">', '<p dir="auto">'),
            ],
        ),
        (f"> {HEBREW}", ['<blockquote dir="rtl">', '<p dir="auto">']),
        (
            f"![{HEBREW}](a.png)",
            ['<p dir="auto">', f'<img src="a.png" alt="{HEBREW}" dir="rtl" />'],
        ),
    ],
)
def test_each_block_is_written_in_the_direction_of_its_text(body: str, tags: list[str]) -> None:
    """A list, whose items say their own, lies as its first text does."""
    assert re.findall(r"<[a-z][^>]*>", drawn(body)) == tags


def test_a_table_keeps_alignment_and_direction() -> None:
    html = drawn(f"| {HEBREW} | b |\n| :- | -: |\n| c | {ARABIC} |\n")

    assert '<table dir="rtl" tabindex="0">' in html
    assert '<td dir="auto" class="is-right">' in html
    assert "style=" not in html
