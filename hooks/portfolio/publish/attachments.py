"""Pictures and PDF files beside pages: which ones pages name, and where they go in the site."""

from __future__ import annotations

from contextlib import suppress
from functools import cache
from html.parser import HTMLParser
from itertools import chain, count
from pathlib import PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

from ..read.images import is_image
from ..read.pictures import PictureError, is_publishable, judge_together, published

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Iterable, Iterator
    from pathlib import Path

_MADE = (".html", ".xml", ".gz", ".json", ".css", ".js")  # endings of files that a build writes
_NAMING = ("src", "href", "data", "poster")  # attributes that name a file


def is_attachment(uri: str) -> bool:
    """Tell whether a file is published if a page names it: a picture or a PDF file.

    It must not be hidden, nor end up outside the site or below one of its files.
    """
    *folders, name = uri.split("/")
    return (
        (is_image(name) or name.lower().endswith(".pdf"))
        and not PureWindowsPath(uri).anchor  # not absolute, nor on another drive
        and not any(part.startswith(".") or "\\" in part for part in (*folders, name))
        and not any(part.lower().endswith(_MADE) for part in folders)
    )


class _Named(HTMLParser):
    """Collects the files that the tags of a page name."""

    def __init__(self) -> None:
        super().__init__()
        self.links: set[str] = set()

    def handle_starttag(self, _: str, attrs: list[tuple[str, str | None]]) -> None:
        self.links |= {value for name, value in attrs if name in _NAMING and value}


def named(html: str, address: str, site: str) -> Iterator[str]:
    """Yield the files of a site that a rendered page names, as a browser would resolve them.

    Args:
        html: the page.
        address: its address within the site.
        site: the address of the site, with a slash at its end.
    """
    parser = _Named()
    parser.feed(html)
    parser.close()
    here, above = urljoin(site, address), len(urlsplit(site).path)
    for link in parser.links:
        try:
            to = urljoin(here, link.strip())
            if to.startswith(site):
                yield unquote(urlsplit(to).path[above:])
        except ValueError:  # not an address
            continue


class _Attachment(NamedTuple):
    path: Path
    folder: Path  # links must not lead out of it


class Attachments:
    """The pictures and PDF files that are published if a page names them, by place in the site."""

    def __init__(self) -> None:
        self._is_publishable = cache(is_publishable)
        self._found: dict[str, _Attachment] = {}

    def __len__(self) -> int:
        return len(self._found)

    def __iter__(self) -> Iterator[tuple[str, Path]]:
        return ((uri, found.path) for uri, found in self._found.items())

    def path(self, uri: str) -> Path | None:
        """Return the file that goes to a place in the site."""
        return self._found[uri].path if uri in self._found else None

    def add(self, uri: str, path: Path, folder: Path) -> None:
        """Give a file of `folder` its place in the site."""
        self._found[uri] = _Attachment(path, folder)

    def place(self, uri: str, path: Path, folder: Path, taken: Container[str]) -> str | None:
        """Return where a file that a learner's page names goes in the site, or None if it may not.

        It never replaces another file: if its place is taken, it goes to a folder of its own.

        Args:
            uri: the place that the page names.
            path: the file.
            folder: the learner's folder; links must not lead out of it.
            taken: the places of the site that are taken.
        """
        if not self._is_publishable(path, folder):
            return None
        for place in chain([uri], (f"own-{number}/{uri}" for number in count(1))):
            if any(str(above) in taken for above in PurePosixPath(place).parents):
                continue
            if place not in taken:
                self.add(place, path, folder)
                return place
            if place in self._found and self._is_same(self._found[place].path, path):
                return place
        return None

    @staticmethod
    def _is_same(one: Path, other: Path) -> bool:
        return one == other or one.samefile(other)

    def contents(self, uris: Collection[str]) -> dict[str, bytes]:
        """Return what is published of the files that pages name, by place, without refused ones."""
        folders = {self._found[uri].folder for uri in uris}
        refused: dict[Path, str] = {}
        for folder in folders:
            mine = (self._found[uri] for uri in uris if self._found[uri].folder == folder)
            refused |= judge_together((found.path for found in mine), folder)
        paths = ((uri, self._found[uri].path) for uri in uris)
        return dict(_published((uri, path) for uri, path in paths if path not in refused))


def _published(paths: Iterable[tuple[str, Path]]) -> Iterator[tuple[str, bytes]]:
    for uri, path in paths:
        with suppress(PictureError):  # it has changed since it was checked
            yield uri, published(path)
