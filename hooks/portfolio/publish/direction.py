"""Which way a text is written.

A browser finds that out by itself for one block (`dir="auto"`), but not for what stands around
several: a list whose items say their own direction would lie the other way.
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
