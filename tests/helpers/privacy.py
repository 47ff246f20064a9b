"""Pages drawn from a portfolio, with and without what is private."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import frontmatter
from portfolio.ask import exercise
from portfolio.publish import export, head
from portfolio.publish.modes import Modes
from portfolio.publish.pages import Pages
from portfolio.publish.site import read_site
from portfolio.read import source

from helpers.project import DOCS, ROOT, TODAY

if TYPE_CHECKING:
    from pathlib import Path

    from portfolio.publish.site import Site

EXERCISES = exercise.load(DOCS)
EXERCISE = EXERCISES[0]
PAGES = {a.file: a for a in (*EXERCISE.deliverables, exercise.portfolio_page(DOCS))}
SKILLS = list(EXERCISE.matrix)
PAIRS = {  # two good values of what is neither text nor date, by the last part of its name
    "target_level": ("junior", "senior"),
    "day": ("Monday", "Sunday"),
    "kind": ("book", "video"),
    "level": ("mid", "staff"),
    "workplace": ("remote", "on-site"),
    "currency": ("USD", "EUR"),
    "period": ("month", "hour"),
    "done": (False, True),
    "index": (False, True),
    "export": (True, True),
    "contact": ("canario-a@example.com", "canario-b@example.com"),
    "language": ("pt-BR", "ar"),
    "after": (0, 1),
    "weeks": (2, 5),
    "month": (2, 30),
    "hours": (3, 5),
    "hours_per_week": (3, 5),
    "start": ("04:00", "05:30"),
    "end": ("22:00", "23:30"),
}


def grown(value: Any) -> Any:
    """Return fields with those that the example leaves out."""
    if isinstance(value, list):
        return [grown(item) for item in value]
    if not isinstance(value, dict):
        return value
    more: dict[str, Any] = {"period": "day"} if "currency" in value else {}
    if "hours_per_week" in value:
        more["pauses"] = [{"after": 0, "weeks": 2, "reason": "My canario knee"}]
    if "ratings" in value and "priorities" in value:
        then = {skill: str(index % 5) for index, skill in enumerate(SKILLS)}
        more["earlier"] = [{"assessed_on": "2025-03-31", "ratings": then}]
    if "summary" in value and "name" in value:  # a project
        more |= {"done": False}
    return {key: grown(item) for key, item in value.items()} | more


def varied(value: Any, name: str, which: int, index: int = 0) -> Any:
    """Return another good value for a field: the first or the second of two that differ."""
    if isinstance(value, dict):
        return {key: varied(item, f"{name}.{key}", which, index) for key, item in value.items()}
    if isinstance(value, list):
        items = [varied(item, f"{name}[]", which, index * 100 + i) for i, item in enumerate(value)]
        if name == "gaps":  # skills, none twice
            for item, skill in zip(items, SKILLS[which::2], strict=False):
                item["skill"] = skill
        return SKILLS[which::2][: len(items)] if name == "priorities" else items
    return varied_scalar(value, name, which, index)


def varied_scalar(value: str, name: str, which: int, index: int) -> Any:
    last = name.rpartition(".")[2]
    numbers = {"min": 7310 + 40 * which + index, "max": 9870000 + 1000 * which + index}
    if last in PAIRS:
        return PAIRS[last][which]
    if last == "week":
        return value if which else "1"
    if last == "skill":
        return SKILLS[(2 * index + which) % len(SKILLS)]
    if last in numbers:
        return numbers[last]
    if name.startswith(("ratings", "earlier[].ratings")):
        return (1, 4)[which]
    if last.endswith("_on"):
        return str(date.fromisoformat(value) - timedelta(days=40 + 400 * which))
    if last == "url":
        return f"https://example.com/canario/{'ab'[which]}/{index}"
    return f"canario {'ab'[which]} in {name.replace('_', ' ')} number {index}"


@cache
def theme() -> Pages:
    return Pages(ROOT / "overrides")


def site_of(docs: Path, folder: Path, *, serving: bool) -> Site:
    """Read a portfolio, and the exercise once for all: it takes a fifth of the time."""
    with patch.object(exercise, "load", lambda _: EXERCISES):
        return read_site(docs, folder, TODAY, Modes(serving=serving, public=not serving))


def drawn(docs: Path, folder: Path) -> str:
    """Return all that a stranger sees of a portfolio, its titles and descriptions included."""
    site = site_of(docs, folder, serving=False)
    seen = [repr(site.shown_nav(None))]
    for uri in filter(site.is_shown, site.answers):
        answer = site.answers[uri]
        resolve = {"index.md": "/", **{file: file for file in PAGES}}.get
        page = theme().answer(answer, site.shown_parts(uri), site.reader(uri), resolve)
        assert answer.typed, [p for p in answer.problems if p.code != "inconsistent"]
        seen += [
            page.html,
            repr(page.headings),
            repr(head.about(site, uri)),
            repr(head.meta(site, uri)),
        ]
    seen += export.files(site, theme()).values()
    return "\n".join(seen)


def load(folder: Path, file: str) -> frontmatter.Post:
    """Return a page as the checks read it: every value as text."""
    page = source.read(folder / file, folder)
    return frontmatter.Post(page.body, None, **page.data)


def write(folder: Path, file: str, data: dict[str, Any], body: str, *private: str) -> None:
    post = frontmatter.Post(body, None, **data | {"private": list(private)})
    (folder / file).write_text(frontmatter.dumps(post, sort_keys=False), encoding="utf-8")


SKILLS_FILE, PLAN_FILE = "skills-assessment-completed.md", "learning-plan.md"


def targets() -> list[dict[str, list[str]]]:
    """Return what may follow from a target level, ratings being the same: the first gaps."""
    return [
        {"target_level": "junior", "first": ["kubernetes", "terraform", "git", "ml-frameworks"]},
        {"target_level": "mid", "first": ["cloud", "kubernetes", "python"]},
        {"target_level": "senior", "first": ["monitoring", "docker", "git"]},
    ]


def ratings() -> list[dict[str, Any]]:
    """Return what may follow from ratings, the target level being the same: the first gaps."""
    low = dict.fromkeys(SKILLS, "0")
    return [
        {"ratings": low, "first": ["python", "docker", "cloud"]},
        {"ratings": low | {"python": "4", "git": "3"}, "first": ["docker", "cloud", "terraform"]},
        {"ratings": dict.fromkeys(SKILLS, "4"), "first": SKILLS[:10]},
    ]


def follow(folder: Path, private: str, case: dict[str, Any]) -> None:
    """Let a portfolio say something else in a field, and in all that follows from it."""
    rated, plan = load(folder, SKILLS_FILE), load(folder, PLAN_FILE)
    first, field = case["first"], {k: v for k, v in case.items() if k != "first"}
    said = rated.metadata | field | {"priorities": first}
    write(folder, SKILLS_FILE, said, rated.content, private, "Gaps", "Priority areas")
    resources = plan["gaps"][0]["resources"]
    gaps = [{"skill": skill, "resources": resources} for skill in first]
    write(folder, PLAN_FILE, plan.metadata | {"gaps": gaps}, plan.content, "schedule")
