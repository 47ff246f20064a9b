"""What a reader sees of a portfolio: skills, road, plan, market, fit.

Made from fields that `privacy.shown` has already redacted. What is hidden is absent here, so no
view can give it away; where absence would say something untrue (a hidden `done` is not "to
come"), the view asks `hides` and leaves the whole statement out.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from .fields import is_withheld
from .relations import joined, names, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from .exercise import Exercise, Skill, Step
    from .privacy import Shown

_STRONGEST = 3  # skills on the first screen
_NEXT = 3  # skills that are named as being learned next
_TOP = 4  # of the scale
_EVERYDAY = 2  # a rating that does for a skill of which no level asks a number
_RADIUS = 100.0  # of the radar, in its own units
_OF_A_POSTING = (
    *("company", "title", "url", "location", "workplace", "seen_on", "requirements"),
    *("nice_to_have", "salary"),
)
_STOPS = {
    "current": ("Now", 0),
    "month_6": ("In 6 months", 6),
    "month_12": ("In 1 year", 12),
    "month_36": ("In 3 years", 36),
}
_LISTS = {  # of a stop, with what they are called
    "experience": "Experience",
    "skills": "Skills",
    "certifications": "Certificates",
    "expertise": "Expertise",
    "team_impact": "Team",
}
_WORKPLACES = ("on-site", "hybrid", "remote")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
)


@dataclass(frozen=True, slots=True)
class Rated:
    """One skill of the matrix as the learner rates it."""

    skill: Skill
    rating: int
    step: str  # the rating in words
    wanted: int | None  # what the target level asks for
    wanted_step: str
    evidence: str

    @property
    def is_gap(self) -> bool:
        return self.wanted is not None and self.rating < self.wanted

    @property
    def is_met(self) -> bool:
        """Tell whether the rating is what the target asks, or enough for everyday work."""
        return self.rating >= (_EVERYDAY if self.wanted is None else self.wanted)


@dataclass(frozen=True, slots=True)
class Axis:
    """One axis of the radar, in its own units around the middle."""

    name: str
    x: float
    y: float
    label_x: float
    label_y: float
    anchor: str


@dataclass(frozen=True, slots=True)
class Radar:
    """Technical skills around a middle, each on a scale of 0 to 4. Polygons as SVG points."""

    axes: list[Axis]
    rings: list[str]
    have: str
    want: str | None
    dots: list[tuple[float, float]]


@dataclass(frozen=True)
class Skills:
    """The ratings beside the target."""

    target: str | None
    assessed_on: date | None
    technical: list[Rated]
    others: list[Rated]
    priorities: list[Skill]
    proven: list[tuple[Skill, Rated | None, str]]  # with what proves it; the rating may be hidden
    scale: tuple[Step, ...]
    radar: Radar | None

    @property
    def rated(self) -> list[Rated]:
        return [*self.technical, *self.others]

    @property
    def strongest(self) -> list[Rated]:
        """Return the best skills: by rating, then with evidence, then in the matrix's order."""
        able = [row for row in self.rated if row.rating]
        return sorted(able, key=lambda row: (-row.rating, not row.evidence))[:_STRONGEST]


@dataclass(frozen=True, slots=True)
class Week:
    """One item of the plan. `state` is done, now, next or later, or empty where nobody may know."""

    first: int
    last: int
    goals: list[str]
    hours: float | None
    state: str

    @property
    def name(self) -> str:
        if self.first > self.last:  # its number is hidden
            return ""
        return (
            f"Week {self.first}"
            if self.first == self.last
            else f"Weeks {self.first} to {self.last}"
        )


