"""What a page shows otherwise than it is meant is told, and stops nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from helpers.project import TODAY
from portfolio.check import checks
from portfolio.check.notes import notes

if TYPE_CHECKING:
    from pathlib import Path

    from portfolio.ask.exercise import Exercise
    from portfolio.problems import Problem

PAGE = "skills-assessment-completed.md"


def noted(portfolio: Path, exercise01: Exercise, text: str) -> list[Problem]:
    path = portfolio / PAGE
    page = path.read_text(encoding="utf-8")
    path.write_text(f"{page}\n{text}\n", encoding="utf-8")
    found = checks.check(exercise01, portfolio, TODAY)
    assert found.complete
    (answer,) = [each for each in found.answers if each.deliverable.file == PAGE]
    return notes(answer)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("a<br>b", "backslash"),
        ("| a<br/>b |\n| --- |", "backslash"),
        ("<details>\n<summary>x</summary>", "delete the tag"),
        ('<p align="center">x', "delete the tag"),
        ('<img src="https://example.com/x.png">', "![what it shows](picture.png)"),
        ("Press <kbd>Ctrl</kbd>", "between two backticks"),
        ('<a name="x"></a>', "[words](address)"),
    ],
)
def test_html_is_told_with_what_to_write(
    text: str, hint: str, portfolio: Path, exercise01: Exercise
) -> None:
    first = noted(portfolio, exercise01, text)[0]
    lines = (portfolio / PAGE).read_text(encoding="utf-8").split("\n")
    assert lines[first.line - 1] == text.split("\n", maxsplit=1)[0]
    assert hint in first.hint
    assert first.message.startswith("<")


@pytest.mark.parametrize(
    "text",
    [
        *("`<br>`", "```html\n<br>\n```", "Text.\n\n    <br>\n", r"\<br>", "<!-- <br> -->"),
        *("<GPU>", "a < b > c", "<https://example.com>", "List<object>", "x <y@example.com>"),
        *("[a](#strengths)", "[a][b]\n\n[b]: #priority-areas"),
        *("## 2.5 X & Y — z\n\n[a](#25-x--y--z)", "## 🛠️ Tools\n\n[a](#%EF%B8%8F-tools)"),
        *("## A\n\n## A\n\n[a](#a) [b](#a-1)", "### `x_y` **b** [c](d)\n\n[a](#x_y-b-c)"),
        *("## Main\n\n[a](#main)", "`[a](#nowhere)`", "x[^1]\n\n[^1]: note"),
    ],
)
def test_what_shows_as_it_is_meant_is_not_told(
    text: str, portfolio: Path, exercise01: Exercise
) -> None:
    assert noted(portfolio, exercise01, text) == []


@pytest.mark.parametrize(
    "text", ["[a](#strenghts)", "[a][b]\n\n[b]: #strenghts", "[a](<#strenghts>)"]
)
def test_a_link_to_no_heading_is_told(text: str, portfolio: Path, exercise01: Exercise) -> None:
    (found,) = noted(portfolio, exercise01, text)
    assert "#strenghts" in found.message
    assert "did you mean #strengths?" in found.hint


def test_a_link_to_a_private_heading_is_told_without_its_words(
    portfolio: Path, exercise01: Exercise
) -> None:
    (found,) = noted(portfolio, exercise01, "[a](#gaps)")
    assert "gaps" not in f"{found.message} {found.hint}".lower()


@pytest.mark.parametrize("private", [None, "common_requirements", "postings[].requirements"])
def test_the_word_that_employers_write_is_told(
    private: str | None, portfolio: Path, exercise01: Exercise
) -> None:
    """Two names of one thing count as one, so nothing is wrong; what is private is not repeated."""
    path = portfolio / "job-market-research.md"
    text = path.read_text(encoding="utf-8")
    text = text.replace("3+ years of Kubernetes", "K8s").replace("[Kubernetes, ", "[K8s, ")
    if private:
        text = text.replace("deliverable:", f"private: ['{private}']\ndeliverable:", 1)
    path.write_text(text, encoding="utf-8")
    found = checks.check(exercise01, portfolio, TODAY)
    assert found.complete

    told = [note for answer in found.answers for note in notes(answer)]

    assert [(note.field, text.split("\n")[note.line - 1]) for note in told] == [
        ("common_requirements[0]", "  - Kubernetes")
    ]
    assert ("K8s" in told[0].message + told[0].hint) is (private is None)
