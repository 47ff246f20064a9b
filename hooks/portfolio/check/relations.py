"""Relations between fields that are each valid by themselves: docs/reference.md, inconsistent.

Each function takes the fields of a deliverable without the faulty ones, and yields what does not
fit together. If a faulty field could be the one that is missing, nothing is reported: a mistake is
reported once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from ..ask.fields import is_empty, minutes, week_span
from ..limits import LIMITS
from ..read.terms import asks_for, joined, words_for

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ..ask.exercise import Skill
    from ..problems import Loc

_WEEKS: int = LIMITS["plan"]["weeks"]
_WINDOWS: list[list[int]] = LIMITS["roadmap"]["windows"]
_ASKED_BY: int = LIMITS["research"]["asked_by"]


RawFields = dict[str, Any]  # as text; a faulty key is absent, a faulty item is None


class Mismatch(NamedTuple):
    """What does not fit: its location, a key of messages.yml, and the words for the message."""

    loc: Loc
    key: str
    words: dict[str, Any]


class Context(NamedTuple):
    """What a relation may use: all answers by deliverable id, and the matrix."""

    answers: dict[str, RawFields]
    faulty: set[Loc]  # of the answer at hand
    matrix: dict[str, Skill]

    def gaps(self) -> list[str] | None:
        """Return the skills rated below the target level, or None if that level is not valid."""
        answer = self.answers.get("skills-assessment", {})
        target = answer.get("target_level", "").lower()
        return self._below(target, answer.get("ratings", {})) if target else None

    def gaps_of_then(self) -> list[str]:
        """Return the skills that were rated below today's target level in any earlier rating."""
        answer = self.answers.get("skills-assessment", {})
        target = answer.get("target_level", "").lower()
        earlier = _rows(answer, "earlier")
        return [id_ for row in earlier for id_ in self._below(target, row.get("ratings", {}))]

    def planned(self) -> list[str | None]:
        """Return the skills of the plan's gaps; None where one is not known."""
        gaps = _items(self.answers.get("learning-plan", {}), "gaps")
        return [_lower((gap or {}).get("skill")) for gap in gaps]

    def _below(self, target: str, ratings: dict[str, str]) -> list[str]:
        given = {skill.lower(): int(rating) for skill, rating in ratings.items()}
        levels = {id_: skill.levels.get(target, 0) for id_, skill in self.matrix.items()}
        return [id_ for id_, rating in given.items() if rating < levels[id_]]


def priorities_are_gaps(answer: RawFields, around: Context) -> Iterator[Mismatch]:
    """Ask for gaps first; what has been a gap, or is planned, may have been reached since."""
    gaps, listed = around.gaps(), [_lower(item) for item in _items(answer, "priorities")]
    absent = [gap for gap in gaps or [] if gap not in listed]
    if gaps is None or len(absent) <= listed.count(None) or _has_faulty_ratings_of_then(around):
        return
    planned = around.planned()
    fine = {*gaps, *around.gaps_of_then(), *planned}
    rated = set(map(str.lower, answer.get("ratings", {})))
    others = [(index, skill) for index, skill in enumerate(listed) if skill in rated - fine]
    for index, skill in others if len(others) > planned.count(None) else ():
        words = {"skill": skill, "absent": ", ".join(absent), "target": answer["target_level"]}
        words["first"] = next((each for each in absent if each in planned), absent[0])
        yield Mismatch(("priorities", index), "priority-no-gap", words)


def _has_faulty_ratings_of_then(around: Context) -> bool:
    return any(loc[0] == "earlier" and loc[-1] != "assessed_on" for loc in around.faulty)


def earlier_ratings_are_earlier(answer: RawFields, _: Context) -> Iterator[Mismatch]:
    last = newest = answer.get("assessed_on")
    for index, row in enumerate(_rows(answer, "earlier")):
        if not (day := row.get("assessed_on")):
            continue
        not_before = next((each for each in (last, newest) if each and day >= each), None)
        if not_before:
            words = {"value": day, "last": not_before}
            yield Mismatch(("earlier", index, "assessed_on"), "earlier-not-before", words)
        last = day


def schedule_covers_hours(answer: RawFields, _: Context) -> Iterator[Mismatch]:
    slots, hours = _items(answer, "schedule"), answer.get("hours_per_week")
    if (
        not hours
        or not slots
        or not all(slot and "start" in slot and "end" in slot for slot in slots)
    ):
        return
    planned = sum(minutes(slot["end"]) - minutes(slot["start"]) for slot in slots)
    if planned / 60 < float(hours):
        tenths = f"{planned // 6 / 10:g}"  # rounded down: it is enough for so many hours
        or_lower = f", or lower hours_per_week to {tenths}" if planned >= 6 else ""
        words = {"planned": tenths, "hours": hours, "or_lower": or_lower}
        yield Mismatch(("schedule",), "schedule-too-short", words)


def plan_covers_priorities(answer: RawFields, around: Context) -> Iterator[Mismatch]:
    gaps = around.gaps()
    items, listed = _items(answer, "gaps"), around.planned()
    first = _items(around.answers.get("skills-assessment", {}), "priorities")[:3]
    wanted = [skill for item in first if (skill := _lower(item)) and skill in (gaps or [])]
    absent = [skill for skill in wanted if skill not in listed]
    if len(absent) > listed.count(None) and not _has_blank(items):
        words = {"absent": ", ".join(absent), "skills": absent}
        yield Mismatch(("gaps",), "priority-not-planned", words)


