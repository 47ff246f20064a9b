"""A report as text, JSON, GitHub annotations or JUnit. Nothing here prints."""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from .checks import Answer, Portfolio
    from .problems import Problem

_RED, _GREEN, _DIM, _PLAIN = "\033[31m", "\033[32m", "\033[2m", "\033[0m"


def shown_path(path: Path, base: Path) -> str:
    """Return a path as seen from a folder, with forward slashes; whole where there is no way."""
    try:
        return os.path.relpath(path, base).replace(os.sep, "/")
    except ValueError:  # another drive of Windows
        return path.as_posix()


def place(found: Problem, base: Path) -> str:
    """Return where a problem is: `docs/learning-plan.md:14: weeks[3].goals`."""
    path = shown_path(found.path, base)
    where = path if found.line is None else f"{path}:{found.line}"
    return f"{where}: {found.field}" if found.field else where


def problem_text(found: Problem, base: Path) -> str:
    """Return a problem in the two lines of SPEC section 4."""
    return f"{place(found, base)}: {found.message}\n    hint: {found.hint}"


def count(number: int, thing: str) -> str:
    """Return `1 problem` or `2 problems`."""
    return f"{number} {thing}{'' if number == 1 else 's'}"


def as_text(portfolios: Sequence[Portfolio], base: Path) -> str:
    """Return a report for people: every problem of one portfolio, or a line for each of several."""
    lines = _summary(portfolios, base) if len(portfolios) > 1 else _details(portfolios[0], base)
    return "\n".join(lines) + "\n"


def _details(portfolio: Portfolio, base: Path) -> list[str]:
    lines = []
    for answer in portfolio.answers:
        if answer.complete:
            lines.append(f"✅ {answer.asked.done}")
        else:
            lines.append(f"❌ {answer.asked.title}: {count(len(answer.problems), 'problem')}")
            for found in answer.problems:
                lines += problem_text(found, base).split("\n")
    lines += ["", portfolio.exercise.complete if portfolio.complete else _left(portfolio)]
    return lines


def _left(portfolio: Portfolio) -> str:
    answers, done = portfolio.answers, [a for a in portfolio.answers if a.complete]
    left = count(len(portfolio.problems), "problem")
    return f"{portfolio.exercise.label}: {len(done)} of {len(answers)} done, {left} to mend."


def _summary(portfolios: Sequence[Portfolio], base: Path) -> list[str]:
    lines = []
    for portfolio in portfolios:
        folder, answers = shown_path(portfolio.folder, base), portfolio.answers
        if not portfolio.folder.is_dir():
            lines.append(f"❌ {folder}: there is no such folder")
            continue
        done, held = [a for a in answers if a.complete], sum(a.withheld for a in answers)
        parts = [f"{len(done)} of {len(answers)} done"]
        parts += (
            [f"{count(len(portfolio.problems), 'problem')} to mend"] if portfolio.problems else []
        )
        parts += [f"{count(held, 'value')} withheld"] if held else []
        lines.append(f"{'✅' if portfolio.complete else '❌'} {folder}: {', '.join(parts)}")
    complete = sum(portfolio.complete for portfolio in portfolios)
    return [*lines, "", f"{complete} of {count(len(portfolios), 'portfolio')} complete."]


def coloured(text: str) -> str:
    """Return a text report with the colours of a terminal."""
    paint = {"✅": _GREEN, "🎉": _GREEN, "❌": _RED, " ": _DIM}
    lines = text.split("\n")
    return "\n".join(
        f"{paint[c]}{line}{_PLAIN}" if (c := line[:1]) in paint else line for line in lines
    )


def as_json(portfolios: Sequence[Portfolio], base: Path) -> str:
    """Return the shape of SPEC section 5."""
    report = {
        "exercise": portfolios[0].exercise.id,
        "complete": all(portfolio.complete for portfolio in portfolios),
        "portfolios": [
            {
                "folder": shown_path(portfolio.folder, base),
                "complete": portfolio.complete,
                "deliverables": [_json_answer(answer, base) for answer in portfolio.answers],
            }
            for portfolio in portfolios
        ],
    }
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def _json_answer(answer: Answer, base: Path) -> dict[str, object]:
    state = "complete" if answer.complete else "incomplete" if answer.begun else "missing"
    return {
        "id": answer.asked.id,
        "title": answer.asked.title,
        "path": shown_path(answer.source.path, base),
        "status": state,
        "problems": [
            asdict(found) | {"path": shown_path(found.path, base)} for found in answer.problems
        ],
    }


def as_github(portfolios: Sequence[Portfolio], base: Path) -> str:
    """Return one annotation a problem, as GitHub Actions reads them."""
    answers = (answer for portfolio in portfolios for answer in portfolio.answers)
    return "".join(
        annotation(found, answer.asked.title, base)
        for answer in answers
        for found in answer.problems
    )


def annotation(found: Problem, title: str, base: Path) -> str:
    """Return one problem as GitHub Actions reads it, under the title of its page."""
    at = f"file={_property(shown_path(found.path, base))},line={found.line or 1}"
    title = _property(f"{title}: {found.field or found.code}")
    text = _github(f"{found.message}\nhint: {found.hint}")
    return f"::error {at},title={title}::{text}\n"


def _github(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _github(text).replace(":", "%3A").replace(",", "%2C")


def as_junit(portfolios: Sequence[Portfolio], base: Path) -> str:
    """Return one test case a deliverable."""
    suites = ET.Element("testsuites", name=portfolios[0].exercise.label)
    for portfolio in portfolios:
        answers, folder = portfolio.answers, shown_path(portfolio.folder, base)
        failed = sum(not answer.complete for answer in answers)
        words = {"name": folder, "tests": str(len(answers)), "failures": str(failed)}
        suite = ET.SubElement(suites, "testsuite", words)
        for answer in answers:
            case = ET.SubElement(suite, "testcase", classname=folder, name=answer.asked.title)
            if not answer.complete:
                summary = count(len(answer.problems), "problem")
                failure = ET.SubElement(case, "failure", message=summary)
                failure.text = "\n".join(problem_text(found, base) for found in answer.problems)
    ET.indent(suites)
    return ET.tostring(suites, encoding="unicode", xml_declaration=False) + "\n"


FORMATS: dict[str, Callable[[Sequence[Portfolio], Path], str]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
    "junit": as_junit,
}
