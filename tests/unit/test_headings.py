"""Headings written in other ways: its hint, done to the letter, mends each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from helpers.obey import obey
from helpers.project import TODAY
from portfolio.check import checks
from portfolio.problems import problem_text
from portfolio.read.sections import heading_name

if TYPE_CHECKING:
    from pathlib import Path

    from portfolio.ask.exercise import Exercise

PAGE = "skills-assessment-completed.md"


OTHERWISE = [
    *("##Gaps", "##\u00a0Gaps", "##\u202fGaps", "# Gaps", "#Gaps", "### Gaps", "###Gaps ###"),
    *("\uff03\uff03 Gaps", "\uff03\uff03Gaps", r"\## Gaps", "# # Gaps", "    ## Gaps", "\t## Gaps"),
    *("<h2>Gaps</h2>", "<H2 align='center'>Gaps</H2>", "  <h3><b>Gaps:</b></h3>", "<h2>Gaps"),
    *(
        "**Gaps**",
        "__Gaps__",
        "**Gaps:**",
        "***Gaps***",
        "**2. Gaps**",
        "GAPS",
        "Gaps:",
        "Gaps\uff1a",
    ),
    *("> ## Gaps", "- ## Gaps", "* ### Gaps", "<br>## Gaps", "</details> ## Gaps"),
    *("Gaps\n====", "Gaps\n=", "**Gaps**\n===", "Above.\nGaps\n----", "# Gaps\n===="),
    *("<h2>\nGaps\n</h2>", "\n<div>\n**Gaps**\n</div>", "<center>Gaps</center>"),
]


@pytest.mark.parametrize("line", OTHERWISE)
def test_the_hint_mends_a_heading_written_otherwise(
    line: str, portfolio: Path, exercise01: Exercise
) -> None:
    path = portfolio / PAGE
    text = path.read_text(encoding="utf-8")
    damaged = text.replace("\n## Gaps\n", f"\n{line}\n")
    path.write_text(damaged, encoding="utf-8")
    rounds = 0

    while found := checks.check(exercise01, portfolio, TODAY).problems:
        assert [(each.code, each.field) for each in found] == [("missing-section", "Gaps")]
        assert obey(portfolio, problem_text(found[0], portfolio)), found
        rounds += 1
        assert rounds == 1, found

    assert rounds == 1
    assert "\n## Gaps\n" in path.read_text(encoding="utf-8")
    assert "===" not in path.read_text(encoding="utf-8") or line == "# Gaps\n===="


@pytest.mark.parametrize(
    "closing",
    [
        *":.!?;,\u2026\u3002\uff1a\uff01\uff1f\u061f\u061b\u0964\u05c3\u2013\u2014)]\u00bb\u201d\u300d\uff09",
        " :",
        "?!",
        "\uff01\uff1f",
        "\u00a0:",
    ],
)
def test_a_heading_may_end_in_punctuation_of_any_script(closing: str) -> None:
    assert heading_name(f"Gaps{closing}") == "gaps"


@pytest.mark.parametrize(
    "number",
    [
        "2. ",
        "2) ",
        "(2) ",
        "2.1 ",
        "\uff12\uff0e",
        "\uff12\u3001",
        "\uff082\uff09",
        "2 \u2013 ",
        "\u0662. ",
    ],
)
def test_a_heading_may_begin_with_a_number_of_any_script(number: str) -> None:
    assert heading_name(f"{number}Gaps") == "gaps"


def test_a_list_of_contents_is_no_heading(portfolio: Path, exercise01: Exercise) -> None:
    path = portfolio / PAGE
    text = path.read_text(encoding="utf-8").replace("\n## Gaps\n", "\n## Lacks\n")
    contents = "\n- [Gaps](#gaps)\n- Gaps\n\n| Gaps | x |\n| --- | --- |\n\n## Strengths\n"
    path.write_text(text.replace("\n## Strengths\n", contents), encoding="utf-8")

    (found,) = checks.check(exercise01, portfolio, TODAY).problems

    assert found.hint.startswith('at the end of the file, add the line "## Gaps"')
