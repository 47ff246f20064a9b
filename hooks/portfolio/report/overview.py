"""A row for each portfolio: as text, as CSV, and on a page that sorts. Nothing here prints."""

from __future__ import annotations

import csv
import io
from base64 import b64encode
from collections import Counter
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from ..problems import count, place, shown_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ..problems import Problem
    from .passages import SideBySide
    from .result import Copy, Result

_PAGE = Path(__file__).with_name("overview.html.jinja")
_FORMULA = tuple("=+-@＝＋－＠")  # with which a spreadsheet takes a text for a formula
_MOST_COPIES = 20  # groups that a terminal shows


@dataclass(slots=True)
class Row:
    """What an instructor wants to know about one portfolio."""

    path: Path
    folder: str  # as shown
    state: str  # complete, started, not started, unreadable, not there
    done: int
    asked: int
    problems: int
    next: str
    withheld: int
    private: int
    changed: str  # YYYY-MM-DD, the date of its newest file; empty if there is none
    unchanged: list[str]  # titles of templates that are handed in untouched
    example: list[str]  # titles of pages that are copies of the worked example
    result: Result
    documents: dict[str, str] = field(default_factory=dict)  # by id: done, 2 to fix, not started
    notes: list[str] = field(default_factory=list)  # what else lies there
    copies: list[Copy] = field(default_factory=list)

    @property
    def progress(self) -> str:
        """Return how much is done, such as `3 of 4`, or nothing if there is no such folder."""
        return f"{self.done} of {self.asked}" if self.asked else ""

    @property
    def look(self) -> bool:
        """Tell whether somebody should look at it, since it may not be the learner's own work."""
        return bool(self.unchanged or self.example or self.copies or self.notes)


def row(result: Result, base: Path) -> Row:
    """Return the row of one portfolio."""
    outcomes, found = result.outcomes, result.next
    return Row(
        path=result.folder,
        folder=_shown(result, base),
        state=result.state,
        done=sum(outcome.complete for outcome in outcomes),
        asked=len(outcomes),
        problems=len(result.problems),
        next=_step(found, result.folder) if found else "",
        withheld=sum(outcome.withheld for outcome in outcomes),
        private=sum(outcome.private for outcome in outcomes),
        changed=result.day,
        unchanged=result.flags["unchanged"],
        example=result.flags["example"],
        result=result,
        documents={outcome.id: outcome.state for outcome in outcomes},
        notes=[each.message for each in result.warnings],
        copies=result.copies,
    )


def _shown(result: Result, base: Path) -> str:
    """Return a learner's folder, with the one in it that holds the documents, but for docs/."""
    home, learner = result.folder, result.learner or result.folder
    if home == learner:
        return shown_path(home, base).removesuffix("/docs")
    inner = home.parent if home.name == "docs" else home
    return shown_path(inner if learner in (inner, inner.parent) else learner, base)


def _step(found: Problem, folder: Path) -> str:
    if found.path == folder:  # nothing in it could be checked
        return f"{found.message}: {found.hint}"
    if found.message.startswith(found.path.name):
        return found.message  # it begins with the name
    return f"{place(found, folder)}: {found.message}"


def line(row: Row) -> str:
    """Return one portfolio as one line of text."""
    if row.result.why:
        done = f"{row.progress} done; " if row.state == "started" else ""
        return f"❌ {row.folder}: {done}{row.result.why.message}\n"
    if row.state == "not there":
        return f"❌ {row.folder}: there is no such folder\n"
    parts = [f"{row.progress} done"]
    parts += [f"{count(row.problems, 'problem')} to fix{_where(row)}"] if row.problems else []
    parts += [f"{count(row.withheld, 'value')} withheld"] if row.withheld else []
    return f"{'✅' if row.state == 'complete' else '❌'} {row.folder}: {', '.join(parts)}\n"


def _where(row: Row) -> str:
    """Return which documents are not done, if some are begun."""
    left = [each for each in row.result.outcomes if not each.complete]
    if not any(outcome.begun for outcome in row.result.outcomes):
        return ""
    return f" ({', '.join(f'{each.title}: {each.state}' for each in left)})"


