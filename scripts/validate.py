"""Check portfolios against an exercise: arguments in, exit code out.

Exit codes: 0 complete, 1 not complete, 2 cannot run (a folder that is not there, a wrong option).
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from console import ROOT, cannot_run, needed, replace_file, tell, today, write

with needed():
    from portfolio.ask import exercise
    from portfolio.problems import shown_path
    from portfolio.read import chosen_folder, classroom, homes
    from portfolio.read.elsewhere import PAGES
    from portfolio.report import formats, likeness, overview, passages
    from portfolio.report.cohort import Cohort

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from portfolio.report.overview import Row
    from portfolio.report.result import Result

_OF_ENDINGS = {".html": "html", ".csv": "csv", ".json": "json", ".xml": "junit", ".txt": "text"}
_A_CLASS = 3  # folders with documents, from which on they are not one learner's
_FORMATS = [*formats.FORMATS, "csv", "html"]


class _CannotRunError(Exception):
    """Why nothing can be checked."""


class _Asked(NamedTuple):
    """What to check: learners' folders, what else lies in a class, and the base of all paths."""

    base: Path
    folders: list[Path]
    bounds: list[Path]  # no link may lead out of them
    others: classroom.Class


def main(argv: list[str] | None = None, *, exercise_id: str | None = None) -> int:
    """Run the command with the arguments of the shell, or with `argv`; return the exit code."""
    try:
        return _run(_options(argv, exercise_id))
    except (_CannotRunError, exercise.ExerciseError, OSError) as error:
        return cannot_run(str(error))


def _run(options: argparse.Namespace) -> int:
    checked = exercise.load_one(ROOT / "docs", options.exercise)
    asked = (_class if options.of_class else _given)(options, checked)
    absent = [folder for folder in [*asked.folders, *asked.others.dead] if not _is_folder(folder)]
    for folder in absent:
        cannot_run(f"there is no folder {shown_path(folder, Path.cwd())}")
    if absent and absent == asked.folders:
        return 2
    several = options.of_class or len(asked.folders) > 1
    in_text = options.format == "text" and several
    front = None if several else exercise.portfolio_page(ROOT / "docs")
    is_own = not several and options.format == "text"
    cohort = Cohort(checked, ROOT / "docs", today(), front, is_own=is_own)
    found = _found(cohort, asked, options)
    if len(asked.folders) > 1 and sys.stderr.isatty() and (options.output or not _is_seen()):
        found = _with_progress(found, len(asked.folders))
    in_rows = in_text or options.format not in formats.FORMATS
    complete = (_rows if in_rows else _details)(cohort, asked, found, options)
    return 2 if absent else 0 if complete else 1


def _found(cohort: Cohort, asked: _Asked, options: argparse.Namespace) -> Iterator[Result]:
    """Yield the result of each folder, then of what lies in a class and is none."""
    yield from cohort.results(asked.folders, asked.bounds, options.jobs)
    for learner, files in asked.others.loose.items():
        yield cohort.downloaded(asked.base / learner, files)
    yield from (cohort.unopened(path, "archive") for path in asked.others.archives)
    yield from (cohort.unopened(path, "dead-folder") for path in asked.others.dead)


def _details(
    cohort: Cohort, asked: _Asked, found: Iterable[Result], options: argparse.Namespace
) -> bool:
    """Write every problem; tell whether every portfolio is complete."""
    results = list(found)
    rows = [overview.row(result, asked.base) for result in results]
    likeness.compare(rows, cohort)
    text = formats.FORMATS[options.format](cohort.exercise, results, Path.cwd())
    if options.format == "text" and (page := results[0].front):
        text += formats.front_page(page, Path.cwd())
    _say(text, rows, options)
    return all(result.complete for result in results)


def _rows(
    cohort: Cohort, asked: _Asked, found: Iterable[Result], options: argparse.Namespace
) -> bool:
    """Write a line for each portfolio, and who needs a look; tell whether all are complete."""
    kind = options.format
    rows: list[Row] = []
    is_live = kind == "text" and not options.output
    for result in found:
        rows.append(overview.row(result, asked.base))
        if is_live:
            _print(overview.line(rows[-1]))
    pairs = likeness.compare(rows, cohort)
    if kind == "csv":
        text = overview.as_csv(rows)
    elif kind == "html":
        alike = passages.side_by_side(rows, pairs, cohort)
        text = overview.as_html(rows, cohort.exercise.label, today().isoformat(), alike)
    else:
        text = "" if is_live else "".join(map(overview.line, rows))
        beside = [shown_path(path, asked.base) for path in asked.others.others]
        text += overview.closing(rows, list(likeness.lines(rows, pairs)), beside)
    _say(text, rows, options)
    return all(row.state == "complete" for row in rows)


