"""Check portfolios against an exercise: arguments in, exit code out.

Exit codes: 0 complete, 1 not complete, 2 cannot run (a folder that is not there, a wrong option).
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from console import ROOT, cannot_run, needed, today, write

with needed():
    from portfolio import checks, exercise, formats


def main(argv: list[str] | None = None, *, exercise_id: str | None = None) -> int:
    """Run the command with the arguments of the shell, or with `argv`; return the exit code."""
    options = _options(argv, exercise_id)
    try:
        known = {each.id: each for each in exercise.load(ROOT / "docs")}
    except exercise.ExerciseError as error:
        return cannot_run(str(error))
    if options.exercise not in known:
        return cannot_run(f"there is no exercise {options.exercise}: {', '.join(known)}")
    folders = [Path(folder).absolute() for folder in options.folders] or [ROOT / "docs"]
    absent = [folder for folder in folders if not folder.is_dir()]
    for folder in absent:
        cannot_run(f"there is no folder {formats.shown_path(folder, Path.cwd())}")
    if absent == folders:
        return 2
    day = today()
    found = [checks.check(known[options.exercise], folder, day) for folder in folders]
    text = formats.FORMATS[options.format](found, Path.cwd())
    is_for_eyes = options.format == "text" and sys.stdout.isatty()
    write(formats.coloured(text) if is_for_eyes and not os.environ.get("NO_COLOR") else text)
    return 2 if absent else 0 if all(portfolio.complete for portfolio in found) else 1


def _options(argv: list[str] | None, exercise_id: str | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Check whether the deliverables are all done.")
    parser.add_argument("folders", nargs="*", metavar="FOLDER", help="default: the project's docs/")
    parser.add_argument("--format", choices=formats.FORMATS, default="text")
    if exercise_id is None:
        parser.add_argument("--exercise", metavar="ID", default="exercise-01")
    else:
        parser.set_defaults(exercise=exercise_id)
    return parser.parse_args(argv)


if __name__ == "__main__":
    sys.exit(main())
