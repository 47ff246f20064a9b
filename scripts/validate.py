"""Check portfolios against an exercise: arguments in, exit code out.

Exit codes: 0 complete, 1 not complete, 2 cannot run (a folder that is not there, a wrong option).
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from console import ROOT, cannot_run, needed, today, write

with needed():
    from portfolio.ask import exercise
    from portfolio.check import privacy
    from portfolio.problems import shown_path
    from portfolio.read import chosen_folder
    from portfolio.report import formats, overview
    from portfolio.report.cohort import Cohort

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from portfolio.report.cohort import Result
    from portfolio.report.overview import Row

_OF_ENDINGS = {".html": "html", ".csv": "csv", ".json": "json", ".xml": "junit", ".txt": "text"}
_FORMATS = [*formats.FORMATS, "csv", "html"]


class _CannotRunError(Exception):
    """Why nothing can be checked."""


def main(argv: list[str] | None = None, *, exercise_id: str | None = None) -> int:
    """Run the command with the arguments of the shell, or with `argv`; return the exit code."""
    try:
        return _run(_options(argv, exercise_id))
    except (_CannotRunError, exercise.ExerciseError, OSError) as error:
        return cannot_run(str(error))


def _run(options: argparse.Namespace) -> int:
    known = {each.id: each for each in exercise.load(ROOT / "docs")}
    if options.exercise not in known:
        raise _CannotRunError(f"there is no exercise {options.exercise}: {', '.join(known)}")
    files = [deliverable.file for deliverable in known[options.exercise].deliverables]
    folders = list(_folders(options, files))
    absent = [folder for folder in folders if not _is_folder(folder)]
    for folder in absent:
        cannot_run(f"there is no folder {shown_path(folder, Path.cwd())}")
    if absent == folders:
        return 2
    in_text = options.format == "text" and (options.of_class or len(folders) > 1)
    front = None if in_text or options.format != "text" else exercise.portfolio_page(ROOT / "docs")
    cohort = Cohort(known[options.exercise], ROOT / "docs", today(), front)
    in_rows = in_text or options.format not in formats.FORMATS
    found = _found(cohort, folders, options, compare=in_rows)
    if len(folders) > 1 and sys.stderr.isatty() and (options.output or not sys.stdout.isatty()):
        found = _with_progress(found, len(folders))
    complete = (_rows if in_rows else _details)(cohort, found, options)
    return 2 if absent else 0 if complete else 1


def _found(
    cohort: Cohort, folders: list[Path], options: argparse.Namespace, *, compare: bool
) -> Iterator[Result]:
    """Yield the result of each folder; a link out of its home is not followed."""
    left = {folder: home for folder in folders if (home := _left(folder, options))}
    stay = [folder for folder in folders if folder not in left]
    checked = cohort.results(stay, options.jobs, compare=compare)
    for folder in folders:
        yield cohort.left(folder, left[folder]) if folder in left else next(checked)


def _details(cohort: Cohort, found: Iterable[Result], options: argparse.Namespace) -> bool:
    """Write every problem; tell whether every portfolio is complete."""
    results = list(found)
    text = formats.FORMATS[options.format](cohort.exercise, results, Path.cwd())
    is_shown = True
    if options.format == "text":  # which is for one folder; several get rows
        page = results[0].front
        text += formats.front_page(page, Path.cwd()) if page else ""
        is_shown = not page or not page.begun or privacy.may_be_shown(page)
    _say(text, options)
    return is_shown and all(result.complete for result in results)


def _rows(cohort: Cohort, found: Iterable[Result], options: argparse.Namespace) -> bool:
    """Write a line for each portfolio, and who needs a look; tell whether all are complete."""
    kind = options.format
    base = Path(options.of_class).absolute() if options.of_class else Path.cwd()
    rows: list[Row] = []
    is_live = kind == "text" and not options.output
    for result in found:
        rows.append(overview.row(result, base))
        if is_live:
            _say(overview.line(rows[-1]), options)
    near_copies = overview.compared(rows, cohort)
    if kind == "csv":
        _say(overview.as_csv(rows), options)
    elif kind == "html":
        _say(overview.as_html(rows, cohort.exercise.label, today().isoformat()), options)
    else:
        lines = "" if is_live else "".join(map(overview.line, rows))
        _say(lines + overview.closing(rows, near_copies), options)
    return all(row.state == "complete" for row in rows)


def _say(text: str, options: argparse.Namespace) -> None:
    if options.output:
        mark = "\ufeff" if options.format == "csv" else ""  # by which spreadsheets recognize UTF-8
        options.output.write_text(mark + text, encoding="utf-8", newline="")
        return
    is_for_eyes = options.format == "text" and sys.stdout.isatty()
    write(formats.colored(text) if is_for_eyes and not os.environ.get("NO_COLOR") else text)


def _with_progress(found: Iterator[Result], n: int) -> Iterator[Result]:
    import click  # noqa: PLC0415 - only a terminal needs it

    with click.progressbar(found, n, label="Checking", file=sys.stderr) as bar:
        yield from bar


def _folders(options: argparse.Namespace, files: Sequence[str]) -> Iterator[Path]:
    """Yield the folders to check; stars work on every system."""
    if options.of_class:
        learners = _within(Path(options.of_class).absolute())
        if not learners:
            raise _CannotRunError(f"there is no folder in {options.of_class}")
        yield from (_home(each, files) for each in learners)
    elif not options.folders:
        yield ROOT / "docs"
    for name in options.folders:
        path = Path(name).absolute()
        found = sorted(Path.cwd().glob(name)) if "*" in name and not path.exists() else []
        for folder in [each for each in found if _is_folder(each)] or [path]:
            docs = folder / "docs"
            yield docs if _has_any(docs, files) and not _has_any(folder, files) else folder


def _home(folder: Path, files: Sequence[str]) -> Path:
    """Return where a learner's documents are: in docs/, in the folder itself, or one level down.

    The worked example, one level below the pages of an exercise, does not count.
    """
    docs = folder / "docs"
    for each in (docs, folder):
        if _has_any(each, files):
            return each
    inner = _within(folder) if os.access(folder, os.R_OK | os.X_OK) else []
    theirs = [each for each in inner if each != docs and each.name != exercise.EXAMPLE]
    near = (each for one in theirs for each in (one / "docs", one))
    home = docs if _is_folder(docs) else folder
    return next((each for each in near if _has_any(each, files)), home)


def _left(folder: Path, options: argparse.Namespace) -> Path | None:
    """Return the home that a folder is a link out of: a learner's folder, or a repository."""
    if options.of_class:
        around = Path(options.of_class).absolute()
        return chosen_folder.left(folder, around / folder.relative_to(around).parts[0])
    repositories = map(chosen_folder.repository, (folder.parent, Path.cwd(), ROOT))
    return chosen_folder.left(folder, *filter(None, repositories))


def _has_any(folder: Path, files: Sequence[str]) -> bool:
    # a Path would raise if the folder cannot be read
    return any(os.path.lexists(folder / file) for file in files)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # it cannot be read: its check will say so
        return False


def _within(folder: Path) -> list[Path]:
    """Return the folders in a folder, in alphabetical order and without hidden ones."""
    inside = sorted(folder.iterdir(), key=lambda each: (each.name.casefold(), each.name))
    return [each for each in inside if _is_folder(each) and each.name[:1] != "."]


def _options(argv: list[str] | None, exercise_id: str | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Check whether the deliverables are all done.")
    parser.add_argument("folders", nargs="*", metavar="FOLDER", help="default: the project's docs/")
    parser.add_argument(
        "--class",
        dest="of_class",
        metavar="FOLDER",
        help="check every folder in it, one a learner: in each its docs/, or the folder itself",
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
    if options.of_class and options.folders:
        parser.error("give --class, or folders, not both")
    return options


if __name__ == "__main__":
    sys.exit(main())
