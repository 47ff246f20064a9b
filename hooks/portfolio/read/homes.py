"""Where in a learner's folder the documents are: each folder that holds some is a home."""

from __future__ import annotations

import os
from itertools import islice
from typing import TYPE_CHECKING

from ..limits import LIMITS
from .elsewhere import EXAMPLE, folders_in
from .source import names_in

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

_DEPTH: int = LIMITS["elsewhere"]["depth"]
_FOLDERS: int = LIMITS["elsewhere"]["folders"]


def homes(folder: Path, files: Collection[str]) -> list[Path]:
    """Return the folders in and below a learner's that hold documents, the likeliest first.

    Args:
        folder: the learner's.
        files: the names of documents.
    """
    return [each for each in _places(folder) if _has_any(each, files)]


def learners(folder: Path, files: Collection[str]) -> list[str]:
    """Return the names of folders with documents in a folder that has none itself, as a class."""
    found = homes(folder, files)
    if folder in found or folder / "docs" in found:
        return []
    return list(dict.fromkeys(each.relative_to(folder).parts[0] for each in found))


def likely(folder: Path) -> list[Path]:
    """Return where the documents should be, if none is there."""
    return [folder / "docs" if _is_folder(folder / "docs") else folder]


def examples(folder: Path, files: Collection[str]) -> list[Path]:
    """Return the folders of the worked example, which somebody may have filled in instead."""
    places = (folder / "docs" / EXAMPLE, folder / EXAMPLE)
    return [each for each in places if _has_any(each, files)]


def _places(folder: Path) -> Iterator[Path]:
    """Yield the folders in which documents may be, level by level.

    In a copy of this project they are in docs/, and other folders hold documents for its tests.
    """
    level = [folder]
    for _ in range(_DEPTH + 1):
        for each in level:
            yield each / "docs"
            yield each
            yield from folders_in(each / "docs")
        open_ones = (each for each in level if not os.path.exists(each / "mkdocs.yml"))  # noqa: PTH110
        inner = (inner for each in open_ones for inner in folders_in(each) if inner.name != "docs")
        level = list(islice(inner, _FOLDERS))


def _has_any(folder: Path, files: Collection[str]) -> bool:
    return not (names_in(folder) or set()).isdisjoint(files)


def _is_folder(folder: Path) -> bool:
    return os.path.isdir(folder)  # noqa: PTH112 - no Path: it raises
