"""What the forms in the browser know: fields, sections, words, matrix and guides, as data.

The fields are the JSON Schema of the models that check, so a field added there is in the form.
Keys that begin with `x-` are rules for which JSON Schema has no word; `Written` in fields.py says
which. Limits and patterns become modules of JavaScript.
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..data import word_set
from ..limits import LIMITS
from ..patterns import PATTERNS
from ..problems import wording
from ..read import spellings
from . import models, ticks
from .exercise import closed_words
from .javascript import javascript

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from .exercise import Deliverable, Exercise

    Schema = dict[str, Any]

_OF_BUILDS = ("elsewhere", "pictures", "previews", "prose")  # what no form looks for or draws
_MADE = {name: f"assets/javascripts/form/{name}.js" for name in ("limits", "patterns")}
MODULES, _YAML = "assets/javascripts/form/", "assets/javascripts/js-yaml.js"
_BOUNDS = {"gt": "exclusiveMinimum", "ge": "minimum", "le": "maximum"}
_OF_PAIRS = ("prefixItems", "minItems", "maxItems")
_OPTIONAL = "optional: "
_REMARK = re.compile(  # on lines of their own; and types, which stand anywhere
    r"^[ \t]*(?://.*|/\*(?:(?!\*/)[\s\S])*\*/)\n|/\*\* @type [^*\n]*\*/ ?", re.MULTILINE
)
_ONE_LINE = word_set("company headline image job_title label language location name role title")
_WORDS = ("image", "language", "text")  # formats of what is typed as it is
_IN_PATTERNS = "currencies"  # which the patterns have, and no form reads besides


def files(exercises: Iterable[Exercise], page: Deliverable) -> Iterator[tuple[str, str]]:
    """Yield the files of a site that the forms fetch, by name: definitions, and js-yaml."""
    for exercise in exercises:
        made = definition(exercise, page)
        yield address(exercise), _as_json(made)
    yield _MADE["limits"], f"export const LIMITS = {_as_json(_limits())};\n"
    yield _MADE["patterns"], f"export const PATTERNS = {_patterns()};\n"
    yield _YAML, _js_yaml()


def address(exercise: Exercise) -> str:
    """Return the place in the site of what the forms of an exercise are made from."""
    return f"forms/{exercise.id}.json"


def modules(files: Iterable[str]) -> tuple[list[str], list[str]]:
    """Return those of a theme's files that make a form; and with what is made, to be asked for."""
    written = [name for name in files if name.startswith(MODULES) and name.endswith(".js")]
    return written, [*written, *_MADE.values(), _YAML]


def without_remarks(code: str) -> str:
    """Return JavaScript without remarks on lines of their own, and types: a quarter of it."""
    return _REMARK.sub("", code)


def _limits() -> dict[str, Any]:
    shared = {name: each for name, each in LIMITS.items() if name not in _OF_BUILDS}
    shared["leaks"] = spellings.definition()
    return {
        about: {name: each for name, each in some.items() if name != _IN_PATTERNS}
        for about, some in shared.items()
    }


def _patterns() -> str:
    """Return all patterns as an object of JavaScript."""
    return _object(
        (about, _object((name, _regexp(each)) for name, each in patterns.by_name().items()))
        for about, patterns in PATTERNS.items()
        if about not in _OF_BUILDS
    )


def _regexp(pattern: re.Pattern[str]) -> str:
    return f"RegExp({', '.join(map(_as_json, javascript(pattern.pattern)))})"


def _object(rows: Iterable[tuple[str, str]]) -> str:
    return f"{{{','.join(f'{name}:{value}' for name, value in rows)}}}"


def _as_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _js_yaml() -> str:
    """Return js-yaml as its package carries it, but for the remarks."""
    carried = metadata.files("xstatic-js-yaml") or []
    path = next(each.locate() for each in carried if each.name == "js-yaml.js")
    return without_remarks(Path(str(path)).read_text(encoding="utf-8"))


def definition(exercise: Exercise, page: Deliverable) -> dict[str, Any]:
    """Return what the forms of one exercise, and of the portfolio page, are made from.

    Args:
        exercise: what is asked.
        page: the learner's front page.
    """
    said = wording()
    only_of_checks = word_set(said["only_of_checks"])
    return {
        "exercise": exercise.id,
        "deliverables": [
            _specification(each, exercise)
            for each in (*exercise.deliverables, page)
            if not each.template.is_filled_in  # what is in it is a learner's
        ],
        "matrix": [
            {"id": s.id, "name": s.name, "about": s.about, "levels": s.levels, "words": s.words}
            for s in exercise.matrix.values()
        ],
        "scale": [{"name": step.name, "meaning": step.meaning} for step in exercise.scale],
        "closedWords": sorted(closed_words([exercise])),
        "insteadOfHtml": said["instead_of_html"],
        "messages": {
            key: _row(row) for key, row in said["messages"].items() if key not in only_of_checks
        },
        "hides": ticks.general(),
    }


