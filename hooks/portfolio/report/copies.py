"""Which portfolios are near copies, told from a small sample of their phrases."""

from __future__ import annotations

import zlib
from array import array
from collections import Counter
from itertools import combinations, groupby, pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

_LONG = 6  # characters of a word, its marks included, with which a phrase begins
_SIZE = 64  # numbers in a sketch
_PARTS = 64  # in which many numbers are sorted, so that memory stays small
_FEW = 10  # portfolios that share a phrase, of which every two are compared
_LEAST = 5  # phrases in common, below which two portfolios are not compared
NEAR = 0.5  # part of the phrases that both have, from which on two are near copies


class Pair(NamedTuple):
    """Two portfolios that say much the same, by their places, and how much of it, from 0 to 1."""

    one: int
    other: int
    alike: float


class Group(NamedTuple):
    """Portfolios that say much the same, by their places, and how much the least alike pair."""

    places: list[int]
    alike: float


def phrases(text: str) -> set[int]:
    """Return the phrases of a text, three words each, as numbers.

    Case does not matter, nor where lines end.
    """
    words = [*text.casefold().split(), "", ""]
    threes = zip(words, words[1:], words[2:], strict=False)
    found = [f"{one} {two} {three}" for one, two, three in threes if len(one) >= _LONG]
    return {zlib.crc32(phrase.encode()) for phrase in found}


def sketch(text: str, given: Collection[int]) -> array[int]:
    """Return the smallest numbers of a text's phrases: a fair sample, the same for the same text.

    Args:
        text: all that a learner handed in.
        given: phrases that do not count, since a template has them.
    """
    return array("I", sorted(phrases(text).difference(given))[:_SIZE])


def near_copies(sketches: Sequence[Sequence[int]]) -> list[Pair]:
    """Return the pairs that share most of their phrases, the most alike first.

    Where many share a phrase, only neighbours in the list are compared: of thirty copies of one
    portfolio each is found beside another, in a time that does not grow with their square.
    """
    holders = _grouped((n, place) for place, each in enumerate(sketches) for n in each)
    pairs = (
        pair
        for _, places in holders
        for pair in (combinations(places, 2) if len(places) <= _FEW else pairwise(places))
    )
    close = ((one, other) for one, others in _grouped(pairs) for other in _frequent(others))
    found = (Pair(one, other, alike(sketches[one], sketches[other])) for one, other in close)
    return sorted((p for p in found if p.alike >= NEAR), key=lambda pair: (-pair.alike, pair))


def groups(pairs: Sequence[Pair]) -> list[Group]:
    """Return what `near_copies` found by groups, in which each is near to another one."""
    group_of: dict[int, list[int]] = {}
    for one, other, _ in pairs:
        few, many = sorted((group_of.setdefault(place, [place]) for place in (one, other)), key=len)
        if few is not many:
            many += few
            group_of |= dict.fromkeys(few, many)
    least = {id(group_of[one]): (group_of[one], alike) for one, _, alike in pairs}
    return [Group(sorted(places), alike) for places, alike in least.values()]


def _grouped(pairs: Iterable[tuple[int, int]]) -> Iterator[tuple[int, list[int]]]:
    """Yield each first number of many pairs with all its second ones, in order.

    The pairs wait in parts, packed, so that few of them are Python's numbers at once.
    """
    parts = [array("Q") for _ in range(_PARTS)]
    for one, other in pairs:
        parts[one % _PARTS].append((one << 32) | other)
    for part in parts:
        for one, group in groupby(sorted(part), key=lambda each: each >> 32):
            yield one, [each & 0xFFFFFFFF for each in group]


def _frequent(places: Iterable[int]) -> Iterator[int]:
    """Yield the places that stand often enough in a list."""
    return (place for place, n in Counter(places).items() if n >= _LEAST)


def alike(one: Sequence[int], other: Sequence[int]) -> float:
    """Estimate which part of the phrases of two texts both have, from their smallest ones."""
    smallest = sorted({*one, *other})[:_SIZE]
    both = set(one).intersection(other)
    return sum(each in both for each in smallest) / max(len(smallest), 1)
