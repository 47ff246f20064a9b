"""The patterns that both the checks and the forms read text with, from patterns.yml."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .data import read_data
from .limits import LIMITS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_DATA: dict[str, dict[str, Any]] = read_data(Path(__file__).with_name("patterns.yml"))
_PIECE = re.compile(r"\(\?&(\w+)\)")
_COMMENT = re.compile(r"  #.*$", re.MULTILINE)
_ANY_CASE = "(?i)"


def _spelled(words: str) -> Iterator[str]:
    """Yield words as they are, with a capital, and in capitals."""
    for word in unicodedata.normalize("NFC", words).split():
        yield from (word, word.capitalize(), word.upper())


ZEROS: dict[str, int] = {  # by how many a word multiplies: "k" by three
    word: count for count, words in LIMITS["leaks"]["zeros"].items() for word in _spelled(words)
}


def _any_of(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_PIECES: dict[str, str] = _DATA.pop("pieces") | {
    "zeros": _any_of(ZEROS),
    "currencies": _any_of(LIMITS["leaks"]["currencies"].split()),
    "currency_codes": _any_of(LIMITS["text"]["currencies"].split()),
    "until_words": _any_of(LIMITS["leaks"]["until"].split()),
    "digits": rf"\d{{0,{LIMITS['leaks']['longest_number'] - 1}}}",
}


def _whole(written: str | list[str]) -> str:
    """Return a pattern in one piece."""
    if isinstance(written, list):
        each = [one.removeprefix(_ANY_CASE) for one in written]
        begin = _ANY_CASE if any(one.startswith(_ANY_CASE) for one in written) else ""
        return begin + _whole("|".join(f"(?:{one})" for one in each))
    if "\n" in written:
        written = "".join(_COMMENT.sub("", written).split("\n"))
    while _PIECE.search(written):
        written = _PIECE.sub(lambda piece: _PIECES[piece[1]], written)
    return written


class Patterns:
    """The patterns about one subject, by their names: each is compiled when it is first used."""

    def __init__(self, written: dict[str, str | list[str]]) -> None:
        """Take a part of patterns.yml."""
        self._written = written

    def __getattr__(self, name: str) -> re.Pattern[str]:
        """Return a pattern, and keep it."""
        if name not in self._written:
            raise AttributeError(name)
        pattern = vars(self)[name] = re.compile(_whole(self._written[name]))
        return pattern

    def by_name(self) -> dict[str, re.Pattern[str]]:
        """Return all of them."""
        return {name: getattr(self, name) for name in self._written}


PATTERNS = {about: Patterns(written) for about, written in _DATA.items()}
