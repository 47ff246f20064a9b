"""Python's patterns as JavaScript's, so that both find the same."""

from __future__ import annotations

import re

_SPACE = r"\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_WORD = r"\p{L}\p{N}_"
_SETS = {r"\s": _SPACE, r"\w": _WORD, r"\d": r"\p{Nd}"}  # what stands inside of [...]
_OUTSIDE = {
    r"\S": f"[^{_SPACE}]",
    r"\b": rf"(?:(?<![{_WORD}])(?=[{_WORD}])|(?<=[{_WORD}])(?![{_WORD}]))",
    r"\Z": "$",
    "$": r"(?=\n?$)",  # before a line feed, too
    ".": r"[^\n]",
    r"[^\W_]": r"[\p{L}\p{N}]",
    "(?P<": "(?<",
}
_TOKEN = re.compile(r"\[\^\\W_\]|\\.|\(\?P<|[\[\].$]", re.DOTALL)
_ANY_CASE = "(?i)"


def javascript(pattern: str) -> tuple[str, str]:
    """Return the source and the flags of a pattern that finds in JavaScript what this one finds.

    Letters, digits and spaces are those of every script there, too. One that does not begin with
    `^` finds every place.

    Raises:
        ValueError: a set holds what has no counterpart.
    """
    inside = False  # of [...]

    def translated(token: re.Match[str]) -> str:
        nonlocal inside
        text = token[0]
        if not inside and text in _OUTSIDE:
            return _OUTSIDE[text]
        if text in ("[", "]"):
            inside = text == "["
        if text in (r"\S", r"\W", r"\D", r"\b"):
            raise ValueError(pattern)
        return text if text not in _SETS else _SETS[text] if inside else f"[{_SETS[text]}]"

    source = _TOKEN.sub(translated, pattern.removeprefix(_ANY_CASE))
    every = "" if source.startswith("^") else "g"
    return source, every + ("i" if pattern.startswith(_ANY_CASE) else "") + "u"
