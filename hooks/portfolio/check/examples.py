"""Examples of items for a list that keep the rules between fields, so that a hint can show them."""

from __future__ import annotations

import json
import math
import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, TypeVar, get_args

from pydantic_core import PydanticCustomError

from ..ask.fields import minutes, week_span
from ..ask.meant import FIRST_YEAR, LAST_YEAR
from ..ask.models import MODELS, Weekday
from ..limits import LIMITS
from ..problems import field_pattern
from ..read.terms import asks_for, joined, normalized, words_for

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ..problems import Loc
    from .answer import Answer

_WEEKS: int = LIMITS["plan"]["weeks"]
_WINDOWS: list[list[int]] = LIMITS["roadmap"]["windows"]
_ENDS = [end for _, end in _WINDOWS]
_EXAMPLE = re.compile(r",? for example .*$")
_ASKED_BY: int = LIMITS["research"]["asked_by"]
_HOURS = re.compile(r"[0-9]{1,2}(?:\.[0-9]+)?")

T = TypeVar("T")
Values = list[dict[str, str]]  # of some fields of each item; of a text, under ""


def of_list(answer: Answer, pattern: str, more: int = 0) -> Values:
    """Return examples for a list: as many as it needs, or `more` of them.

    Of an item with other fields than those that rules connect, the template has the example.
    """
    of_rules = _rule(_BY_RULE, answer, pattern)
    known: dict[tuple[str, int], Values] = answer.context.setdefault("examples", {})
    if (pattern, more) not in known:
        item = {} if more else of_item(answer, (pattern, 0))
        known[pattern, more] = of_rules(answer, more) if of_rules else [item] * (more or 1)
    return known[pattern, more]


def of_item(answer: Answer, loc: Loc) -> dict[str, str]:
    """Return examples for those fields of an item that must fit what is in other fields."""
    start = f"{field_pattern(loc)}."
    names = [each.removeprefix(start) for each in (*_BESIDE, *_GROUPS) if each.startswith(start)]
    found = {name: beside(answer, (*loc, name)) or of_group(answer, (*loc, name)) for name in names}
    return {name: each for name, each in found.items() if each}


def of_group(answer: Answer, loc: Loc) -> str:
    """Return an example for a group of fields that the template leaves empty."""
    found = _rule(_GROUPS, answer, field_pattern(loc))
    return found(answer) if found else ""


def fitting(answer: Answer, loc: Loc, asked: str) -> str:
    """Return what is asked for a value with an example that fits what is beside it."""
    example = beside(answer, loc) if "for example" in asked else None
    if example is None:
        return asked
    without = _EXAMPLE.sub("", asked)
    return f"{without}, for example {example}" if example else without


def beside(answer: Answer, loc: Loc) -> str | None:
    """Return an example that fits what is beside a value; "" if none does, None for no rule."""
    around, _, name = field_pattern(loc).rpartition(".")
    found = _rule(_BESIDE, answer, field_pattern(loc), f"{around}.*", name)
    fields = _at(answer.source.data, loc[:-1])
    return found(answer, loc, fields if isinstance(fields, dict) else {}) if found else None


def _rule(table: Mapping[str, T], answer: Answer, *names: str) -> T | None:
    """Return the first rule for some names; what authors add has none."""
    is_ours = answer.deliverable.id in MODELS
    return next((table[name] for name in names if name in table), None) if is_ours else None


def _other_end(name: str) -> Callable[[Answer, Loc, Any], str | None]:
    """Return the rule for the end of a range: as much as the other end, if that may be told."""

    def other(answer: Answer, loc: Loc, around: dict[str, Any]) -> str | None:
        value = str(around.get(name, ""))
        if not re.fullmatch("[0-9]{1,12}", value):
            return None
        is_private = answer.unquotable.has(field_pattern((*loc[:-1], name)), value)
        return "" if is_private else value

    return other


def _week(answer: Answer, loc: Loc, _: Any) -> str | None:
    """Return the first week after those of the item above, up to those of the one below."""
    index, spans = int(loc[1]), _spans(answer)
    above = spans[index - 1] if index else None
    below = spans[index + 1] if index + 1 < len(spans) else None
    if (index and not above) or answer.unquotable.has("weeks[].week"):
        return None
    first = above[1] + 1 if above else 1
    last = below[0] - 1 if below else max(_WEEKS, first)
    return week_text(first, last)


def week_text(first: int, last: int) -> str:
    """Return a week, or several, as an item of the plan says it."""
    return f'"{first}-{last}"' if last > first else str(first)


