"""The body of a page -> its `##` sections as CommonMark reads them, and what stands in each.

For the checks only the block pass of markdown-it runs, and that only where a body is not plain:
it finds headings, code and comments exactly where the page will show them.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape
from itertools import pairwise
from operator import itemgetter
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_block import table
from markdown_it.token import Token

from . import plain
from .placeholders import bare, is_placeholder

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline

    from .plain import Block

_LONGEST_HEADING = 300  # characters of it that are compared
LONGEST_PARAGRAPH = 8000  # characters, beyond which marks are not read
MOST_COLUMNS = 200  # of a table; more of them stay text
_TAG = re.compile(r"</?[a-z][a-z0-9-]*(?:\s[^<>]*)?/?>", re.IGNORECASE)
_SHOWS = re.compile(r"<(?:img|video|audio|iframe|svg|object)\b", re.IGNORECASE)
_HIDDEN = {"\ufe0f", "\u20e3"}  # what makes an emoji of a character
_SYMBOLS = {"So", "Sk", "Cf"}
_ATTRIBUTES = re.compile(r"\{[^{}]*\}$")
_SHORTCODE = re.compile(r":[a-z0-9_+-]+:")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()]*\)")
_NUMBER = re.compile(r"^[#(]*\d+(?:\.\d+)*(?:\s*[.):\u2013\u2014-])*\s+")
_MARKS = re.compile(r"[*`~]|\b_+|_+\b")
_EDGES = " \t.,:;!?…。:!?-\u2013\u2014"


@dataclass(slots=True)
class Section:
    """One `##` section: where it begins, and what stands in it."""

    heading: str
    line: int  # of its first heading
    blocks: list[tuple[Block | Token, str]] = field(default_factory=list)  # and a row's whole line
    raw: list[str] = field(default_factory=list)

    def shown(self) -> Iterator[tuple[str, str, bool]]:
        """Yield the lines that a reader would see: as written, as text, and whether code."""
        for block, row in self.blocks:
            for raw, text, code in _shown(block):
                yield row or raw, text, code

    def is_filled(self, known: frozenset[str]) -> bool:
        """Tell whether a reader sees anything here that is neither in `known` nor a placeholder."""
        return any(
            text.strip() and bare(raw) not in known and not is_placeholder(text, code=code)
            for raw, text, code in self.shown()
        )

    def known(self) -> frozenset[str]:
        """Return every line of a template's section, its prompt included, as `is_filled` asks."""
        return frozenset(bare(line.replace("<!--", "").replace("-->", "")) for line in self.raw)

    def prompt(self) -> str:
        """Return the first line of a template's prompt."""
        lines = (line.replace("<!--", "").replace("-->", "").strip() for line in self.raw)
        return next(filter(None, lines), "")


@dataclass(slots=True)
class Body:
    """The sections of a page by name, its other headings, and what is opened but never closed."""

    sections: dict[str, Section] = field(default_factory=dict)
    begins: list[tuple[int, str]] = field(default_factory=list)  # where sections do, and which
    headings: list[tuple[str, int]] = field(default_factory=list)  # as written, line: not sections
    unclosed: tuple[str, int, Section | None] | None = None  # key of messages.yml, line, where
    swallowed: frozenset[str] = frozenset()  # names of the headings that it hides

    def heading_at(self, line: int) -> str | None:
        """Return the heading of the section in which a line of the file stands."""
        place = bisect_right(self.begins, line, key=itemgetter(0))
        return self.begins[place - 1][1] if place else None


def commonmark(renderer: type[RendererHTML] = RendererHTML) -> MarkdownIt:
    """Return the one reading of learners' Markdown: CommonMark and tables, comments apart."""
    markdown = MarkdownIt("commonmark", renderer_cls=renderer).enable("table")
    markdown.inline.ruler.at("html_inline", _comment)
    markdown.core.ruler.at("inline", _inline)
    markdown.block.ruler.at("table", _table, {"alt": ["paragraph", "reference"]})
    return markdown


def _table(  # markdown-it calls its rules by position
    state: StateBlock,
    start: int,
    end: int,
    silent: bool,  # noqa: FBT001 - its own form
) -> bool:
    """Read a table, unless it is of a width that nobody writes: that takes seconds to draw."""
    begin, last = state.bMarks[start], state.eMarks[start]
    if state.src.count("|", begin, last) > MOST_COLUMNS:
        return False
    return table(state, start, end, silent)


def _inline(state: StateCore) -> None:
    """Read the marks in a paragraph; one of a length that nobody writes stays plain text.

    Reading marks takes time that grows with the square of a paragraph's length.
    """
    for token in state.tokens:
        if token.type == "inline" and len(token.content) > LONGEST_PARAGRAPH:
            token.children = [Token("text", "", 0, content=cut_comments(token.content)[0])]
        elif token.type == "inline":
            token.children = []
            state.md.inline.parse(token.content, state.md, state.env, token.children)


