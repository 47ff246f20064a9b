"""What a page marks private, and what strangers may see of it (docs/reference.md, Privacy)."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from ..limits import LIMITS
from ..problems import field_pattern
from ..read.sections import heading_name

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from ..ask.exercise import Template
    from ..problems import Loc, Problem
    from ..read.sections import Body, Part
    from .answer import Answer

_OF_ANY_PAGE: list[str] = LIMITS["private"]["of_any_page"]
_OF_THE_SAME: dict[str, str] = LIMITS["private"]["of_the_same"]
OF_THE_LEARNER = frozenset(LIMITS["private"]["of_the_learner"])
OF_THE_PAGE: list[str] = LIMITS["private"]["of_the_page"]
MOST_NAMES: int = LIMITS["private"]["names"]


def is_known(name: str, template: Template, body: Body) -> bool:
    """Tell whether `private` may hold this name: it must be a known field, or a heading."""
    sections = (*template.body.sections, *body.sections)
    field = name.strip().lower()
    return field in template.names or field in _OF_ANY_PAGE or heading_name(name) in sections


def hidden(fields: dict[str, Any]) -> set[str]:
    """Return the names of what is private on a page: those it marks, and what goes with them."""
    names = marked(fields)
    return names | set(_of_the_same(names))


def marked(fields: dict[str, Any]) -> set[str]:
    """Return the names that the fields of a page mark private, in small letters.

    Only the first `MOST_NAMES` of them: the checks refuse a page with more, so it is never shown.
    """
    listed = fields.get("private") or []
    names: list[str] = []
    for item in islice([listed] if isinstance(listed, str) else listed, MOST_NAMES):
        names += item if isinstance(item, dict) else [item]  # to YAML, `- Salary:` is a mapping
    return {name.strip().lower() for name in names if isinstance(name, str) and name.strip()}


def _of_the_same(names: set[str]) -> Iterator[str]:
    """Yield the names of what is private with something else, as ratings of then are."""
    for name in names:
        for first, other in _OF_THE_SAME.items():
            if name == first or name.startswith(f"{first}."):
                yield f"{other}{name.removeprefix(first)}"


def kept_back(fields: dict[str, Any]) -> set[str]:
    """Return the names of all that nobody but the learner may see, whether marked or not."""
    return hidden(fields) | OF_THE_LEARNER


def covers(names: set[str], pattern: str) -> bool:
    """Tell whether private names include a field, or one around it."""
    return bool(_covering(names, pattern))


def _covering(names: set[str], pattern: str) -> str:
    """Return the private name that is the field itself, or the innermost around it; else ''."""
    while pattern and pattern not in names:
        pattern = pattern[:-2] if pattern.endswith("[]") else pattern.rpartition(".")[0]
    return pattern


def hides(names: set[str], pattern: str, value: Any) -> bool:
    """Tell whether a value must not be shown: its field, or one around or inside it, is private.

    One inside it counts if the value is a text, which may stand for a list of one, or for a mapping
    with only a name.
    """
    inside = (f"{pattern}.", f"{pattern}[]")
    stands_for_more = isinstance(value, str) and any(name.startswith(inside) for name in names)
    return covers(names, pattern) or stands_for_more


def hidden_sections(names: set[str]) -> set[str]:
    """Return private names in the form in which headings are compared."""
    return {heading_name(name) for name in names}


def public_parts(answer: Answer, names: set[str]) -> list[Part]:
    """Return the parts of a body that strangers may see."""
    headings = hidden_sections(names)
    return [part for part in answer.body.parts if not part.heading or part.name not in headings]


def public_body(answer: Answer, names: set[str]) -> str:
    """Return the same as text; private lines and comments are blank, so line numbers stay."""
    first = answer.source.body_line
    kept = [""] * (answer.source.body.count("\n") + 1)
    for part in public_parts(answer, names):
        if part.heading:
            kept[part.line - first] = part.heading
        begin = part.first - first
        kept[begin : begin + len(part.lines)] = [line.text for line in part.lines]
    return "\n".join(kept)


def may_be_shown(answer: Answer) -> bool:
    """Tell whether strangers may see a page although it has problems.

    It must be certain what is private, and no public text may leak it.
    """
    if answer.body.fault:  # then nobody knows where sections begin and end
        return False
    private = hidden_sections(hidden(answer.source.data or {}))
    return not any(
        found.code in ("unreadable", "bad-front-matter", "private-told")
        or _is_about_privacy(found)
        or _may_be_private_mistyped(found)
        or _lacks_private_section(found, private)
        for found in answer.problems
    )


def _is_about_privacy(found: Problem) -> bool:
    """Tell whether `private` or `publish` is faulty: it may be meant to hide more than it does."""
    return (found.field or "").startswith(("private", "publish"))


def _may_be_private_mistyped(found: Problem) -> bool:
    """Tell whether a field is unknown at the level of `private`: it may be meant to be that."""
    return found.code == "unknown-field" and "." not in (found.field or ".")


def _lacks_private_section(found: Problem, private: Collection[str]) -> bool:
    """Tell whether a private section is missing: its text may be under another heading."""
    return found.code == "missing-section" and heading_name(found.field or "") in private


def is_published(answer: Answer) -> bool:
    """Tell whether the learner wants the page in the site."""
    return str(answer.valid.get("publish", "")).strip().lower() not in ("no", "false")


def private_leaves(fields: dict[str, Any], names: set[str]) -> Iterator[tuple[Loc, str, str]]:
    """Yield the texts that private names hide, with their locations and the names that do."""
    roots = {name.partition(".")[0].partition("[")[0] for name in names}
    within = {key: value for key, value in fields.items() if key.lower() in roots}
    for loc, text in leaves(within):
        pattern = field_pattern(loc)
        if hides(names, pattern, text):
            inside = (f"{pattern}.", f"{pattern}[]")
            name = _covering(names, pattern)
            yield loc, text, name or min(each for each in names if each.startswith(inside))


def public_texts(fields: dict[str, Any], names: set[str]) -> Iterator[str]:
    """Yield the texts of fields that are not private, except those about the page itself."""
    of_the_page = {*OF_THE_PAGE, "private"}
    own = {key: value for key, value in fields.items() if key.lower() not in of_the_page}
    return (text for name, text in _named_texts(own) if not hides(names, name, text))


def _named_texts(value: Any, at: str = "") -> Iterator[tuple[str, str]]:
    """Yield every text of some fields with the name of its field, as `private` has it."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _named_texts(item, f"{at}.{key.lower()}" if at else key.lower())
    elif isinstance(value, list):
        for item in value:
            yield from _named_texts(item, f"{at}[]")
    elif value is not None:
        yield at, value


def leaves(value: Any, loc: Loc = ()) -> Iterator[tuple[Loc, str]]:
    """Yield every text of some fields with its location."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from leaves(item, (*loc, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from leaves(item, (*loc, index))
    elif value is not None:
        yield loc, value