@dataclass(frozen=True)
class Plan:
    """The weeks at a glance, the gaps with what closes them, and the hours of a week."""

    starts_on: date | None
    hours_per_week: float | None
    weeks: list[Week]
    gaps: list[tuple[Skill, list[dict[str, Any]]]]
    schedule: list[dict[str, Any]]
    tells_done: bool

    @property
    def cells(self) -> list[tuple[int, str]]:
        """Return every week with its state, one by one."""
        return [(number, w.state) for w in self.weeks for number in range(w.first, w.last + 1)]

    @property
    def done(self) -> int:
        return sum(state == "done" for _, state in self.cells)

    @property
    def now(self) -> Week | None:
        return next((week for week in self.weeks if week.state == "now"), None)

    @property
    def next(self) -> Week | None:
        return next((week for week in self.weeks if week.state == "next"), None)


@dataclass(frozen=True, slots=True)
class Stop:
    """One place on the road: now, or in so many months."""

    id: str  # the name of its field
    name: str
    when: str
    head: str
    lists: list[tuple[str, str, list[str]]]  # field, label, texts
    projects: list[dict[str, Any]]
    salary: Pay | None


@dataclass(frozen=True)
class Road:
    """Where the learner stands, and where the road leads."""

    role: str
    stops: list[Stop]
    milestones: list[dict[str, Any]]
    tells_done: bool

    @property
    def projects(self) -> list[tuple[Stop, dict[str, Any]]]:
        """Return the projects with the stop at which they are done, none twice."""
        found: dict[str, tuple[Stop, dict[str, Any]]] = {}
        for stop in self.stops:
            for project in stop.projects:
                found.setdefault(project["name"].casefold(), (stop, project))
        return list(found.values())

    @property
    def target_role(self) -> str:
        return next((stop.head for stop in self.stops if stop.id == "month_12"), "")

    @property
    def done(self) -> int:
        return sum(bool(each.get("done")) for each in self.milestones)


@dataclass(frozen=True, slots=True)
class Demand:
    """How many postings ask for something, as a must and as a plus."""

    term: str
    required: int
    plus: int

    @property
    def count(self) -> int:
        return self.required + self.plus


@dataclass(frozen=True, slots=True)
class Pay:
    """One range of pay, and where it lies between the lowest and the highest, 0 to 100."""

    label: str
    place: str
    min: int
    max: int
    currency: str
    at: float = 0
    width: float = 0


@dataclass(frozen=True)
class Market:
    """What the postings ask for and pay."""

    role: str
    location: str
    searched_on: date | None
    postings: list[dict[str, Any]]
    demand: list[Demand]
    tells_plus: bool
    pay: list[Pay]
    usual: Pay | None  # for the location
    workplaces: list[tuple[str, int]]


@dataclass(frozen=True)
class Fit:
    """The requirements of the market by whether the learner meets them."""

    met: list[tuple[str, list[Rated]]] = field(default_factory=list)
    planned: list[tuple[str, list[Rated]]] = field(default_factory=list)
    open: list[tuple[str, list[Rated]]] = field(default_factory=list)


@dataclass(frozen=True)
class Person:
    """Who the front page is about."""

    name: str
    headline: str
    location: str
    links: list[dict[str, Any]]
    index: bool  # whether search engines may list the pages


@dataclass(frozen=True)
class Views:
    """Everything that can be seen of one portfolio; a view is None where nothing of it is shown."""

    person: Person
    skills: Skills | None
    plan: Plan | None
    road: Road | None
    market: Market | None
    fit: Fit | None

    @property
    def learning(self) -> list[Skill]:
        """Return the skills that come next: priorities that are gaps, or else those planned."""
        rows = {row.skill.id: row for row in self.skills.rated} if self.skills else {}
        first = self.skills.priorities if self.skills else []
        gaps = [skill for skill in first if skill.id in rows and rows[skill.id].is_gap]
        planned = [skill for skill, _ in self.plan.gaps] if self.plan else []
        return (gaps or first or planned)[:_NEXT]

    def as_person(self) -> dict[str, Any]:
        """Return what is public of the person in the words of schema.org."""
        strongest = [row.skill.name for row in self.skills.strongest] if self.skills else []
        place = {"@type": "Place", "name": self.person.location} if self.person.location else None
        words = {
            "@context": "https://schema.org",
            "@type": "Person",
            "name": self.person.name,
            "description": self.person.headline,
            "jobTitle": self.road.role if self.road else "",
            "homeLocation": place,
            "knowsAbout": strongest,
            "sameAs": [link["url"] for link in self.person.links if link["url"]],
        }
        return {key: value for key, value in words.items() if value}


