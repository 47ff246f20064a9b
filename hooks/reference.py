"""What docs/reference.md lists: fields, problems and limits, from the data that the checks use.

Fields come from the models and templates, problems from messages.yml, with an example each from
examples.yml, and limits from the numbers and comments of limits.yml.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING, Any, NamedTuple

import portfolio
from portfolio import problems
from portfolio.ask import forms, models
from portfolio.data import read_data

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from portfolio.ask.exercise import Deliverable, Exercise
    from portfolio.ask.forms import Schema

_DATA = Path(portfolio.__file__).parent
_LIMITS = "limits.yml"


# --- problems -------------------------------------------------------------------------------


class MessageRow(NamedTuple):
    """A message with an example of the mistake, and what fixes it."""

    key: str
    message: str
    hint: str
    wrote: str
    right: str
    when: str
    fix: str


@cache
def examples() -> dict[str, dict[str, Any]]:
    """Return the example of each message, by the key of the message."""
    return read_data(_DATA / "examples.yml")


def message_rows(code: str, deliverables: Iterable[Deliverable]) -> Iterator[MessageRow]:
    """Yield every message of a problem code."""
    by_file = {deliverable.file: deliverable for deliverable in deliverables}
    found = examples()
    for key, message in problems.wording()["messages"].items():
        if message["code"] == code:
            yield message_row(key, found[key], by_file)


def message_row(key: str, example: dict[str, Any], by_file: dict[str, Deliverable]) -> MessageRow:
    """Return a message filled with the words of its example."""
    words = {limit.name: limit.value for limit in limits_of(["pictures"])}
    words |= example.get("words", {})
    if "field" in example:
        words["asked"] = by_file[example["file"]].template.comment(example["field"])
    if "hint" in example:
        words["hint"] = example["hint"]
    said = problems.problem(key, Path(), None, None, **words)
    wrote, right = (dedent(example.get(name, "")).rstrip("\n") for name in ("wrote", "right"))
    when, fix = (example.get(name, "") for name in ("when", "fix"))
    return MessageRow(key, said.message, said.hint, wrote, right, when, fix)


# --- fields ---------------------------------------------------------------------------------


class FieldRow(NamedTuple):
    """A field: its name as `private` has it, what it may hold, and what its template says.

    For a field that is allowed but has no effect, the last two are empty.
    """

    name: str
    kind: str
    optional: bool
    about: str


_KINDS = {
    "contact": "email address, or web address that begins with https://",
    "currency": "three letters",
    "date": "date",
    "image": "file name of a PNG, JPEG or WebP picture",
    "language": "language code, such as pt-BR",
    "private-name": "name of a field, or a heading",
    "skill": "skill id",
    "text": "text",
    "time": "time of day, as HH:MM",
    "uri": "web address",
    "weeks": 'week number, or a range such as "3-4"',
    "yes-no": "yes or no",
}
_MANY = {"text": "text", "private-name": "names of fields, or headings", "skill": "skill ids"}


def fields_of_every_page(deliverable: Deliverable, exercise: Exercise) -> list[FieldRow]:
    """Return the fields of every document, the required ones first."""
    said = problems.wording()["common"]
    rows = [
        field._replace(about=_sentence(said.get(name, "").partition(", or delete")[0]))
        for name, node in _properties(deliverable, exercise, shared=True)
        for field in _of(node, name, deliverable)
    ]
    return sorted(rows, key=lambda row: row.optional)


def own_fields(deliverable: Deliverable, exercise: Exercise) -> Iterator[FieldRow]:
    """Yield the fields of one document that documents do not share."""
    for name, node in _properties(deliverable, exercise, shared=False):
        yield from _of(node, name, deliverable)


def headings(deliverable: Deliverable) -> list[str]:
    """Return the headings of the sections of a document."""
    return [section.heading for section in deliverable.template.body.sections.values()]


def _properties(
    deliverable: Deliverable, exercise: Exercise, *, shared: bool
) -> Iterator[tuple[str, Schema]]:
    """Yield the top-level fields of a document: those that all share, or its own."""
    is_document = issubclass(deliverable.model, models.DeliverableFields)
    of_all = (models.DeliverableFields if is_document else models.PageFields).model_fields
    properties = forms.schema(deliverable, exercise)["properties"]
    for name in deliverable.model.model_fields:
        if (name in of_all) == shared:
            yield name, properties[name]


def _of(node: Schema, name: str, deliverable: Deliverable) -> Iterator[FieldRow]:
    about = deliverable.template.comment(name).removeprefix("optional: ") if "type" in node else ""
    if about == problems.wording()["common"][""]:  # its fields say it
        about = ""
    is_optional = bool(node.get("x-optional")) or "type" not in node
    yield FieldRow(name, _sentence(_kind(node)), is_optional, _sentence(about))
    items = node.get("items", node)
    inner = "" if items is node else "[]"
    if not str(node.get("format", "")).endswith("-skills") and node.get("format") != "every-skill":
        for key, each in items.get("properties", {}).items():
            yield from _of(each, f"{name}{inner}.{key}", deliverable)


def _sentence(words: str) -> str:
    words = f"{words[:1].upper()}{words[1:]}"
    return f"{words}." if words and words[-1] not in ".?" else words


def _kind(node: Schema) -> str:
    """Describe what a field may hold."""
    kind = node.get("format", "")
    if "type" not in node:
        return ""
    if node["type"] == "array":
        words = _list(node)
    elif kind in ("every-skill", "some-skills"):
        which = "every skill in the matrix" if kind == "every-skill" else "some skills"
        words = f"{which}, each with {_article(_kind(next(iter(node['properties'].values()))))}"
    elif node["type"] == "object":
        words = "text, or the fields below" if node.get("x-named") else "the fields below"
    elif kind in ("whole-number", "number"):
        words = _number("whole number" if kind == "whole-number" else "number", node)
    elif "enum" in node and kind not in _KINDS:
        words = f"one of {', '.join(node['enum'])}"
    else:
        words = _KINDS[kind]
    words += ", not in the future" if node.get("x-past") else ""
    words += f", not less than {node['x-at-least']}" if "x-at-least" in node else ""
    words += ", before 24:00" if node.get("x-starts") else ""
    words += f", after {node['x-after']}" if "x-after" in node else ""
    return f"{words}; or withheld" if node.get("x-withheld") else words


def _article(words: str) -> str:
    return words if words == "text" else f"a {words}"


def _list(node: Schema) -> str:
    items, least = node["items"], node.get("minItems", 0)
    if items.get("x-named"):
        of = "text, or of items with the fields below"
    elif items["type"] == "object":
        of = "items with the fields below"
    else:
        of = _MANY.get(items.get("format", ""), "values")
    distinct = node.get("x-distinct")
    different = f", no duplicate {distinct}" if isinstance(distinct, str) else ", no duplicates"
    return f"list of {of}, {least} or more{different if distinct else ''}"


def _number(words: str, node: Schema) -> str:
    if "exclusiveMinimum" in node:
        words += f" over {node['exclusiveMinimum']:g}"
    if "minimum" in node:
        return f"{words} from {node['minimum']:g} to {node['maximum']:g}"
    return f"{words}, at most {node['maximum']:g}" if "maximum" in node else words


# --- limits ---------------------------------------------------------------------------------


class Limit(NamedTuple):
    """A limit: its group, its name, its value, and the comment beside it."""

    group: str
    name: str
    value: str
    about: str


_GROUP = re.compile(r"( *)(\w+):\s*(?:#.*)?")
_LIMIT = re.compile(r"( *)(\w+): ([0-9.]+|\[\[.*?\]\])(?:\s+#\s*(.*))?")


def limits_of(groups: Collection[str]) -> list[Limit]:
    """Return the limits of some groups."""
    return [each for each in all_limits() if each.group in groups]


@cache
def all_limits() -> list[Limit]:
    """Return every limit of limits.yml: a name with a number, or with pairs of numbers."""
    return list(_limits((_DATA / _LIMITS).read_text(encoding="utf-8")))


def _limits(text: str) -> Iterator[Limit]:
    group, margin = "", 0
    for line in text.split("\n"):
        if begin := _GROUP.fullmatch(line):
            group, margin = begin[2], len(begin[1])
        elif (limit := _LIMIT.fullmatch(line)) and len(limit[1]) > margin:
            yield Limit(group, limit[2], _said(limit[3]), (limit[4] or "").replace("`", ""))


def _said(value: str) -> str:
    """Return a number as people write it, and pairs of numbers as ranges."""
    if "[" in value:
        return ", ".join(f"{a} to {b}" for a, b in re.findall(r"(\d+), (\d+)", value))
    return value if "." in value else f"{int(value):,}"
