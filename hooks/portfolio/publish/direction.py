"""The direction in which a text is written.

A browser finds it out for a single block (`dir="auto"`), but not for a block around others: a list
whose items have directions of their own would get the wrong one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from unicodedata import bidirectional

from ..data import word_set

if TYPE_CHECKING:
    from collections.abc import Iterable

_DIRECTIONS = {"L": "ltr", "R": "rtl", "AL": "rtl"}
_RIGHT_TO_LEFT = word_set(  # scripts, and languages that are written in one of them
    "adlm arab hebr mand nkoo rohg samr syrc thaa ar ara arc ckb div dv fa fas he heb nqo pes ps"
    " pus sd snd syr ug uig ur urd yi yid"
)


def direction(texts: Iterable[str]) -> str:
    """Return `ltr` or `rtl`, by the first letter that has a direction; `ltr` where none has."""
    found = (_DIRECTIONS.get(bidirectional(letter)) for text in texts for letter in text)
    return next(filter(None, found), "ltr")


def of_language(tag: str) -> str:
    """Return the direction of a language by its tag: of its script, if the tag names one."""
    language, *others = tag.lower().split("-")
    script = next((each for each in others if len(each) == 4 and each.isalpha()), language)
    return "rtl" if script in _RIGHT_TO_LEFT else "ltr"
