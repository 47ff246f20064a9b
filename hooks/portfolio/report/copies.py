"""Which portfolios are near copies of each other.

A text is taken as the set of its shingles, phrases of three words. Two texts are as alike as the
share of shingles that both have (their Jaccard index). That is estimated from a sketch of each, the
smallest hashes of its shingles: MinHash with a single hash function, as in
https://en.wikipedia.org/wiki/MinHash#Variant_with_a_single_hash_function
"""

from __future__ import annotations

import zlib
from array import array
from collections import Counter, defaultdict
from itertools import combinations, groupby, pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

_LONG = 6  # characters, punctuation included, of the word with which a shingle begins
_SIZE = 64  # hashes in a sketch
_PARTS = 64  # in which pairs are sorted, one after the other
_FEW = 10  # portfolios that share a shingle, up to which every two of them are compared
_LEAST = 5  # shingles in common, below which two portfolios are not compared
NEAR = 0.5  # share of the shingles that both have, from which on two are near copies


class Pair(NamedTuple):
    """Two portfolios, by their positions in the class, and how alike they are, from 0 to 1."""

    one: int
    other: int
    alike: float


class Group(NamedTuple):
    """Near copies of each other, by position, and how alike its least alike pair is."""

    members: list[int]
    alike: float


def shingles(text: str) -> set[int]:
    """Return the hashes of a text's shingles, whatever their case and wherever its lines break."""
    words = [*text.casefold().split(), "", ""]
    threes = zip(words, words[1:], words[2:], strict=False)
    found = [f"{one} {two} {three}" for one, two, three in threes if len(one) >= _LONG]
    return {zlib.crc32(shingle.encode()) for shingle in found}


def sketch(text: str, ignored: Collection[int]) -> array[int]:
    """Return the sketch of a text.

    Args:
        text: all that a learner handed in.
        ignored: shingles that do not count, because a template has them.
    """
    return array("I", sorted(shingles(text).difference(ignored))[:_SIZE])


def alike(one: Sequence[int], other: Sequence[int]) -> float:
    """Estimate from two sketches which share of all shingles both texts have."""
    smallest = sorted({*one, *other})[:_SIZE]
    both = set(one).intersection(other)
    return sum(each in both for each in smallest) / max(len(smallest), 1)


def near_copies(sketches: Sequence[Sequence[int]]) -> list[Pair]:
    """Return the pairs that are near copies, the most alike first.

    Where many share a shingle, only neighbors in the list are compared: each of thirty copies of
    one portfolio is found beside another, in a time that does not grow with their square.
    """
    having = _by_first((n, at) for at, each in enumerate(sketches) for n in each)
    sharing = (
        pair
        for _, places in having
        for pair in (combinations(places, 2) if len(places) <= _FEW else pairwise(places))
    )
    found = (
        Pair(one, other, alike(sketches[one], sketches[other]))
        for one, others in _by_first(sharing)
        for other, shared in Counter(others).items()
        if shared >= _LEAST
    )
    return sorted((p for p in found if p.alike >= NEAR), key=lambda pair: (-pair.alike, pair))


def _by_first(pairs: Iterable[tuple[int, int]]) -> Iterator[tuple[int, list[int]]]:
    """Yield each first number of some pairs with all its second ones, in order.

    A class of 10,000 has more than half a million pairs, or 60 MB of tuples. As 64-bit numbers, the
    first one in the upper half, they take 5 MB, and few at a time become numbers of Python.
    """
    parts = [array("Q") for _ in range(_PARTS)]
    for first, second in pairs:
        parts[first % _PARTS].append((first << 32) | second)
    for part in parts:
        for first, group in groupby(sorted(part), key=lambda packed: packed >> 32):
            yield first, [packed & 0xFFFFFFFF for packed in group]


def groups(pairs: Sequence[Pair]) -> list[Group]:
    """Return near copies in groups: the connected components of their pairs, by union-find."""
    parents: dict[int, int] = {}

    def root(place: int) -> int:
        while (parent := parents.setdefault(place, place)) != place:
            parents[place] = parents[parent]  # halves the way for whoever comes next
            place = parent
        return place

    for one, other, _ in pairs:
        parents[root(one)] = root(other)
    components = defaultdict[int, list[Pair]](list)
    for pair in pairs:
        components[root(pair.one)].append(pair)
    return [
        Group(sorted({at for p in found for at in (p.one, p.other)}), min(p.alike for p in found))
        for found in components.values()
    ]
