"""The body of a page -> its sections, line by line (docs/reference.md, Sections).

One rule says where a section begins, the same here and in `form/read/sections.js`: comments are
taken out of the lines; then a line `## Heading` outside fenced code begins one. It lasts until the
next such line, whatever Markdown would make of the lines between. Pages are drawn from this.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape
from itertools import pairwise
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from ..limits import LIMITS
from ..patterns import PATTERNS
from .placeholders import bare, in_brackets, is_placeholder

if TYPE_CHECKING:
    import re
    from collections.abc import Collection, Iterator, Mapping, Sequence

_LONGEST_HEADING: int = LIMITS["text"]["heading"]
_NO_EDGE: str = LIMITS["text"]["no_edge"]
_HIDDEN = {"\ufe0f", "\u20e3"}  # what makes an emoji of a character
_SYMBOLS = {"So", "Sk", "Cf"}
_EDGES = {"Po", "Pd", "Ps", "Pe", "Pi", "Pf"}  # punctuation, but for what joins words
_FIND = PATTERNS["sections"]
_OF_HEADINGS = PATTERNS["headings"]


class Line(NamedTuple):
    """A line of a body without its comments."""

    text: str
    kind: str = ""  # "code" in a fence, "fence" where one opens or closes

    @property
    def is_blank(self) -> bool:
        return not self.kind and not self.text.strip()


@dataclass(slots=True)
class Part:
    """A heading and the lines below it; above the first heading, the lines without one."""

    heading: str
    name: str  # of the heading, as headings are compared
    line: int  # of the file, on which the heading stands
    lines: list[Line] = field(default_factory=list)
    first: int = 0  # line of the file on which `lines` begin


@dataclass(slots=True)
class Section:
    """One section: all parts whose headings have the same name."""

    heading: str
    line: int  # of its first heading
    lines: list[Line] = field(default_factory=list)
    raw: list[str] = field(default_factory=list)  # the same with their comments
    links: Mapping[str, str] = field(default_factory=dict)  # addresses of the page by label
    notes: Collection[str] = ()  # footnotes that its text points at

    def shown(self) -> Iterator[tuple[str, str, bool]]:
        """Yield the lines in which a reader sees something: as written, as text, whether code."""
        in_table = in_note = is_apart = False  # apart: below an empty line
        for index, line in enumerate(self.lines):
            after = self.lines[index + 1] if index + 1 < len(self.lines) else Line("")
            if line.kind == "code":
                yield line.text, line.text, True
            if line.kind or line.is_blank:
                in_table, is_apart = False, True
                continue
            if is_apart and not _FIND.goes_on.match(line.text):
                in_note = False
            is_apart = False
            if note := _FIND.note.match(line.text):
                in_note = note[1] not in self.notes
                if not in_note:
                    yield note[2], _seen(note[2]), False
            if (
                note
                or in_note
                or _FIND.subheading.match(line.text)
                or _FIND.definition.match(line.text)
            ):
                continue
            if is_table_head(line, after):
                in_table = True
            elif in_table:
                yield from ((line.text, _seen(cell), False) for cell in _FIND.bar.split(line.text))
            else:
                text = _FIND.empty_link.sub("", line.text)
                yield line.text, _seen(_FIND.brackets.sub(self._linked, text)), False

    def _linked(self, link: re.Match[str]) -> str:
        """Return a link by its label as one by its address, which is no placeholder."""
        return f"{link[0]}(link)" if label_of(link[1]) in self.links else link[0]

    def is_filled(self, known: frozenset[str]) -> bool:
        """Tell whether a reader sees anything here that is neither in `known` nor a placeholder."""
        return any(
            text.strip() and bare(raw) not in known and not is_placeholder(text, code=code)
            for raw, text, code in self.shown()
        )

    def is_in_brackets(self, known: frozenset[str]) -> bool:
        """Tell whether a reader would see an answer here, were it not in brackets."""
        return any(
            bare(raw) not in known and bool(in_brackets(raw))
            for raw, _, code in self.shown()
            if not code
        )

    def known(self) -> frozenset[str]:
        """Return every line of a template's section, its prompt included, as `is_filled` asks."""
        return frozenset(bare(line.replace("<!--", "").replace("-->", "")) for line in self.raw)

    def prompt(self) -> str:
        """Return the first line of a template's prompt."""
        lines = (line.replace("<!--", "").replace("-->", "").strip() for line in self.raw)
        return next(filter(None, lines), "")