def guides(deliverable: Deliverable, exercise: Exercise) -> str:
    """Return, as JSON, how skills are rated and learned, as far as one form tells it.

    The other forms of the exercise need not load it: it stands in the page of this one.
    """
    fields, found = deliverable.model.model_json_schema()["properties"], dict[str, Any]()
    skills = exercise.matrix.values()
    if any(each.get("format") == "every-skill" for each in fields.values()):
        found["ratings"] = {s.id: s.guide.ratings for s in skills if s.guide.ratings}
    if {"gaps", "weeks"} <= fields.keys():
        found["practice"] = {s.id: s.guide.goal for s in skills if s.guide.goal}
        found["resources"] = [asdict(each) for each in exercise.resources]
    return _as_json(found)


def _specification(deliverable: Deliverable, exercise: Exercise) -> dict[str, Any]:
    template, made = deliverable.template, schema(deliverable, exercise)
    return {
        "id": deliverable.id,
        "title": deliverable.title,
        "file": deliverable.file,
        "template": deliverable.template_file,
        "text": template.source.text,
        "schema": made,
        "prompt": "" if template.body.sections else template.source.body,
        "names": sorted(template.names),
        "hides": ticks.ticks(deliverable, made),
        "labels": deliverable.labels,
        "withholdable": sorted(models.WITHHOLDABLE & template.names),
        "sections": [
            {"name": name, "heading": section.heading, "raw": section.raw}
            for name, section in template.body.sections.items()
        ],
    }


def _row(row: dict[str, Any]) -> dict[str, Any]:
    """Return how a problem is worded, with one hint: that of the forms, where they have another."""
    if "in_form" in row:
        parts = {**row, "quiet": _without_hint(row.get("quiet", {}))}
        return _without_hint(parts)
    return row | {"trap": javascript(row["trap"])} if "trap" in row else row


def _without_hint(parts: dict[str, Any]) -> dict[str, Any]:
    return {name: part for name, part in parts.items() if name != "hint" and part}


def schema(
    deliverable: Deliverable,
    exercise: Exercise,
    spelled: Callable[[str], str] = lambda pattern: javascript(pattern)[0],
) -> Schema:
    """Return the JSON Schema of a deliverable, each field with what its template says of it.

    Args:
        deliverable: what is asked.
        exercise: that asks it.
        spelled: what makes of a pattern in Python one that those understand who read the schema.
    """
    whole = deliverable.model.model_json_schema()
    defs = whole.pop("$defs", {})
    skills = list(exercise.matrix)

    def tidy(node: Schema, name: str) -> Schema:
        node = _alone(node, defs)
        for theirs, ours in _BOUNDS.items():
            if theirs in node:
                node[ours] = node.pop(theirs)
        if "pattern" in node:
            node["pattern"] = spelled(rf"^(?:{node['pattern']})\Z")
        if name in deliverable.labels:
            node["x-label"] = deliverable.labels[name]
        if name.rpartition(".")[2] in _ONE_LINE and node.get("format") in _WORDS:
            node["x-line"] = True
        if node.get("format") == "skill":
            node["enum"] = skills
        if node.get("format") in ("every-skill", "some-skills"):
            value = node.pop("additionalProperties")
            node["properties"] = dict.fromkeys(skills, value)
            node["required"] = skills if node["format"] == "every-skill" else []
        if "properties" in node:
            node["additionalProperties"] = False
            node["properties"] = {
                key: tidy(each, f"{name}.{key}".removeprefix("."))
                for key, each in node["properties"].items()
            }
        if node.get("format") == "weeks":  # a pair in Python, one text in the file
            node = {k: v for k, v in node.items() if k not in _OF_PAIRS} | {"type": "string"}
        if "items" in node:
            node["items"] = tidy(node["items"], f"{name}[]")
        return {**node, "description": _said(deliverable.template.comment(name))} if name else node

    return {**tidy(whole, ""), "description": deliverable.about.get("about", "")}


def _alone(node: Schema, defs: dict[str, Schema]) -> Schema:
    """Return a schema that stands for itself: it refers to nothing, and no value is `null`."""
    node = {key: value for key, value in node.items() if key not in ("title", "default")}
    if "$ref" in node:
        inner = defs[node.pop("$ref").rpartition("/")[2]]
    elif "anyOf" in node:
        inner = next(each for each in node.pop("anyOf") if each.get("type") != "null")
    else:
        return node
    return _alone({**inner, **node}, defs)


def _said(comment: str) -> str:
    """Return what a template says of a field, without what only matters in a text editor."""
    for pattern in wording()["not_in_forms"]:
        comment = re.sub(pattern, "", comment)
    return comment.removeprefix(_OPTIONAL).strip()
