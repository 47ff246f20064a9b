"""The ratings compared with the target, in a table and as a radar."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ...limits import LIMITS
from .shared import month_name, month_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from ...ask.exercise import Exercise, Skill, Step
    from ..redaction import ShownPage

_STRONGEST = 3  # skills on the first screen
_TOP: int = LIMITS["radar"]["top"]
_EVERYDAY = 2  # a rating that is enough for a skill without levels
_RADIUS: int = LIMITS["radar"]["radius"]  # of 170 to each side; the rest is for words
_LINE: int = LIMITS["radar"]["line"]
_LONGEST: int = LIMITS["radar"]["word"]
_LEADING: float = LIMITS["radar"]["leading"]
_YOU = re.compile(r"(^|[.!?]\s+)You (\w)")


@dataclass(frozen=True, slots=True)
class Then:
    """A rating of an earlier day, which may be hidden."""

    rating: int
    day: date | None
    since: str  # the month, with its year if that is not this one


@dataclass(frozen=True, slots=True)
class Rated:
    """One skill of the matrix as the learner rates it."""

    skill: Skill
    rating: int
    step: str  # the rating in words
    wanted: int | None  # what the target level asks for
    wanted_step: str
    evidence: str
    first: Then | None  # the oldest rating of this skill that is kept

    @property
    def meaning(self) -> str:
        """Return what the matrix says of the rating, as a résumé would: without "You"."""
        text = self.skill.guide.ratings.get(self.rating, "")
        return _YOU.sub(lambda begin: begin[1] + begin[2].upper(), text)

    @property
    def is_gap(self) -> bool:
        return self.wanted is not None and self.rating < self.wanted

    @property
    def below(self) -> int:
        """Return how far the rating is below the target level, or below everyday work."""
        return max(0, (_EVERYDAY if self.wanted is None else self.wanted) - self.rating)

    @property
    def is_closed(self) -> bool:
        """Tell whether this was a gap at first, by the target of today, and is none any more."""
        was_gap = self.wanted is not None and self.first and self.first.rating < self.wanted
        return bool(was_gap) and not self.is_gap

    @property
    def is_met(self) -> bool:
        return not self.below


@dataclass(frozen=True, slots=True)
class Axis:
    """An axis of the radar, in the units of the drawing, from its center."""

    lines: list[tuple[str, float]]  # of its name, each with its distance from the one above, in em
    x: float
    y: float
    label_x: float
    label_y: float
    anchor: str


@dataclass(frozen=True, slots=True)
class Radar:
    """Technical skills around a center, on a scale of 0 to 4. Polygons are points of SVG."""

    axes: list[Axis]
    rings: list[str]
    have: str
    want: str | None
    dots: list[tuple[float, float]]
    then: str  # lines of SVG between neighbors that were both rated at first
    then_dots: list[tuple[float, float]]


@dataclass(frozen=True)
class Skills:
    """The ratings compared with the target."""

    target: str | None
    assessed_on: date | None
    technical: list[Rated]
    others: list[Rated]
    priorities: list[Skill]
    shows_priorities: bool
    proven: list[tuple[Skill, Rated | None, str]]  # with evidence; the rating may be hidden
    scale: tuple[Step, ...]
    radar: Radar | None
    month: str  # of the ratings, or empty if it is hidden
    first_month: str  # of the oldest that are kept, the same

    @property
    def rated(self) -> list[Rated]:
        return [*self.technical, *self.others]

    @property
    def changed(self) -> list[Rated]:
        """Return the skills that are rated otherwise than at first."""
        return [row for row in self.rated if row.first and row.first.rating != row.rating]

    @property
    def closed(self) -> list[tuple[str, list[Skill]]]:
        """Return the gaps that are closed, under the month since when; empty if that is hidden."""
        found: dict[str, list[Skill]] = {}
        for row in self.rated:
            if row.first and row.is_closed:
                since = month_name(row.first.day) if row.first.day else ""
                found.setdefault(since, []).append(row.skill)
        return list(found.items())

    @property
    def reached(self) -> list[Skill]:
        """Return the priorities that are no gaps any more."""
        met = {row.skill.id for row in self.technical if row.wanted is not None and not row.is_gap}
        return [skill for skill in self.priorities if skill.id in met]

    @property
    def learning(self) -> list[Skill]:
        """Return the priorities that are still to reach."""
        return [skill for skill in self.priorities if skill not in self.reached]

    @property
    def strongest(self) -> list[Rated]:
        """Return the best skills: technical before soft ones, with evidence before without it.

        Ratings that are too low for everyday work come last.
        """

        def rank(row: Rated) -> tuple[bool, bool, bool, bool, int]:
            is_weak = row.rating < _EVERYDAY
            return (is_weak, row.skill.kind == "soft", not row.evidence, row.is_gap, -row.rating)

        return sorted((row for row in self.rated if row.rating), key=rank)[:_STRONGEST]


def read_skills(shown: ShownPage | None, exercise: Exercise, today: date) -> Skills | None:
    if not shown or not shown.fields:
        return None
    fields = shown.fields
    target, ratings = fields.get("target_level"), fields.get("ratings") or {}
    assessed_on = fields.get("assessed_on")
    evidence = fields.get("evidence") or {}
    earlier = _earlier(fields.get("earlier") or [], ratings)
    firsts = {
        id_: Then(rating, day, month_of(day, today) if day else "")
        for day, rated in earlier
        for id_, rating in rated.items()
    }
    first_day, oldest = earlier[-1] if earlier else (None, {})
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
        rows.append(Rated(skill, rating, step, wanted, wanted_step, text, firsts.get(skill.id)))
    technical = [row for row in rows if row.skill.levels]
    return Skills(
        target=target,
        assessed_on=assessed_on,
        technical=technical,
        others=[row for row in rows if not row.skill.levels],
        priorities=[exercise.matrix[id_] for id_ in fields.get("priorities") or []],
        shows_priorities=not shown.hides("priorities[]"),
        proven=[
            (skill, next((row for row in rows if row.skill is skill), None), evidence[id_])
            for id_, skill in exercise.matrix.items()
            if evidence.get(id_)
        ],
        scale=exercise.scale,
        radar=_radar(technical, oldest),
        month=month_name(assessed_on) if assessed_on else "",
        first_month=month_name(first_day) if first_day else "",
    )


def _earlier(
    items: list[dict[str, Any]], ratings: dict[str, int]
) -> list[tuple[date | None, dict[str, int]]]:
    """Return the earlier ratings, newest first, of skills whose rating of today is shown."""
    rated = (
        {id_: rating for id_, rating in (item.get("ratings") or {}).items() if id_ in ratings}
        for item in items
    )
    days = (item.get("assessed_on") for item in items)
    return [(day, then) for day, then in zip(days, rated, strict=True) if then]


def _radar(rows: list[Rated], first: dict[str, int]) -> Radar | None:
    """Return the radar of at least three skills: fewer do not span an area."""
    if len(rows) < 3:
        return None
    angles = [2 * math.pi * index / len(rows) - math.pi / 2 for index in range(len(rows))]
    axes = []
    for row, angle in zip(rows, angles, strict=True):
        x, y = _at(angle, _TOP)
        far_x, far_y = _at(angle, _TOP * 1.13)
        anchor = "middle" if abs(far_x) < 20 else "start" if far_x > 0 else "end"
        axes.append(Axis(_lines(row.skill.name, angle), x, y, far_x, far_y, anchor))
    wanted = [row.wanted for row in rows]
    places = [
        _at(angle, first[row.skill.id]) if row.skill.id in first else None
        for row, angle in zip(rows, angles, strict=True)
    ]
    pairs = zip(places, [*places[1:], places[0]], strict=True)
    return Radar(
        axes=axes,
        rings=[_polygon(angles, [step] * len(rows)) for step in range(1, _TOP + 1)],
        have=_polygon(angles, [row.rating for row in rows]),
        want=_polygon(angles, [w or 0 for w in wanted]) if None not in wanted else None,
        dots=[_at(angle, row.rating) for angle, row in zip(angles, rows, strict=True)],
        then=" ".join(f"M{a[0]} {a[1]}L{b[0]} {b[1]}" for a, b in pairs if a and b),
        then_dots=[place for place in places if place],
    )


def _lines(name: str, angle: float) -> list[tuple[str, float]]:
    """Break a name at its spaces, so that it grows away from the radar and not into it."""
    lines: list[str] = []
    for word in name.split():
        if lines and len(lines[-1]) + len(word) < _LINE:
            lines[-1] += f" {word}"
        else:
            lines.append(word if len(word) <= _LONGEST else f"{word[: _LONGEST - 1]}…")
    up = (len(lines) - 1) * (1 - math.sin(angle)) / 2
    first = round(0.35 - _LEADING * up, 2)
    return [(line, _LEADING if at else first) for at, line in enumerate(lines)]


def _at(angle: float, rating: float) -> tuple[float, float]:
    far = _RADIUS * rating / _TOP
    return round(math.cos(angle) * far, 1) + 0.0, round(math.sin(angle) * far, 1) + 0.0


def _polygon(angles: list[float], ratings: Iterable[float]) -> str:
    points = (_at(angle, rating) for angle, rating in zip(angles, ratings, strict=True))
    return " ".join(f"{x},{y}" for x, y in points)
