"""What a reader sees of a portfolio: skills, road, plan, market, fit.

Views are made from fields that `redaction.shown_pages` has redacted. What is hidden is absent here,
so no view can give it away. Where absence would say something untrue (a hidden `done` is not "to
come"), the view asks `hides` and leaves out the whole statement.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ...ask.fields import is_withheld
from .fit import Fit, read_fit
from .market import Market, read_market
from .plan import Plan, read_plan
from .road import Road, read_road
from .shared import rows_of
from .skills import Skills, read_skills

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from ...ask.exercise import Exercise, Skill
    from ..redaction import ShownPage

_NEXT = 3  # skills that are named as the next to learn


@dataclass(frozen=True)
class Person:
    """Who the front page is about."""

    name: str
    headline: str
    location: str
    contact: str  # an email address, or one on the web
    language: str  # a tag of BCP 47
    image: str  # the path of a picture from the page
    links: list[dict[str, Any]]
    index: bool  # whether search engines may list the pages
    export: bool  # whether what is public is offered as files, too


@dataclass(frozen=True)
class Views:
    """All views of one portfolio; a view is None if nothing of it is shown."""

    person: Person
    skills: Skills | None
    plan: Plan | None
    road: Road | None
    market: Market | None
    fit: Fit | None

    @property
    def learning(self) -> list[Skill]:
        """Return the skills that come next: priorities that are gaps, or else planned ones.

        If priorities are hidden, there are none: the plan names the same skills.
        """
        if self.skills and not self.skills.shows_priorities:
            return []
        rows = {row.skill.id: row for row in self.skills.rated} if self.skills else {}
        first = self.skills.priorities if self.skills else []
        planned = [skill for skill, _ in self.plan.gaps] if self.plan else []
        met = {id_ for id_, row in rows.items() if row.wanted is not None and not row.is_gap}
        return [skill for skill in first or planned if skill.id not in met][:_NEXT]


def views(shown: Mapping[str, ShownPage], exercise: Exercise, today: date) -> Views:
    """Return the views of a portfolio.

    Args:
        shown: its pages by deliverable id.
        exercise: with the skills matrix.
        today: the day of the build, by UTC.
    """
    skills = read_skills(shown.get("skills-assessment"), exercise, today)
    plan = read_plan(shown.get("learning-plan"), exercise.matrix, today)
    road = read_road(shown.get("career-roadmap"), today)
    market = read_market(shown.get("job-market-research"))
    return Views(
        _person(shown.get("portfolio")),
        skills,
        plan,
        road,
        market,
        read_fit(skills, plan, road, market, exercise.matrix),
    )


def _person(shown: ShownPage | None) -> Person:
    fields = shown.fields if shown else {}
    names = ("name", "headline", "location", "contact", "language", "image")
    name, headline, location, contact, language, image = (fields.get(key) or "" for key in names)
    return Person(
        name=name,
        headline=headline,
        location="" if is_withheld(location) else location,
        contact=contact,
        language=language or "en",
        image=image,
        links=rows_of(fields.get("links"), "label", "url"),
        index=str(fields.get("index")).lower() not in ("false", "no")
        and not (shown and shown.hides("index")),
        export=str(fields.get("export")).lower() in ("true", "yes"),
    )
