"""Which of a learner's words no message may repeat: what is private, or may be.

See docs/reference.md, Problems.

A message is read by more people than the page: in the log of a run, in an annotation, in a table of
a whole class. So it repeats only what is certainly public: a mistyped name in `private` must not
publish a salary. For front matter that cannot be read, see unreadable.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from ..ask.fields import is_empty
from ..patterns import PATTERNS
from ..problems import nearest, wording
from ..read.sections import heading_name
from . import privacy

if TYPE_CHECKING:
    from ..ask.exercise import Deliverable
    from ..read.sections import Body

_BESIDE = {"less-than-min": "min", "ends-before-start": "start"}  # repeated as well
_YES = ("yes", "true")
_FIND = PATTERNS["quotes"]


class Unquotable(NamedTuple):
    """What no message about a page may repeat: the values of these fields, or everything."""

    names: set[str]
    everything: bool

    def has(self, pattern: str, value: Any = "") -> bool:
        """Tell whether the value of a field, or of one inside or around it, may be private."""
        names = self.names | privacy.OF_THE_LEARNER
        return self.everything or privacy.hides(names, pattern, value)

    def has_section(self, heading: str | None) -> bool:
        """Tell whether the text of a section may be private."""
        hidden = privacy.hidden_sections(self.names)
        return self.everything or (heading is not None and heading_name(heading) in hidden)

    def has_value_at(self, key: str, pattern: str, value: Any) -> bool:
        """Tell whether a message with this key about a field would repeat what may be private."""
        around = pattern.rpartition(".")[0]
        beside = key in _BESIDE and self.has(f"{around}.{_BESIDE[key]}")
        return beside or self.has(pattern, value)

    def key_said(self, parent: str, key: str, deliverable: Deliverable, *, bare: bool) -> str:
        """Return what may be shown of the name of an unknown field, which can be a private value.

        To YAML, `{95000 EUR}` is a field without a value, and the name in `salary：95000: x` is
        `salary：95000`. A single word is shown at the top level; inside a mapping, only if it is
        all letters and has a value. Of anything else, only a known field's name is shown.
        """
        may_be = self.has(parent) if parent else self.everything or bool(self.names)
        match = _FIND.word.match(key)
        word = match[0] if match else ""
        is_name = key.isalpha() and not bare if parent else _FIND.name.match(key)
        if is_name or not may_be:
            return key
        known = {each for name in deliverable.template.names for each in _FIND.words.findall(name)}
        rest = "" if word == key else "…"
        return f"{word}{rest}" if word.lower() in known else "…"


def unquotable(fields: dict[str, Any], deliverable: Deliverable, body: Body) -> Unquotable:
    """Return what a page hides from others, or may be meant to hide."""
    names = {name for name in privacy.hidden(fields) if not is_empty(name)}
    is_clear = (
        _is_list_of_names(fields.get("private", ""))
        and all(privacy.is_known(name, deliverable.template, body) for name in names)
        and not any(_may_mean_private(key, deliverable) for key in fields)
    )
    publish = fields.get("publish", "")
    is_shown = is_empty(publish) or str(publish).strip().lower() in _YES
    return Unquotable(names, everything=not (is_clear and is_shown))


def give_away(unquotable: dict[str, Unquotable]) -> None:
    """Add the skills that are named as gaps if the ratings are private, which they would give away.

    Args:
        unquotable: for the pages of a portfolio, by their ids.
    """
    ratings = unquotable.get("skills-assessment")
    if ratings and ratings.has("ratings"):
        ratings.names.add("priorities")
        if plan := unquotable.get("learning-plan"):
            plan.names.add("gaps[].skill")


def repeats_private(key: str, pages: dict[str, Unquotable]) -> bool:
    """Tell whether a message about a relation would repeat what one of the pages hides."""
    repeated = wording()["messages"][key].get("repeats", {})
    return any(
        pages[id_].has(name) for id_, names in repeated.items() if id_ in pages for name in names
    )


def _is_list_of_names(value: Any) -> bool:
    if isinstance(value, list):
        return len(value) <= privacy.MOST_NAMES and all(isinstance(each, str) for each in value)
    return isinstance(value, str)


def _may_mean_private(key: str, deliverable: Deliverable) -> bool:
    known = deliverable.model.model_fields
    return key not in known and nearest(key, known) == "private"
