"""The folder of a class: a folder for each learner, and what else lies there, so nobody is lost."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .elsewhere import ARCHIVES, OFFICE, PAGES, named_id

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

# as courses download them: kershawnuala_late_12_345_plan.md, Nuala Kershaw_12_assignsubmission_…
_DOWNLOADED = re.compile(
    r"(.+?)_(?:late_)?(?:\d+_\d+|\d+_assignsubmission_[a-z]+)_(.+)", re.IGNORECASE
)


@dataclass(slots=True)
class Class:
    """What lies in the folder of a class, each kind in alphabetical order."""

    folders: list[Path] = field(default_factory=list)
    loose: dict[str, list[Path]] = field(default_factory=dict)  # documents, by learner
    archives: list[Path] = field(default_factory=list)
    dead: list[Path] = field(default_factory=list)  # links that lead nowhere
    others: list[Path] = field(default_factory=list)  # files that are nobody's document


def look_into(folder: Path, stems: Collection[str]) -> Class:
    """Return what lies in the folder of a class, without hidden files.

    Args:
        folder: the folder.
        stems: names of documents without their ending.
    """
    found = Class()
    for path in sorted(folder.iterdir(), key=lambda each: (each.name.casefold(), each.name)):
        name = path.name.lower()
        if name[0] == "." or name == "__macosx":  # which a Mac puts into an archive
            continue
        if os.path.isdir(path):  # noqa: PTH112 - no Path: it raises
            found.folders.append(path)
        elif not os.path.exists(path):  # noqa: PTH110
            found.dead.append(path)
        elif path.is_symlink() or not path.is_file():
            found.others.append(path)
        elif name.endswith(ARCHIVES):
            found.archives.append(path)
        elif learner := _learner(path, stems):
            found.loose.setdefault(learner, []).append(path)
        else:
            found.others.append(path)
    return found


def _learner(path: Path, stems: Collection[str]) -> str | None:
    """Return whose document a file is, by its name, or None if it is none, such as a list."""
    name = path.name.lower()
    if parts := _DOWNLOADED.fullmatch(path.name):
        return parts[1]
    if name.startswith("readme") or not name.endswith((*OFFICE, *PAGES)):
        return None
    for stem in stems:
        before, found, _ = name.partition(stem)
        if found:
            return path.name[: len(before)].strip(" _-.") or path.stem
    return None if name.endswith(".txt") and not named_id(path) else path.stem
