"""How learners tell which rating of a skill is theirs, and how they get to the next one.

    ratings: {1: "You run …", 2: "You write …"}
    evidence: {weak: "I know …", strong: "My image went from …"}
    practice: {do: "Package …", result: "The size before and after."}
    resources: [{title: …, url: …, kind: docs}, A title of the page of resources]

All of it stands in the skill's row of the matrix, and all of it may be left out.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class GuideError(Exception):
    """A part of a row that cannot be read."""


@dataclass(frozen=True)
class Resource:
    """A book, a course or a page to learn from, and the skills that it serves."""

    title: str
    url: str = ""
    kind: str = ""
    skills: tuple[str, ...] = ()


@dataclass(frozen=True)
class Guide:
    """What a row of the matrix says of one skill, level by level."""

    ratings: Mapping[int, str] = field(default_factory=dict)  # what someone with each does
    weak: str = ""  # evidence that convinces nobody
    strong: str = ""
    practice: str = ""
    result: str = ""  # what the practice leads to
    resources: tuple[Resource, ...] = ()

    @property
    def goal(self) -> str:
        """Return the practice with its result, as a goal for a plan."""
        return f"{self.practice} Result: {self.result}" if self.result else self.practice


def read_guide(row: Mapping[str, Any], known: Mapping[str, Resource]) -> Guide:
    """Return what a row says level by level.

    Args:
        row: of the matrix.
        known: the entries of the page of resources, by title.

    Raises:
        GuideError: a part is not as it should be.
    """
    ratings, evidence, practice = (
        _texts(row, name) for name in ("ratings", "evidence", "practice")
    )
    for rating in ratings:
        if not rating.isdecimal():
            raise GuideError(f"ratings.{rating}: write a rating, such as 2, before the colon")
    return Guide(
        ratings={int(rating): text for rating, text in ratings.items()},
        weak=evidence.get("weak", ""),
        strong=evidence.get("strong", ""),
        practice=practice.get("do", ""),
        result=practice.get("result", ""),
        resources=tuple(_resource(each, known) for each in _list(row, "resources")),
    )


def all_resources(page: Iterable[Resource], guides: Mapping[str, Guide]) -> tuple[Resource, ...]:
    """Return every resource once, with all skills that it serves: those of the rows first.

    Args:
        page: the page of resources.
        guides: what the matrix says of each skill, by its id.
    """
    found: dict[str, Resource] = {}
    rows = [replace(each, skills=(id_,)) for id_, of in guides.items() for each in of.resources]
    for each in (*rows, *page):
        before = found.get(each.title, each)
        found[each.title] = replace(
            before, skills=tuple(dict.fromkeys(before.skills + each.skills))
        )
    return tuple(found.values())


def _texts(row: Mapping[str, Any], name: str) -> dict[str, str]:
    value = row.get(name) or {}
    if not isinstance(value, dict) or not all(isinstance(each, str) for each in value.values()):
        raise GuideError(f"{name}: write each one on its own line, after its name and a colon")
    return value


def _list(row: Mapping[str, Any], name: str) -> list[Any]:
    value = row.get(name) or []
    if not isinstance(value, list):
        raise GuideError(f"{name}: write each one on its own line, after a hyphen")
    return value


def _resource(value: Any, known: Mapping[str, Resource]) -> Resource:
    if isinstance(value, str):
        return known.get(value, Resource(value))
    if not isinstance(value, dict) or not value.get("title"):
        raise GuideError(
            "resources: write the title of an entry on the resources page, or title, url and kind"
        )
    title, url, kind = (str(value.get(key, "")) for key in ("title", "url", "kind"))
    return Resource(title, url, kind)
