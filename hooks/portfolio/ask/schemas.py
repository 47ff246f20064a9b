"""JSON Schemas of the deliverables, with which an editor completes and checks front matter.

They are made from the models, as the forms are. They accept everything that the checks accept, so
an editor never marks what is right, and leave relations and sections to the checks. One exception:
as keys, ids of skills must be in small letters here.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ..limits import LIMITS
from . import forms

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from .exercise import Deliverable, Exercise
    from .forms import Schema

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_NOTHING = {"$ref": "#/$defs/nothing"}
_DEFS = {
    "nothing": {
        "anyOf": [
            {"type": "null"},
            {"enum": LIMITS["text"]["nothing"]},
            {"type": "array", "items": _NOTHING},
            {"type": "object", "additionalProperties": _NOTHING},
        ]
    }
}
_TEXT = ["string", "number", "boolean"]  # 37 is a text where a text is expected
_KEPT = ("minItems", "maxItems", "required", "additionalProperties")
_LIMITS = ("minimum", "maximum", "exclusiveMinimum")


def files(exercises: Sequence[Exercise], page: Deliverable) -> Iterator[tuple[str, str]]:
    """Yield the name and content of a schema for each deliverable, and for the front page.

    Each holds the digest of its template, so that a template that a learner filled in is noticed.
    """
    for number, exercise in enumerate(exercises):
        for deliverable in (*exercise.deliverables, *(() if number else (page,))):
            text = json.dumps(editor_schema(deliverable, exercise), ensure_ascii=False, indent=1)
            yield f"{deliverable.id}.json", f"{text}\n"


def editor_schema(deliverable: Deliverable, exercise: Exercise) -> Schema:
    """Return the schema of a deliverable's front matter, for the template as it is now."""
    deliverable = replace(deliverable, template=replace(deliverable.template, shipped=""))
    loose = _loose(forms.schema(deliverable, exercise, _for_editors))
    if "deliverable" in loose["properties"]:
        loose["properties"]["deliverable"] = {"const": deliverable.id}
    about = {
        "$comment": f"Template: sha256 {deliverable.template.digest}",
        "title": deliverable.title,
    }
    return {"$schema": _DIALECT, **about, **loose, "$defs": _DEFS}


def _loose(node: Schema) -> Schema:
    """Return a schema that also accepts the other ways in which a value may be written."""
    ways = [_strict(node)]
    if "enum" in node:
        words = node["enum"] + (["true", "false"] if node.get("format") == "yes-no" else [])
        ways = [{"enum": words}, {"type": "string", "pattern": _any_case(words)}]
        ways += [{"type": "boolean"}] if node.get("format") == "yes-no" else []
    elif "pattern" in node:
        ways = [{"type": "string", "pattern": node["pattern"]}]
        if node["type"] in ("integer", "number"):
            limits = {name: node[name] for name in _LIMITS if name in node}
            ways.append({"type": node["type"], **limits})
        if node.get("format") == "weeks":
            ways.append({"type": "integer", "minimum": 1})
    if node.get("x-texts") or node.get("x-named"):
        ways.append({"type": _TEXT})
    if node.get("x-withheld"):
        ways.append({"type": "string", "pattern": _any_case(["withheld"])})
    if node.get("x-optional") or node.get("minItems") == 0:
        ways.append(_NOTHING)
    about = {"description": node["description"]} if node.get("description") else {}
    return {**about, **(ways[0] if len(ways) == 1 else {"anyOf": ways})}


def _strict(node: Schema) -> Schema:
    strict: dict[str, Any] = {key: node[key] for key in _KEPT if node.get(key) not in (None, "")}
    if node.get("type") == "string":
        strict |= {"type": _TEXT, "not": _NOTHING}
    elif "type" in node:
        strict["type"] = node["type"]
    if "properties" in node:
        strict["properties"] = {key: _loose(each) for key, each in node["properties"].items()}
    if "items" in node:
        strict["items"] = _loose(node["items"])
    return strict


def _for_editors(pattern: str) -> str:
    """Return a pattern in what all who read schemas know of patterns: no flags, no scripts."""
    known = pattern.replace(r"\w", r"\S").replace(r"\Z", "$")
    return known.replace("http", _any_case_of("http"))


def _any_case(words: Iterable[str]) -> str:
    """Return a pattern for words in any case; not every editor knows a flag for that."""
    return rf"^\s*(?:{'|'.join(map(_any_case_of, words))})\s*$"


def _any_case_of(word: str) -> str:
    return "".join(f"[{c.upper()}{c.lower()}]" if c.isalpha() else c for c in word)
