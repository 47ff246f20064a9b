"""Which documents are near copies of each other.

A text is taken as the set of its shingles, phrases of three words; fields as the set of their
values. Two sets are as alike as the share of the smaller one that both have. That is estimated
from a sketch of each, its smallest hashes: MinHash with a single hash function, as in
https://en.wikipedia.org/wiki/MinHash#Variant_with_a_single_hash_function
"""

from __future__ import annotations

import zlib
from array import array
from bisect import bisect_right
from collections import Counter, defaultdict
from itertools import combinations, groupby, pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from ..check.privacy import leaves

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from ..problems import Loc
    from ..read.source import Source

_LONG = 6  # characters, punctuation included, of the word with which a shingle begins
_WORDS = 3  # of a value that is compared; shorter ones are the same in many portfolios
_SIZE = 64  # hashes in a sketch
_PARTS = 64  # in which pairs are sorted, one after the other
_FEW = 10  # documents that share a hash, up to which every two of them are compared
_HIGHEST = 2**32  # no hash is as high
_LEAST = 5  # hashes in common, below which nothing can be told
NEAR = 2 / 3  # share of the smaller one that both have, from which on two are near copies
_NOT_COMPARED = {"title", "deliverable", "description", "tags", "private", "publish"}


class Pair(NamedTuple):
    """Two documents, by their positions in the class, and how alike they are, from 0 to 1."""

    one: int
    other: int
    alike: float


class Group(NamedTuple):
    """Near copies of each other, by position, and how alike its least alike pair is."""

    members: list[int]
    alike: float


class Sketches(NamedTuple):
    """What a document is compared by: its sections, and its fields."""

    phrases: Sequence[int] = ()
    fields: Sequence[int] = ()


NONE = Sketches()


def shingles(text: str) -> set[int]:
    """Return the hashes of a text's shingles, whatever their case and wherever its lines break."""
    words = [*text.casefold().split(), "", ""]
    threes = zip(words, words[1:], words[2:], strict=False)
    found = [f"{one} {two} {three}" for one, two, three in threes if len(one) >= _LONG]
    return {zlib.crc32(shingle.encode(errors="replace")) for shingle in found}


def values(fields: dict[str, Any]) -> set[int]:
    """Return the hashes of the texts of fields that are compared."""
    compared = {name: value for name, value in fields.items() if name not in _NOT_COMPARED}
    return {hash_of(text) for text in _texts(compared) if _tells(text)}


def texts(fields: dict[str, Any]) -> Iterator[tuple[Loc, str]]:
    """Yield the texts in fields, but for the title, and what is short, such as dates."""
    compared = {name: value for name, value in fields.items() if name not in _NOT_COMPARED}
    return ((loc, text) for loc, text in leaves(compared) if _tells(text))


def _tells(text: str) -> bool:
    return text.count(" ") + 1 >= _WORDS or "://" in text


def _texts(fields: dict[str, Any]) -> list[str]:
    """Return every text of some fields, without their places: a class has a million."""
    found: list[str] = []
    values = list[Any](fields.values())
    for value in values:  # which grow on the way
        if isinstance(value, str):
            found.append(value)
        else:
            values += value.values() if isinstance(value, dict) else value or ()
    return found


def hash_of(value: str) -> int:
    """Return the hash of a value, whatever its case and wherever its lines break."""
    return zlib.crc32(" ".join(value.casefold().split()).encode(errors="replace"))


def sketch(text: str, ignored: Collection[int]) -> array[int]:
    """Return the sketch of a text.

    Args:
        text: the sections of a document.
        ignored: shingles that do not count, because a template has them.
    """
    return _smallest(shingles(text), ignored)


def _smallest(found: set[int], ignored: Collection[int]) -> array[int]:
    return array("I", sorted(found.difference(ignored))[:_SIZE])


def sketches(
    source: Source, ignored: tuple[Collection[int], Collection[int]] = ((), ())
) -> Sketches:
    """Return what a page is compared by; hashes of phrases and of fields may be ignored."""
    phrases, fields = ignored
    return Sketches(sketch(source.body, phrases), _smallest(values(source.data or {}), fields))


def shares(one: Sketches, other: Sketches) -> tuple[float, float]:
    """Return how much of the sections, and of the fields, is alike in two documents."""
    return alike(one.phrases, other.phrases), alike(one.fields, other.fields)


def alike(one: Sequence[int], other: Sequence[int]) -> float:
    """Estimate from two sketches which share of the smaller set both have; 0 if of too little."""
    both = set(one).intersection(other)
    if len(both) < _LEAST:
        return 0.0
    # above the end of a full sketch, nothing is known of its set
    end = min((each[-1] for each in (one, other) if len(each) == _SIZE), default=_HIGHEST)
    smaller = min(bisect_right(one, end), bisect_right(other, end))
    shared = sum(each <= end for each in both)
    return shared / smaller if shared >= _LEAST else 0.0


def near_copies(sketches: Sequence[Sequence[int]]) -> list[Pair]:
    """Return the pairs that are near copies, the most alike first.

    Where many share a hash, only neighbors in the list are compared: each of thirty copies of
    one document is found beside another, in a time that does not grow with their square.
    """
    shared_ones = _more_than_once(sketches)
    having = _by_first(
        (n, at) for at, each in enumerate(sketches) for n in each if n in shared_ones
    )
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


def _more_than_once(sketches: Iterable[Iterable[int]]) -> set[int]:
    """Return the hashes that two sketches or more have: most have a single one."""
    seen, again = set[int](), set[int]()
    for each in map(set, sketches):
        again |= seen & each
        seen |= each
    return again


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
