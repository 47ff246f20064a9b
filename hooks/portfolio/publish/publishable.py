"""Which files of docs/ are published, and why the others are left out. It does not know MkDocs.

Only these are published, no matter what links to others:

- pages in the navigation, if they can be read and name no deliverable;
- files that mkdocs.yml lists under `extra.publish`, or names in its settings: navigation, logo,
  favicon, style sheets, scripts;
- pages of checked deliverables, which `site.py` chooses;
- pictures and PDF files that a rendered page names (`attachments.py`).

So Markdown outside the navigation, HTML and office files are left out, in any folder, whatever
their case and ending. The same goes for hidden files, files in linked folders, and files that would
replace one of the theme. What only private text names is left out, too: no page is rendered with
them.
"""

from __future__ import annotations

import os
import posixpath
from logging import INFO, WARNING
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import yaml

from ..ask.exercise import ExerciseError
from ..problems import shown_path, shown_text, wording
from ..read.anchors import anchors, own_name
from ..read.source import read
from .attachments import Attachments, is_attachment, named

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Iterable, Iterator, Mapping

    from .site import Site

_MOST_LINES = 10  # of the log, for a file each
_PAGES = (".md", ".markdown", ".mdown", ".mkd", ".mkdn")  # all that MkDocs renders


def is_page(uri: str) -> bool:
    """Tell whether a file is Markdown, which MkDocs renders as a page."""
    return uri.lower().endswith(_PAGES)


def files_in(docs: Path) -> list[str]:
    """Return what is in docs/ and not hidden; linked folders count as files."""
    found: list[str] = []
    for folder, inside, names in os.walk(docs):
        inside[:] = sorted(name for name in inside if not name.startswith("."))
        links = [name for name in inside if Path(folder, name).is_symlink()]
        at = Path(folder).relative_to(docs)
        found += [(at / name).as_posix() for name in (*sorted(names), *links) if name[0] != "."]
    return found


