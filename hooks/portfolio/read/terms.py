"""Terms in texts: whether a posting names a skill, as whole words, in any script."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from ..limits import LIMITS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_LONGEST_TERM: int = LIMITS["text"]["term"]
_MOST_TRIES: int = LIMITS["text"]["tries"]
_SAME: list[list[str]] = LIMITS["text"]["same"]
_SPACELESS: list[list[str]] = LIMITS["text"]["spaceless"]
_GLUED: list[list[str]] = LIMITS["text"]["glued"]


def joined(texts: Iterable[str | None]) -> str:
    """Return texts joined for `mentions` to search; no term is found across two of them."""
    return normalized("\0".join(filter(None, texts)))


def normalized(text: str) -> str:
    """Return a text as it is searched for terms: case-folded, with single spaces."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


_NAMES = [[normalized(name) for name in group] for group in _SAME]


def mentions(text: str, term: str) -> bool:
    """Tell whether a text holds a term as whole words, or anywhere in scripts without spaces.

    Both must be normalized.
    """
    if len(term) > _LONGEST_TERM:
        return term in text
    at = text.find(term)
    for _ in range(_MOST_TRIES):
        end = at + len(term)
        if at < 0:
            return False
        if not (_is_glued(term[0], text[at - 1 : at]) or _is_glued(term[-1], text[end : end + 1])):
            return True
        at = text.find(term, at + 1)
    return False


@lru_cache(maxsize=4096)  # a class has the same terms
def words_for(term: str) -> tuple[str, ...]:
    """Return a term and how else it is written, all normalized: `k8s` for `kubernetes`."""
    found = [normalized(term)]
    for names in _NAMES:
        if used := next((name for name in names if mentions(found[0], name)), None):
            found += [found[0].replace(used, other) for other in names if other != used]
    return tuple(found)


def their_word(words: Sequence[str], texts: list[str]) -> str:
    """Return the word that most texts use for a term, if it is not the first: `K8s`."""
    counts = [sum(mentions(text, word) for text in texts) for word in words]
    if not (most := counts.index(max(counts))):
        return ""
    names = (name for group in _SAME for name in group)
    return next((name for name in names if normalized(name) == words[most]), words[most])


def asks_for(text: str, words: Iterable[str]) -> bool:
    """Tell whether a text holds a term, in any of its words."""
    return any(mentions(text, word) for word in words)


def _is_glued(edge: str, beside: str) -> bool:
    """Tell whether the character next to a term makes it part of another word."""
    if not (beside.isalnum() or beside in ("+", "#")):
        return False
    if (edge + beside).isascii():
        return True
    is_foreign = _is_of(beside, _GLUED) and not _is_of(edge, _GLUED)
    return not (is_foreign or _is_of(edge, _SPACELESS) or _is_of(beside, _SPACELESS))


def is_spaceless(text: str) -> bool:
    """Tell whether a text is in part of scripts that write words without spaces."""
    return not text.isascii() and any(_is_of(letter, _SPACELESS) for letter in text)


def _is_of(letter: str, scripts: list[list[str]]) -> bool:
    return any(first <= letter <= last for first, last in scripts)
