"""Examples of items for a list that keep the rules between fields, so that a hint can show them."""

from __future__ import annotations

import json
import math
import re
from typing import TYPE_CHECKING, Any, get_args

from ..ask.models import MODELS, Weekday
from ..limits import LIMITS
from ..problems import field_pattern
from ..read.terms import joined, mentions, normalized

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..problems import Loc
    from .answer import Answer

_WEEKS: int = LIMITS["plan"]["weeks"]
_WINDOWS: list[list[int]] = LIMITS["roadmap"]["windows"]
_ENDS = [end for _, end in _WINDOWS]
_EXAMPLE = re.compile(r",? for example .*$")
_WEEK = re.compile(r"([0-9]{1,3})(?:\s*[-\u2013]\s*([0-9]{1,3}))?")
_ASKED_BY: int = LIMITS["research"]["asked_by"]
_HOURS = re.compile(r"[0-9]{1,2}(?:\.[0-9]+)?")

Values = list[dict[str, str]]  # of some fields of each item; of a text, under ""


def of_list(answer: Answer, pattern: str, more: int = 0) -> Values:
    """Return examples for a list: as many as it needs, or `more` of them.

    Of an item with other fields than those that rules connect, the template has the example.
    """
    of_rules = _BY_RULE.get(pattern) if answer.deliverable.id in MODELS else None
    known: dict[tuple[str, int], Values] = answer.context.setdefault("examples", {})
    if (pattern, more) not in known:
        known[pattern, more] = of_rules(answer, more) if of_rules else [{}] * (more or 1)
    return known[pattern, more]


def fitting(answer: Answer, loc: Loc, asked: str) -> str:
    """Return what is asked for a value with an example that fits what is beside it."""
    pattern = field_pattern(loc)
    found = _BESIDE.get(pattern) or _BESIDE.get(pattern.rpartition(".")[2])
    around = _at(answer.source.data, loc[:-1])
    if not found or "for example" not in asked or answer.deliverable.id not in MODELS:
        return asked
    example = found(answer, loc, around if isinstance(around, dict) else {})
    without = _EXAMPLE.sub("", asked)
    return f"{without}, for example {example}" if example else without if example == "" else asked


def _beside(name: str) -> Callable[[Answer, Loc, Any], str | None]:
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
    index = int(loc[1])
    spans = [_WEEK.fullmatch(str(_at(each, ("week",)))) for each in _list(answer, "weeks")]
    above = spans[index - 1] if index else None
    below = spans[index + 1] if index + 1 < len(spans) else None
    if (index and not above) or answer.unquotable.has("weeks[].week"):
        return None
    first = int(above[2] or above[1]) + 1 if above else 1
    last = int(below[1]) - 1 if below else max(_WEEKS, first)
    return f'"{first}-{last}"' if last > first else str(first)


def _month(answer: Answer, loc: Loc, _: Any) -> str | None:
    return str(_free_ends(answer, int(loc[1]))[0])


def _free_ends(answer: Answer, but: int = -1) -> list[int]:
    """Return months for milestones, first those of the windows that have none."""
    if answer.unquotable.has("milestones[].month"):
        return _ENDS
    listed = _list(answer, "milestones")
    others = [each for n, each in enumerate(listed if isinstance(listed, list) else []) if n != but]
    months = [
        int(m) for each in others if re.fullmatch("[0-9]{1,3}", m := str(_at(each, ("month",))))
    ]
    is_free = {b: not any(a <= month <= b for month in months) for a, b in _WINDOWS}
    return sorted(_ENDS, key=lambda end: not is_free[end])


def _end(answer: Answer, _: Loc, around: Any) -> str | None:
    start = re.fullmatch("([0-9]{1,2}):([0-5][0-9])", str(around.get("start")))
    if not start or answer.unquotable.has("schedule[].start"):
        return None
    return _time(min(int(start[1]) * 60 + int(start[2]) + 120, 24 * 60))


def _start(answer: Answer, _: Loc, around: Any) -> str | None:
    end = re.fullmatch("([0-9]{1,2}):([0-5][0-9])", str(around.get("end")))
    if not end or answer.unquotable.has("schedule[].end"):
        return None
    return _time(max(int(end[1]) * 60 + int(end[2]) - 120, 0))


def _skill(answer: Answer, _: Loc, __: Any) -> str | None:
    return next((each["skill"] for each in _gaps(answer, 1)), None)


def _priority(answer: Answer, _: Loc, __: Any) -> str | None:
    return next((f'"- {each[""]}"' for each in _priorities(answer, 1)), None)


def _requirement(answer: Answer, _: Loc, __: Any) -> str | None:
    return next((f'"- {each[""]}"' for each in _common(answer, 1)), None)


_BESIDE: dict[str, Callable[[Answer, Loc, Any], str | None]] = {
    "min": _beside("max"),
    "max": _beside("min"),
    "weeks[].week": _week,
    "milestones[].month": _month,
    "schedule[].start": _start,
    "schedule[].end": _end,
    "gaps[].skill": _skill,
    "priorities[]": _priority,
    "common_requirements[]": _requirement,
}


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
    listed = _texts(_list(answer, "priorities"))
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
    hours = str((answer.source.data or {}).get("hours_per_week", ""))
    is_known = _HOURS.fullmatch(hours) and not answer.unquotable.has("hours_per_week", hours)
    wanted = min(float(hours), 80) if is_known else 2
    days = min(max(math.ceil(wanted / 4), 1), 7)
    minutes = math.ceil(wanted * 60 / days / 30) * 30
    start = 19 * 60 if minutes <= 4 * 60 else 8 * 60
    times = {"start": f'"{_time(start)}"', "end": f'"{_time(start + minutes)}"'}
    return [{"day": day, **times} for day in get_args(Weekday)[:days]]


def _weeks(_: Answer, __: int) -> Values:
    return [{"week": f'"1-{_WEEKS}"'}]


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
    listed = [normalized(each) for each in _texts(_list(answer, "common_requirements"))]
    names = [skill.name for skill in answer.context["skills"].values()]
    common = [
        name
        for name in names
        if normalized(name) not in listed
        and sum(mentions(texts, normalized(name)) for texts in asked) >= _ASKED_BY
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


def _list(answer: Answer, name: str) -> Any:
    return (answer.source.data or {}).get(name)


def _at(value: Any, loc: Loc) -> Any:
    for part in loc:
        if isinstance(value, dict):
            value = value.get(part)
        else:
            is_in = isinstance(value, list) and isinstance(part, int) and part < len(value)
            value = value[part] if is_in else None
    return value


def _items(answer: Answer, name: str) -> list[dict[str, Any]]:
    found = _list(answer, name)
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def _texts(value: Any) -> list[str]:
    listed = value if isinstance(value, list) else [value]
    return [each.strip().lower() for each in listed if isinstance(each, str)]


def _time(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"