def closing(rows: Sequence[Row], near_copies: Sequence[str], others: Sequence[str] = ()) -> str:
    """Return the end of a text report: which portfolios need a look, and the total.

    Args:
        rows: the portfolios.
        near_copies: a line for each group of near copies.
        others: names of what lies beside the portfolios, and is nobody's.
    """
    groups = [
        ("Not started", [row.folder for row in rows if row.state == "not started"]),
        ("Cannot be read", [row.folder for row in rows if row.state == "unreadable"]),
        ("A template handed in unchanged", [row.folder for row in rows if row.unchanged]),
        ("The worked example handed in", [row.folder for row in rows if row.example]),
        ("Not looked at", others),
    ]
    lines = [f"{name}: {', '.join(folders)}" for name, folders in groups if folders]
    lines += [f"{row.folder}: {note}" for row in rows for note in row.notes]
    lines += near_copies[:_MOST_COPIES]
    if len(near_copies) > _MOST_COPIES:
        more = len(near_copies) - _MOST_COPIES
        lines.append(f"Near copies: {count(more, 'more group')}, in a CSV or HTML report")
    return "\n".join(["", *lines, *([""] if lines else []), total(rows), ""])


def total(rows: Sequence[Row]) -> str:
    """Return how a class stands, in a line."""
    complete = sum(row.state == "complete" for row in rows)
    return f"{complete} of {count(len(rows), 'portfolio')} complete."


_IN_CSV = (
    "folder",
    "state",
    "done",
    "asked",
    "problems",
    "unchanged",
    "example",
    "copies",
    "notes",
    "next",
    "withheld",
    "private",
    "changed",
)


def as_csv(rows: Sequence[Row]) -> str:
    """Return a table for a spreadsheet, in which no cell is a formula, whatever learners wrote."""
    ids = documents(rows)
    text = io.StringIO(newline="")
    table = csv.writer(text, lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    table.writerow([*_IN_CSV, *ids])
    for row in rows:
        cells = [getattr(row, name) for name in _IN_CSV]
        table.writerow(map(_cell, [*cells, *(row.documents.get(id_, "") for id_ in ids)]))
    return text.getvalue()


def documents(rows: Iterable[Row]) -> dict[str, str]:
    """Return the documents that are asked for: their ids, with their titles."""
    return {each.id: each.title for row in rows for each in row.result.outcomes}


def _cell(value: str | int | list[str] | list[Copy]) -> str | int:
    text = "; ".join(map(str, value)) if isinstance(value, list) else value
    return f"'{text}" if isinstance(text, str) and text.lstrip().startswith(_FORMULA) else text


_IN_PAGE = {  # the head of each column, and its explanation
    "folder": ("Portfolio", "The learner’s folder."),
    "state": (
        "State",
        "Complete: all documents are done. Started: at least one is there. Not started: none is. "
        "Unreadable: there is something, but the check cannot read it. "
        "Not there: the folder does not exist.",
    ),
    "progress": ("Done", "How many of the documents are there and have no problems left."),
    "problems": ("Problems", "How many there are to fix, in all documents together."),
    "next": (
        "What comes next",
        "The problem to fix first: its file, line and field, and what is wrong there. "
        "Check the learner’s folder alone to see every problem, and how to fix it.",
    ),
    "look": (
        "Worth a look",
        "What may not be the learner’s own work. Template unchanged: a template was handed in as "
        "it is. Worked example, near copy: at least two-thirds of the phrases in a document’s "
        "sections, or of the values in its fields, are the same, measured against the shorter "
        "document. Learners in the same course read the same sources, so this is a reason to "
        "look, and nothing more. It also names another folder in which the learner has documents.",
    ),
    "withheld": (
        "Withheld",
        "How many values the learner has kept out of the documents, with the word “withheld”.",
    ),
    "private": ("Private", "How many fields and sections the learner’s public pages leave out."),
    "changed": (
        "Last changed",
        "The date of the newest file. In a fresh clone, that is the date of the clone.",
    ),
}


def as_html(rows: Sequence[Row], label: str, day: str, alike: Sequence[SideBySide] = ()) -> str:
    """Return a page in one file that loads nothing and is hidden from search engines.

    Args:
        rows: the portfolios.
        label: the name of the exercise.
        day: the day on which they were checked.
        alike: the pairs of near copies.
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
    words |= {"documents": documents(rows), "alike": alike}
    return jinja.from_string(source).render(rows=rows, policy=policy, **words)
