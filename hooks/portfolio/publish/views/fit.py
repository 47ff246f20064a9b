"""Which requirements of the market the learner meets, plans to meet, or neither."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...read.terms import joined, mentions, normalized

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from typing import Literal

    from ...ask.exercise import Skill
    from .market import Market
    from .plan import Plan
    from .skills import Rated, Skills

    Requirement = tuple[str, list[Rated]]  # the words of the postings, and the skills these name
    Verdict = Literal["met", "planned", "open"]


@dataclass(frozen=True)
class Fit:
    """The requirements of the market by whether the learner meets them."""

    shows_plan: bool  # else nobody may know which of the open ones are planned
    met: list[Requirement]
    planned: list[Requirement]
    open: list[Requirement]


def read_fit(
    skills: Skills | None, plan: Plan | None, market: Market | None, matrix: Mapping[str, Skill]
) -> Fit | None:
    """Return which requirements are met, which are planned, and which are neither.

    A requirement that names a skill whose rating is hidden is left out: nothing true could be said
    of it.
    """
    if not skills or not market or not skills.target or not skills.rated:
        return None
    rated = {row.skill.id: row for row in skills.rated}
    planned = {skill.id for skill, _ in plan.gaps} if plan else set()
    goals = joined([goal for week in plan.weeks for goal in week.goals]) if plan else ""
    found: dict[Verdict, list[Requirement]] = {"met": [], "planned": [], "open": []}
    for demand in market.demand:
        term = normalized(demand.term)
        named = [s.id for s in matrix.values() if any(mentions(term, word) for word in s.words)]
        if all(id_ in rated for id_ in named):
            rows = [rated[id_] for id_ in named]
            found[_verdict(term, rows, planned, goals)].append((demand.term, rows))
    return Fit(shows_plan=plan is not None and plan.shows_gaps, **found)


def _verdict(term: str, rows: list[Rated], planned: Collection[str], goals: str) -> Verdict:
    """Judge a requirement by the skills that it names, or by the plan's goals if it names none.

    It is met when each skill is rated as the target level asks, and planned when the plan closes
    every gap among them, or when a goal names it.
    """
    if not rows:
        return "planned" if mentions(goals, term) else "open"
    lacking = [row.skill.id for row in rows if not row.is_met]
    if not lacking:
        return "met"
    return "planned" if all(id_ in planned for id_ in lacking) else "open"
