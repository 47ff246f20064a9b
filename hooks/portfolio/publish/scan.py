"""A second search for what is private, in the built site: a safety net.

See docs/reference.md, Privacy.

`leaks` searches the text that learners wrote, and this the pages as rendered. It finds what only a
rendered page spells out, and whatever a bug in the project itself would let through.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from html import unescape
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from ..data import word_set
from ..read.spellings import SearchText
from . import export

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from ..check.leaks import Secret, Secrets

_NOTE = re.compile(r'<sup class="footnote-ref">.*?</sup>', re.S)  # numbered by the renderer
_TAG = re.compile(
    r"</?(?P<name>[a-z][\w-]*)(?P<inside>(?:[^<>\"]|\"[^\"]*\")*)>|<!--.*?-->", re.I | re.S
)
_ATTRIBUTE = re.compile(r"([\w:-]+)=\"([^\"]*)\"")
_ANCHOR = re.compile(r"^((?!\w+:)[^#]*)#.*", re.S)  # of a page of the site
_ADDRESSES = {"href", "src"}
_INLINE = word_set("a abbr b code del em i ins kbd mark s small span strong sub sup u wbr")
_NO_WORDS = word_set(
    """
    class colspan cx cy d dx dy for headers height id points r rowspan rx ry start tabindex
    transform viewbox width x x1 x2 y y1 y2 aria-controls aria-describedby aria-labelledby
    stroke-dasharray stroke-width font-size
    """
)


class BuiltPage(NamedTuple):
    """A page of the built site: its file, and its address in the search index."""

    file: Path
    url: str


class Exposure(NamedTuple):
    """A secret that a built page shows, and the words around it."""

    page: str
    secret: Secret
    words: list[str]


def find_exposures(
    secrets: Secrets, built: Path, pages: Mapping[str, BuiltPage], known: str
) -> Iterator[Exposure]:
    """Yield the secrets that pages, or the search index, show; each once a page.

    Args:
        secrets: what to look for.
        built: the folder with the built site.
        pages: the pages of the portfolio, by a name to show.
        known: the exercise's own text, which is no secret.
    """
    index, found = _search_index(built) if pages else {}, list[Exposure]()
    for name, page in pages.items():
        html = page.file.read_text(encoding="utf-8") + index.get(page.url, "")
        text = SearchText("\n\n".join([text_of(html), *export.said_beside(page.file)]))
        if secrets.may_be_in(text):
            hits = secrets.told_in(text, drawn=True)
            found += (Exposure(name, secret, text.words_around(at)) for secret, at in hits)
    if found:
        around = (built / "404.html").read_text(encoding="utf-8")  # what is around every page
        own = {secret for secret, _ in secrets.found_in(SearchText(known + text_of(around)))}
        yield from (each for each in found if each.secret not in own)


def _search_index(built: Path) -> dict[str, str]:
    """Return the text of each page in the search index, by address."""
    index, found = built / "search" / "search_index.json", defaultdict[str, str](str)
    for entry in json.loads(index.read_text(encoding="utf-8"))["docs"] if index.is_file() else ():
        found[entry["location"].partition("#")[0]] += f"<p>{entry['title']}<p>{entry['text']}"
    return found


def text_of(html: str) -> str:
    """Return all that a page says: its text, its comments, and its attributes."""
    attributes: list[str] = []

    def cut(tag: re.Match[str]) -> str:
        name, inside = tag["name"], tag["inside"]
        if name is None:  # a comment
            attributes.append(tag[0])
            return ""
        found = ((key, value) for key, value in _ATTRIBUTE.findall(inside) if key not in _NO_WORDS)
        for key, value in found:
            attributes.append(unquote(_ANCHOR.sub(r"\1", value)) if key in _ADDRESSES else value)
        return "" if name.lower() in _INLINE else "\n"

    text = _TAG.sub(cut, _NOTE.sub("[]", html))
    return unescape("\n\n".join([text, *attributes]))