def views(shown: Mapping[str, Shown], exercise: Exercise) -> Views:
    """Return the views of a portfolio, given by deliverable id."""
    skills = _skills(shown.get("skills-assessment"), exercise)
    plan = _plan(shown.get("learning-plan"), exercise.matrix)
    road = _road(shown.get("career-roadmap"))
    market = _market(shown.get("job-market-research"))
    return Views(
        _person(shown.get("portfolio")),
        skills,
        plan,
        road,
        market,
        _fit(skills, plan, market, exercise.matrix),
    )


def _person(shown: Shown | None) -> Person:
    fields = (shown.fields or shown.text) if shown else {}
    name, headline, location = (fields.get(key) or "" for key in ("name", "headline", "location"))
    links = fields.get("links") if shown and shown.fields else []
    return Person(
        name=name,
        headline=headline,
        location="" if is_withheld(location) else location,
        links=_rows(links, "label", "url"),
        index=fields.get("index") not in (False, "no", "false"),
    )


# --- skills ---------------------------------------------------------------------------------


def _skills(shown: Shown | None, exercise: Exercise) -> Skills | None:
    if not shown or not shown.fields:
        return None
    fields = shown.fields
    target, ratings = fields.get("target_level"), fields.get("ratings") or {}
    evidence = fields.get("evidence") or {}
    rows = []
    for skill in exercise.matrix.values():
        rating = ratings.get(skill.id)
        if rating is None:
            continue
        wanted = skill.levels.get(target) if target else None
        steps = exercise.scale
        step = steps[rating].name if rating < len(steps) else ""
        wanted_step = steps[wanted].name if wanted is not None and wanted < len(steps) else ""
        text = evidence.get(skill.id) or ""
        rows.append(Rated(skill, rating, step, wanted, wanted_step, text))
    technical = [row for row in rows if row.skill.levels]
    return Skills(
        target=target,
        assessed_on=fields.get("assessed_on"),
        technical=technical,
        others=[row for row in rows if not row.skill.levels],
        priorities=[exercise.matrix[id_] for id_ in fields.get("priorities") or []],
        proven=[
            (skill, next((row for row in rows if row.skill is skill), None), evidence[id_])
            for id_, skill in exercise.matrix.items()
            if evidence.get(id_)
        ],
        scale=exercise.scale,
        radar=_radar(technical),
    )


def _radar(rows: list[Rated]) -> Radar | None:
    """Return the radar of at least three skills: fewer span no area."""
    if len(rows) < 3:
        return None
    angles = [2 * math.pi * index / len(rows) - math.pi / 2 for index in range(len(rows))]
    axes = []
    for row, angle in zip(rows, angles, strict=True):
        x, y = _at(angle, _TOP)
        far_x, far_y = _at(angle, _TOP * 1.13)
        anchor = "middle" if abs(far_x) < 20 else "start" if far_x > 0 else "end"
        axes.append(Axis(row.skill.name, x, y, far_x, far_y, anchor))
    wanted = [row.wanted for row in rows]
    return Radar(
        axes=axes,
        rings=[_polygon(angles, [step] * len(rows)) for step in range(1, _TOP + 1)],
        have=_polygon(angles, [row.rating for row in rows]),
        want=_polygon(angles, [w or 0 for w in wanted]) if None not in wanted else None,
        dots=[_at(angle, row.rating) for angle, row in zip(angles, rows, strict=True)],
    )


