"""A row for each portfolio: as text, as CSV, and on a page that sorts. Nothing here prints."""

from __future__ import annotations

import csv
import io
from base64 import b64encode
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ..ask.exercise import EXAMPLE
from ..problems import count, place, shown_path
from . import copies

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ..problems import Problem
    from .cohort import Cohort, Result

_PAGE = Path(__file__).with_name("overview.html.jinja")
_EXAMPLE = "the worked example"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # with which a spreadsheet takes a text for a formula
_MOST_COPIES = 20  # groups that a terminal shows


class Copy(NamedTuple):
    """A near copy of a portfolio."""

    of: str  # a folder as shown, or the worked example
    share: str  # of phrases that both have, such as 88%

    def __str__(self) -> str:
        return f"{self.of} ({self.share})"


@dataclass(slots=True)
class Row:
    """What an instructor wants to know about one portfolio."""

    path: Path
    folder: str  # as shown
    state: str  # complete, begun, not begun, not there
    done: int
    asked: int
    problems: int
    next: str
    withheld: int
    private: int
    changed: str  # YYYY-MM-DD, the date of its newest file; empty if there is none
    unchanged: list[str]  # titles of templates that are handed in untouched
    example: list[str]  # titles of pages that are copies of the worked example
    sketch: Sequence[int]
    copies: list[Copy] = field(default_factory=list)

    @property
    def progress(self) -> str:
        """Return how much is done, such as `3 of 4`, or nothing if there is no such folder."""
        return f"{self.done} of {self.asked}" if self.asked else ""

    @property
    def look(self) -> bool:
        """Tell whether somebody should look at it, since it may not be the learner's own work."""
        return bool(self.unchanged or self.example or self.copies)


def row(result: Result, base: Path) -> Row:
    """Return the row of one portfolio."""
    outcomes, found = result.outcomes, result.next
    begun = "begun" if result.begun else "not begun"
    return Row(
        path=result.folder,
        folder=shown_path(result.folder, base).removesuffix("/docs"),
        state="not there" if not outcomes else "complete" if result.complete else begun,
        done=sum(outcome.complete for outcome in outcomes),
        asked=len(outcomes),
        problems=len(result.problems),
        next=_step(found, result.folder) if found else "",
        withheld=sum(outcome.withheld for outcome in outcomes),
        private=sum(outcome.private for outcome in outcomes),
        changed=_day(result.changed),
        unchanged=[outcome.title for outcome in outcomes if outcome.is_template],
        example=[outcome.title for outcome in outcomes if outcome.is_example],
        sketch=result.sketch,
    )


def _day(seconds: float | None) -> str:
    try:
        return datetime.fromtimestamp(seconds, UTC).date().isoformat() if seconds else ""
    except (ValueError, OverflowError, OSError):  # a date out of range
        return ""


def _step(found: Problem, folder: Path) -> str:
    if found.message.startswith(found.path.name):
        return found.message  # it begins with the name
    return f"{place(found, folder)}: {found.message}"


def line(row: Row) -> str:
    """Return one portfolio as one line of text."""
    if row.state == "not there":
        return f"❌ {row.folder}: there is no such folder\n"
    parts = [f"{row.progress} done"]
    parts += [f"{count(row.problems, 'problem')} to mend"] if row.problems else []
    parts += [f"{count(row.withheld, 'value')} withheld"] if row.withheld else []
    return f"{'✅' if row.state == 'complete' else '❌'} {row.folder}: {', '.join(parts)}\n"


def compared(rows: Sequence[Row], cohort: Cohort) -> list[str]:
    """Add to each row its near copies; return a line for each group, the most alike first."""
    example = (cohort.docs / EXAMPLE).resolve()
    # names are compared first, since resolving thousands of paths takes long
    others = [r for r in rows if r.path.name != example.name or r.path.resolve() != example]
    own, of_example = [], []
    for row in others:
        alike = copies.alike(row.sketch, cohort.example_sketch)
        if alike < copies.NEAR:
            own.append(row)
            continue
        row.copies.append(Copy(_EXAMPLE, f"{alike:.0%}"))
        of_example.append(f"{row.folder} ({alike:.0%})")
    pairs = copies.near_copies([row.sketch for row in own])
    for one, other, alike in pairs:
        own[one].copies.append(Copy(own[other].folder, f"{alike:.0%}"))
        own[other].copies.append(Copy(own[one].folder, f"{alike:.0%}"))
    lines = [f"Near copies of {_EXAMPLE}: {', '.join(of_example)}"] if of_example else []
    for members, alike in copies.groups(pairs):
        *first, last = (own[at].folder for at in members)
        lines.append(f"Near copies: {', '.join(first)} and {last} ({alike:.0%})")
    return lines


