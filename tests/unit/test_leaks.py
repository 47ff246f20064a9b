"""What a text says, in Python and in the browser, in the check and on the page as made."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from helpers.cases import CASES, damage
from helpers.hostile import lay_out
from helpers.project import DOCS, TODAY
from hypothesis import given
from hypothesis import strategies as st
from portfolio import checks, exercise, prose, scan
from portfolio.leaks import Secrets, line_like
from portfolio.spellings import Phrases, Text

if TYPE_CHECKING:
    from pathlib import Path

EXERCISE = exercise.load(DOCS)[0]
SPELLED = [param for param in CASES if param.id and param.id.startswith("spellings: ")]


@pytest.mark.parametrize("case", SPELLED)
def test_the_page_as_made_tells_no_more_than_the_check(
    case: dict[str, Any], portfolio: Path
) -> None:
    """What the check allows, the search of the finished pages does not refuse."""
    damage(case, portfolio)
    answers = checks.check(EXERCISE, portfolio, TODAY).answers
    secrets = Secrets(answers, exercise.closed_words([EXERCISE]))
    bodies = (answer.body.parts for answer in answers if answer.asked.file == case["file"])
    html = "\n".join(prose.render(body, lambda _: None, set()) for body in bodies)

    told = {secret.item for secret, _ in secrets.told_in(Text(scan.text_of(html)), drawn=True)}

    assert bool(told) <= bool(case["problems"])


WORDS = st.lists(st.sampled_from("abc"), min_size=1, max_size=5)


@given(st.lists(WORDS, max_size=8), st.lists(st.sampled_from("abcd"), max_size=40))
def test_every_phrase_is_found_wherever_it_stands(
    phrases: list[list[str]], text: list[str]
) -> None:
    finder, found = Phrases(phrases), set()
    for last, longest in finder.ends(text):
        state = longest
        while state:
            found.add((tuple(phrases[finder.phrase[state]]), last))
            state = finder.shorter[state]

    wanted = {
        (tuple(phrase), end - 1)
        for phrase in phrases
        for end in range(len(phrase), len(text) + 1)
        if text[end - len(phrase) : end] == phrase
    }
    assert found == wanted


def test_a_thousand_places_are_told_at_once(tmp_path: Path) -> None:
    folder = lay_out(tmp_path / "portfolio", "two thousand private texts in long prose")
    problems = checks.check(EXERCISE, folder, TODAY).problems
    assert len([each for each in problems if each.code == "private-told"]) == 1000


def test_where_the_build_finds_words_it_names_their_line(portfolio: Path) -> None:
    road = next(
        a
        for a in checks.check(EXERCISE, portfolio, TODAY).answers
        if a.asked.id == "career-roadmap"
    )
    assert line_like(road, Text("half a year of labs, half of it in the dark").words) == 59
    assert line_like(road, Text("four times a year").words) == 63
    assert line_like(road, Text("nothing of the kind stands here").words) is None
    assert line_like(road, []) is None