def _at(angle: float, rating: float) -> tuple[float, float]:
    far = _RADIUS * rating / _TOP
    return round(math.cos(angle) * far, 1) + 0.0, round(math.sin(angle) * far, 1) + 0.0


def _polygon(angles: list[float], ratings: Iterable[float]) -> str:
    points = (_at(angle, rating) for angle, rating in zip(angles, ratings, strict=True))
    return " ".join(f"{x},{y}" for x, y in points)


# --- plan and road --------------------------------------------------------------------------


def _plan(shown: Shown | None, matrix: Mapping[str, Skill]) -> Plan | None:
    if not shown or not shown.fields:
        return None
    fields = shown.fields
    tells_done = not shown.hides("weeks[].done")
    weeks, ahead = [], iter(("now", "next"))
    for item in fields.get("weeks") or []:
        first, last = item.get("week") or (1, 0)
        state = "done" if item.get("done") else next(ahead, "later")
        goals, hours = item.get("goals") or [], item.get("hours")
        weeks.append(Week(first, last, goals, hours, state if tells_done else ""))
    gaps = [
        (matrix[gap["skill"]], _rows(gap.get("resources"), "title", "url", "kind"))
        for gap in fields.get("gaps") or []
        if gap.get("skill")
    ]
    return Plan(
        starts_on=fields.get("starts_on"),
        hours_per_week=fields.get("hours_per_week"),
        weeks=weeks,
        gaps=gaps,
        schedule=_rows(fields.get("schedule"), "day", "start", "end", "activity"),
        tells_done=tells_done,
    )


def _road(shown: Shown | None) -> Road | None:
    if not shown or not shown.fields:
        return None
    fields = shown.fields
    starts = fields.get("starts_on")
    current, in_6, in_12, in_36 = (
        fields.get(id_) or {} for id_ in ("current", "month_6", "month_12", "month_36")
    )
    level = f"{in_36['level'].capitalize()} level" if in_36.get("level") else ""
    stops = [
        _stop("current", starts, current, current.get("role")),
        _stop("month_6", starts, in_6, ""),
        _stop("month_12", starts, in_12, in_12.get("job_title")),
        _stop("month_36", starts, in_36, level),
    ]
    milestones = _rows(fields.get("milestones"), "month", "milestone", "metric", "done")
    return Road(
        role=current.get("role") or "",
        stops=[stop for stop in stops if stop.head or stop.lists or stop.projects or stop.salary],
        milestones=sorted(milestones, key=lambda each: each["month"] or 0),
        tells_done=not shown.hides("milestones[].done"),
    )


def _stop(id_: str, starts: date | None, fields: dict[str, Any], head: str | None) -> Stop:
    name, months = _STOPS[id_]
    lists = [
        (key, label, [value] if isinstance(value, str) else value)
        for key, label in _LISTS.items()
        if (value := fields.get(key))
    ]
    projects = [p for p in _rows(fields.get("projects"), "name", "url", "summary") if p["name"]]
    when = month_name(starts, months) if starts else ""
    pay = _pay_of("", "", fields.get("salary"))
    return Stop(id_, name, when, head or "", lists, projects, pay)


def _rows(items: list[dict[str, Any]] | None, *keys: str) -> list[dict[str, Any]]:
    """Return items with every key, and None for what is not shown."""
    rows = [{key: item.get(key) for key in keys} for item in items or []]
    return [row for row in rows if any(value is not None for value in row.values())]


def month_name(start: date, months: int) -> str:
    """Return the month that lies so many months after a day: `March 2027`."""
    years, month = divmod(start.month - 1 + months, 12)
    return f"{_MONTHS[month]} {start.year + years}"


