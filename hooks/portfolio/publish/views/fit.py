"""Which of the wanted requirements the learner meets, plans to meet, or neither."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ...read.terms import joined, names, plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ...ask.exercise import Skill
    from .market import Market
    from .plan import Plan
    from .skills import Rated, Skills


@dataclass(frozen=True)
class Fit:
    """The requirements of the market by whether the learner meets them."""

    tells_plan: bool  # else nobody may know which of the open ones are planned
    met: list[tuple[str, list[Rated]]] = field(default_factory=list)
    planned: list[tuple[str, list[Rated]]] = field(default_factory=list)
    open: list[tuple[str, list[Rated]]] = field(default_factory=list)


def read_fit(
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
    fit = Fit(tells_plan=plan is not None and plan.tells_gaps)
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
