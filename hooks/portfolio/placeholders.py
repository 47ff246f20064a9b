"""What counts as unfilled in a text (SPEC section 3). The patterns are data, in messages.yml."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .problems import WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable

_DATA = WORDS["placeholders"]


def _any(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


_BEGINS = tuple(_DATA["begins"])
_LONGEST_BEGIN = max(map(len, _BEGINS))
_MARKED = _any(map(re.escape, _DATA["written_marks"]))
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
    """Tell whether a text only holds the place of one; a line of code is judged by its words."""
    text = text.strip()
    if _begins_well(text) and not _MARKED.search(text):
        return False
    return holds_a_place(text, code=code)


def _begins_well(text: str) -> bool:
    """Tell whether a text begins as no placeholder does: with another word, or a number."""
    if text[:1].isalpha():
        return not text[:_LONGEST_BEGIN].casefold().startswith(_BEGINS)
    return text[:1].isdecimal() and "." not in text and ")" not in text  # no number of an item


def holds_a_place(text: str, *, code: bool = False) -> bool:
    """Tell the same without the short cut for most texts."""
    core = bare(text)
    if code:
        return text in ("", "...", "…") or bool(core and _WORDS.search(core))
    if not core or _BARE.search(core):
        return True
    few = len(core) < _DATA["few_words_longest"] and len(core.split()) <= _DATA["few_words_most"]
    if few and _FEW_WORDS.search(core):
        return True
    if not _MARKED.search(text):
        return False
    return bool(_WRITTEN.search(_CODE_SPAN.sub("`", text))) and not _NOT_WRITTEN.search(text)
