"""The direction in which a text is written.

A browser finds it out for a single block (`dir="auto"`), but not for a block around others: a list
whose items have directions of their own would get the wrong one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from unicodedata import bidirectional

if TYPE_CHECKING:
    from collections.abc import Iterable

_DIRECTIONS = {"L": "ltr", "R": "rtl", "AL": "rtl"}


def direction(texts: Iterable[str]) -> str:
    """Return `ltr` or `rtl`, by the first letter that has a direction; `ltr` where none has."""
    found = (_DIRECTIONS.get(bidirectional(letter)) for text in texts for letter in text)
    return next(filter(None, found), "ltr")
