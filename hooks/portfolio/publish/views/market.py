"""What the postings ask for and pay."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from ...ask.fields import is_withheld
from ...ask.models import Posting
from ...read.terms import asks_for, joined, their_word, words_for
from .shared import rows_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from ..redaction import ShownPage

# if some of these are hidden, a count would be untrue
_COUNTED = ("postings[].requirements[]", "postings[].nice_to_have[]")
_WORKPLACES = ("on-site", "hybrid", "remote")


@dataclass(frozen=True, slots=True)
class Demand:
    """How many postings require something, and how many more call it nice to have."""

    term: str
    required: int
    plus: int
    their_word: str  # if most postings write another than the learner

    @property
    def count(self) -> int:
        return self.required + self.plus


@dataclass(frozen=True, slots=True)
class Pay:
    """A range of pay, and its place on the scale of its kind, from 0 to 100."""

    label: str
    place: str
    min: int
    max: int
    currency: str
    period: str
    at: float = 0
    width: float = 0

    @property
    def kind(self) -> tuple[str, str]:
        """Return what two ranges must share to be compared."""
        return self.currency, self.period

    @property
    def per(self) -> str:
        return _per(self.period)


@dataclass(frozen=True, slots=True)
class PayGroup:
    """All pay in one currency for one period, on a scale from zero: others are never compared."""

    currency: str
    period: str
    top: int  # the end of the scale
    usual: Pay | None  # for the role in its location
    pays: list[Pay]

    @property
    def per(self) -> str:
        return _per(self.period)


@dataclass(frozen=True)
class Market:
    """What the postings ask for and pay."""

    role: str
    location: str
    searched_on: date | None
    postings: list[dict[str, Any]]
    demand: list[Demand]
    pay_groups: list[PayGroup]
    workplaces: list[tuple[str, int]]


def read_market(shown: ShownPage | None) -> Market | None:
    if not shown or not shown.fields:
        return None
    fields = shown.fields
    postings = rows_of(fields.get("postings"), *Posting.model_fields)
    places = Counter(posting["workplace"] for posting in postings if posting["workplace"])
    usual = pay_of(shown, "salary_range", fields.get("salary_range"))
    for posting in postings:
        about = _label(posting), posting["location"] or ""
        posting["salary"] = pay_of(shown, "postings[].salary", posting["salary"], *about)
    pay = [posting["salary"] for posting in postings if posting["salary"]]
    return Market(
        role=fields.get("role") or "",
        location=place if not is_withheld(place := fields.get("location") or "") else "",
        searched_on=fields.get("searched_on"),
        postings=postings,
        demand=[] if any(map(shown.hides, _COUNTED)) else _demand(fields, postings),
        pay_groups=list(_grouped(usual, pay)),
        workplaces=[(place, places[place]) for place in _WORKPLACES if places[place]],
    )


def _demand(fields: Mapping[str, Any], postings: list[dict[str, Any]]) -> list[Demand]:
    """Return how many postings ask for each common requirement, the most wanted first."""
    musts = [joined(posting["requirements"] or []) for posting in postings]
    pluses = [joined(posting["nice_to_have"] or []) for posting in postings]
    both = [f"{must}\0{plus}" for must, plus in zip(musts, pluses, strict=True)]
    found = []
    for term in fields.get("common_requirements") or []:
        words = words_for(term)
        must = [asks_for(texts, words) for texts in musts]
        plus = [asks_for(texts, words) for texts in pluses]
        only = sum(also and not first for first, also in zip(must, plus, strict=True))
        found.append(Demand(term, sum(must), only, their_word(words, both)))
    return sorted(found, key=lambda each: (-each.count, -each.required))


def _label(posting: dict[str, Any]) -> str:
    return str(posting["company"] or posting["title"] or "A posting")


def pay_of(
    shown: ShownPage, name: str, salary: dict[str, Any] | None, label: str = "", place: str = ""
) -> Pay | None:
    """Return a range of pay, if both its ends, its currency and its period are shown."""
    if not salary or shown.hides(f"{name}.period"):
        return None
    low, high, currency = (salary.get(key) for key in ("min", "max", "currency"))
    period = salary.get("period") or "year"
    return Pay(label, place, low, high, currency, period) if low and high and currency else None


def _per(period: str) -> str:
    return f"{'an' if period == 'hour' else 'a'} {period}"


def _grouped(usual: Pay | None, pays: list[Pay]) -> Iterator[PayGroup]:
    """Yield the pay of each kind, beginning with that of the usual range."""
    among = [usual, *pays] if usual else pays
    for kind in dict.fromkeys(pay.kind for pay in among):
        top = _top(max(pay.max for pay in among if pay.kind == kind))
        mine = [_placed(pay, top) for pay in pays if pay.kind == kind]
        behind = _placed(usual, top) if usual and usual.kind == kind else None
        yield PayGroup(*kind, top, behind, mine)


def _top(highest: int) -> int:
    """Return the end of a scale for a sum: 50,000 for 46,000."""
    step = max(1, int(f"1{'0' * (len(str(highest)) - 1)}") // 2)
    return -(-highest // step) * step


def _placed(pay: Pay, top: int) -> Pay:
    at, width = 100 * pay.min / top, 100 * (pay.max - pay.min) / top
    width = max(width, 1)  # visible even if it is narrow
    return replace(pay, at=round(min(at, 100 - width), 1), width=round(width, 1))
