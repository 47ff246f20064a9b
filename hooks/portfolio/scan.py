"""The built site, searched once more for what is private (SPEC section 6): the backstop.

What `checks` looks for in the text as written, this looks for in the pages as made: it finds what
only the rendered page spells out, and whatever a mistake in the project itself would let through.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from html import unescape
from typing import TYPE_CHECKING, NamedTuple

from .leaks import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from .leaks import Secret

_TAG = re.compile(
    r"</?(?P<name>[a-z][\w-]*)(?P<inside>(?:[^<>\"]|\"[^\"]*\")*)>|<!--.*?-->", re.I | re.S
)
_ATTRIBUTE = re.compile(r"([\w:-]+)=\"([^\"]*)\"")
_INLINE = {"a", "abbr", "b", "code", "del", "em", "i", "ins", "kbd", "mark", "s", "small", "span"}
_INLINE |= {"strong", "sub", "sup", "u", "wbr"}
_GEOMETRY = {"class", "cx", "cy", "d", "height", "points", "r", "rx", "viewbox", "width", "x", "y"}


class Made(NamedTuple):
    """A page as made: its file, and its address as the search index has it."""

    file: Path
    url: str


def leaks(
    secrets: list[Secret], made: Path, pages: Mapping[str, Made], known: str
) -> Iterator[tuple[str, str]]:
    """Yield where pages, or the search index, tell a secret: the page, and the name in `private`.

    Args:
        secrets: what to look for.
        made: the folder with the site.
        pages: the pages made of the portfolio, by a name to show.
        known: text that is the exercise's own, and so is no secret.
    """
    around = (made / "404.html").read_text(encoding="utf-8")  # what stands around every page
    own = text_of(known + _text(around))
    kept = [secret for secret in secrets if not secret.is_in(own)]
    index = _search_index(made) if kept else {}
    for name, page in pages.items() if kept else ():
        text = text_of(_text(page.file.read_text(encoding="utf-8") + index.get(page.url, "")))
        yield from ((name, each) for each in sorted({s.name for s in kept if s.is_in(text)}))


def _search_index(made: Path) -> dict[str, str]:
    """Return what the search index says of each page, by the page's address."""
    index, found = made / "search" / "search_index.json", defaultdict[str, str](str)
    for entry in json.loads(index.read_text(encoding="utf-8"))["docs"] if index.is_file() else ():
        found[entry["location"].partition("#")[0]] += f"<p>{entry['title']}<p>{entry['text']}"
    return found


def _text(html: str) -> str:
    """Return all that a page says: its text, its comments, and what stands in attributes."""
    attributes: list[str] = []

    def cut(tag: re.Match[str]) -> str:
        name, inside = tag["name"], tag["inside"]
        if name is None:  # a comment
            attributes.append(tag[0])
            return ""
        attributes.extend(v for key, v in _ATTRIBUTE.findall(inside) if key not in _GEOMETRY)
        return "" if name.lower() in _INLINE else "\n"

    text = _TAG.sub(cut, html)
    return unescape("\n".join([text, *attributes]))
