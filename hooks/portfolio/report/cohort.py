"""Many portfolios, checked one after the other or in several processes.

A `Result` says of one portfolio all that a report of any kind needs, and is small: one process can
hand it to another.
"""

from __future__ import annotations

import os
import traceback
from concurrent import futures
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from ..ask.exercise import EXAMPLE, load
from ..check import privacy
from ..check.checks import check
from ..problems import problem
from ..read.source import read
from . import copies

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from ..ask.exercise import Exercise
    from ..check.answer import Answer
    from ..problems import Problem
    from ..read.source import Source

_WORTH_A_PROCESS = 8  # folders: starting one more process takes as long as checking so many
_IN_ONE_GO = 8  # folders handed to a process together


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one deliverable."""

    id: str
    title: str
    done: str  # the line for it when it is complete
    path: Path
    begun: bool
    problems: tuple[Problem, ...]
    withheld: int = 0  # values
    private: int = 0  # names that are hidden
    is_template: bool = False  # handed in as it was copied
    is_example: bool = False  # the worked example, or all its fields, handed in as one's own

    @property
    def complete(self) -> bool:
        return not self.problems


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one portfolio."""

    folder: Path
    outcomes: tuple[Outcome, ...] = ()  # none where there is no such folder
    changed: float | None = None  # seconds since 1970: the newest of its files
    sketch: Sequence[int] = ()  # for near copies; empty where nothing is compared

    @property
    def complete(self) -> bool:
        return bool(self.outcomes) and all(outcome.complete for outcome in self.outcomes)

    @property
    def begun(self) -> bool:
        return any(outcome.begun for outcome in self.outcomes)

    @property
    def problems(self) -> list[Problem]:
        return [found for outcome in self.outcomes for found in outcome.problems]

    @property
    def next(self) -> Problem | None:
        """Return what to mend first: in what is begun, if anything is."""
        begun = [found for outcome in self.outcomes if outcome.begun for found in outcome.problems]
        return next(iter([*begun, *self.problems]), None)


class Cohort:
    """An exercise, and what many portfolios are held against besides its rules."""

    def __init__(self, exercise: Exercise, docs: Path, today: date) -> None:
        self.exercise, self.docs, self.today = exercise, docs, today
        deliverables = exercise.deliverables
        folder = docs / EXAMPLE
        examples = {each.id: read(folder / each.file, folder) for each in deliverables}
        self.templates = {each.id: _words(each.template.source.text) for each in deliverables}
        self.examples = {id_: _words(source.text) for id_, source in examples.items()}
        self.example_fronts = {id_: _words(source.front) for id_, source in examples.items()}
        self.ignored = copies.shingles(" ".join(d.template.source.body for d in deliverables))
        self.example_sketch = self._sketch(examples.values())

    def results(
        self, folders: Sequence[Path], jobs: int = 0, *, compare: bool = True
    ) -> Iterator[Result]:
        """Yield what became of each folder, in their order.

        Args:
            folders: where the portfolios are.
            jobs: processes; 0 for as many as there are processors.
            compare: whether each gets a sketch, by which near copies are told.
        """
        jobs = min(jobs or _processors(), len(folders) // _WORTH_A_PROCESS)
        if jobs < 2:
            yield from (self.result(folder, compare=compare) for folder in folders)
            return
        made_of = (self.docs, self.exercise.id, self.today)
        result = partial(_result, made_of, compare=compare)
        with futures.ProcessPoolExecutor(jobs) as pool:
            yield from pool.map(result, folders, chunksize=_IN_ONE_GO)

    def result(self, folder: Path, *, compare: bool) -> Result:
        """Check one folder. Whatever goes wrong is a problem of that folder alone."""
        try:
            if not folder.is_dir():
                return Result(folder)
            answers = check(self.exercise, folder, self.today).answers
            outcomes = tuple(map(self._outcome, answers))
            sketch = self._sketch(answer.source for answer in answers) if compare else ()
            changed = max(filter(None, (each.source.changed for each in answers)), default=None)
            return Result(folder, outcomes, changed, sketch)
        except Exception as error:  # noqa: BLE001 - it must not stop the others; it is told
            return self._failed(folder, "not-checked", reason=_place(error))

    def left(self, folder: Path, home: Path) -> Result:
        """Return what becomes of a folder that leads out of where it seems to lie."""
        return self._failed(folder, "folder-outside", home=home.name)

    def _sketch(self, sources: Iterable[Source]) -> Sequence[int]:
        """Return a sample of what the learner wrote in sections: postings are alike in a class."""
        return copies.sketch(" ".join(source.body for source in sources), self.ignored)

    def _outcome(self, answer: Answer) -> Outcome:
        deliverable, source = answer.deliverable, answer.source
        return Outcome(
            deliverable.id,
            deliverable.title,
            deliverable.done,
            source.path,
            answer.begun or answer.misnamed,
            tuple(answer.problems),
            answer.withheld,
            len(privacy.hidden(source.data or {})),
            is_template=_is_same(source.text, self.templates[deliverable.id]),
            is_example=_is_same(source.text, self.examples[deliverable.id])
            or _is_same(source.front, self.example_fronts[deliverable.id]),
        )

    def _failed(self, folder: Path, why: str, **words: str) -> Result:
        outcomes = []
        for deliverable in self.exercise.deliverables:
            path = folder / deliverable.file
            found = problem(why, path, None, None, name=deliverable.file, **words)
            names = (deliverable.id, deliverable.title, deliverable.done)
            outcomes.append(Outcome(*names, path, begun=True, problems=(found,)))
        return Result(folder, tuple(outcomes))


def _place(error: Exception) -> str:
    """Return what kind of error it is, and where; what it says may repeat what is private."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} in {Path(last.filename).name}, line {last.lineno}"


def _words(text: str) -> str:
    return " ".join(text.split())


def _is_same(text: str, words: str) -> bool:
    """Tell whether a text says these words, however its white space differs."""
    return bool(text) and words.startswith(_words(text[:100])) and words == _words(text)


def _processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


# --- in a process of its own


@cache
def _cohort(docs: Path, exercise_id: str, today: date) -> Cohort:
    """Return what all the folders of a process are held against: it is read once."""
    exercise = next(each for each in load(docs) if each.id == exercise_id)
    return Cohort(exercise, docs, today)


def _result(made_of: tuple[Path, str, date], folder: Path, *, compare: bool) -> Result:
    return _cohort(*made_of).result(folder, compare=compare)
