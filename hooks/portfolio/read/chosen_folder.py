"""The folder of deliverables that somebody names: can it be read, and is it where it seems?"""

from __future__ import annotations

import os
from pathlib import Path

from ..disks import FolderError
from ..problems import escaped

_LONGEST = 200  # characters of a path that a message repeats


def why_unusable(folder: Path) -> str | None:
    """Return why no deliverables can be read from a folder, and what to do."""
    if os.path.isfile(folder):  # noqa: PTH113 - a Path raises where a name is too long
        return f"{shown_folder(folder)} is a file: name the folder that holds your documents"
    if not os.path.isdir(folder):  # noqa: PTH112
        return f"there is no folder {shown_folder(folder)}"
    if not os.access(folder, os.R_OK | os.X_OK):
        return f"{shown_folder(folder)} cannot be opened: give yourself permission to read it"
    return None


def look_at(folder: Path) -> None:
    """Check the folder that PORTFOLIO_DIR names.

    Raises:
        FolderError: no deliverables can be read from it.
    """
    if found := why_unusable(folder):
        raise FolderError(f"PORTFOLIO_DIR: {found}")


def left(folder: Path, *homes: Path) -> Path | None:
    """Return the home that a folder seems to be in, if a link leads out of it.

    Through such a link, a repository could show any folder of the machine that checks it, even a
    solution of the exercise.
    """
    path = _absolute(folder)
    real = _real(path)
    for home in map(_absolute, homes):
        there = _real(home)
        if real.is_relative_to(there):
            continue
        if any(_real(parent).is_relative_to(there) for parent in path.parents):
            return home
    return None


def repository(folder: Path) -> Path | None:
    """Return the repository that a folder is in."""
    around = (folder, *folder.parents)
    return next((each for each in around if os.path.exists(each / ".git")), None)  # noqa: PTH110


def _absolute(path: Path) -> Path:
    return Path(os.path.abspath(path))  # noqa: PTH100 - without ".." and without following links


def _real(path: Path) -> Path:
    return Path(os.path.realpath(path))


def shown_folder(path: Path) -> str:
    """Return a path fit for one line of a log."""
    text = escaped(str(path))
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
