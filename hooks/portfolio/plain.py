"""The blocks of a plain body, line by line: headings, paragraphs, lists, tables, code, comments.

Most bodies are plain, and reading them so takes a fraction of the time that a whole Markdown
parser takes. A line that could mean more (a quotation, a deeper indentation, an address in angle
brackets) makes a body not plain: then markdown-it reads it. Both make the same of a plain body.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

_TEXT = r"""(?:[^\W\d_]|["'(]|\d+(?![\d.)])|\*\*?[^\s*]|__?[^\s_]|`(?!``)|\[[^\[\]]*\]\()"""
_LINE = re.compile(
    rf"""(?P<mark>\#{{1,6}})\ +(?P<heading>[^\#\s](?:[^\#]*[^\#\s])?)\ *
    |\ {{0,3}}(?P<text>{_TEXT}.*)
    |(?:\ {{0,3}}[-*+]|(?P<number>\d{{1,9}})(?P<point>[.)]))\ (?P<item>{_TEXT}.*)
    |(?P<table>\|[^\\]*\|)\ *
    |(?P<fence>```)[\w-]*
    |(?P<comment><!--.*)
    |(?P<blank>\ *)""",
    re.VERBOSE,
)
_FEW_COLUMNS = 100
_DELIMITER = re.compile(r"\|(?: *:?-+:? *\|)+ *")


class Block(NamedTuple):
    """A part of a body, with the names that markdown-it's tokens have for the same."""

    type: str
    map: list[int] | None = None
    content: str = ""
    tag: str = ""
    level: int = 0
    markup: str = ""


def blocks(lines: list[str]) -> list[Block] | None:
    """Return the blocks of a body, or None where it is not plain."""
    reader = _Reader(lines)
    try:
        while reader.at <= len(lines):
            reader.read()
    except _NotPlainError:
        return None
    return reader.found


class _NotPlainError(Exception):
    """Only a Markdown parser can tell what this is."""


class _Reader:
    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.at = 0  # the line to read next; beyond the last one stands a blank one
        self.found: list[Block] = []
        self.text: list[str] = []  # the paragraph so far
        self.is_item = False  # it begins one
        self.point: str | None = None  # of the numbered item that it begins

    def match(self, at: int) -> re.Match[str]:
        match = _LINE.fullmatch(self.lines[at] if at < len(self.lines) else "")
        if match is None:
            raise _NotPlainError
        return match

    def read(self) -> None:
        match = self.match(self.at)
        kind = match.lastgroup or ""
        if kind == "text":
            self.text.append(match["text"])
            self.at += 1
            return
        begins_no_list = match["number"] not in (None, "1") and match["point"] != self.point
        if self.text and (begins_no_list if kind == "item" else kind == "table" and self.is_item):
            raise _NotPlainError
        self.end_paragraph()
        if kind == "item":
            self.text.append(match["item"])
            self.is_item = True
            self.point = match["point"]
            self.at += 1
        elif kind == "heading":
            self.at += 1
            where = [self.at - 1, self.at]
            self.found.append(Block("heading_open", where, tag=f"h{len(match['mark'])}"))
            self.found += [Block("inline", where, match["heading"]), Block("heading_close")]
        elif kind == "table":
            self.table()
        elif kind == "comment":
            self.up_to(self.at, "html_block", lambda line: "-->" in line)
        elif kind == "fence":
            self.up_to(self.at + 1, "fence", lambda line: line == "```")
        else:
            self.at += 1

    def end_paragraph(self) -> None:
        if self.text:
            content = "\n".join(self.text).strip()
            self.found.append(Block("inline", [self.at - len(self.text), self.at], content))
        self.text, self.is_item, self.point = [], False, None

    def up_to(self, first: int, kind: str, is_last: Callable[[str], bool]) -> None:
        """Read a block of code, or a comment, whose last line is found by what it holds."""
        end = next((at for at in range(first, len(self.lines)) if is_last(self.lines[at])), None)
        if end is None:
            raise _NotPlainError  # never closed: it goes on to where the parser says
        if kind == "fence" and any(
            each.lstrip().startswith("```") for each in self.lines[first:end]
        ):
            raise _NotPlainError  # it may be closed there already
        inside = self.lines[first:end] if kind == "fence" else self.lines[first : end + 1]
        content = "".join(f"{line}\n" for line in inside)
        self.found.append(Block(kind, [self.at, end + 1], content, markup="```"))
        self.at = end + 1

    def table(self) -> None:
        head, line = self.cells(self.at), self.lines[self.at + 1 : self.at + 2]
        if (
            not line
            or not _DELIMITER.fullmatch(line[0])
            or len(self.cells(self.at + 1)) != len(head)
        ):
            raise _NotPlainError
        self.at += 2
        while (match := self.match(self.at)).lastgroup == "table":
            cells = self.cells(self.at)[: len(head)]
            where = [self.at, self.at + 1]
            self.found.append(Block("tr_open", where))
            self.found += [Block("inline", where, cell) for cell in cells]
            self.found.append(Block("tr_close"))
            self.at += 1
        if match.lastgroup != "blank":
            raise _NotPlainError  # it would be one more row

    def cells(self, at: int) -> list[str]:
        if "<!--" in self.lines[at] or self.lines[at].count("|") > _FEW_COLUMNS:
            raise _NotPlainError  # a comment may end in another cell
        return [cell.strip() for cell in self.lines[at].strip()[1:-1].split("|")]