def _after(answer: Answer, loc: Loc, _: Any) -> str | None:
    """Return the last week of an item, between those of the pauses above and below."""
    if answer.unquotable.has("weeks[].week") or answer.unquotable.has("pauses[].after"):
        return None
    pauses, index = [_number(_at(row, ("after",))) for row in _rows(answer, "pauses")], int(loc[1])
    above = max((each for each in pauses[:index] if each is not None), default=-1)
    below = next((each for each in pauses[index + 1 :] if each is not None), math.inf)
    ends = sorted({span[1] for span in _spans(answer) if span})
    return next((str(end) for end in (*ends, 0) if above < end < below), "")


def _earlier(answer: Answer, loc: Loc, _: Any) -> str | None:
    """Return a day between those of the ratings above and below."""
    if answer.unquotable.has("assessed_on") or answer.unquotable.has("earlier[].assessed_on"):
        return None
    days = [_day(_at(row, ("assessed_on",))) for row in _rows(answer, "earlier")]
    index, newest = int(loc[1]), _day(_value(answer, "assessed_on"))
    above = min(filter(None, [newest, *days[:index]]), default=None)
    below = next(filter(None, days[index + 1 :]), date.min)
    if not above:
        return None
    day = max((above - timedelta(days=90)).replace(day=1), below + (above - below) // 2)
    return day.isoformat() if below < day < above else ""


def _month(answer: Answer, loc: Loc, _: Any) -> str | None:
    return str(_free_ends(answer, int(loc[1]))[0])


def _free_ends(answer: Answer, but: int = -1) -> list[int]:
    """Return months for milestones, first those of the windows that have none."""
    if answer.unquotable.has("milestones[].month"):
        return _ENDS
    others = [each for n, each in enumerate(_rows(answer, "milestones")) if n != but]
    months = [_number(_at(each, ("month",))) for each in others]
    is_free = {b: not any(m and a <= m <= b for m in months) for a, b in _WINDOWS}
    return sorted(_ENDS, key=lambda end: not is_free[end])


def _end(answer: Answer, _: Loc, around: Any) -> str | None:
    start = _read(minutes, around.get("start"))
    if start is None or answer.unquotable.has("schedule[].start"):
        return None
    return _time(min(start + 120, 24 * 60))


def _start(answer: Answer, _: Loc, around: Any) -> str | None:
    end = _read(minutes, around.get("end"))
    if end is None or answer.unquotable.has("schedule[].end"):
        return None
    return _time(max(end - 120, 0))


def _first_skill(answer: Answer) -> str:
    return f"{{{next(iter(answer.context['skills']))}: 1}}"


def _skill(answer: Answer, _: Loc, __: Any) -> str | None:
    return next((each["skill"] for each in _gaps(answer, 1)), None)


def _priority(answer: Answer, _: Loc, __: Any) -> str | None:
    return next((f'"- {each[""]}"' for each in _priorities(answer, 1)), None)


def _requirement(answer: Answer, _: Loc, __: Any) -> str | None:
    return next((f'"- {each[""]}"' for each in _common(answer, 1)), None)


_BESIDE: dict[str, Callable[[Answer, Loc, Any], str | None]] = {
    "min": _other_end("max"),
    "max": _other_end("min"),
    "weeks[].week": _week,
    "pauses[].after": _after,
    "earlier[].assessed_on": _earlier,
    "earlier[].ratings.*": lambda *_: "1",
    "milestones[].month": _month,
    "schedule[].start": _start,
    "schedule[].end": _end,
    "gaps[].skill": _skill,
    "priorities[]": _priority,
    "common_requirements[]": _requirement,
}
_GROUPS: dict[str, Callable[[Answer], str]] = {"earlier[].ratings": _first_skill}


def skills(answer: Answer) -> list[str]:
    """Return skills in the order in which they come first, as far as it may be known."""
    matrix = answer.context["skills"]
    assessment = answer.context.get("answers", {}).get("skills-assessment")
    if assessment is None or any(
        assessment.unquotable.has(name) for name in ("ratings", "target_level", "priorities")
    ):
        return list(matrix)
    data = assessment.source.data or {}
    ratings, target = data.get("ratings"), str(data.get("target_level")).lower()
    rated = ratings if isinstance(ratings, dict) else {}
    is_gap = {
        id_: bool(re.fullmatch("[0-4]", str(rated.get(id_))))
        and int(rated[id_]) < skill.levels.get(target, 0)
        for id_, skill in matrix.items()
    }
    listed = _texts(data.get("priorities")) if answer is not assessment else []
    first = [skill for skill in listed if is_gap.get(skill)]
    return list(dict.fromkeys([*first, *sorted(matrix, key=lambda id_: not is_gap[id_])]))


def _priorities(answer: Answer, more: int) -> Values:
    listed = _texts(_value(answer, "priorities"))
    return [{"": each} for each in skills(answer) if each not in listed][: more or 3]


def _gaps(answer: Answer, more: int) -> Values:
    listed = [str(each.get("skill")).lower() for each in _items(answer, "gaps")]
    return [gap(answer, each) for each in skills(answer) if each not in listed][: more or 3]


def gap(answer: Answer, skill: str) -> dict[str, str]:
    """Return a skill with something to learn it from, if the matrix names that."""
    found = answer.context["skills"].get(skill)
    if not found or not found.guide.resources:
        return {"skill": skill}
    title = json.dumps(found.guide.resources[0].title, ensure_ascii=False)
    return {"skill": skill, "resources": f"[{{title: {title}}}]"}


def _schedule(answer: Answer, _: int) -> Values:
    """Return times in the evening, or all day, that make up the hours of a week."""
    hours = str(_value(answer, "hours_per_week"))
    is_known = _HOURS.fullmatch(hours) and not answer.unquotable.has("hours_per_week", hours)
    wanted = min(float(hours), 80) if is_known else 2
    days = min(max(math.ceil(wanted / 4), 1), 7)
    length = math.ceil(wanted * 60 / days / 30) * 30
    start = 19 * 60 if length <= 4 * 60 else 8 * 60
    times = {"start": f'"{_time(start)}"', "end": f'"{_time(start + length)}"'}
    return [{"day": day, **times} for day in get_args(Weekday)[:days]]


def _weeks(answer: Answer, _: int) -> Values:
    """Return all weeks, as items that end where a pause follows."""
    is_private = answer.unquotable.has("pauses[].after")
    pauses = [] if is_private else _items(answer, "pauses")
    ends = sorted({_WEEKS, *(after for each in pauses if (after := _number(each.get("after"))))})
    starts = [1, *(end + 1 for end in ends)]
    return [{"week": week_text(*span)} for span in zip(starts, ends, strict=False)]


def _milestones(answer: Answer, more: int) -> Values:
    free = _free_ends(answer) if more else _ENDS
    return [{"month": str(end)} for end in free[: more or None]]


def _postings(answer: Answer, more: int) -> Values:
    count = len(_items(answer, "postings"))
    return [{"url": f"https://example.com/jobs/{count + n + 1}"} for n in range(more or 10)]


def _common(answer: Answer, more: int) -> Values:
    """Return names of skills that enough postings have."""
    postings = _items(answer, "postings")
    if answer.unquotable.has("postings[].requirements") or answer.unquotable.has(
        "postings[].nice_to_have"
    ):
        return []
    asked = [
        joined([*_texts(p.get("requirements")), *_texts(p.get("nice_to_have"))]) for p in postings
    ]
    listed = [normalized(each) for each in _texts(_value(answer, "common_requirements"))]
    names = [skill.name for skill in answer.context["skills"].values()]
    common = [
        name
        for name in names
        if normalized(name) not in listed
        and sum(asks_for(texts, words_for(name)) for texts in asked) >= _ASKED_BY
    ]
    return [{"": name} for name in common][: more or 3] if len(common) >= (more or 3) else []


_BY_RULE: dict[str, Callable[[Answer, int], Values]] = {
    "priorities": _priorities,
    "gaps": _gaps,
    "schedule": _schedule,
    "weeks": _weeks,
    "milestones": _milestones,
    "postings": _postings,
    "common_requirements": _common,
}


def _value(answer: Answer, name: str) -> Any:
    return (answer.source.data or {}).get(name)


def _rows(answer: Answer, name: str) -> list[Any]:
    found = _value(answer, name)
    return found if isinstance(found, list) else []


def _at(value: Any, loc: Loc) -> Any:
    for part in loc:
        if isinstance(value, dict):
            value = value.get(part)
        else:
            is_in = isinstance(value, list) and isinstance(part, int) and part < len(value)
            value = value[part] if is_in else None
    return value


def _items(answer: Answer, name: str) -> list[dict[str, Any]]:
    return [each for each in _rows(answer, name) if isinstance(each, dict)]


def _texts(value: Any) -> list[str]:
    listed = value if isinstance(value, list) else [value]
    return [each.strip().lower() for each in listed if isinstance(each, str)]


def _spans(answer: Answer) -> list[tuple[int, int] | None]:
    """Return the first and last week of each item of a plan; None of one that is faulty."""
    return [_read(week_span, _at(row, ("week",))) for row in _rows(answer, "weeks")]


def _read(read: Callable[[str], T], value: Any) -> T | None:
    """Return what a value means, or None if it is faulty."""
    try:
        return read(str(value))
    except PydanticCustomError:
        return None


def _number(value: Any) -> int | None:
    return int(value) if re.fullmatch("[0-9]{1,3}", str(value)) else None


def _day(value: Any) -> date | None:
    try:
        found = date.fromisoformat(str(value))
    except ValueError:
        return None
    return found if FIRST_YEAR <= found.year <= LAST_YEAR else None


def _time(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"
