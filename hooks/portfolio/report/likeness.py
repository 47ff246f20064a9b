"""What of some portfolios is a near copy of another's, document by document, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ..ask.exercise import EXAMPLE
from . import copies
from .result import Copy

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from .cohort import Cohort
    from .overview import Row
    from .result import Outcome

_EXAMPLE = "the worked example"
_FEW = 10  # pairs of a group, up to which each has a line


class Match(NamedTuple):
    """What is alike in two documents."""

    title: str  # of the document
    of_fields: bool  # else of its sections
    alike: float


class Pair(NamedTuple):
    """Two rows, by position, and what is alike in them."""

    one: int
    other: int
    matches: list[Match]


def compare(rows: Sequence[Row], cohort: Cohort) -> list[Pair]:
    """Add to each row what it is a near copy of; return the pairs, the most alike first."""
    example = (cohort.docs / EXAMPLE).resolve()
    for row in rows:
        # names are compared first, since resolving thousands of paths takes long
        if row.path.name == example.name and row.path.resolve() == example:
            continue
        written = [each.of_example for each in row.result.outcomes if each.sketches.phrases]
        if written and min(written) >= copies.NEAR:
            row.copies.append(Copy(_EXAMPLE, f"{min(written):.0%}"))
    pairs = list(_pairs(rows))
    for one, other, matches in pairs:
        rows[one].copies.append(Copy(rows[other].folder, share_of(matches, rows[one])))
        rows[other].copies.append(Copy(rows[one].folder, share_of(matches, rows[other])))
    return pairs


def lines(rows: Sequence[Row], pairs: Sequence[Pair]) -> Iterator[str]:
    """Yield a line for each group of near copies, the most alike first."""
    of_example = [
        f"{row.folder} ({copy.share})" for row in rows for copy in row.copies if copy.of == _EXAMPLE
    ]
    if of_example:
        yield f"Near copies of {_EXAMPLE}: {', '.join(of_example)}"
    simple = [copies.Pair(one, other, _most(matches)) for one, other, matches in pairs]
    for members, _ in copies.groups(simple):
        inside = [pair for pair in pairs if pair.one in members]
        common = _in_all(inside)
        if common and len(inside) == len(members) * (len(members) - 1) / 2:
            yield _line([rows[at] for at in members], common)
        elif len(inside) <= _FEW:
            yield from (_line([rows[one], rows[other]], matches) for one, other, matches in inside)
        else:
            names = ", ".join(rows[at].folder for at in members)
            yield f"Near copies, of one another in part (the HTML page says of what): {names}"


def _line(rows: Sequence[Row], matches: Sequence[Match]) -> str:
    *first, last = (row.folder for row in rows)
    return f"Near copies: {', '.join(first)} and {last} ({share_of(matches, *rows)})"


def _pairs(rows: Sequence[Row]) -> list[Pair]:
    """Return the rows that are alike, but for what both have from the worked example.

    Whoever is alike in one document is compared in all of them.
    """
    asked = max((row.result.outcomes for row in rows), key=len, default=())
    kinds = [(at, of_fields) for at in range(len(asked)) for of_fields in (False, True)]
    of_rows = {
        (at, of_fields): [_own(row.result.outcomes, at, of_fields=of_fields) for row in rows]
        for at, of_fields in kinds
    }
    near = {pair[:2] for each in of_rows.values() for pair in copies.near_copies(each)}
    found = []
    for one, other in near:
        alike = {kind: copies.alike(each[one], each[other]) for kind, each in of_rows.items()}
        matches = [
            Match(asked[at].title, of_fields=of_fields, alike=share)
            for (at, of_fields), share in alike.items()
            if share >= copies.NEAR
        ]
        found.append(Pair(one, other, matches))
    return sorted(found, key=lambda pair: (-_most(pair.matches), pair[:2]))


def _own(outcomes: Sequence[Outcome], at: int, *, of_fields: bool) -> Sequence[int]:
    """Return the sketch of a document's sections or fields, unless it is the example's."""
    if not outcomes or outcomes[at].is_example:
        return ()
    return outcomes[at].sketches.fields if of_fields else outcomes[at].sketches.phrases


def _most(matches: Iterable[Match]) -> float:
    return max(match.alike for match in matches)


def _in_all(pairs: Sequence[Pair]) -> list[Match]:
    """Return what is alike in all of some pairs, each where it is least alike."""
    first, *rest = [{match[:2]: match for match in pair.matches} for pair in pairs]
    return [
        min((match, *(each[kind] for each in rest)), key=lambda match: match.alike)
        for kind, match in first.items()
        if all(kind in each for each in rest)
    ]


def share_of(matches: Sequence[Match], *rows: Row) -> str:
    """Return how much of portfolios is alike: `88%` of everything, or `Career roadmap: 88%`."""
    phrases = {match.title: match.alike for match in matches if not match.of_fields}
    outcomes = [each for row in rows for each in row.result.outcomes]
    if all(each.title in phrases for each in outcomes if each.sketches.phrases):
        return f"{min(phrases.values()):.0%}" if phrases else _fields(matches)
    told = [f"{title}: {alike:.0%}" for title, alike in phrases.items()]
    fields = _fields(match for match in matches if match.title not in phrases)
    return ", ".join([*told, fields] if fields else told)


def _fields(matches: Iterable[Match]) -> str:
    return ", ".join(f"fields of {match.title}: {match.alike:.0%}" for match in matches)
