"""Every problem, as text, JSON, GitHub annotations or JUnit. Nothing here prints."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import asdict
from math import inf
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from ..check.privacy import may_be_shown
from ..problems import count, problem_text, shown_path

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from ..ask.exercise import Exercise
    from ..check.answer import Answer
    from ..problems import Problem
    from .result import Outcome, Result

_FLAGS = {
    "unchanged": "Still the template",
    "example": "Like the worked example",
    "copies": "Near copy of",
}
_RED, _GREEN, _DIM, _PLAIN = "\033[31m", "\033[32m", "\033[2m", "\033[0m"


def as_text(exercise: Exercise, results: Sequence[Result], base: Path) -> str:
    """Return a report for people: every problem of every portfolio."""
    lines = [line for result in results for line in _details(exercise, result, base)]
    return "\n".join(lines) + "\n"


def front_page(page: Answer, base: Path) -> str:
    """Return a report for people on a front page, which is not one of the deliverables."""
    if not page.begun or page.complete:
        return ""
    stops = "No site is built until this is fixed." if not may_be_shown(page) else ""
    lines = [
        f"⚠️ {page.deliverable.title}: {count(len(page.problems), 'problem')}. {stops}".rstrip()
    ]
    return "\n".join([*lines, *(problem_text(found, base) for found in page.problems), ""])


def _details(exercise: Exercise, result: Result, base: Path) -> list[str]:
    lines = []
    order = {id_: place for place, id_ in enumerate(exercise.text_order)}
    for outcome in sorted(result.outcomes, key=lambda each: order.get(each.id, len(order))):
        if outcome.complete:
            lines.append(f"✅ {outcome.done}")
        else:
            lines.append(f"❌ {outcome.title}: {count(len(outcome.problems), 'problem')}")
            for found in outcome.problems:
                lines += problem_text(found, base).split("\n")
    if result.why:
        lines += problem_text(result.why, base).split("\n")
    lines += ["", exercise.complete if result.all_done else _left(exercise, result)]
    return lines + _beside(result, base)


def _beside(result: Result, base: Path) -> list[str]:
    """Return what a report adds to the problems: warnings, and what may not be one's own work."""
    lines = [f"⚠️ {line}" for found in result.warnings for line in [problem_text(found, base)]]
    said = {name: ", ".join(words) for name, words in result.flags.items() if words}
    lines += [f"⚠️ {_FLAGS[name]}: {words}" for name, words in said.items()]
    return ["", *lines] if lines else []


def _left(exercise: Exercise, result: Result) -> str:
    done = sum(outcome.complete for outcome in result.outcomes)
    left = count(len(result.problems), "problem")
    return f"{exercise.label}: {done} of {len(result.outcomes)} done, {left} to fix."


def colored(text: str) -> str:
    """Return a text report with colors for a terminal."""
    paint = {"✅": _GREEN, "🎉": _GREEN, "❌": _RED, " ": _DIM}
    lines = text.split("\n")
    return "\n".join(
        f"{paint[c]}{line}{_PLAIN}" if (c := line[:1]) in paint else line for line in lines
    )


def as_json(exercise: Exercise, results: Sequence[Result], base: Path) -> str:
    """Return a report in the form that docs/reference.md, json, shows."""
    report = {
        "exercise": exercise.id,
        "complete": all(result.complete for result in results),
        "portfolios": [
            {
                "folder": shown_path(result.folder, base),
                "complete": result.complete,
                "deliverables": [_json_outcome(outcome, base) for outcome in result.outcomes],
                "state": result.state,
                "problems": [_json_problem(found, base) for found in result.of_all],
                "warnings": [_json_problem(found, base) for found in result.warnings],
                "copies": result.flags["copies"],
                "changed": result.day,
            }
            for result in results
        ],
    }
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def _json_outcome(outcome: Outcome, base: Path) -> dict[str, object]:
    state = "complete" if outcome.complete else "incomplete" if outcome.begun else "missing"
    return {
        "id": outcome.id,
        "title": outcome.title,
        "path": shown_path(outcome.path, base),
        "status": state,
        "problems": [_json_problem(found, base) for found in outcome.problems],
        "begun": outcome.begun,
        "unchanged": outcome.is_template,
        "example": outcome.is_example,
        "withheld": outcome.withheld,
        "private": outcome.private,
    }