def day_name(day: date) -> str:
    """Return a day as people say it, whatever the machine's language: `19 November 2026`."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


# --- market and fit -------------------------------------------------------------------------


def _market(shown: Shown | None) -> Market | None:
    if not shown or not shown.fields:
        return None
    fields = shown.fields
    postings = _rows(fields.get("postings"), *_OF_A_POSTING)
    places = Counter(posting["workplace"] for posting in postings if posting["workplace"])
    usual = _pay_of("", "", fields.get("salary_range"))
    for posting in postings:
        posting["salary"] = _pay_of(_label(posting), posting["location"] or "", posting["salary"])
    pay = [posting["salary"] for posting in postings if posting["salary"]]
    tells_plus = not shown.hides("postings[].nice_to_have")
    return Market(
        role=fields.get("role") or "",
        location=place if not is_withheld(place := fields.get("location") or "") else "",
        searched_on=fields.get("searched_on"),
        postings=postings,
        demand=[] if shown.hides("postings[].requirements") else _demand(fields, postings),
        tells_plus=tells_plus,
        pay=[_placed(each, [*pay, usual]) for each in pay],
        usual=_placed(usual, [*pay, usual]) if usual else None,
        workplaces=[(place, places[place]) for place in _WORKPLACES if places[place]],
    )


def _demand(fields: Mapping[str, Any], postings: list[dict[str, Any]]) -> list[Demand]:
    """Return how often each common requirement is asked for, the most wanted first."""
    musts = [joined(posting["requirements"] or []) for posting in postings]
    pluses = [joined(posting["nice_to_have"] or []) for posting in postings]
    found = []
    for term in fields.get("common_requirements") or []:
        must = [names(texts, plain(term)) for texts in musts]
        plus = [names(texts, plain(term)) for texts in pluses]
        only = sum(also and not first for first, also in zip(must, plus, strict=True))
        found.append(Demand(term, sum(must), only))
    return sorted(found, key=lambda each: (-each.count, -each.required))


def _label(posting: dict[str, Any]) -> str:
    return str(posting["company"] or posting["title"] or "A posting")


def _pay_of(label: str, place: str, salary: dict[str, Any] | None) -> Pay | None:
    """Return a range of pay of which both ends and the currency are shown."""
    parts = [(salary or {}).get(key) for key in ("min", "max", "currency")]
    return Pay(label, place, *parts) if all(parts) else None  # type: ignore[arg-type]


def _placed(pay: Pay, among: list[Pay | None]) -> Pay:
    """Return pay with its place between the lowest and the highest in its currency."""
    alike = [each for each in among if each and each.currency == pay.currency]
    low, high = min(each.min for each in alike), max(each.max for each in alike)
    span = max(high - low, 1)
    at, width = 100 * (pay.min - low) / span, 100 * (pay.max - pay.min) / span
    return replace(pay, at=round(at, 1), width=round(max(width, 1), 1))


def _fit(
    skills: Skills | None, plan: Plan | None, market: Market | None, matrix: Mapping[str, Skill]
) -> Fit | None:
    """Return which of the wanted requirements are met, which planned and which neither.

    A requirement is met when every skill that it names is rated as the target level asks. One
    that names a skill whose rating is hidden is left out: nothing true could be said of it.
    """
    if not skills or not market or not skills.target or not skills.rated:
        return None
    rated = {row.skill.id: row for row in skills.rated}
    planned = {skill.id for skill, _ in plan.gaps} if plan else set()
    goals = joined([goal for week in plan.weeks for goal in week.goals]) if plan else ""
    fit = Fit()
    for demand in market.demand:
        term = plain(demand.term)
        named = [s.id for s in matrix.values() if any(names(term, word) for word in s.words)]
        if not all(id_ in rated for id_ in named):
            continue
        rows = [rated[id_] for id_ in named]
        lacking = [row.skill.id for row in rows if not row.is_met]
        if rows and not lacking:
            kind = fit.met
        elif planned.issuperset(lacking) if rows else names(goals, term):
            kind = fit.planned
        else:
            kind = fit.open
        kind.append((demand.term, rows))
    return fit
