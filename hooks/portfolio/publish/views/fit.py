"""Which requirements of the market the learner meets, plans to meet, or is how far from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...read.terms import asks_for, joined, mentions, words_for

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from typing import Literal

    from ...ask.exercise import Skill
    from .market import Market
    from .plan import Plan
    from .road import Road
    from .skills import Rated, Skills

    Verdict = Literal["met", "planned", "near", "far", "unrated"]

_LABELS: dict[Verdict, str] = {
    "met": "Already met",
    "planned": "In the plan",
    "near": "One level below",
    "far": "Not yet",
    "unrated": "Not rated here",
}


@dataclass(frozen=True, slots=True)
class Requirement:
    """What postings ask for, and how the learner stands to it."""

    term: str
    verdict: Verdict
    skills: list[Rated]  # that it names


@dataclass(frozen=True)
class Fit:
    """The requirements of the market, the most wanted first."""

    requirements: list[Requirement]
    untold: list[str]  # those that a missing rating leaves out, for the learner alone

    @property
    def groups(self) -> list[tuple[Verdict, str, list[Requirement]]]:
        """Return the requirements by how the learner stands to them, with a heading for each."""
        found = (
            (verdict, label, [each for each in self.requirements if each.verdict == verdict])
            for verdict, label in _LABELS.items()
        )
        return [group for group in found if group[2]]


def read_fit(
    skills: Skills | None,
    plan: Plan | None,
    road: Road | None,
    market: Market | None,
    matrix: Mapping[str, Skill],
) -> Fit | None:
    """Return how the learner stands to each requirement.

    A requirement that names a skill whose rating is hidden or wrong is left out, and no sum counts
    it: nothing true could be said of it. One that names no skill goes by what the learner says to
    have, or to plan.
    """
    if not skills or not market or not skills.target or not skills.rated:
        return None
    rated = {row.skill.id: row for row in skills.rated}
    planned = {skill.id for skill, _ in plan.gaps} if plan else set()
    goals = [goal for week in plan.weeks for goal in week.goals] if plan else []
    have = joined(road.has) if road else ""
    hope = joined([*goals, *(road.plans if road else ())])
    found: list[Requirement] = []
    untold = []
    for demand in market.demand:
        words = words_for(demand.term)
        named = [
            skill.id
            for skill in matrix.values()
            if any(mentions(term, word) for term in words for word in skill.words)
        ]
        if not named:
            is_had, is_planned = asks_for(have, words), asks_for(hope, words)
            verdict: Verdict = "met" if is_had else "planned" if is_planned else "unrated"
            found.append(Requirement(demand.term, verdict, []))
        elif all(id_ in rated for id_ in named):
            rows = [rated[id_] for id_ in named]
            found.append(Requirement(demand.term, _verdict(rows, planned), rows))
        else:
            untold.append(demand.term)
    return Fit(found, untold)


def _verdict(rows: list[Rated], planned: Collection[str]) -> Verdict:
    """Judge a requirement by the skills that it names.

    It is met when each is rated as the target level asks, and planned when the plan closes every
    gap among them.
    """
    lacking = [row for row in rows if not row.is_met]
    if not lacking:
        return "met"
    if all(row.skill.id in planned for row in lacking):
        return "planned"
    return "near" if all(row.below == 1 for row in lacking) else "far"