def nav_of(settings: Path) -> Any:
    """Return the navigation in a mkdocs.yml without running MkDocs, or None if there is none.

    Raises:
        ExerciseError: it cannot be read.
    """
    try:
        # this loader reads everything as text, so it runs nothing
        data = yaml.load(settings.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise ExerciseError(f"{settings.name} cannot be read: {error}") from None
    return data.get("nav") if isinstance(data, dict) else None


def named_by(nav: Any) -> set[str]:
    """Return every file that a navigation names."""
    if isinstance(nav, dict):
        nav = list(nav.values())
    if isinstance(nav, list):
        return {uri for item in nav for uri in named_by(item)}
    return {PurePosixPath(nav).as_posix()} if isinstance(nav, str) else set()


def listed_files(
    docs: Path, there: Iterable[str], names: Collection[str], patterns: Any
) -> set[str]:
    """Return the files of docs/ that mkdocs.yml publishes, by name or by pattern.

    A pattern is the whole path of a file, in which `*` stands for any name in one folder. Markdown
    is never among them: it is published as a page of the navigation, or not at all.

    Args:
        docs: the folder.
        there: what `files_in` returned for it.
        names: the files that the settings name.
        patterns: the value of `extra.publish`.

    Raises:
        ExerciseError: it is not a list of texts.
    """
    if not isinstance(patterns, list) or not all(isinstance(each, str) for each in patterns):
        raise ExerciseError(
            'extra.publish, publish_only: list names or patterns, such as "- CNAME"'
        )
    return {
        uri
        for uri in there
        if (uri in names or any(_matches(uri, pattern) for pattern in patterns))
        and not is_page(uri)
        and _is_inside(docs / uri, docs)
    }


def _matches(uri: str, pattern: str) -> bool:
    return PurePosixPath("/", uri).match(f"/{pattern.lstrip('/')}")


def _is_inside(path: Path, docs: Path) -> bool:
    """Tell whether a file, or what a link leads to, is in docs/ and not Markdown."""
    try:
        real = path.resolve(strict=True)
    except (OSError, RuntimeError):  # a link to nothing, or to itself
        return False
    return real.is_file() and real.is_relative_to(docs.resolve()) and not is_page(real.name)


class Publishable:
    """The files of docs/ that one build publishes."""

    def __init__(self, site: Site, settings: Mapping[str, Any]) -> None:
        """Read the settings.

        Args:
            site: what the build shows.
            settings: mkdocs.yml. `publish_only` in its `extra` says which of the files under
                `publish` belong to the public edition too.

        Raises:
            ExerciseError: they are not as they should be.
        """
        self.site, theme, extra = site, settings["theme"], settings["extra"]
        names = [settings["nav"], theme.get("logo"), theme.get("favicon")]
        names += [*settings["extra_css"], *settings["extra_templates"]]
        names += [str(script) for script in settings["extra_javascript"]]
        listed, only = extra.get("publish") or [], extra.get("publish_only") or []
        self.published = listed_files(site.docs, site.there, named_by(names), listed)
        self._only = listed_files(site.docs, self.published, (), only)
        self._attachments = Attachments()
        self._left_out: list[tuple[Path, str]] = []  # each with a key of `left_out`

    def of_docs(self, taken: Container[str]) -> Iterator[str]:
        """Yield the files of docs/ that are published, and those that are if a page names them.

        Args:
            taken: the places of files of the theme and of plugins, which nothing may replace.
        """
        site = self.site
        sure = self._only if site.public else self.published | site.pages
        for uri in site.there:
            if uri in sure or (is_attachment(uri) and not site.public):
                if uri in taken:
                    self._left_out.append((site.docs / uri, "of-the-theme"))
                    continue
                if uri not in sure:
                    self._attachments.add(uri, site.docs / uri, site.docs)
                yield uri

    def place(self, link: str, here: str, taken: Container[str]) -> tuple[str, str]:
        """Return where a link of a page leads in the site, and its anchor.

        The pictures and PDF files beside a learner's page may be outside docs/.

        Args:
            link: the link as written, relative to the page.
            here: the page.
            taken: the places of the site that are taken.
        """
        path, mark, anchor = link.partition("#")
        path = posixpath.normpath(unquote(path))
        uri = posixpath.normpath(posixpath.join(posixpath.dirname(here), path))
        answer = self.site.answers.get(here)
        if answer and is_attachment(uri):
            folder = answer.source.path.parent
            uri = self._attachments.place(uri, folder / path, folder, taken) or ""
        is_answer = mark and uri in self.site.answers
        if is_answer and own_name(unquote(anchor)) not in anchors(self.site.shown_parts(uri)):
            mark = anchor = ""  # it may say in words what a private heading says
        if uri == self.site.page.deliverable.file:
            uri = self.site.front
        return uri, mark + anchor

    def path(self, uri: str) -> Path | None:
        """Return the picture or PDF file that goes to a place in the site."""
        return self._attachments.path(uri)

    def attached(
        self, pages: Iterable[tuple[str, str]], address: str
    ) -> Iterator[tuple[str, bytes | None]]:
        """Yield the pictures and PDF files with the bytes to publish, or None if they are left out.

        Args:
            pages: every page as rendered, with its address within the site.
            address: the address of the site, with a slash at its end.
        """
        drawn = pages if self._attachments else ()
        known = {place for html, url in drawn for place in named(html, url, address)}
        contents = self._attachments.contents([uri for uri, _ in self._attachments if uri in known])
        for uri, path in self._attachments:
            content = contents.get(uri)
            if content is None:
                self._left_out.append((path, "cannot-travel" if uri in known else "unnamed"))
            yield uri, content

    def log_lines(self, base: Path) -> Iterator[tuple[int, str]]:
        """Yield a log level and a line for each file that is left out, with its path from `base`.

        A picture that no page names is no mistake, and the public edition leaves most files out.
        """
        quiet = self.site.serving or self.site.public
        stays = [(self.site.docs / uri, "") for uri in self.site.left_out(self.published)]
        stays += sorted(self._left_out, key=lambda each: each[1] == "unnamed")
        levels = [INFO if quiet or key == "unnamed" else WARNING for _, key in stays]
        for level, (path, key) in list(zip(levels, stays, strict=True))[:_MOST_LINES]:
            reason = wording()["left_out"][key or self.site.why(path)]
            yield level, f"{shown_text(shown_path(path, base))} {reason}"
        if rest := levels[_MOST_LINES:]:
            yield rest[0], f"{len(rest)} more {wording()['left_out']['more']}"


def why(path: Path, docs: Path) -> str:
    """Return why a file that mkdocs.yml does not name is left out: a key of `left_out`."""
    if path.is_dir():
        return "linked-folder"
    if not is_page(path.name):
        return "file"
    return "deliverable" if "deliverable" in (read(path, docs).data or {}) else "page"
