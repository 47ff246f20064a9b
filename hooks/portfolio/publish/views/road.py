"""Where the learner stands, and where the road leads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from .market import Pay, pay_of
from .shared import month_name, months_between, rows_of

if TYPE_CHECKING:
    from datetime import date

    from ..redaction import ShownPage

    Project = tuple["Stop", dict[str, Any]]  # with the first stop that names it

_STOPS = {  # with their time in words and in months, and the field that is the head
    "current": ("", 0, "role"),
    "month_6": ("6 months", 6, ""),
    "month_12": ("1 year", 12, "job_title"),
    "month_36": ("3 years", 36, "level"),
}
_A_MONTH = timedelta(days=30)
_OF_A_PROJECT = ("name", "url", "summary", "done")
_LISTS = {  # of a stop, with their labels
    "experience": "Experience",
    "skills": "Skills",
    "certifications": "Certifications",
    "expertise": "Expertise",
    "team_impact": "Team",
}


@dataclass(frozen=True, slots=True)
class Stop:
    """A point on the road: now, or in so many months."""

    id: str  # the name of its field
    name: str
    when: str
    head: str
    head_of: str  # the name of its field
    lists: list[tuple[str, str, list[str]]]  # field, label, texts
    projects: list[dict[str, Any]]
    salary: Pay | None

    @property
    def experience(self) -> list[str]:
        return next((texts for field, _, texts in self.lists if field == "experience"), [])


@dataclass(frozen=True)
class Road:
    """Where the learner stands, and where the road leads."""

    role: str
    stops: list[Stop]
    milestones: list[dict[str, Any]]
    shows_done: bool
    shows_built: bool

    @property
    def projects(self) -> list[tuple[str, list[Project]]]:
        """Return each project once, under headings: what is built comes first.

        Where one of the others may be built, which is hidden, these are not called planned.
        """
        found: dict[str, Project] = {}
        for stop in self.stops:
            for project in stop.projects:
                found.setdefault(project["name"].casefold(), (stop, project))
        built = [each for each in found.values() if each[1]["done"]]
        others = [each for each in found.values() if not each[1]["done"]]
        label = "Planned" if self.shows_built else "More" if built else ""
        return [(name, each) for name, each in (("Built", built), (label, others)) if each]

    @property
    def now(self) -> Stop | None:
        return next((stop for stop in self.stops if stop.id == "current"), None)

    @property
    def has(self) -> list[str]:
        """Return what the learner has, in their own words: what is reached counts."""
        reached = [each["milestone"] for each in self.milestones if each["done"]]
        return [*self._texts("current", "skills", "experience"), *filter(None, reached)]

    @property
    def plans(self) -> list[str]:
        return self._texts("month_6", "skills", "certifications")

    def _texts(self, id_: str, *fields: str) -> list[str]:
        lists = [each for stop in self.stops if stop.id == id_ for each in stop.lists]
        return [text for field, _, texts in lists if field in fields for text in texts]

    @property
    def target_role(self) -> str:
        return next((stop.head for stop in self.stops if stop.id == "month_12"), "")

    @property
    def done(self) -> int:
        return sum(bool(each.get("done")) for each in self.milestones)


def read_road(shown: ShownPage | None, today: date) -> Road | None:
    if not shown or not shown.fields:
        return None
    fields = shown.fields
    built = {
        project["name"].casefold()
        for id_ in _STOPS
        for project in _projects(fields.get(id_))
        if project["done"]
    }
    stops = [_stop(shown, id_, built, today) for id_ in _STOPS]
    milestones = rows_of(fields.get("milestones"), "month", "milestone", "metric", "done")
    return Road(
        role=(fields.get("current") or {}).get("role") or "",
        stops=[stop for stop in stops if stop.head or stop.lists or stop.projects or stop.salary],
        milestones=[
            _milestone(shown, each, today)
            for each in sorted(milestones, key=lambda each: each["month"] or 0)
        ],
        shows_done=not shown.hides("milestones[].done"),
        shows_built=not any(shown.hides(f"{id_}.projects[].done") for id_ in _STOPS),
    )


def _milestone(shown: ShownPage, row: dict[str, Any], today: date) -> dict[str, Any]:
    """Return a milestone with its month of the calendar, and how it stands.

    That it is still `open` although its month is past, the learner alone is told.
    """
    starts: date | None = shown.fields.get("starts_on")
    when, is_past, is_to_come = "", False, False
    if starts and row["month"]:
        when, now = month_name(starts, row["month"]), months_between(starts, today)
        is_past, is_to_come = now > row["month"], now < row["month"]
    state = "reached" if row["done"] else "open" if is_past and shown.own else "planned"
    state = "" if shown.hides("milestones[].done") else state
    return row | {"when": when, "state": state, "is_early": state == "reached" and is_to_come}


def _projects(fields: dict[str, Any] | None) -> list[dict[str, Any]]:
    rows = rows_of((fields or {}).get("projects"), *_OF_A_PROJECT)
    return [project for project in rows if project["name"]]


def _stop(shown: ShownPage, id_: str, built: set[str], today: date) -> Stop:
    fields: dict[str, Any] = shown.fields.get(id_) or {}
    time, months, head_of = _STOPS[id_]
    head = fields.get(head_of) or ""
    if head and head_of == "level":
        head = f"{head.capitalize()} level"
    lists = [
        (key, label, [value] if isinstance(value, str) else value)
        for key, label in _LISTS.items()
        if (value := fields.get(key))
    ]
    projects = [p | {"done": p["name"].casefold() in built} for p in _projects(fields)]
    for label, done in (("Built", True), ("Projects", False)):
        if names := [project["name"] for project in projects if project["done"] is done]:
            lists.append(("projects", label, names))
    name, when = _time(shown.fields.get("starts_on"), time, months, today)
    pay = pay_of(shown, f"{id_}.salary", fields.get("salary"))
    return Stop(id_, name, when, head, head_of, lists, projects, pay)


def _time(starts: date | None, time: str, months: int, today: date) -> tuple[str, str]:
    """Return the name of a stop, and its month if the name does not say it.

    "In 6 months" is true in the first month alone, and nobody knows when that is if the start is
    hidden.
    """
    if not months:
        return "Now", ""
    if not starts:
        return f"After {time}", ""
    month = month_name(starts, months)
    is_true = abs(today - starts) < _A_MONTH
    return (f"In {time}", month) if is_true else (f"By {month}", "")
