"""Many portfolios, checked one after another or in several processes."""

from __future__ import annotations

import os
import signal
import traceback
from concurrent import futures
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from ..ask.exercise import EXAMPLE, load_one
from ..check import privacy
from ..check.checks import check, check_all
from ..check.notes import notes
from ..problems import problem, shown_path
from ..read import chosen_folder, homes
from ..read.elsewhere import PAGES, named_id
from ..read.source import MAX_BYTES, read
from . import copies
from .result import Outcome, Result

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from ..ask.exercise import Deliverable, Exercise
    from ..check.answer import Answer
    from ..problems import Problem

_WORTH_A_PROCESS = 8  # folders: starting a process takes as long as checking so many
_IN_ONE_GO = 8  # folders that a process gets at once


class Cohort:
    """An exercise with the templates and examples that many portfolios are compared with."""

    def __init__(
        self,
        exercise: Exercise,
        docs: Path,
        today: date,
        front: Deliverable | None = None,
        *,
        is_own: bool = False,
    ) -> None:
        """Read what portfolios are compared with.

        Args:
            exercise: what is asked for.
            docs: where its templates and the worked example are.
            today: the day by UTC, after which no date may lie.
            front: the front page, if it is to be checked with each portfolio.
            is_own: whether a learner asks, of whose documents none is compared with others.
        """
        self.exercise, self.docs, self.today = exercise, docs, today
        self.front, self.is_own = front, is_own
        self.files = [each.file for each in exercise.deliverables]

    @cached_property
    def templates(self) -> dict[str, str]:
        """Return the words of each template."""
        return {each.id: _words(each.template.source.text) for each in self.exercise.deliverables}

    @cached_property
    def ignored(self) -> tuple[Collection[int], Collection[int]]:
        """Return the hashes of phrases and fields that anybody may have: those we wrote."""
        bodies = (each.template.source.body for each in self.exercise.deliverables)
        resources = (text for each in self.exercise.resources for text in (each.title, each.url))
        return (
            frozenset(copies.shingles(" ".join(bodies))),
            frozenset(map(copies.hash_of, resources)),
        )

    @cached_property
    def examples(self) -> dict[str, copies.Sketches]:
        """Return the sketches of each document of the worked example."""
        folder = self.docs / EXAMPLE
        return {
            each.id: copies.sketches(read(folder / each.file, folder), self.ignored)
            for each in self.exercise.deliverables
        }

    def results(
        self, folders: Sequence[Path], bounds: Sequence[Path] = (), jobs: int = 0
    ) -> Iterator[Result]:
        """Yield the result of each folder, in their order.

        Args:
            folders: where the portfolios are.
            bounds: folders that no link in them may lead out of.
            jobs: processes; 0 for as many as there are processors.
        """
        jobs = min(jobs or _processors(), len(folders) // _WORTH_A_PROCESS)
        if jobs < 2:
            yield from (self.result(folder, bounds) for folder in folders)
            return
        made_of = (self.docs, self.exercise.id, self.today)
        pool = futures.ProcessPoolExecutor(jobs, initializer=_begin, initargs=made_of)
        try:
            parts = ((folder, bounds) for folder in folders)
            yield from pool.map(_result, parts, chunksize=_IN_ONE_GO)
        finally:
            pool.shutdown(wait=False, cancel_futures=True)

    def result(self, folder: Path, bounds: Sequence[Path] = ()) -> Result:
        """Check one learner's folder. Whatever goes wrong, it does not stop the others."""
        try:
            if not folder.is_dir():
                return Result(folder)
            return self._of_homes(folder, [folder, *bounds])
        except Exception as error:  # noqa: BLE001 - it is reported, and the others go on
            return self._failed(folder, "not-checked", reason=_place(error))

    def _of_homes(self, folder: Path, bounds: Sequence[Path]) -> Result:
        """Check the best of the folders that hold a learner's documents, and name the others."""
        places = homes.homes(folder, self.files)
        examples = [] if places else homes.examples(folder, self.files)
        own = [each for each in examples if not self._is_example(each)]  # filled in by mistake
        places += own
        left = {each: chosen_folder.left(each, *bounds) for each in places or homes.likely(folder)}
        inside = [each for each, home in left.items() if not home]
        found = [self._of(each) for each in inside] or [
            self._failed(each, "folder-outside", home=home.name)
            for each, home in left.items()
            if home
        ]
        best = max(found, key=_merit)
        if own:
            name = shown_path(best.folder, folder)
            fault = problem("in-the-example", best.folder, None, None, name=name)
            return replace(best, learner=folder, why=fault)
        notes = tuple(_notes(folder, best.folder, inside))
        return replace(best, learner=folder, notes=notes)

    def _of(self, folder: Path) -> Result:
        answers, front = self._checked(folder)
        outcomes = tuple(map(self._outcome, answers))
        changed = max(filter(None, (each.source.changed for each in answers)), default=None)
        is_open = os.access(folder, os.R_OK | os.X_OK)
        why = None if is_open else problem("folder-closed", folder, None, None, name=folder.name)
        return Result(folder, outcomes, changed, front, why)

    def _is_example(self, folder: Path) -> bool:
        """Tell whether a folder holds the worked example, of any copy of the project.

        Of an older copy, one document may be another one; two are a learner's.
        """
        names = [each for each in self.exercise.deliverables if (folder / each.file).exists()]
        sketches = {
            each.id: copies.sketches(read(folder / each.file, folder), self.ignored)
            for each in names
        }
        others = [
            id_
            for id_, each in sketches.items()
            if copies.alike(each.phrases, self.examples[id_].phrases) < copies.NEAR
        ]
        return len(others) < min(2, len(sketches))

    def _checked(self, folder: Path) -> tuple[tuple[Answer, ...], Answer | None]:
        if not self.front:
            return check(self.exercise, folder, self.today).answers, None
        portfolios, front = check_all([self.exercise], self.front, folder, self.today)
        return portfolios[0].answers, front

    def _outcome(self, answer: Answer) -> Outcome:
        deliverable, source = answer.deliverable, answer.source
        sketches, of_example, of_fields = copies.NONE, 0.0, 0.0
        if not self.is_own:
            sketches = copies.sketches(source, self.ignored)
            if source.path.parent != self.docs / EXAMPLE:
                of_example, of_fields = copies.shares(sketches, self.examples[deliverable.id])
        return Outcome(
            deliverable.id,
            deliverable.title,
            deliverable.done,
            source.path,
            answer.begun or answer.misnamed,
            tuple(answer.problems),
            answer.withheld,
            len(privacy.marked(source.data or {})),
            is_template=_is_same(source.text, self.templates[deliverable.id]),
            is_example=max(of_example, of_fields) >= copies.NEAR,
            of_example=of_example,
            warnings=(*answer.warnings, *(notes(answer) if self.is_own else ())),
            sketches=sketches,
        )

    def unopened(self, path: Path, why: str) -> Result:
        """Return the result of what lies in a class and is no folder: a key of messages.yml."""
        found = problem(why, path, None, None, name=path.name, file=self.files[0])
        return Result(path, why=found)

    def downloaded(self, folder: Path, files: Sequence[Path]) -> Result:
        """Check a learner's files that lie in no folder, as some courses download them.

        Args:
            folder: the folder that they would be in.
            files: one or more; which document each is, its `deliverable` says, or its name.
        """
        names: dict[str, Path] = {}
        for path in files:
            names[self._document(path, names) or path.name] = path
        if not names.keys() & set(self.files):
            return replace(self.unopened(files[0], "loose-file"), learner=folder)
        with _laid_out(names) as home:
            found = self.result(home)
        return _moved(found, {found.folder / file: path for file, path in names.items()}, folder)

    def answers(self, result: Result) -> tuple[Answer, ...]:
        """Read the documents of a result once more, wherever they are."""
        if result.folder.is_dir():
            return check(self.exercise, result.folder, self.today).answers
        names = dict(zip(self.files, (each.path for each in result.outcomes), strict=True))
        with _laid_out(names) as home:
            return check(self.exercise, home, self.today).answers

    def _document(self, path: Path, taken: Collection[str]) -> str | None:
        """Return the name that a file should have."""
        id_, name = named_id(path), path.name.lower()
        asked = [each for each in self.exercise.deliverables if each.file not in taken]
        by_id = (each.file for each in asked if each.id == id_)
        return next(by_id, None) or next(
            (each.file for each in asked if Path(each.file).stem in name and name.endswith(PAGES)),
            None,
        )

    def _failed(self, folder: Path, why: str, **words: str) -> Result:
        outcomes = []
        for deliverable in self.exercise.deliverables:
            path = folder / deliverable.file
            found = problem(why, path, None, None, name=deliverable.file, **words)
            names = (deliverable.id, deliverable.title, deliverable.done)
            outcomes.append(Outcome(*names, path, begun=True, problems=(found,)))
        return Result(folder, tuple(outcomes))


@contextmanager
def _laid_out(files: Mapping[str, Path]) -> Iterator[Path]:
    """Copy files that are there into a folder of their own, under other names."""
    with TemporaryDirectory() as name:
        for file, path in files.items():
            if path.is_file():
                with path.open("rb") as there:
                    (Path(name) / file).write_bytes(there.read(MAX_BYTES + 1))
        yield Path(name).resolve()


def _moved(result: Result, places: Mapping[Path, Path], folder: Path) -> Result:
    """Return a result with every path in its folder replaced: by its own place, or by a folder."""

    def moved(path: Path) -> Path:
        return places.get(path) or folder / path.name

    def of(found: Iterable[Problem]) -> tuple[Problem, ...]:
        return tuple(replace(each, path=moved(each.path)) for each in found)

    outcomes = tuple(
        replace(o, path=moved(o.path), problems=of(o.problems), warnings=of(o.warnings))
        for o in result.outcomes
    )
    changed = max(path.stat().st_mtime for path in places.values())
    return replace(result, folder=folder, learner=folder, outcomes=outcomes, changed=changed)


def _merit(result: Result) -> tuple[int, int, int]:
    """Return how good a set of documents is, among several of one learner."""
    done = sum(outcome.complete for outcome in result.outcomes)
    begun = sum(outcome.begun for outcome in result.outcomes)
    return done, begun, -len(result.problems)


def _notes(folder: Path, home: Path, places: Sequence[Path]) -> Iterator[Problem]:
    """Yield where else documents of a learner are."""
    words = {"home": "the folder itself" if home == folder else shown_path(home, folder)}
    if len(home.relative_to(folder).parts) - (home.name == "docs") > 1:
        yield problem("deep-folder", home, None, None, **words)
    for place in places:
        if place != home:
            found = "the folder itself" if place == folder else shown_path(place, folder)
            yield problem("other-set", place, None, None, found=found, **words)


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

_of_process: list[Cohort] = []  # read once for all folders of a process


def _begin(docs: Path, exercise_id: str, today: date) -> None:
    """Make the cohort of a process, which leaves it to the first one to react to Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    exercise = load_one(docs, exercise_id)
    _of_process[:] = [Cohort(exercise, docs, today)]


def _result(part: tuple[Path, Sequence[Path]]) -> Result:
    return _of_process[0].result(*part)