def weeks_in_order(answer: RawFields, _: Context) -> Iterator[Mismatch]:
    weeks, spans = _items(answer, "weeks"), _spans(answer)
    done, wrong, last = set[int](), 0, 0
    for index, span in enumerate(spans):
        if span and span[0] <= last:
            key = "week-twice" if span[0] in done else "week-out-of-order"
            words = {"value": weeks[index]["week"], "last": last, "end": span[1]}
            yield Mismatch(("weeks", index, "week"), key, words)
            wrong += 1
        if span:
            done |= set(range(span[0], span[1] + 1))
            last = max(last, span[1])
    absent = [week for week in range(1, max(_WEEKS, last) + 1) if week not in done]
    if spans and None not in spans and len(absent) > wrong:
        words = {"absent": _ranges(absent), "last": last}
        runs = [] if wrong else [(run, _index_before(run[0], spans)) for run in _runs(absent)]
        yield Mismatch(("weeks",), "weeks-missing", words | {"runs": runs})


def pauses_follow_weeks(answer: RawFields, _: Context) -> Iterator[Mismatch]:
    spans = _spans(answer)
    ends = sorted({0, *(span[1] for span in spans if span)})
    is_known = bool(spans) and None not in spans  # else a faulty week may be the one
    pauses = [int(row.get("after", -1)) for row in _rows(answer, "pauses")]
    seen = {-1}
    for index, (after, below) in enumerate(zip(pauses, [*pauses[1:], -1], strict=False)):
        loc: Loc = ("pauses", index)
        last = max(seen)
        if after < 0:
            continue
        if is_known and after not in ends:
            fit = [end for end in ends if last < end and (end < below or below <= last)] or ends
            near = min(fit, key=lambda end: abs(end - after))
            words = {"after": after, "ends": _either(fit), "near": near}
            yield Mismatch(loc, "pause-nowhere", words)
        elif after <= last:
            key = "pause-twice" if after in seen else "pause-out-of-order"
            yield Mismatch(loc, key, {"after": after, "last": last})
        else:
            seen.add(after)


def milestones_cover_three_years(answer: RawFields, _: Context) -> Iterator[Mismatch]:
    listed = _items(answer, "milestones")
    months = [int(item["month"]) for item in listed if item and "month" in item]
    empty = [(a, b) for a, b in _WINDOWS if not any(a <= month <= b for month in months)]
    if len(empty) > len(listed) - len(months) and not _has_blank(listed):
        absent = ", ".join(f"{a} to {b}" for a, b in empty)
        ends = [b for _, b in empty]
        yield Mismatch(("milestones",), "milestone-missing", {"absent": absent, "ends": ends})


def requirements_are_common(answer: RawFields, around: Context) -> Iterator[Mismatch]:
    postings = [posting or {} for posting in _items(answer, "postings")]
    requirements = [
        joined([*_items(posting, "requirements"), *_items(posting, "nice_to_have")])
        for posting in postings
    ]
    unknown = len({loc[:2] for loc in around.faulty if loc[0] == "postings" and len(loc) > 1})
    if _has_blank(postings):
        return
    for index, term in enumerate(_items(answer, "common_requirements")):
        if not term:
            continue
        wanted = words_for(term)
        count = sum(asks_for(texts, wanted) for texts in requirements)
        if count + unknown < _ASKED_BY:
            words = {"term": term, "count": count, "least": _ASKED_BY}
            yield Mismatch(("common_requirements", index), "requirement-not-common", words)


RELATIONS: dict[str, tuple[Callable[[RawFields, Context], Iterator[Mismatch]], ...]] = {
    "skills-assessment": (priorities_are_gaps, earlier_ratings_are_earlier),
    "learning-plan": (
        schedule_covers_hours,
        plan_covers_priorities,
        weeks_in_order,
        pauses_follow_weeks,
    ),
    "career-roadmap": (milestones_cover_three_years,),
    "job-market-research": (requirements_are_common,),
}


def _items(answer: RawFields, field: str) -> list[Any]:
    value = answer.get(field, [])
    return [value] if isinstance(value, str) else value


def _rows(answer: RawFields, field: str) -> list[RawFields]:
    """Return the items of an optional list of fields; one that is faulty or blank has none."""
    items = _items(answer, field)
    return [item if isinstance(item, dict) and not is_empty(item) else {} for item in items]


def _spans(answer: RawFields) -> list[tuple[int, int] | None]:
    """Return the first and last week of each item of a plan; None of one that is faulty."""
    weeks = [(item or {}).get("week") for item in _items(answer, "weeks")]
    return [week_span(week) if week else None for week in weeks]


def _has_blank(items: list[Any]) -> bool:
    """Tell whether an item is blank, so that it could be any of those that are missing."""
    return not items or any(is_empty(item or {}) for item in items)


def _lower(text: str | None) -> str | None:
    return text.strip().lower() if text else None


def _either(numbers: list[int]) -> str:
    """Return numbers to choose from as people write them: `0, 4 or 8`."""
    *first, last = map(str, numbers)
    return f"{', '.join(first)} or {last}" if first else last


def _index_before(week: int, spans: list[tuple[int, int] | None]) -> int:
    """Return which item stands before a week that is missing; -1 if none does."""
    return max((index for index, span in enumerate(spans) if span and span[1] < week), default=-1)


def _ranges(numbers: list[int]) -> str:
    """Return numbers as people write them: `3, 7 to 9`."""
    runs = _runs(numbers)
    return ", ".join(f"{run[0]} to {run[-1]}" if len(run) > 1 else f"{run[0]}" for run in runs)


def _runs(numbers: list[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return runs
