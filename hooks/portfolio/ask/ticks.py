"""What the form says beside a tick that hides a field: what it hides, and what still shows."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from ..data import read_data, word_set
from ..limits import LIMITS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from .exercise import Deliverable

_OF_NO_USE = word_set("title deliverable private publish description tags index")
_OF_NO_USE_THERE = {"portfolio": word_set("language image export")}
_OF_THE_LEARNER: list[str] = LIMITS["private"]["of_the_learner"]  # there is nothing to tick


class Words(NamedTuple):
    """The ends of two sentences: "Hides …. Still shown: …."."""

    goes: str
    stays: str


@cache
def _rows() -> dict[str, Any]:
    return read_data(Path(__file__).with_name("ticks.yml"))


def general() -> dict[str, Words]:
    """Return the words for a field, and for a section, that has none of its own."""
    return {kind: Words(*_rows()[kind]) for kind in ("field", "section")}


def words(deliverable: Deliverable, name: str) -> Words:
    """Return the words for a name, as `private` may hold it."""
    rows = {key.lower(): row for key, row in _rows()["pages"].get(deliverable.id, {}).items()}
    name = name.lower()
    row = rows.get(name) or rows.get(f"{name.partition('.')[0]}.*")
    return (
        Words(*row)
        if row
        else general()["field" if name in deliverable.template.names else "section"]
    )


def ticks(deliverable: Deliverable, schema: dict[str, Any]) -> dict[str, Words]:
    """Return the names that a form offers, with their words; `ratings.*` is any part of `ratings`.

    Such a part is not offered by itself: there are many, or to hide one is to hide them all.

    Args:
        deliverable: the page that is filled in.
        schema: its JSON Schema as the forms have it.
    """
    headings = (section.heading for section in deliverable.template.body.sections.values())
    patterns = [key for key in _rows()["pages"].get(deliverable.id, {}) if key.endswith(".*")]
    within = tuple(pattern.removesuffix("*") for pattern in patterns)
    useless = _OF_NO_USE | _OF_NO_USE_THERE.get(deliverable.id, frozenset())
    fields = (name for name in _fields(schema, useless) if not name.startswith(within))
    return {name: words(deliverable, name) for name in (*fields, *headings, *patterns)}


def _fields(schema: dict[str, Any], useless: Collection[str]) -> Iterator[str]:
    """Yield the names of fields that may be worth hiding: up to two levels deep, except skills."""
    for name, each in schema["properties"].items():
        if name in useless or "type" not in each:
            continue
        yield name
        if str(each.get("format", "")).endswith(("-skill", "-skills")):
            continue
        items = "items" in each
        inner = each["items"] if items else each
        names = (
            f"{name}[].{key}" if items else f"{name}.{key}" for key in inner.get("properties", ())
        )
        yield from (each for each in names if each not in _OF_THE_LEARNER)
