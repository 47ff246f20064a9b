"""A class to check."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portfolio.ask import exercise

from helpers.project import DOCS

if TYPE_CHECKING:
    from collections.abc import Iterator

EXERCISE = exercise.load(DOCS)[0]
EVIL = '=HYPERLINK("https://example.com")<script>alert(1)</script>'


# --- near copies

WORDS = [f"word{chr(97 + n // 26)}{chr(97 + n % 26)}lang" for n in range(600)]


def said(*numbers: Iterator[int] | range) -> str:
    return " and ".join(WORDS[n] for each in numbers for n in each)