def _comment(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's own form
    """Read a comment as one token. Any other inline HTML stays text."""
    if not state.src.startswith("<!--", state.pos):
        return False
    if -1 not in state.cache:
        state.cache[-1] = state.src.rfind("-->")  # so that no scan is done twice
    if state.cache[-1] < state.pos + 2:
        return False
    end = state.src.find("-->", state.pos + 2) + 3
    if not silent:
        state.push("comment", "", 0).content = state.src[state.pos : end]
    state.pos = end
    return True


_BLOCKS = commonmark()
_BLOCKS.core.ruler.enableOnly(["normalize", "block"])
_INLINE = commonmark()


@lru_cache(maxsize=4096)  # most pages have the headings of their templates
def heading_name(text: str) -> str:
    """Return a heading as headings are compared: no case, emoji, marks, number or `{…}`."""
    text = text[:_LONGEST_HEADING].lower().strip()  # as names in `private` are
    text = _ATTRIBUTES.sub("", text).strip()
    text = _SHORTCODE.sub("", _LINK.sub(r"\1", text))
    visible = (c for c in text if c not in _HIDDEN and unicodedata.category(c) not in _SYMBOLS)
    text = _MARKS.sub("", "".join(visible)).strip()
    return " ".join(_NUMBER.sub("", text).strip(_EDGES).split()).casefold()


def cut_comments(text: str) -> tuple[str, int | None]:
    """Return a block of HTML without its comments, and where one begins that never ends."""
    kept, at = "", 0
    while (begin := text.find("<!--", at)) >= 0:
        kept += text[at:begin]
        end = text.find("-->", begin + 2)
        if end < 0:
            return kept, begin
        kept += "\n" * text.count("\n", begin, end)
        at = end + 3
    return kept + text[at:], None


def read_body(text: str, first_line: int) -> Body:
    """Read the sections of a body that begins on `first_line` of its file."""
    lines = text.split("\n")
    tokens: Sequence[Block | Token] = plain.blocks(lines) or _BLOCKS.parse(text)
    body, section, row, skip = Body(), None, "", False
    begins: list[tuple[int, Section]] = []
    for token, after in pairwise([*tokens, *tokens[-1:]]):
        line = token.map[0] if token.map else 0
        match token.type:
            case "heading_open" if token.tag == "h2" and token.level == 0:
                new = Section(after.content, line + first_line)
                section = body.sections.setdefault(heading_name(after.content), new)
                body.begins.append((line + first_line, section.heading))
                begins.append((line, section))
            case "heading_open":
                body.headings.append((lines[line].strip(), line + first_line))
            case "tr_open":
                row = lines[line]
            case "tr_close":
                row = ""
        if token.type.endswith(("_open", "_close")):
            skip = token.type in ("heading_open", "th_open")  # neither is what a learner wrote
        if not token.content:
            continue
        if not body.unclosed and (found := _unclosed(token, lines)):
            body.unclosed = (found[0], found[1] + first_line, section)
            body.swallowed = frozenset(_headings(lines[found[1] + 1 :]))
        if section and not skip:
            section.blocks.append((token, row))
    for (begin, section), (end, _) in pairwise([*begins, (len(lines), Section("", 0))]):
        section.raw += lines[begin + 1 : end]
    return body


def _shown(token: Block | Token) -> Iterator[tuple[str, str, bool]]:
    """Yield the lines of a block that a reader sees: as written, as text, and whether code."""
    code = token.type in ("fence", "code_block")
    content = token.content
    if token.type == "html_block":
        content = cut_comments(content)[0]
    elif token.type == "inline" and "<!--" in content:
        content = "".join(map(_seen, _INLINE.parseInline(content)[0].children or []))
    for line in content.split("\n"):
        only_tags = token.type == "html_block" and not _SHOWS.search(line)
        text = _TAG.sub("", line) if only_tags else line
        yield line, text if code else unescape(text), code


def _seen(child: Token) -> str:
    if child.type in ("softbreak", "hardbreak"):
        return "\n"
    if child.type == "image":
        return f"![{child.content}](image)"
    return "" if child.type == "comment" else child.content


def _unclosed(token: Block | Token, lines: list[str]) -> tuple[str, int] | None:
    """Return what a block opens and never closes, and the line (from 0) on which it does so."""
    begin, end = token.map or (0, 0)
    if token.type == "fence":
        last = lines[end - 1].strip("> \t")
        closed = len(last) >= len(token.markup) and not last.strip(token.markup[0])
        runs_out = not "".join(lines[end:]).strip()
        return ("fence-not-closed", begin) if runs_out and not closed else None
    if "<!--" not in token.content or token.type == "code_block":
        return None
    at = cut_comments(token.content)[1]
    if token.type == "inline":  # a comment in a code span is text
        children = _INLINE.parseInline(token.content)[0].children or []
        if not any(child.type == "text" and "<!--" in child.content for child in children):
            return None
    if at is None and token.type == "html_block":
        return None
    return "comment-not-closed", begin + token.content.count("\n", 0, at or 0)


def _headings(lines: list[str]) -> Iterator[str]:
    return (heading_name(line[3:]) for line in lines if line.startswith("## "))