def _say(text: str, rows: Sequence[Row], options: argparse.Namespace) -> None:
    if not options.output:
        _print(text, is_for_eyes=options.format == "text")
        return
    mark = "\ufeff" if options.format == "csv" else ""  # by which spreadsheets recognize UTF-8
    replace_file(options.output, mark + text)
    _print(f"{overview.total(rows)} {shown_path(options.output, Path.cwd())} says more.\n")


def _print(text: str, *, is_for_eyes: bool = True) -> None:
    colors = is_for_eyes and _is_seen() and not os.environ.get("NO_COLOR")
    write(formats.colored(text) if colors else text)


def _is_seen() -> bool:
    return sys.stdout.isatty()


def _with_progress(found: Iterator[Result], n: int) -> Iterator[Result]:
    import click  # noqa: PLC0415 - only a terminal needs it

    with click.progressbar(found, n, label="Checking", file=sys.stderr) as bar:
        yield from bar


def _class(options: argparse.Namespace, asked: exercise.Exercise) -> _Asked:
    """Return what lies in the folder of a class."""
    base = Path(options.of_class).absolute()
    if fault := chosen_folder.why_unusable(base):
        raise _CannotRunError(f"{fault} (--class)")
    others = classroom.look_into(base, [Path(each.file).stem for each in asked.deliverables])
    written = options.output.absolute() if options.output else None
    others.loose = {
        learner: kept
        for learner, files in others.loose.items()
        if (kept := [each for each in files if each != written])
    }
    if not any((others.folders, others.loose, others.archives, others.dead)):
        raise _CannotRunError(f"there is no folder in {options.of_class}")
    return _Asked(base, others.folders, [], others)


def _given(options: argparse.Namespace, asked: exercise.Exercise) -> _Asked:
    """Return the folders that were given; stars work on every system."""
    folders = [folder for name in options.folders for folder in _named(name)]
    for folder in folders:
        names = homes.learners(folder, [each.file for each in asked.deliverables])
        if len(names) >= _A_CLASS:
            some = f"{len(names)} folders, such as {names[0]} and {names[1]}"
            raise _CannotRunError(
                f"{shown_path(folder, Path.cwd())} has documents in {some}: "
                "to check each of them, write --class before it"
            )
    repositories = [Path.cwd(), ROOT, *(folder.parent for folder in folders)]
    bounds = [home for each in repositories if (home := chosen_folder.repository(each))]
    given = folders or [ROOT / "docs"]
    return _Asked(Path.cwd(), given, list(dict.fromkeys(bounds)), classroom.Class())


def _named(name: str) -> list[Path]:
    """Return the folders of a name; for a page, the folder that it is in."""
    path = Path(name).absolute()
    is_file = os.path.isfile(path)  # noqa: PTH113 - a Path raises where a name is too long
    if is_file and path.name.lower().endswith(PAGES):
        tell(f"{shown_path(path, Path.cwd())} is a file: its folder is checked")
        return [path.parent]
    if fault := is_file and chosen_folder.why_unusable(path):
        raise _CannotRunError(fault)
    found = sorted(Path.cwd().glob(name)) if "*" in name and not path.exists() else []
    return [each for each in found if _is_folder(each)] or [path]


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # it cannot be read: its check will say so
        return False


def _options(argv: list[str] | None, exercise_id: str | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Check whether the deliverables are all done.")
    parser.add_argument("folders", nargs="*", metavar="FOLDER", help="default: the project's docs/")
    parser.add_argument(
        "--class",
        dest="of_class",
        metavar="FOLDER",
        help="check every folder in it, one per learner: in each, its docs/ or the folder itself",
    )
    parser.add_argument(
        "--format", choices=_FORMATS, help="default: text, or what --output ends in"
    )
    parser.add_argument(
        "--output", type=Path, metavar="FILE", help="such as report.html, class.csv"
    )
    parser.add_argument("--jobs", type=int, default=0, metavar="N", help="default: all processors")
    if exercise_id is None:
        parser.add_argument("--exercise", metavar="ID", default="exercise-01")
    else:
        parser.set_defaults(exercise=exercise_id)
    options = parser.parse_args(argv)
    ending = options.output.suffix.lower() if options.output else ".txt"
    options.format = options.format or _OF_ENDINGS.get(ending)
    if not options.format:
        parser.error(f"--output: end the name in {', '.join(_OF_ENDINGS)}, or add --format")
    if options.output and not options.output.absolute().parent.is_dir():
        parser.error(f"--output: there is no folder {options.output.parent}")
    if options.of_class and options.folders:
        parser.error("give --class, or folders, not both")
    return options


if __name__ == "__main__":
    sys.exit(main())
