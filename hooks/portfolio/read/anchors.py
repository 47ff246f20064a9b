"""The addresses of headings in a page, as GitHub makes them: a list of contents works in both."""

from __future__ import annotations

import unicodedata
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from ..limits import LIMITS
from ..patterns import PATTERNS
from .sections import heading_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

    from .sections import Part

_FIND = PATTERNS["anchors"]
_MOST: int = LIMITS["text"]["headings"]
_LONGEST: int = LIMITS["text"]["heading"]


def anchors(parts: Iterable[Part]) -> set[str]:
    """Return the addresses of the headings that a page has, of the first hundreds."""
    used: Counter[str] = Counter()
    headings = [text for _, text in zip(range(_MOST), _headings(parts), strict=False)]
    tokens = (_markdown().parseInline(text[:_LONGEST]) for text in headings)
    return {anchor(words(each[0].children or []), used) for each in tokens if each}


@cache
def _markdown() -> MarkdownIt:
    # it takes as long to load as all the checks, and few pages link to their own headings
    from markdown_it import MarkdownIt  # noqa: PLC0415

    return MarkdownIt("commonmark", {"html": False})


def _headings(parts: Iterable[Part]) -> Iterator[str]:
    for part in parts:
        if part.heading:
            yield part.heading
        for line in part.lines:
            if not line.kind and _FIND.lower.match(line.text):
                yield heading_of(f"##{line.text.lstrip().lstrip('#')}")


def words(tokens: Iterable[Token]) -> str:
    """Return what a heading says, without its marks."""
    return "".join(each.content for each in tokens if each.type in ("text", "code_inline"))


def anchor(heading: str, used: Counter[str]) -> str:
    """Return the address of a heading, other than those that are used; and note that it is."""
    kept = (c for c in heading.strip().lower() if c in " -" or _is_of_a_word(c))
    base = own_name("".join(kept).replace(" ", "-") or "section")
    name = f"{base}-{used[base]}" if base in used else base
    while name in used:  # a heading may end in a number itself
        used[base] += 1
        name = f"{base}-{used[base]}"
    used[base] += 1
    used[name] += name != base
    return name


def own_name(address: str) -> str:
    """Return an address other than those that pages have themselves."""
    return f"section-{address}" if _FIND.own.match(address) else address


def _is_of_a_word(letter: str) -> bool:
    """Tell whether GitHub keeps a character: letters, marks, digits, connectors."""
    kind = unicodedata.category(letter)
    return kind[0] in "LM" or kind in ("Nd", "Pc")