class Fault(NamedTuple):
    """What leaves in doubt where sections begin: something unclosed, or a fence off the margin."""

    key: str  # of messages.yml
    line: int
    section: Section | None
    swallowed: frozenset[str]  # names of the headings that it hides


@dataclass(slots=True)
class Body:
    """What was read of a body."""

    parts: list[Part]
    sections: dict[str, Section]
    headings: list[tuple[str, int]]  # what looks like a heading and begins no section: text, line
    links: Mapping[str, str]  # addresses by the label under which links can refer to them
    fault: Fault | None = None

    def heading_at(self, line: int) -> str | None:
        """Return the heading of the section in which a line of the file stands."""
        part = self.parts[bisect_right(self.parts, line, key=attrgetter("line")) - 1]
        return self.sections[part.name].heading if part.heading else None


def read_body(text: str, first_line: int, wanted: Collection[str] = ()) -> Body:
    """Read the sections of a body that begins on `first_line` of its file.

    Args:
        text: the body.
        first_line: the line of the file on which it begins.
        wanted: the names of the template's sections, which may be underlined.
    """
    written = text.split("\n")
    lines, fault = _without_comments(written)
    headings = [_heading(lines, index, wanted) for index in range(len(lines))]
    begins = [index for index, heading in enumerate(headings) if heading]
    parts = [Part("", "", 0, lines[: begins[0] if begins else len(lines)], first_line)]
    found = (
        _FIND.definition.match(line.text) for line in lines if not line.kind and "]:" in line.text
    )
    body = Body(parts, {}, [], {label_of(each[1]): each[2] for each in found if each})
    notes = {
        note for line in lines if "[^" in line.text for note in _FIND.points_at.findall(line.text)
    }
    for begin, end in pairwise([*begins, len(lines)]):
        heading, name = headings[begin], heading_name(headings[begin])
        below = begin + (1 if _FIND.begins.match(lines[begin].text) else 2)
        new = Section(heading, begin + first_line, [], [], body.links, notes)
        section = body.sections.setdefault(name, new)
        section.lines += [*lines[below:end], Line("")]
        section.raw += written[below:end]
        parts.append(Part(heading, name, begin + first_line, lines[below:end], below + first_line))
    for index, (line, after) in enumerate(pairwise([*lines, Line("")])):
        is_underlined = _FIND.underline.match(after.text) and heading_name(line.text) in wanted
        has_marks = "#" in line.text and _FIND.looks_like_heading.match(line.text)
        if (is_underlined or has_marks) and not line.kind and not headings[index]:
            body.headings.append((line.text.strip(), index + first_line))
    if fault:
        key, at, swallowed = fault
        part = parts[bisect_right(begins, at)]
        names = frozenset(heading_name(each) for each in filter(None, map(heading_of, swallowed)))
        body.fault = Fault(key, at + first_line, body.sections.get(part.name), names)
    return body


def _without_comments(written: list[str]) -> tuple[list[Line], tuple[str, int, list[str]] | None]:
    """Return lines without their comments, and what is wrong: key, line, and the lines it hides."""
    lines: list[Line] = []
    opened: re.Match[str] | None = None  # a fence
    fence_at = comment_at = -1
    fault = None
    for index, raw in enumerate(written):
        text = raw
        if comment_at >= 0:
            _, end, text = raw.partition("-->")
            if not end:
                lines.append(Line(""))
                continue
            comment_at = -1
        if opened:
            closes = _closes(text, opened[2])
            lines.append(Line(text, "fence" if closes else "code"))
            if opened[1] and not fault and heading_of(text):
                fault = ("fence-indented", fence_at, [text])
            elif opened[1] and fault and fault[1] == fence_at:
                fault[2].append(text)
            opened = None if closes else opened
            continue
        text, is_open = _cut(text) if "<!--" in text else (text, False)
        comment_at = index if is_open else -1
        opened = _FIND.fence.match(text) if "```" in text or "~~~" in text else None
        fence_at = index if opened else fence_at
        lines.append(Line(text, "fence" if opened else ""))
    if comment_at >= 0:
        fault = fault or ("comment-not-closed", comment_at, written[comment_at + 1 :])
    elif opened:
        fault = fault or ("fence-not-closed", fence_at, written[fence_at + 1 :])
    return lines, fault


