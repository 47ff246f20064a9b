"""What a page has in place of a section's heading that is not there, and how to mend it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from ..limits import LIMITS
from ..patterns import PATTERNS
from ..problems import nearest, shown_name
from ..read.sections import Line, heading_name, heading_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .answer import Answer

_FIND = PATTERNS["sections"]
_MOST: int = LIMITS["text"]["headings"]
_LONGEST: int = LIMITS["text"]["heading"]


class _Meant(NamedTuple):
    """A line that means a heading and begins no section."""

    text: str
    number: int  # of the file
    is_marked: bool = False  # as a heading, if in another way
    is_underlined: bool = False
    is_hidden: bool = False  # in code, or in a comment


def instead_of(answer: Answer, name: str, heading: str) -> tuple[str, str]:
    """Return the message for a section that is not there, and its words about a line that means it.

    Args:
        answer: the page.
        name: of the heading, as headings are compared.
        heading: as the template has it.
    """
    meant = sorted(_lines_that_mean(answer, name), key=lambda each: not each.is_marked)
    near = None if meant and meant[0].is_marked else _near(answer, name)
    if near:
        return "near-section", _written(answer, near, heading)
    if meant:
        return "heading-otherwise", _mended(answer, meant[0], heading)
    return "missing-section", ""


def _mended(answer: Answer, meant: _Meant, heading: str) -> str:
    number, text = meant.number, meant.text
    if meant.is_hidden:
        return f"line {number} has it inside a code block or a comment: move it out of there"
    if meant.is_underlined:
        return f'write "## {heading}" in place of lines {number} and {number + 1}'
    if _FIND.no_break.match(text):
        return f"on line {number}, write a space in place of the no-break space"
    if _FIND.too_far.match(text):
        return f"begin line {number} with no spaces"
    return _written(answer, meant, heading)


def _written(answer: Answer, meant: _Meant, heading: str) -> str:
    return f'line {meant.number} has {_said(answer, meant)}: change it to "## {heading}"'


def _said(answer: Answer, meant: _Meant) -> str:
    """Return what a line has, if it may be repeated."""
    is_section = any(part.line == meant.number for part in answer.body.parts)
    if not is_section and answer.unquotable.has_section(answer.body.heading_at(meant.number)):
        return "a heading like it"
    return f'"{shown_name(meant.text)}"'


def _lines_that_mean(answer: Answer, name: str) -> Iterator[_Meant]:
    """Yield the lines that say just the heading: in bold, in HTML, underlined, in code."""
    written = answer.source.body.split("\n")
    for part in answer.body.parts:
        for number, (line, after) in enumerate(pairwise([*part.lines, Line("")]), part.first):
            raw = written[number - answer.source.body_line]
            if len(raw) > _LONGEST:
                continue
            if heading_of(raw) and (line.kind or line.is_blank):
                if heading_name(heading_of(raw)) == name:
                    yield _Meant(raw, number, is_marked=True, is_hidden=True)
            elif not line.kind and not line.is_blank and _name_meant(line.text) == name:
                is_underlined = not after.kind and bool(_FIND.underline.match(after.text))
                is_marked = is_underlined or bool(_FIND.marked_heading.match(line.text))
                if is_marked or not (
                    _FIND.no_text.match(line.text) or _FIND.links.search(line.text)
                ):
                    yield _Meant(line.text, number, is_marked, is_underlined)


def _name_meant(text: str) -> str:
    """Return the name of a heading that a line means, without what is about it."""
    return heading_name(_FIND.about_heading.sub("", _FIND.tag.sub("", text[:_LONGEST])))


def _near(answer: Answer, name: str) -> _Meant | None:
    """Return a heading whose name is like the one that is missing."""
    body, wanted = answer.body, answer.deliverable.template.body.sections
    others = body.headings + [
        (f"## {s.heading}", s.line) for n, s in body.sections.items() if n not in wanted
    ]
    names = {_name_meant(text): (text, line) for text, line in others[:_MOST]}
    near = nearest(name, names) or next((n for n in names if n and (name in n or n in name)), None)
    return _Meant(*names[near]) if near else None