def _json_problem(found: Problem, base: Path) -> dict[str, object]:
    return asdict(found) | {"path": shown_path(found.path, base)}


def as_github(exercise: Exercise, results: Sequence[Result], base: Path) -> str:
    """Return an annotation of GitHub Actions for each problem, the most useful first."""
    outcomes = (outcome for result in results for outcome in result.outcomes)
    titled = [(exercise.label, found) for result in results for found in result.of_all]
    titled += [(outcome.title, found) for outcome in outcomes for found in outcome.problems]
    lines = [annotation(found, title, base) for title, found in useful_first(titled)]
    for result in results:
        lines += [annotation(found, exercise.label, base, "warning") for found in result.warnings]
        at = f"file={_property(shown_path(result.folder, base))}"
        said = {name: ", ".join(words) for name, words in result.flags.items() if words}
        lines += [f"::warning {at}::{_github(f'{_FLAGS[n]}: {w}')}\n" for n, w in said.items()]
    return "".join(lines)


def useful_first(titled: Iterable[tuple[str, Problem]]) -> list[tuple[str, Problem]]:
    """Return problems with their titles in a useful order: GitHub shows only ten errors of a step.

    Files that cannot be read come first, then one problem of each field, then the rest, and last
    what is not begun.
    """
    seen: Counter[tuple[Path, str]] = Counter()
    ranked = []
    for title, found in titled:
        field = re.split(r"[.\[]", found.field or "")[0]
        rank = float(1 + seen[found.path, field] if found.field else 0)
        rank = inf if found.code == "missing-file" else rank
        seen[found.path, field] += 1
        ranked.append((rank, title, found))
    return [(title, found) for _, title, found in sorted(ranked, key=lambda each: each[0])]


def annotation(found: Problem, title: str, base: Path, kind: str = "error") -> str:
    """Return a problem as an annotation of GitHub Actions, with the title of its page."""
    at = f"file={_property(shown_path(found.path, base))},line={found.line or 1}"
    title = _property(f"{title}: {found.field or found.code}")
    text = _github(f"{found.message}\nhint: {found.hint}")
    return f"::{kind} {at},title={title}::{text}\n"


def _github(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _github(text).replace(":", "%3A").replace(",", "%2C")


def as_junit(exercise: Exercise, results: Sequence[Result], base: Path) -> str:
    """Return a report with a test case for each deliverable."""
    suites = ET.Element("testsuites", name=exercise.label)
    for result in results:
        folder = shown_path(result.folder, base)
        suite = ET.SubElement(suites, "testsuite", name=folder)
        _add_properties(suite, result)
        cases = [(each.title, each.problems, each.warnings) for each in result.outcomes]
        if result.of_all or result.notes:
            cases.append((exercise.label, tuple(result.of_all), result.notes))
        for title, problems, warnings in cases:
            case = ET.SubElement(suite, "testcase", classname=folder, name=title)
            if problems:
                failure = ET.SubElement(case, "failure", message=count(len(problems), "problem"))
                failure.text = "\n".join(problem_text(found, base) for found in problems)
            if warnings:
                said = ET.SubElement(case, "system-out")
                said.text = "\n".join(problem_text(found, base) for found in warnings)
        failed = sum(bool(problems) for _, problems, _ in cases)
        suite.attrib |= {"tests": str(len(cases)), "failures": str(failed), "errors": "0"}
    ET.indent(suites)
    return ET.tostring(suites, encoding="unicode", xml_declaration=False) + "\n"


def _add_properties(suite: ET.Element, result: Result) -> None:
    """Add how far each document is, and what may not be the learner's own work."""
    words = {"state": result.state, **{each.id: each.state for each in result.outcomes}}
    words |= {name: "; ".join(said) for name, said in result.flags.items() if said}
    withheld = sum(each.withheld for each in result.outcomes)
    words |= {"withheld": str(withheld)} if withheld else {}
    properties = ET.SubElement(suite, "properties")
    for name, value in words.items():
        ET.SubElement(properties, "property", name=name, value=value)


FORMATS: dict[str, Callable[[Exercise, Sequence[Result], Path], str]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
    "junit": as_junit,
}
