"""What leaves the house, and what never does (SPEC section 6)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .sections import heading_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .checks import Answer
    from .exercise import Template
    from .problems import Loc
    from .sections import Body

_OF_ANY_PAGE = ("title", "description", "tags")
_GIVEN_AWAY_WITH = {"ratings": {"priorities"}}  # priorities are made of ratings


def is_known(name: str, template: Template, body: Body) -> bool:
    """Tell whether `private` may say this name: a field of the contract, or a heading."""
    sections = (*template.body.sections, *body.sections)
    field = name.strip().lower()
    return field in template.names or field in _OF_ANY_PAGE or heading_name(name) in sections


def hidden(fields: dict[str, Any]) -> set[str]:
    """Return the names that the fields of a page mark private, in small letters."""
    names = fields.get("private") or []
    listed = [names] if isinstance(names, str) else names
    found = {name.strip().lower() for name in listed if isinstance(name, str) and name.strip()}
    for name, others in _GIVEN_AWAY_WITH.items():
        found |= others if name in found else set()
    return found


def covers(names: set[str], pattern: str) -> bool:
    """Tell whether a name, or one around it, is among private ones."""
    while pattern:
        if pattern in names:
            return True
        pattern = pattern[:-2] if pattern.endswith("[]") else pattern.rpartition(".")[0]
    return False


def redacted(value: Any, names: set[str], at: str = "") -> Any:
    """Return fields without what is private, as if it had never been written."""
    if isinstance(value, dict):
        names_at = {key: f"{at}.{key.lower()}".removeprefix(".") for key in value}
        return {
            key: redacted(item, names, names_at[key])
            for key, item in value.items()
            if not covers(names, names_at[key])
        }
    if isinstance(value, list):
        return (
            [] if covers(names, f"{at}[]") else [redacted(item, names, f"{at}[]") for item in value]
        )
    return value


def is_hidden_section(names: set[str], heading: str) -> bool:
    """Tell whether a section is among private names."""
    return heading_name(heading) in {heading_name(name) for name in names}


def public_body(answer: Answer, names: set[str]) -> str:
    """Return a body without its private sections, line for line where they do not stand."""
    lines, shown = answer.source.body.split("\n"), True
    kept = []
    begins = {at: s.heading for s in answer.body.sections.values() for at in s.begins}
    for number, line in enumerate(lines, answer.source.body_line):
        if number in begins:
            shown = not is_hidden_section(names, begins[number])
        kept.append(line if shown else "")
    return "\n".join(kept)


def may_leave(answer: Answer) -> bool:
    """Tell whether a page can be shown to strangers though it has problems.

    Not where a key or name can be a mistyped `private`, and not where a private section cannot
    be told from the rest: its heading is missing, or something before it is never closed.
    """
    names = hidden(answer.source.data or {})
    return answer.body.unclosed is None and not any(
        found.code in ("unreadable", "bad-front-matter", "private-told")
        or (found.field or "").startswith(("private", "publish"))
        or (found.code == "unknown-field" and "." not in (found.field or "."))
        or (found.code == "missing-section" and is_hidden_section(names, found.field or ""))
        for found in answer.problems
    )


def is_published(answer: Answer) -> bool:
    """Tell whether the learner wants the page in the site."""
    return str(answer.fine.get("publish", "")).strip().lower() not in ("no", "false")


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