def _cut(text: str) -> tuple[str, bool]:
    """Return a line without its comments, and whether one of them goes on in the next line."""
    kept, at = "", 0
    while (begin := text.find("<!--", at)) >= 0:
        kept += text[at:begin]
        end = text.find("-->", begin + 2)  # `<!-->` is a whole comment to HTML
        if end < 0:
            return kept, True
        at = end + 3
    return kept + text[at:], False


def cut_comments(text: str) -> str:
    """Return a text without its comments; one that is never closed hides all that follows."""
    kept, at = "", 0
    while (begin := text.find("<!--", at)) >= 0:
        kept += text[at:begin]
        end = text.find("-->", begin + 2)
        at = end + 3 if end >= 0 else len(text)
    return kept + text[at:]


def _closes(line: str, marks: str) -> bool:
    """Tell whether a line closes the fence that some marks opened."""
    inside = _FIND.margin.sub("", line).rstrip(" \t")
    return len(inside) >= len(marks) and not inside.strip(marks[0])


def _heading(lines: Sequence[Line], index: int, wanted: Collection[str]) -> str:
    """Return the heading of the section that begins on a line, or nothing."""
    line = lines[index]
    if line.kind or not (wanted or "##" in line.text) or line.is_blank:
        return ""
    if _FIND.begins.match(line.text):
        return heading_of(line.text)
    is_alone = index == 0 or lines[index - 1].is_blank
    if (
        not wanted
        or not is_alone
        or not _is_dashes(lines, index + 1)
        or _FIND.no_text.match(line.text)
    ):
        return ""
    return line.text.strip() if heading_name(line.text) in wanted else ""


def heading_of(line: str) -> str:
    """Return the text of a line `## Heading`, or nothing."""
    begin = _FIND.begins.match(line)
    text = line[begin.end() :].rstrip(" \t") if begin else ""
    opened = text.rstrip("#")
    return opened.rstrip(" \t") if opened[-1:] in ("", " ", "\t") else text


def _is_dashes(lines: Sequence[Line], index: int) -> bool:
    return index < len(lines) and not lines[index].kind and is_dashes(lines[index].text)


def is_dashes(text: str) -> bool:
    """Tell whether a line holds dashes and nothing else."""
    return _FIND.dashes.match(text) is not None


def is_table_head(line: Line, after: Line) -> bool:
    """Tell whether a line names the columns of a table, with the line of dashes below it."""
    rule = after.text.strip(" \t")
    return "|" in line.text and not after.kind and _FIND.delimiter.match(rule) is not None


def label_of(text: str) -> str:
    """Return the label of a link as labels are compared."""
    return " ".join(text.split()).casefold()


def _seen(text: str) -> str:
    """Return what a reader sees of a text that could look filled and show nothing."""
    if text.lstrip()[:1] == "<" and not _FIND.shows.search(text):
        text = _FIND.tag.sub("", text)
    return _FIND.empty_link.sub("", unescape(text))


@lru_cache(maxsize=4096)  # most pages have the headings of their templates
def heading_name(text: str) -> str:
    """Return a heading as headings are compared: no case, emoji, marks, number or `{…}`."""
    text = _OF_HEADINGS.entity.sub(lambda entity: unescape(entity[0]), text[:_LONGEST_HEADING])
    text = _OF_HEADINGS.escaped.sub(r"\1", text).lower().strip()  # as names in `private` are
    text = _OF_HEADINGS.attributes.sub("", text).strip()
    text = _OF_HEADINGS.shortcode.sub("", _OF_HEADINGS.link.sub(r"\1", text))
    visible = (c for c in text if c not in _HIDDEN and unicodedata.category(c) not in _SYMBOLS)
    text = _OF_HEADINGS.marks.sub("", "".join(visible)).strip()
    words = _OF_HEADINGS.number.sub("", text)
    begin, end = 0, len(words)
    while begin < end and _is_edge(words[begin]):
        begin += 1
    while end > begin and _is_edge(words[end - 1]):
        end -= 1
    return " ".join(words[begin:end].split()).casefold()


def _is_edge(mark: str) -> bool:
    is_punctuation = unicodedata.category(mark) in _EDGES and mark not in _NO_EDGE
    return is_punctuation or mark.isspace()
