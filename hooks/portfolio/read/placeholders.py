"""What counts as unfilled in a text: docs/reference.md, Unfilled.

The patterns are data, in messages.yml.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..problems import WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable

_DATA = WORDS["placeholders"]


def _any(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


# Most texts match this, and then none of the patterns below: a quick way out.
_NEVER = re.compile(
    "(?!(?i:todo|to do|tbd|tba|fixme|xxx|null|lorem|your|fill|insert|enter|write))"
    r"[A-Za-z][^<\[{_]*|[0-9][^<\[{_.)]*"
)
_MARKS = _any([_DATA["marks_before"]])
_CODE_SPAN = re.compile(_DATA["code_span"])
_WORDS = _any([_DATA["bare"]["words"]])
_BARE = _any(_DATA["bare"].values())
_FEW_WORDS = _any(_DATA["few_words"].values())
_WRITTEN = _any(_DATA["written"].values())
_NOT_WRITTEN = _any(_DATA["not_written"].values())


def bare(text: str) -> str:
    """Return a text without the list, quotation, task, code and emphasis marks around it."""
    return _MARKS.sub("", text.strip(), count=1).rstrip(_DATA["marks_after"]).casefold()


def is_placeholder(text: str, *, code: bool = False) -> bool:
    """Tell whether a text is a placeholder; a line of code is judged by its words alone."""
    text = text.strip()
    return not _NEVER.fullmatch(text) and holds_a_place(text, code=code)


def holds_a_place(text: str, *, code: bool = False) -> bool:
    """Tell the same of a stripped text, without the quick way out."""
    core = bare(text)
    if code:
        return text in ("", "...", "…") or bool(core and _WORDS.search(core))
    if not core or _BARE.search(core):
        return True
    few = len(core) < _DATA["few_words_longest"] and len(core.split()) <= _DATA["few_words_most"]
    if few and _FEW_WORDS.search(core):
        return True
    if not any(mark in text for mark in _DATA["written_marks"]):
        return False
    return bool(_WRITTEN.search(_CODE_SPAN.sub("`", text))) and not _NOT_WRITTEN.search(text)
