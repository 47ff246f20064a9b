"""Terms in texts: whether a posting names a skill, as whole words, in any script."""

from __future__ import annotations

import unicodedata

from ..limits import LIMITS

_LONGEST_TERM: int = LIMITS["text"]["term"]
_SPACELESS: list[list[str]] = LIMITS["text"]["spaceless"]


def joined(texts: list[str | None]) -> str:
    """Return texts as one in which `mentions` looks for terms; none goes on in the next one."""
    return normalized("\0".join(filter(None, texts)))


def normalized(text: str) -> str:
    """Return a text as terms are looked for in it: no case, single spaces."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def mentions(text: str, term: str) -> bool:
    """Tell whether a text holds a term as whole words; anywhere, in scripts without spaces.

    Both are as `normalized` returns them.
    """
    if len(term) > _LONGEST_TERM:
        return term in text
    at = text.find(term)
    while at >= 0:
        end = at + len(term)
        if not (_is_glued(term[0], text[at - 1 : at]) or _is_glued(term[-1], text[end : end + 1])):
            return True
        at = text.find(term, at + 1)
    return False


def _is_glued(edge: str, beside: str) -> bool:
    """Tell whether the character beside a term makes another word of it."""
    both = edge + beside
    spaceless = not both.isascii() and any(a <= c <= b for c in both for a, b in _SPACELESS)
    return not spaceless and (beside.isalnum() or beside in ("+", "#"))
