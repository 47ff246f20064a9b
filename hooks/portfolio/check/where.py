"""Where a hint tells to write: on which line, in place of what, and as which lines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..ask.shapes import shape
from ..problems import field_pattern

if TYPE_CHECKING:
    from ..ask.exercise import Template
    from ..problems import Loc
    from ..read.source import Source

_HAS_VALUE = re.compile(r"\s*(?:- +)*[^\s#:][^:]*:\s+[^\s#|>]")
_BELOW = {"unfilled", "not-a-mapping", "not-a-list", "too-short", "missing"}


def where_to_write(key: str, template: Template, source: Source, loc: Loc) -> str:
    """Return what a hint adds where fields or a list are to be written: their shape, and where."""
    if key not in _BELOW or not loc:
        return ""
    line = source.line(loc)
    text = source.text.split("\n", line)[line - 1]
    has_value = key != "missing" and bool(_HAS_VALUE.match(text))
    shown, is_item = shape(template, field_pattern(loc))
    if isinstance(loc[-1], int):
        return f"; in place of line {line}: {shown}" if shown else ""
    if shown and not is_item:
        return f"; in place of line {line}: {shown}" if has_value else f"; on one line: {shown}"
    clear = f"; delete what is after the colon on line {line}" if has_value else ""
    return f"; each item may be one line: {shown}{clear}" if shown else clear


def lines_of_list(source: Source, loc: Loc) -> str:
    """Return what to say where one text is asked for, and a list of several lines stands there."""
    at = tuple(part.lower() if isinstance(part, str) else part for part in loc)
    inside = [line for key, line in source.lines.items() if key[: len(at)] == at]
    first, last = min(inside) + 1, max(inside)
    if last < first:
        return ""
    last = min((line for line in source.numbers if line > last), default=source.body_line - 1) - 1
    return (
        f", and delete line {first}" if first == last else f", and delete lines {first} to {last}"
    )
