"""What the comments of a template promise, held against what is checked.

"Write a whole number" beside a field that takes any text misleads a learner: they read a rule that
nobody keeps. And a rule of which the comment says nothing is a surprise.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from ..ask import forms
from ..ask.models import DeliverableFields

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ..ask.exercise import Deliverable, Exercise

    Schema = dict[str, Any]

_COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "ten": 10, "twelve": 12}
_COUNT = rf"(\d+|{'|'.join(_COUNTS)})"


class _Promise(NamedTuple):
    words: re.Pattern[str]
    is_kept: Callable[[Schema, re.Match[str]], bool]
    rule: str  # with which an exercise page keeps it


def _has_as_many(node: Schema, said: re.Match[str]) -> bool:
    count = next(filter(None, said.groups())).lower()
    return int(node.get("minItems", 0)) >= int(_COUNTS.get(count, count))


_PROMISES = (
    _Promise(
        re.compile(r"\bYYYY-MM-DD\b|\bdate\b", re.IGNORECASE),
        lambda node, _: node.get("format") == "date",
        "{type: date}",
    ),
    _Promise(
        re.compile(r"\bwhole number\b|\bin digits\b|\ba number\b", re.IGNORECASE),
        lambda node, _: node.get("format") in ("whole-number", "number"),
        "{type: whole number}, or {type: number}",
    ),
    _Promise(
        re.compile(r"\byes\b.*\bno\b", re.IGNORECASE),
        lambda node, _: node.get("format") == "yes-no",
        "{type: yes or no}",
    ),
    _Promise(
        re.compile(r"\bweb address\b|https?://", re.IGNORECASE),
        lambda node, _: node.get("format") == "uri",
        "{type: web address}",
    ),
    _Promise(
        re.compile(r"\bone of\b", re.IGNORECASE),
        lambda node, _: "enum" in node,
        "{choices: [the, words]}",
    ),
    _Promise(
        re.compile(rf"(?<!to )\b{_COUNT} (?:\w+ )?or more\b|\bat least {_COUNT}\b", re.IGNORECASE),
        _has_as_many,
        "{at_least: 3}",
    ),
)


def broken_promises(deliverable: Deliverable, exercise: Exercise) -> Iterator[tuple[str, str, str]]:
    """Yield the fields whose comment and rules differ: name, what is wrong, and a hint."""
    for name, node in _nodes(forms.schema(deliverable, exercise), ""):
        if name.partition(".")[0].removesuffix("[]") in DeliverableFields.model_fields:
            continue  # which all documents have
        comment = deliverable.template.written_comments.get(name, "")
        for promise in _PROMISES if comment else ():
            said = promise.words.search(comment)
            if said and not _is_kept(promise, node, said):
                message = f'its comment says "{said[0]}", but nothing checks that'
                hint = f"say so on the exercise page, under fields, as {name}: {promise.rule}"
                yield name, message, f"{hint}; or reword the comment"
        is_optional = bool(node.get("x-optional"))
        if comment and is_optional and not comment.startswith("optional"):
            yield name, "it is optional, but its comment does not say so", 'begin with "optional:"'
        if comment.startswith("optional") and not is_optional:
            hint = f"say so on the exercise page, under fields, as {name}: {{optional: yes}}"
            yield name, 'its comment says "optional", but the checks require it', hint


def _is_kept(promise: _Promise, node: Schema, said: re.Match[str]) -> bool:
    """Tell whether a field keeps a promise; one comment may speak of all fields of a mapping."""
    inner = node.get("properties", {}).values()
    return promise.is_kept(node, said) or any(promise.is_kept(each, said) for each in inner)


def _nodes(node: Schema, name: str) -> Iterator[tuple[str, Schema]]:
    for key, inner in node.get("properties", {}).items():
        place = f"{name}.{key}" if name else key
        yield place, inner
        yield from _nodes(inner, place)
        yield from _nodes(inner.get("items", {}), f"{place}[]")
