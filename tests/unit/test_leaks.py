"""What a text says, in Python and in the browser, in the check and on the page as made."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import pytest
from helpers.cases import CASES, damage
from helpers.hostile import lay_out
from helpers.project import DOCS, TODAY
from hypothesis import given
from hypothesis import strategies as st
from portfolio.ask import exercise
from portfolio.check import checks
from portfolio.check.leaks import Secrets, line_like
from portfolio.publish import prose, scan
from portfolio.read.spellings import Phrases, SearchText, as_read

if TYPE_CHECKING:
    from pathlib import Path

    from helpers.engine import Engine

EXERCISE = exercise.load(DOCS)[0]
ALLOWED = [
    param
    for param in CASES
    if str(param.id).startswith("spellings: ") and not param.values[0]["problems"]
]


@pytest.mark.parametrize("case", ALLOWED)
def test_the_page_as_made_tells_no_more_than_the_check(
    case: dict[str, Any], portfolio: Path
) -> None:
    """What the check allows, the search of the finished pages does not refuse."""
    damage(case, portfolio)
    answers = checks.check(EXERCISE, portfolio, TODAY).answers
    secrets = Secrets(answers, exercise.closed_words([EXERCISE]))
    bodies = (answer.body.parts for answer in answers if answer.deliverable.file == case["file"])
    html = "\n".join(prose.render(body, lambda _: None, set()) for body in bodies)

    assert not [*secrets.told_in(SearchText(scan.text_of(html)), drawn=True)]


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
    folder = lay_out(tmp_path / "portfolio", "many private texts in long prose")
    problems = checks.check(EXERCISE, folder, TODAY).problems
    assert len([each for each in problems if each.code == "private-told"]) == 1000


def test_where_the_build_finds_words_it_names_their_line(portfolio: Path) -> None:
    road = next(
        a
        for a in checks.check(EXERCISE, portfolio, TODAY).answers
        if a.deliverable.id == "career-roadmap"
    )
    assert line_like(road, SearchText("half a year of labs, half of it in the dark").words) == 59
    assert line_like(road, SearchText("four times a year").words) == 63
    assert line_like(road, SearchText("nothing of the kind stands here").words) is None
    assert line_like(road, []) is None


PIECES = ["95", "000", "95000", "95k", ",", ".", " ", "\n", "\u2009", "**", "*", "_", "`", "\\"]
PIECES += ["&thinsp;", "&#44;", "&#x2009;", "&#10;", "&nope;", "24", "00", "lakh", "L", " to ", "-"]
PIECES += ["–", "€", "EUR", "k", "2.4", "million", "Microsoft", "Azure", "'s", "’s", "ß", "SS", "İ"]
PIECES += ["ı", "é", "e\u0301", "社内", "円", "万", "٩٥", "\n\n", "\n- ", "\n> ", "](x.md)", "|"]
PIECES += ["\u00ad", "\u200b", "９", "，", "´", "\u2011", "\t", "~~", "[", "](a%20b)", "&eacute;"]
PIECES += ["[^1]", "/", "2026-11-26", "Nov. ", "2026", " 12 ", "1", "😀", "\ufeff", "\u00a0", "#"]
READ = """
async ([root, texts]) => {
  const { asRead, SearchText } = await import(`${root}assets/javascripts/form/read/spellings.js`);
  return texts.map(markdown => {
    const text = new SearchText(asRead(markdown)), { words } = text;
    const numbers = [...text.numbers(() => true)].map(([number]) => number);
    const goesOn = text.spans.map(([begin, end]) => text.goesOn(begin, end));
    return [text.text, words, numbers, [...text.dates()].length, goesOn];
  });
}
"""


def test_both_languages_read_a_text_alike(engine: Engine) -> None:
    chance = random.Random(16)
    texts = ["".join(chance.choices(PIECES, k=chance.randint(2, 10))) for _ in range(3000)]

    found = engine.evaluate(READ, [engine.root, texts])

    for markdown, (written, words, numbers, dates, goes_on) in zip(texts, found, strict=True):
        text = SearchText(as_read(markdown))
        assert (text.text, text.words) == (written, words), markdown
        assert [number for number, _, _ in text.numbers(lambda _: True)] == numbers, markdown
        assert len(list(text.dates())) == dates, markdown
        assert [text.goes_on(*span) for span in text.spans] == goes_on, markdown
