"""The passages of near copies, side by side. What a learner marks private is in none of them."""

from __future__ import annotations

import re
from functools import cache
from itertools import chain, islice
from typing import TYPE_CHECKING, NamedTuple

from ..check import privacy
from ..problems import escaped, field_name, field_pattern
from . import copies
from .likeness import share_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..check.answer import Answer
    from .cohort import Cohort
    from .likeness import Pair
    from .overview import Row

MOST_PAIRS = 100  # of which a page shows passages
_MOST = 5  # passages of a document
_LONGEST = 400  # characters of one
_LEAST = 3  # phrases in common
_NEAR = 0.5  # share of the shorter one
_PARAGRAPHS = re.compile(r"\n\s*\n")


class Passage(NamedTuple):
    """A text in two portfolios."""

    where: str  # the document, and the field if it is in one
    one: str
    other: str


class SideBySide(NamedTuple):
    """Two portfolios that are near copies."""

    one: str
    other: str
    share: str
    passages: list[Passage]


def side_by_side(rows: Sequence[Row], pairs: Sequence[Pair], cohort: Cohort) -> list[SideBySide]:
    """Return the most alike pairs with their passages."""
    asked = cohort.exercise.deliverables
    places = {each.title: at for at, each in enumerate(asked)}

    @cache
    def answers(at: int) -> tuple[Answer, ...]:
        return cohort.answers(rows[at].result)

    found = []
    for pair in pairs[:MOST_PAIRS]:
        passages: list[Passage] = []
        for title in dict.fromkeys(match.title for match in pair.matches):
            both = [answers(at)[places[title]] for at in (pair.one, pair.other)]
            kinds = [match.of_fields for match in pair.matches if match.title == title]
            same = chain.from_iterable((_fields if kind else _sections)(*both) for kind in kinds)
            passages += islice((Passage(title + at, *texts) for at, *texts in same), _MOST)
        one, other = rows[pair.one], rows[pair.other]
        share = share_of(pair.matches, one, other)
        found.append(SideBySide(one.folder, other.folder, share, passages))
    return found


def _is_shown(answer: Answer) -> bool:
    return privacy.may_be_shown(answer) and privacy.is_published(answer)


def _fields(one: Answer, other: Answer) -> Iterator[tuple[str, str, str]]:
    """Yield the texts that stand in public fields of both, each with the name of its field."""
    theirs = {copies.hash_of(text): text for _, text in _public_texts(other)}
    for name, text in _public_texts(one):
        if same := theirs.get(copies.hash_of(text)):
            yield f", {name}", _short(text), _short(same)


def _public_texts(answer: Answer) -> Iterator[tuple[str, str]]:
    if not _is_shown(answer):
        return
    fields = answer.source.data or {}
    hidden = privacy.kept_back(fields)
    for loc, text in copies.texts(fields):
        if not privacy.covers(hidden, field_pattern(loc)):
            yield field_name(loc), text


def _sections(one: Answer, other: Answer) -> Iterator[tuple[str, str, str]]:
    """Yield the paragraphs of public sections of which most is in both."""
    theirs = [(text, copies.shingles(text)) for text in _public_paragraphs(other)]
    for text in _public_paragraphs(one):
        mine, nothing = copies.shingles(text), ("", set[int]())
        same, phrases = max(theirs, key=lambda each: len(mine & each[1]), default=nothing)
        shared = len(mine & phrases)
        if shared >= _LEAST and shared >= _NEAR * min(len(mine), len(phrases)):
            yield "", _short(text), _short(same)


def _public_paragraphs(answer: Answer) -> Iterator[str]:
    if not _is_shown(answer):
        return
    for part in privacy.public_parts(answer, privacy.hidden(answer.source.data or {})):
        text = "\n".join(line.text for line in part.lines)
        yield from filter(str.strip, _PARAGRAPHS.split(text))


def _short(text: str) -> str:
    line = escaped(" ".join(text.split()))
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"
