"""What counts as unfilled: the short cut for most texts says what the patterns say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from portfolio.read.placeholders import holds_a_place, is_placeholder

BEGINS = [
    "todo",
    "to do",
    "tbd",
    "tba",
    "fixme",
    "xxx",
    "null",
    "lorem",
    "your",
    "fill",
    "insert",
    "enter",
    "write",
]
PIECES = [
    *BEGINS,
    *map(str.upper, BEGINS),
    "ﬁll in",
    "inſert",
    "in",
    "here",
    "name",
    "ipsum",
    ":",
    "-",
    "—",
]
MARKS = ["<", "[", "{", "___", ">", "]", "}", "*", "`", "1. ", "[ ] ", "…", "~"]
TEXTS = st.lists(st.sampled_from([*PIECES, *MARKS, " ", " ", "x", "ß", "3"]) | st.text(max_size=3))


@given(TEXTS.map("".join), st.booleans())
def test_the_short_cut_says_what_the_patterns_say(text: str, code: bool) -> None:
    assert is_placeholder(text, code=code) == holds_a_place(text.strip(), code=code)


@pytest.mark.parametrize("word", BEGINS)
def test_every_such_word_begins_a_placeholder(word: str) -> None:
    ends = ["", " ipsum", " your text here", " in your name"]
    assert any(holds_a_place(f"{word}{end}") for end in ends)
