"""Where a hint tells to write: on which lines, in place of what, and as which lines.

Each thing to do has one wording, so that nobody has to guess: tests/helpers/obey.py does them all.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from ..ask import shapes
from ..ask.fields import ANY_DAY
from ..problems import field_pattern, shown_text, wording
from ..read.mistakes import lines_to
from . import examples

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ..problems import Loc
    from ..read.source import Source
    from .answer import Answer

_HAS_VALUE = re.compile(r"\s*(?:- +)*[\w-]+ *:[ \t]+[^\s#|>]")
_MARKS = re.compile(r"( *)(?:- +)*")
_MOST = 7  # items that a hint shows; there are as many days in a week
MOST_SHOWN = 100  # problems of a page with lines to write: they take a while to find
_IN_PLACE = ("unfilled", "not-a-mapping", "not-a-list")


def where_to_write(key: str, answer: Answer, loc: Loc, words: dict[str, Any]) -> str:
    """Return what a hint ends with: the lines that are to be written, and where."""
    found = _WHERE.get(key) if len(answer.problems) < MOST_SHOWN else None
    return found(answer, loc, words) if found and loc else ""


def begun(key: str, source: Source, loc: Loc, where: str) -> str:
    """Return what a hint begins with: that a value goes, where the text after it says no more."""
    if key not in _IN_PLACE or where or not loc:
        return ""
    line = source.line(loc)
    text = _text(source, line)
    is_own = re.match(rf"\s*(?:- +)*{re.escape(str(loc[-1]))} *:", text, re.IGNORECASE)
    has_value = is_own and _HAS_VALUE.match(text)
    return f"delete what is after the colon on line {line}; " if has_value else ""


def words_of(key: str, answer: Answer, loc: Loc, words: dict[str, Any]) -> dict[str, Any]:
    """Return the words of a hint that say on which lines something is to be done."""
    found = _WORDS.get(key)
    return found(answer, loc, words) if found else {}


def _any_day(answer: Answer, loc: Loc, words: dict[str, Any]) -> dict[str, Any]:
    example = examples.beside(answer, loc) if words["day"] == ANY_DAY else ""
    return {"day": f"{example}, for example" if example else words["day"]}


def _instead(answer: Answer, loc: Loc, _: dict[str, Any]) -> dict[str, Any]:
    below = _below_first(answer.source, loc)
    return {"instead": f", and delete {below}" if below else ""}


def _quotes(answer: Answer, loc: Loc, words: dict[str, Any]) -> dict[str, Any]:
    if below := _below_first(answer.source, loc):
        hint = wording()["messages"]["mapping-for-value"]["hint"]
        return {"hint": hint, "instead": f", and delete {below}"}
    text = _text(answer.source, words["line"])
    quotes = "single" if '"' in text else "double"
    is_whole = re.search(r"[:-] +\{[^{}]*\}\s*$", text)
    return {"quotes": quotes, "braces": ", without the braces" if is_whole else ""}


def _delete(answer: Answer, loc: Loc, _: dict[str, Any]) -> dict[str, Any]:
    source = answer.source
    first, last = _span(source, loc)
    if source.line(loc[:-1]) < first or len(loc) == 1:
        return {"delete": f"delete {lines_to(first, last)}"}
    is_first = first == last and re.match(r"\s*-\s+[^\s{\[-]", _text(source, first))
    return {
        "delete": f"delete what is after the hyphen on line {first}" if is_first else "delete it"
    }


def _week_twice(answer: Answer, loc: Loc, words: dict[str, Any]) -> dict[str, Any]:
    end, last = words["end"], words["last"]
    if end <= last or words["quiet"]:
        week = "" if words["quiet"] else f", week {shown_text(str(words['value']))}"
        return {"delete": _delete(answer, loc[:-1], words)["delete"] + week}
    rest = f"{last + 1}-{end}" if end > last + 1 else f"{end}"
    return {"delete": f"write {rest} in its place"}


def _twice(answer: Answer, loc: Loc, words: dict[str, Any]) -> dict[str, Any]:
    pattern = field_pattern(loc)
    listed = words["value"].lower()
    item = loc if isinstance(loc[-1], int) else loc[:-1]
    deleted = _delete(answer, item, words)["delete"] if words["spare"] else ""
    values = examples.of_list(answer, pattern.partition("[]")[0], 1)
    named = next(iter(values[0].values()), "") if values and not words["quiet"] else ""
    shown = f", for example {named}" if named and named != listed else ""
    return {"or_delete": f", or {deleted}" if "line" in deleted else shown}


def _bullets(answer: Answer, loc: Loc, words: dict[str, Any]) -> dict[str, Any]:
    first, last = _span(answer.source, loc)
    lines = [f"- {shown_text(item)}" for item in words["items"]]
    if not isinstance(loc[-1], int):
        lines.insert(0, f"{loc[-1]}:")
    return {"items": f"; in place of {lines_to(first, last)}, {_line_by_line(lines)}"}


def _dashes(answer: Answer, loc: Loc, _: dict[str, Any]) -> dict[str, Any]:
    below = _below_first(answer.source, loc)
    return {"instead": f'; on {below}, write "- " in place of -' if below else ""}


def _private(answer: Answer, _: Loc, words: dict[str, Any]) -> dict[str, Any]:
    """Return where a name is to be added to what is private."""
    source = answer.source
    if answer.unquotable.everything:  # one of those that are listed may be no name
        return {"where": ", on a line of its own"}
    names = (source.data or {}).get("private") or []
    listed = [names] if isinstance(names, str) else names
    quoted = ", ".join(f'"{shown_text(str(each))}"' for each in [*listed, words["name"]])
    at = f"in place of {lines_to(*_span(source, ('private',)))}"
    where = at if ("private",) in source.lines else "below line 1"
    return {"where": f"; {where}, write: private: [{quoted}]"}


_WORDS: dict[str, Callable[[Answer, Loc, dict[str, Any]], dict[str, Any]]] = {
    "list-for-text": _instead,
    "mapping-for-value": _instead,
    "mapping-for-text": _quotes,
    "not-a-date": _any_day,
    "unknown-field": _delete,
    "known-twice": _delete,
    "week-twice": _week_twice,
    "twice": _twice,
    "none-for-list": _instead,
    "other-bullets": _bullets,
    "dash-without-space": _dashes,
    "withheld-not-private": _private,
}


# --- what is to be written ------------------------------------------------------------------


def _missing(answer: Answer, loc: Loc, words: dict[str, Any]) -> str:
    source, lines = answer.source, _lines(answer, loc, words["asked"])
    if (opening := _opening(source, loc[:-1])) is not None:
        new = f'write "{opening}{_on_one_line(lines)}, " in place of "{opening}"'
        return f"; on line {source.line(loc[:-1])}, {new}" if opening else ""
    spaces = _spaces(_column_inside(source, loc[:-1]))
    return f"; below line {_line_above(source, loc)}{spaces}, {_write(lines)}"


def _unfilled(answer: Answer, loc: Loc, words: dict[str, Any]) -> str:
    at = loc if _key(loc) in answer.source.lines else loc[:-1]  # of an item that is blank
    lines = _lines(answer, at) or _only_item(answer, at)
    if lines and _opening(answer.source, at[:-1]) is not None:
        return "" if words["quiet"] else _in_braces(answer.source, at, lines)
    return _in_place(answer.source, at, lines) if lines else ""


def _absent(answer: Answer, loc: Loc, words: dict[str, Any]) -> str:
    """Return the items that a relation says are not there."""
    if "skills" in words:
        values = [examples.gap(answer, each) for each in words["skills"]]
    else:
        values = [{"month": str(each)} for each in words["ends"]]
    items = _blocks(answer, field_pattern(loc), values)
    return "" if words["quiet"] else _below(answer.source, loc, items)


def _weeks(answer: Answer, loc: Loc, words: dict[str, Any]) -> str:
    runs = [] if words["quiet"] else words["runs"]
    return "".join(_week(answer, loc, run, index) for run, index in runs)


def _lines(answer: Answer, loc: Loc, asked: str | None = None) -> list[str]:
    """Return a block as lines: a group of fields, or a list with its items.

    Of a single value there is nothing to show, but for the example in what is `asked`.
    """
    template, pattern, name = answer.deliverable.template, field_pattern(loc), loc[-1]
    values = examples.of_item(answer, loc) if isinstance(name, int) else shapes.NO_VALUES
    if shown := shapes.fields(template, pattern, values) or examples.of_group(answer, loc):
        return [f"- {shown}" if isinstance(name, int) else f"{name}: {shown}"]
    if items := _items(answer, loc):
        return [f"{name}:", *items]
    if name == "deliverable":
        return [f"{name}: {answer.deliverable.id}"]
    return [] if asked is None else [f"{name}: {shapes.example(asked) or '…'}"]


def _items(answer: Answer, loc: Loc, more: int = 0) -> list[str]:
    """Return the items that a list needs, or the first of many."""
    pattern = field_pattern(loc)
    items = _blocks(answer, pattern, examples.of_list(answer, pattern, more))
    return items if len(items) <= _MOST else [items[0], "- …"]


def _blocks(answer: Answer, pattern: str, values: examples.Values) -> list[str]:
    template, pattern = answer.deliverable.template, f"{pattern}[]"
    items = [each.get("") or shapes.fields(template, pattern, each) for each in values]
    return [f"- {item}" for item in items if item]


def _more(answer: Answer, loc: Loc, words: dict[str, Any]) -> str:
    """Return what a list that is too short needs; one text may stand for a list of one."""
    source, items = answer.source, _items(answer, loc, words["more"])
    value = (source.data or {}).get(str(loc[0])) if len(loc) == 1 else None
    if not isinstance(value, str):
        return _below(source, loc, items)
    if words["quiet"] or not items:
        return ""
    return _in_place(source, loc, [f"{loc[-1]}:", f"- {shown_text(value)}", *items])


def _listed(answer: Answer, loc: Loc, words: dict[str, Any]) -> str:
    """Return some skills that are written with commas as a list."""
    parts = [part.strip() for part in words["value"].split(",")]
    are_known = {part.lower() for part in parts} <= answer.context["skills"].keys()
    if len(parts) == 1 or not are_known or words["quiet"]:
        return ""
    name = [] if isinstance(loc[-1], int) else [f"{loc[-1]}:"]
    return _in_place(answer.source, loc, [*name, *(f"- {shown_text(part)}" for part in parts)])


def _only_item(answer: Answer, loc: Loc) -> list[str]:
    """Return all items that a list needs, if it has one that is blank, as in the template."""
    if loc[-1] != 0 or (*_key(loc[:-1]), 1) in answer.source.lines:
        return []
    return _items(answer, loc[:-1])


def _week(answer: Answer, loc: Loc, run: list[int], index: int) -> str:
    week = examples.week_text(run[0], run[-1])
    items = _blocks(answer, field_pattern(loc), [{"week": week}])
    return _below(answer.source, loc, items, index)


def _in_place(source: Source, loc: Loc, lines: list[str]) -> str:
    """Return that lines take the place of a field or an item; of a list, its name may stay."""
    first, last = _span(source, loc)
    is_kept = first == last and lines[0] == f"{loc[-1]}:"
    if not is_kept:
        return f"; in place of {lines_to(first, last)}, {_write(lines)}"
    text = _text(source, first)
    marks = _MARKS.match(text)
    spaces = _spaces((marks.end() if marks else 0) + 2)
    clear = f"; delete what is after the colon on line {first}" if _HAS_VALUE.match(text) else ""
    return f"{clear}; below line {first}{spaces}, {_write(lines[1:])}"


def _in_braces(source: Source, loc: Loc, lines: list[str]) -> str:
    """Return that a field takes the place of one in braces, if its line tells which."""
    line = source.line(loc)
    text, name = _text(source, line), rf"(?<![\w-]){re.escape(str(loc[-1]))} *:"
    found = re.search(rf'{name} +(?:\[[^][{{}}"]*\]|\{{[^][{{}}"]*\}}|[^][{{}},"]*)(?=[,}}])', text)
    if not found or len(re.findall(name, text)) > 1 or shown_text(found[0]) != found[0]:
        return ""
    return f'; on line {line}, write "{_on_one_line(lines)}" in place of "{found[0]}"'


def _on_one_line(lines: list[str]) -> str:
    name, *items = lines
    joined = ", ".join(item.removeprefix("- ") for item in items)
    return f"{name} [{joined}]" if items else name


def _below(source: Source, loc: Loc, items: list[str], index: int | None = None) -> str:
    """Return where items are to be added to a list whose items have lines of their own.

    That is below its last one; or below the one at `index`, or above the first for -1.
    """
    first, last = _span(source, loc)
    own = source.lines.get((*_key(loc), 0))
    if own is None or not items or not (marks := re.match("( *)- ", _text(source, own))):
        return ""
    if index is not None:
        last = first if index < 0 else _span(source, (*loc, index))[1]
    return f"; below line {last}{_spaces(len(marks[1]))}, {_write(items)}"


def _write(lines: list[str]) -> str:
    return f"write: {lines[0]}" if len(lines) == 1 else _line_by_line(lines)


def _line_by_line(lines: list[str]) -> str:
    quoted = ", ".join(f'"{line}"' for line in lines)
    return f"write these lines: {quoted}"


def _spaces(number: int) -> str:
    each = "it" if number else ""
    return f", with {number} space{'' if number == 1 else 's'} before {each}" if number else ""


# --- lines ----------------------------------------------------------------------------------


def _span(source: Source, loc: Loc) -> tuple[int, int]:
    """Return the first and last line of a field or an item, with all that is in it."""
    line = source.line(loc)
    return source.spans.get(_key(loc), (line, line))


def _below_first(source: Source, loc: Loc) -> str:
    """Return the lines of a field below its first one, if it has some."""
    first, last = _span(source, loc)
    return lines_to(first + 1, last) if last > first else ""


def _key(loc: Iterable[str | int]) -> Loc:
    return tuple(part.lower() if isinstance(part, str) else part for part in loc)


def _text(source: Source, line: int) -> str:
    return source.rows[line - 1]


def _line_above(source: Source, loc: Loc) -> int:
    """Return below which line a field is to be added: that of what is around it.

    On the line of an item its first field stands, with all that is in that.
    """
    around = _key(loc[:-1])
    if not around or not isinstance(around[-1], int):
        return source.line(loc)
    first = next((key for key in source.lines if key[:-1] == around), around)
    return _span(source, first)[1]


def _opening(source: Source, around: Loc) -> str | None:
    """Return with what fields in braces begin on their line; "" in doubt, None without braces."""
    text = _text(source, source.line(around))
    names = [re.escape(part) for part in around if isinstance(part, str)]
    if not re.match(rf"\s*(?:- +)*(?:(?:{'|'.join(names)}) *: +)?[\[{{]", text):
        return None
    begin = "- +" if isinstance(around[-1], int) else rf"(?<![\w-]){names[-1]} *: +"
    found = re.findall(rf"{begin}{{", text)
    return found[0] if len(found) == 1 else ""


def _column_inside(source: Source, loc: Loc) -> int:
    """Return with how many spaces the fields inside of another begin."""
    at = _key(loc)
    if not at:
        return 0
    inside = [line for key, line in source.lines.items() if key[:-1] == at]
    match = _MARKS.match(_text(source, max(inside, default=source.line(loc))))
    column = match.end() if match else 0
    return column if inside else column + 2


_WHERE: dict[str, Callable[[Answer, Loc, dict[str, Any]], str]] = {
    "missing": _missing,
    "unfilled": _unfilled,
    "not-a-mapping": _unfilled,
    "not-a-list": _unfilled,
    "too-short": _more,
    "unknown-skill": _listed,
    "priority-not-planned": _absent,
    "milestone-missing": _absent,
    "weeks-missing": _weeks,
}
