"""The same faults in every field and section: left out, blank, a placeholder, of the wrong kind.

The fields are those that the small portfolio has, with what the forms' schema says of each: a new
one is in the grid by itself. What follows is read off the table below, whatever the checks say.
"""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml
from portfolio.ask import exercise, forms

from helpers.project import DOCS, ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

    Fault = tuple[str, str, list[dict[str, Any]]]  # what is wrong, the page with it, what follows

UNFILLED, INVALID = "unfilled-field", "invalid-field"
FAULTS = [  # what a field is, how that is written, the code that follows, and for which kinds
    ("blank", "", UNFILLED, {"value", "texts", "list", "mapping"}),
    ("an empty text", ' ""', UNFILLED, {"value"}),
    ("an empty list", " []", UNFILLED, {"texts", "list"}),
    ("a placeholder", " TODO", UNFILLED, {"value", "texts", "list", "mapping"}),
    ("a text", " Some words", INVALID, {"list", "mapping"}),
    ("a list of two", " [One, Two]", INVALID, {"value", "mapping"}),
    ("a mapping", " {one: Two}", INVALID, {"value", "texts", "list"}),
]
NOTHING = ("blank", "an empty text", "an empty list")  # an optional field may be
COUNTED = "postings[].nice_to_have"  # without it, there is less in common than the page says

MORE = {  # lines of the portfolio, each with a field that it leaves out
    "\n    currency: EUR\n": "\n    currency: EUR\n    period: month\n",
    "\n      currency: EUR\n": "\n      currency: EUR\n      period: month\n",
    "  max: 74000\n": "  max: 74000\n  period: month\n",
    "      summary: Tags": "      done: yes\n      summary: Tags",
    "priorities:\n": """earlier:
  - assessed_on: 2026-08-01
    ratings:
      git: 1
      cloud: 0
  - assessed_on: 2026-05-01
    ratings:
      python: 1
      git: 0
priorities:
""",
    "hours_per_week: 7.5\n": """hours_per_week: 7.5
pauses:
  - after: 1
    weeks: 2
    reason: A new post
  - after: 4
    weeks: 1
""",
}


class Place(NamedTuple):
    """Where the portfolio has a field, or an item of a list."""

    field: str
    schema: dict[str, Any]
    node: yaml.Node
    line: int
    parent_line: int
    whole: slice | None  # key and value; no item is left out
    required: bool = True


def cases() -> Iterator[dict[str, Any]]:
    exercise01 = exercise.load(DOCS)[0]
    for deliverable in exercise01.deliverables:
        text = (ROOT / "tests" / "portfolio" / deliverable.file).read_text(encoding="utf-8")
        for line, more in MORE.items():
            text = text.replace(line, more, 1)
        places = _places(text, next(yaml.compose_all(text)), forms.schema(deliverable, exercise01))
        first = {re.sub(r"\d+\]", "]", place.field): place for place in reversed([*places])}
        faults = [_in_field(text, at) for name, at in first.items() if not name.startswith(COUNTED)]
        sections = deliverable.template.body.sections.values()
        faults += [_in_section(text, section.heading) for section in sections]
        for fault, page, problems in chain.from_iterable(faults):
            name = f"{fault} in the {deliverable.id}"
            yield {"name": name, "file": deliverable.file, "text": page, "problems": problems}


def _places(
    text: str, node: yaml.Node, schema: dict[str, Any], field: str = "", line: int = 1
) -> Iterator[Place]:
    parts: list[Place] = []
    if isinstance(node, yaml.MappingNode):
        begins = [key.start_mark.index for key, _ in node.value]
        for (key, value), at, after in zip(node.value, begins, [*begins[1:], 0], strict=True):
            name, own = f"{field}.{key.value}".removeprefix("."), key.start_mark.line + 1
            whole = slice(at, after) if after else _trimmed(text, at, value.end_mark.index)
            required = key.value in schema["required"]
            part = schema["properties"][key.value]
            parts.append(Place(name, part, value, own, line, whole, required))
    elif isinstance(node, yaml.SequenceNode) and not node.flow_style:  # in [] no item is blank
        for index, item in enumerate(node.value):
            name, own = f"{field}[{index}]", item.start_mark.line + 1
            parts.append(Place(name, schema["items"], item, own, line, None))
    for part in parts:
        yield part
        yield from _places(text, part.node, part.schema, part.field, part.line)


def _in_field(text: str, place: Place) -> Iterator[Fault]:
    field, schema, node, line, parent_line, whole, required = place
    kind, begin = _kind(schema), node.start_mark
    optional = "x-optional" in schema
    if whole:
        missing = [] if not required else [_problem("missing-field", field, parent_line)]
        yield f"{field} is left out", _put(text, whole, ""), missing
    if isinstance(node, yaml.MappingNode):
        at, own = slice(begin.index, begin.index), f"motto: Onwards\n{' ' * begin.column}"
        unknown = _problem("unknown-field", f"{field}.motto", begin.line + 1)
        yield f"{field} has a key of its own", _put(text, at, own), [unknown]
    value = _trimmed(text, begin.index, node.end_mark.index)
    is_text = "x-named" in schema or schema.get("format") == "text"
    for fault, written, usual, kinds in FAULTS:
        code = UNFILLED if is_text and fault == "a list of two" else usual  # `[Leeds, remote]`
        if kind in kinds:
            none = fault == "an empty list" and schema["minItems"] == 0
            names = [] if none or (optional and fault in NOTHING) else [field]
            if fault == "blank" and kind == "mapping" and not whole:  # an item: its fields are
                names = [f"{field}.{name}" for name in schema["required"]]
            problems = [_problem(code, name, line) for name in names]
            yield f"{field} is {fault}", _put(text, value, written), problems


def _kind(schema: dict[str, Any]) -> str:
    if "x-named" in schema:  # a text may stand for the mapping
        return "value"
    if "x-texts" in schema:  # a text may stand for the list
        return "texts"
    return {"array": "list", "object": "mapping"}.get(schema["type"], "value")


def _in_section(text: str, heading: str) -> Iterator[Fault]:
    section = re.compile(rf"(\n## {re.escape(heading)}\n)\n.+\n")
    left_out, empty = section.sub("", text), section.sub(r"\1", text)
    missing = _problem("missing-section", heading, left_out.count("\n"))
    yield f"{heading} is left out", left_out, [missing | {"hint": heading}]
    line = empty[: empty.index(f"## {heading}\n")].count("\n") + 1
    yield f"{heading} is empty", empty, [_problem("unfilled-section", heading, line)]


def _problem(code: str, field: str, line: int) -> dict[str, Any]:
    return {"code": code, "field": field, "line": line}


def _put(text: str, part: slice, written: str) -> str:
    return text[: part.start] + written + text[part.stop :]


def _trimmed(text: str, start: int, end: int) -> slice:
    """Return a part of a text with the space before it, and without the space at its end."""
    return slice(len(text[:start].rstrip()), len(text[:end].rstrip()))
