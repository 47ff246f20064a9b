"""Where a bound lies: what just keeps to it is fine, and what is one beyond it is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from helpers.classes import EXERCISE
from helpers.forms_checked import answers_of
from helpers.hostile import FOLDERS, lay_out
from helpers.project import TODAY
from portfolio.ask.fields import Url
from portfolio.check import checks
from portfolio.problems import nearest
from portfolio.publish import prose
from portfolio.read import sections, terms
from portfolio.report import copies
from pydantic import TypeAdapter, ValidationError
from pygments.lexers import get_all_lexers

if TYPE_CHECKING:
    from pathlib import Path

    from helpers.engine import Engine


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


@pytest.mark.parametrize(("cell", "told"), [("TODO|", [60]), ("labs|", [])])
@pytest.mark.parametrize("bars", [200, 201])
def test_a_table_too_wide_to_be_drawn_is_read_as_one_by_checks_and_form(
    bars: int, cell: str, told: list[int], portfolio: Path, engine: Engine
) -> None:
    path = portfolio / "learning-plan.md"
    rows = "\n".join("|" + each * (bars - 1) for each in (cell, "-|", cell))
    begin, _, end = path.read_text(encoding="utf-8").partition("It starts with what blocks me")
    path.write_text(f"{begin}{rows}\n{end.partition(chr(10))[2]}", encoding="utf-8")

    found = checks.check(EXERCISE, portfolio, TODAY).problems
    (said,) = answers_of(engine, [{"learning-plan": path.read_bytes()}])

    assert [each.line for each in found] == told
    assert [field for *_, field, _ in said["told"]] == ["Why this plan"] * len(told)


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


@pytest.mark.parametrize(("rows", "is_drawn"), [(98, True), (99, False)])
def test_twenty_thousand_cells_are_drawn_as_tables(rows: int, *, is_drawn: bool) -> None:
    text = "\n".join("|" + cell * 199 for cell in (" a |", " - |", *[" b |"] * rows))
    html = drawn(text + "\n\n| small |\n| - |\n")  # it still has room, or has no more
    assert html.count("<table") == 1
    assert (">b<" in html) is is_drawn
    assert (">small<" in html) is not is_drawn


@pytest.mark.parametrize(("stars", "read"), [(1000, True), (1001, False)])
def test_a_thousand_marks_of_a_paragraph_are_read(stars: int, *, read: bool) -> None:
    text = "*a* " * 499 + "*a*" + "*" * (stars - 1000)
    assert ("<em>" in drawn(text)) is read


@pytest.mark.parametrize(("more", "read"), [(0, True), (1, False)])
def test_thirty_thousand_marks_of_a_page_are_read(more: int, *, read: bool) -> None:
    text = "\n\n".join(["*a* " * 250] * 59 + ["*a* " * 249, "!" * more + "`b`"])
    assert ("<code>" in drawn(text)) is read


@pytest.mark.parametrize(
    ("language", "lines", "read"),
    [("python", 300, True), ("python", 301, False), ("csharp", 3, False), ("nothing", 3, False)],
)
def test_three_thousand_characters_of_code_are_highlighted(
    language: str, lines: int, *, read: bool
) -> None:
    html = drawn(f"```{language}\n" + "return 12\n" * lines + "```\n")
    assert ("<span class=" in html) is read
    assert html.count("return") == lines


def test_sixteen_thousand_characters_of_code_of_a_page_are_highlighted() -> None:
    block = "```python\n" + "return 12\n" * 300 + "```\n\n"
    assert drawn(block * 7).count('<span class="k">') == 5 * 300


def test_code_is_drawn_once_where_a_lexer_repeats_it() -> None:
    """That of HCL does, for a heredoc that never ends: a page of 40 kB took 20 seconds."""
    assert drawn("```hcl\n" + "<<a\n" * 400 + "```\n").count("&lt;&lt;a") == 400
    assert '<span class="dl">' in drawn("```hcl\na = <<EOF\nb\nEOF\n```\n")


def test_every_language_is_one_that_can_be_read() -> None:
    known = {name for _, names, _, _ in get_all_lexers(plugins=False) for name in names}
    assert not prose._LANGUAGES - known


@pytest.mark.parametrize("name", [name for name in FOLDERS if "private" in name])
def test_much_that_is_private_is_told_alike_by_checks_and_form(
    name: str, tmp_path: Path, engine: Engine
) -> None:
    """How long that may take, `test_hostile.py` says."""
    folder = lay_out(tmp_path / "portfolio", name)

    answers = checks.check(EXERCISE, folder, TODAY).answers
    files = {each.id: (folder / each.file).read_bytes() for each in EXERCISE.deliverables}
    (said,) = answers_of(engine, [files])

    told = [[a.deliverable.id, p.code, p.field, p.message] for a in answers for p in a.problems]
    assert sorted(said["told"], key=str) == sorted(told, key=str)