def closing(rows: Sequence[Row], near_copies: Sequence[str]) -> str:
    """Return the end of a text report: which portfolios need a look, and the total."""
    groups = [
        ("Not begun", [row.folder for row in rows if row.state == "not begun"]),
        ("A template handed in unchanged", [row.folder for row in rows if row.unchanged]),
        ("The worked example handed in", [row.folder for row in rows if row.example]),
    ]
    lines = [f"{name}: {', '.join(folders)}" for name, folders in groups if folders]
    lines += near_copies[:_MOST_COPIES]
    if len(near_copies) > _MOST_COPIES:
        more = len(near_copies) - _MOST_COPIES
        lines.append(f"Near copies: {count(more, 'more group')}, in a CSV or HTML report")
    complete = sum(row.state == "complete" for row in rows)
    total = f"{complete} of {count(len(rows), 'portfolio')} complete."
    return "\n".join(["", *lines, *([""] if lines else []), total, ""])


_IN_CSV = (
    "folder",
    "state",
    "done",
    "asked",
    "problems",
    "unchanged",
    "example",
    "copies",
    "next",
    "withheld",
    "private",
    "changed",
)


def as_csv(rows: Iterable[Row]) -> str:
    """Return a table for a spreadsheet, in which no cell is a formula, whatever learners wrote."""
    text = io.StringIO(newline="")
    table = csv.writer(text, lineterminator="\r\n")
    table.writerow(_IN_CSV)
    for row in rows:
        table.writerow([_cell(getattr(row, name)) for name in _IN_CSV])
    return text.getvalue()


def _cell(value: str | int | list[str] | list[Copy]) -> str | int:
    text = "; ".join(map(str, value)) if isinstance(value, list) else value
    return f"'{text}" if isinstance(text, str) and text.startswith(_FORMULA) else text


_IN_PAGE = {  # the head of each column, and its explanation
    "folder": ("Portfolio", "The learner’s folder."),
    "state": (
        "State",
        "Complete: all documents are done. Begun: at least one is there. Not begun: none is. "
        "Not there: there is no such folder.",
    ),
    "progress": ("Done", "How many of the documents are there and have no problem left."),
    "problems": ("Problems", "How many there are to mend, in all documents together."),
    "next": (
        "What comes next",
        "The problem to mend first: its file, line and field, and what is wrong there. "
        "Check the learner’s folder alone to see every problem, and how to mend it.",
    ),
    "look": (
        "Worth a look",
        "What may not be the learner’s own work. Template unchanged: a template was handed in as "
        "it is. Worked example: these pages of the example were handed in, or all their fields. "
        "Near copy: half or more of the phrases are the same, and how much of them. Learners of "
        "one course read the same sources, so this is a reason to look, and nothing more.",
    ),
    "withheld": ("Withheld", "How many values are kept out of the files, by the word “withheld”."),
    "private": ("Private", "How many fields and sections the learner’s public pages leave out."),
    "changed": (
        "Last changed",
        "The newest date of the files. In a fresh clone, that is the day of the clone.",
    ),
}


def as_html(rows: Sequence[Row], label: str, day: str) -> str:
    """Return a page in one file that loads nothing and is hidden from search engines.

    Args:
        rows: the portfolios.
        label: the name of the exercise.
        day: the day on which they were checked.
    """
    from jinja2 import Environment, StrictUndefined  # noqa: PLC0415 - only a report needs it

    jinja = Environment(autoescape=True, undefined=StrictUndefined)
    source = _PAGE.read_text(encoding="utf-8")
    script = source.partition("<script>")[2].partition("</script>")[0]
    policy = b64encode(sha256(script.encode()).digest()).decode()
    states = Counter(row.state for row in rows)
    columns = {
        name: words
        for name, words in _IN_PAGE.items()
        if any(getattr(row, name) for row in rows)  # else the column would be empty
    }
    words = {"columns": columns, "label": label, "day": day, "states": states, "count": count}
    return jinja.from_string(source).render(rows=rows, policy=policy, **words)
