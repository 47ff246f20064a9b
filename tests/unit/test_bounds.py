"""Where a bound lies: what just keeps to it is fine, and what is one beyond it is not."""

from __future__ import annotations

import pytest
from portfolio.ask.fields import Url
from portfolio.problems import nearest
from portfolio.publish import prose
from portfolio.read import sections, terms
from portfolio.report import copies
from pydantic import TypeAdapter, ValidationError


def test_an_address_of_two_thousand_characters_is_one() -> None:
    address = "https://example.com/".ljust(2000, "a")
    assert TypeAdapter(Url).validate_python(address) == address
    with pytest.raises(ValidationError):
        TypeAdapter(Url).validate_python(address + "a")


@pytest.mark.parametrize(("length", "whole_words"), [(200, True), (201, False)])
def test_a_term_is_looked_for_as_words_up_to_two_hundred_characters(
    length: int, *, whole_words: bool
) -> None:
    term = "k" * length
    assert terms.mentions(term, term)
    assert terms.mentions(f"{term}s", term) is not whole_words


@pytest.mark.parametrize(("learners", "pairs"), [(10, 45), (11, 10)])
def test_every_two_of_ten_that_share_a_phrase_are_compared(learners: int, pairs: int) -> None:
    assert len(copies.near_copies([range(20)] * learners)) == pairs


@pytest.mark.parametrize(("shared", "near"), [(4, 0), (5, 1)])
def test_five_phrases_in_common_are_compared(shared: int, near: int) -> None:
    assert len(copies.near_copies([range(shared), range(shared)])) == near


@pytest.mark.parametrize(("alike", "near"), [(19, 0), (20, 1)])
def test_two_thirds_of_the_smaller_ones_phrases_make_a_near_copy(alike: int, near: int) -> None:
    one, other = range(60), [*range(alike), *range(100, 130 - alike)]
    assert len(copies.near_copies([one, other])) == near


def drawn(text: str) -> str:
    return prose.render(sections.read_body(text, 1).parts, lambda _: None, set())


@pytest.mark.parametrize(("bars", "is_table"), [(200, True), (201, False)])
def test_a_table_of_two_hundred_bars_is_one(bars: int, *, is_table: bool) -> None:
    text = "\n".join("|" + cell * (bars - 1) for cell in (" a |", " - |"))
    assert ("<table" in drawn(text)) is is_table


@pytest.mark.parametrize(("length", "read"), [(8000, True), (8001, False)])
def test_marks_are_read_in_a_paragraph_of_eight_thousand_characters(
    length: int, *, read: bool
) -> None:
    text = "*a* ".ljust(length, "b")
    assert ("<em>" in drawn(text)) is read


def test_three_hundred_characters_of_a_heading_are_compared() -> None:
    heading = "a" * 300
    assert sections.heading_name(heading + "b") == heading
    assert sections.heading_name(heading[1:] + "b") != heading[1:]


def test_nothing_is_near_a_name_of_another_kind() -> None:
    assert nearest("titel", ["title", "label"]) == "title"
    assert not nearest("weather", ["title", "label"])
