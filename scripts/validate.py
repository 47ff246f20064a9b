"""Check portfolios against an exercise: arguments in, exit code out.

Exit codes: 0 complete, 1 not complete, 2 cannot run (a folder that is not there, a wrong option).
"""

from __future__ import annotations

import argparse
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "hooks"))
os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"  # the contract alone decides; and it is faster

if sys.version_info < (3, 11):
    sys.exit(f"This needs Python 3.11 or newer, and {sys.executable} is {sys.version.split()[0]}.")
try:
    from portfolio import checks, exercise, formats
except ModuleNotFoundError as error:
    sys.stderr.write(
        f"The package {error.name} is not installed for {sys.executable}.\n"
        "    hint: run `python -m pip install -r requirements.txt` in the project's folder,\n"
        "    or, after `make serve` or `make check`, use the Python in its .venv folder\n"
    )
    sys.exit(2)


def main(argv: list[str] | None = None, *, exercise_id: str | None = None) -> int:
    """Run the command with the arguments of the shell, or with `argv`; return the exit code."""
    options = _options(argv, exercise_id)
    try:
        known = {each.id: each for each in exercise.load(ROOT / "docs")}
    except exercise.ExerciseError as error:
        return _cannot_run(str(error))
    if options.exercise not in known:
        return _cannot_run(f"there is no exercise {options.exercise}: {', '.join(known)}")
    folders = [Path(folder).absolute() for folder in options.folders] or [ROOT / "docs"]
    absent = [folder for folder in folders if not folder.is_dir()]
    for folder in absent:
        _cannot_run(f"there is no folder {formats.shown_path(folder, Path.cwd())}")
    if absent == folders:
        return 2
    today = datetime.now(UTC).date()
    found = [checks.check(known[options.exercise], folder, today) for folder in folders]
    _write(formats.FORMATS[options.format](found, Path.cwd()), coloured=options.format == "text")
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


def _cannot_run(reason: str) -> int:
    sys.stderr.buffer.write(f"cannot check: {reason}\n".encode())
    sys.stderr.flush()
    return 2


def _write(text: str, *, coloured: bool) -> None:
    """Write UTF-8 whatever the console's encoding is; colour only for a person at a terminal."""
    if coloured and sys.stdout.isatty() and not os.environ.get("NO_COLOR"):
        text = formats.coloured(text)
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    sys.exit(main())
