"""Documents that lie under other names, or in folders beside the one they are looked for in.

A document is known by the `deliverable` in its front matter, whatever its file is called. One that
was written in another program cannot be read; it is known by its name.
"""

from __future__ import annotations

import os
import re
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ..limits import LIMITS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

EXAMPLE = "example"  # the folder that holds the worked example, which is nobody's work
OFFICE = (".docx", ".doc", ".odt", ".pdf", ".rtf", ".pages")  # no Markdown, whatever they hold
ARCHIVES = (".zip", ".tar", ".tgz", ".gz", ".bz2", ".xz", ".7z", ".rar")
PAGES = (".md", ".markdown", ".mdown", ".mkd", ".mkdn", ".mdx", ".txt")  # text, whatever it holds
_FOREIGN = (*OFFICE, *ARCHIVES, ".html", ".htm", ".gdoc", ".xlsx", ".ods", ".pptx")
_FILES: int = LIMITS["elsewhere"]["files"]
_FOLDERS: int = LIMITS["elsewhere"]["folders"]
_HEAD: int = LIMITS["elsewhere"]["bytes"]
_ID = re.compile(r"^deliverable[ \t]*:[ \t]*[\"']?([\w-]+)", re.MULTILINE)
_FRONT = re.compile(r"\s*-{3,}[ \t]*\n(.*?)(?:^---|\Z)", re.DOTALL | re.MULTILINE)
_LEAST = 4  # letters of a name, to be like another
_NOT_LETTERS = re.compile(r"[\W_\d]+")


class Found(NamedTuple):
    """A file that names a deliverable, and when it was changed."""

    path: Path
    id: str
    changed: float


class Elsewhere:
    """What lies in a folder of deliverables, and beside it, apart from those it should hold."""

    def __init__(self, folder: Path, names: Collection[str], known: Collection[str]) -> None:
        """Remember what to look through; nothing is read before somebody asks.

        Args:
            folder: where the deliverables should be.
            names: what is in it.
            known: names of files that are what they seem: deliverables and their templates.
        """
        self.folder, self.names, self.known = folder, names, known

    def beside(self, id_: str) -> list[Found]:
        """Return the files of this deliverable in its folder, and above docs/, the newest first."""
        return _of(id_, self._here + self._above)

    def anywhere(self, id_: str) -> list[Found]:
        """Return the files of this deliverable, those in its own folder first, then the newest."""
        return self.beside(id_) or _of(id_, self._below)

    def alike(self, file: str) -> list[Path]:
        """Return the pages that have this file's name in other words, such as Learning Plan.md."""
        wanted = _letters(Path(file).stem)
        others = sorted(name for name in self.names if name.lower().endswith(PAGES))
        return [
            self.folder / name
            for name in others
            if name not in self.known and _letters(Path(name).stem) == wanted
        ]

    def office(self, file: str) -> list[Path]:
        """Return the documents of other programs that have a name like this file's."""
        wanted = _letters(Path(file).stem)
        names = {path: _letters(path.stem) for path in [*self._office, *self._office_above]}
        return [
            path
            for path, name in names.items()
            if wanted in name or (len(name) >= _LEAST and name in wanted)
        ]

    @property
    def all_office(self) -> list[Path]:
        """Return all documents of other programs; a PDF file alone may be an attachment."""
        is_one = len(self._office) == 1 and self._office[0].suffix.lower() == ".pdf"
        return [] if is_one else self._office

    @cached_property
    def _here(self) -> list[Found]:
        return list(_documents(self.folder, self.names, self.known))

    @cached_property
    def _above(self) -> list[Found]:
        above = self.folder.parent
        return list(_documents(above, _files(above), ())) if self.folder.name == "docs" else []

    @cached_property
    def _below(self) -> list[Found]:
        return [each for inner in self._inner for each in _documents(inner, _files(inner), ())]

    @cached_property
    def _inner(self) -> list[Path]:
        """Return the folders one level down, and the docs/ in each."""
        inner = islice(folders_in(self.folder), _FOLDERS)
        places = (each for one in inner for each in (one, one / "docs"))
        return [each for each in places if os.path.isdir(each)]  # noqa: PTH112 - no Path: it raises

    @cached_property
    def _office(self) -> list[Path]:
        places = [(self.folder, self.names), *((inner, _files(inner)) for inner in self._inner)]
        return [path for folder, names in places for path in _foreign(folder, names)]

    @cached_property
    def _office_above(self) -> list[Path]:
        above = self.folder.parent
        return _foreign(above, _files(above)) if self.folder.name == "docs" else []


def _foreign(folder: Path, names: Collection[str]) -> list[Path]:
    return [
        folder / name
        for name in sorted(names)
        if name.lower().endswith(_FOREIGN) and name[0] not in ".~"
    ]


def _of(id_: str, found: list[Found]) -> list[Found]:
    return sorted((each for each in found if each.id == id_), key=lambda each: -each.changed)


def _letters(name: str) -> str:
    return _NOT_LETTERS.sub("", name.lower())


def folders_in(folder: Path) -> Iterator[Path]:
    """Yield the folders in a folder, in alphabetical order, but for hidden and linked ones."""
    try:
        inside = sorted(os.scandir(folder), key=lambda each: each.name)
    except OSError:
        return
    for each in inside:
        is_own = each.is_dir(follow_symlinks=False) and each.name != EXAMPLE
        if is_own and not each.name.startswith((".", "__")):
            yield folder / each.name


def _files(folder: Path) -> list[str]:
    try:
        return [each.name for each in os.scandir(folder) if each.is_file(follow_symlinks=False)]
    except OSError:
        return []


def _documents(folder: Path, names: Collection[str], known: Collection[str]) -> Iterator[Found]:
    """Yield the files that name a deliverable; links are not followed."""
    others = (name for name in sorted(names) if name not in known and name[0] != ".")
    for name in islice(others, _FILES):
        path = folder / name
        if os.path.islink(path) or not os.path.isfile(path):  # noqa: PTH113, PTH114 - no Path: it raises
            continue
        if id_ := named_id(path):
            yield Found(path, id_, path.stat().st_mtime)


def named_id(path: Path) -> str | None:
    """Return the id that a file names in its front matter, however faulty that is."""
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError:
        return None
    is_wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    text = head.decode("utf-16" if is_wide else "utf-8-sig", "replace").replace("\r", "\n")
    front = None if "\0" in text else _FRONT.match(text)
    found = _ID.search(front[1]) if front else None
    return found[1].lower() if found else None
