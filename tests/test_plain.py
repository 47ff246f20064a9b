"""A plain body is read without a parser, and means the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from conftest import ROOT
from hypothesis import example, given, settings
from hypothesis import strategies as st
from portfolio import plain, source
from portfolio.sections import Body, commonmark, cut_comments, read_body

if TYPE_CHECKING:
    from pathlib import Path

STARTS = ["", "", "## ", "### ", "# ", "#", " ## ", "- ", "* ", "  - ", "1. ", "2. ", "2) ", "> "]
STARTS += [
    "```",
    "~~~",
    "| ",
    "<!-- ",
    "-->",
    "<b>",
    "    ",
    "  ",
    "   ",
    "\t",
    "[a]: ",
    "![",
    "\\",
]
MIDDLES = [
    "",
    "Some text",
    "Gaps",
    "a | b |",
    "--- | --- |",
    "---",
    "===",
    "**bold** text",
    "`code`",
]
MIDDLES += ["*", "text\\", "one <!-- two --> three", "<!-- open", "-->", "[link](x)", "x #", "2024"]
MIDDLES += [
    "3. third",
    "{{ x }}",
    "日本",
    "🦉 owl",
    "\u00a0",
    "| - |",
    "...",
    '"quoted"',
    "_x_",
    "#",
]
MIDDLES += ["| a | b |\n| --- | --- |", "| a |\n|-|\n| 1 | 2 |"]
ENDS = ["", "", "", " ", "  ", " |", " -->", " ##"]
FENCES = ["```", "```", "``` ", " ```", "````", "```python", "~~~"]
LINES = st.builds(lambda *parts: "".join(parts), *map(st.sampled_from, (STARTS, MIDDLES, ENDS)))
LINES |= st.sampled_from(FENCES)
BODIES = st.lists(LINES, max_size=12).map("\n".join)


def said(body: Body) -> object:
    """What the checks ask of a body; white space around a line is nothing to them."""
    sections = {
        name: (
            section.heading,
            section.line,
            section.raw,
            [
                (raw.strip(), text.strip(), code)
                for raw, text, code in section.shown()
                if text.strip()
            ],
        )
        for name, section in body.sections.items()
    }
    where = body.unclosed and (*body.unclosed[:2], body.unclosed[2] and body.unclosed[2].heading)
    return sections, body.begins, body.headings, where, body.swallowed


def both(text: str) -> tuple[object, object]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(plain, "blocks", lambda _: None)
        parsed = read_body(text, 7)
    return said(read_body(text, 7)), said(parsed)


@settings(max_examples=1000, deadline=None)
@given(BODIES)
@example("| a | b |\n| - | - |\n| 1 |\n\n1. x\n2. y\n\ny")
@example("## A\n| a | b |\n| - | - |\n| 1 | 2 |\nmore | text")
@example("```\na\n``` \n## A\n```\nb\n```")
@example("## A\n- item\n| a | b |\n| - | - |\n| 1 | 2 |\n\ny")
@example("## A\n- item\n  goes on\n\n  and on\n## B\ntext\n2. not a list")
def test_a_plain_body_means_what_markdown_it_makes_of_it(text: str) -> None:
    quick, parsed = both(text)
    assert quick == parsed


@pytest.mark.parametrize("folder", ["docs/example", "tests/portfolio"])
def test_ordinary_pages_are_plain(folder: str) -> None:
    paths: list[Path] = sorted((ROOT / folder).glob("*.md"))
    for path in paths:
        body = source.read(path, path.parent).body
        assert plain.blocks(body.split("\n")), path
        quick, parsed = both(body)
        assert quick == parsed
    assert len(paths) >= 4


def test_a_row_of_the_templates_own_table_fills_no_section() -> None:
    given = "## A\n\n| part | mine |\n| - | - |\n| disk | none |\n"
    known = read_body(given, 1).sections["a"].known()
    other = given.replace("none", "2 TB")
    assert not read_body(given, 1).sections["a"].is_filled(known)
    assert read_body(other, 1).sections["a"].is_filled(known)


def test_a_comment_ends_after_it_began() -> None:
    (paragraph,) = commonmark().parseInline("a --> b <!-- c --> d")
    comments = [child.content for child in paragraph.children or [] if child.type == "comment"]
    assert comments == ["<!-- c -->"]


def test_what_is_cut_is_the_comment_and_nothing_else() -> None:
    assert cut_comments("a<!-- b\n -->c<!---->d") == ("a\ncd", None)
    assert cut_comments("a<!-- b --> <!-- c") == ("a ", 12)
