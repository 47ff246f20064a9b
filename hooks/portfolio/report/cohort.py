"""Many portfolios, checked one after another or in several processes.

A `Result` holds what reports need to know of a portfolio. It is small, so that one process can pass
it to another.
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
from ..check.checks import check, check_all
from ..problems import problem
from ..read.source import read
from . import copies

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from ..ask.exercise import Deliverable, Exercise
    from ..check.answer import Answer
    from ..problems import Problem
    from ..read.source import Source

_WORTH_A_PROCESS = 8  # folders: starting a process takes as long as checking so many
_IN_ONE_GO = 8  # folders that a process gets at once


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of checking one deliverable."""

    id: str
    title: str
    done: str  # the line of the report when it is complete
    path: Path
    begun: bool
    problems: tuple[Problem, ...]
    withheld: int = 0  # how many values are
    private: int = 0  # how many names are
    is_template: bool = False  # an untouched copy of its template
    is_example: bool = False  # a copy of the worked example, or of all its fields

    @property
    def complete(self) -> bool:
        return not self.problems


@dataclass(frozen=True, slots=True)
class Result:
    """The result of checking one portfolio."""

    folder: Path
    outcomes: tuple[Outcome, ...] = ()  # none if there is no such folder
    changed: float | None = None  # seconds since 1970: the newest of its files
    sketch: Sequence[int] = ()  # to find near copies with; empty if nothing is compared
    front: Answer | None = None  # the front page, where it is checked too

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
        """Return what to mend first, if possible in a document that is begun."""
        begun = [found for outcome in self.outcomes if outcome.begun for found in outcome.problems]
        return next(iter([*begun, *self.problems]), None)


class Cohort:
    """An exercise with the templates and examples that many portfolios are compared with."""

    def __init__(
        self, exercise: Exercise, docs: Path, today: date, front: Deliverable | None = None
    ) -> None:
        """Read what portfolios are compared with.

        Args:
            exercise: what is asked for.
            docs: where its templates and the worked example are.
            today: the day by UTC, after which no date may lie.
            front: the front page, if it is to be checked with each portfolio.
        """
        self.exercise, self.docs, self.today, self.front = exercise, docs, today, front
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
        """Yield the result of each folder, in their order.

        Args:
            folders: where the portfolios are.
            jobs: processes; 0 for as many as there are processors.
            compare: whether each gets a sketch, to find near copies with.
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
        """Check one folder. Whatever goes wrong, it does not stop the others."""
        try:
            if not folder.is_dir():
                return Result(folder)
            answers, front = self._checked(folder)
            outcomes = tuple(map(self._outcome, answers))
            sketch = self._sketch(answer.source for answer in answers) if compare else ()
            changed = max(filter(None, (each.source.changed for each in answers)), default=None)
            return Result(folder, outcomes, changed, sketch, front)
        except Exception as error:  # noqa: BLE001 - it is reported, and the others go on
            return self._failed(folder, "not-checked", reason=_place(error))

    def _checked(self, folder: Path) -> tuple[tuple[Answer, ...], Answer | None]:
        if not self.front:
            return check(self.exercise, folder, self.today).answers, None
        portfolios, front = check_all([self.exercise], self.front, folder, self.today)
        return portfolios[0].answers, front

    def left(self, folder: Path, home: Path) -> Result:
        """Return the result of a folder that is a link out of its home."""
        return self._failed(folder, "folder-outside", home=home.name)

    def _sketch(self, sources: Iterable[Source]) -> Sequence[int]:
        """Return a sketch of the sections only: in a class, the fields of postings are alike."""
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
    """Return the kind of an error and its place; its message may repeat what is private."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} in {Path(last.filename).name}, line {last.lineno}"


def _words(text: str) -> str:
    return " ".join(text.split())


def _is_same(text: str, words: str) -> bool:
    """Tell whether a text consists of these words, whatever its white space."""
    return bool(text) and words.startswith(_words(text[:100])) and words == _words(text)


def _processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


# --- in another process


@cache
def _cohort(docs: Path, exercise_id: str, today: date) -> Cohort:
    """Return the cohort for all folders of a process, so that it is read once."""
    exercise = next(each for each in load(docs) if each.id == exercise_id)
    return Cohort(exercise, docs, today)


def _result(made_of: tuple[Path, str, date], folder: Path, *, compare: bool) -> Result:
    return _cohort(*made_of).result(folder, compare=compare)
