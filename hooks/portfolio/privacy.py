"""What leaves the house, and what never does (SPEC section 6)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from .fields import is_withheld
from .problems import field_pattern
from .sections import cut_comments, heading_name

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from .checks import Answer
    from .exercise import Template
    from .problems import Loc
    from .sections import Body, Section

    Told = tuple[Answer, int, str | None, str]

_SHORTEST_TEXT = 8  # characters: a shorter text stands in prose by chance
_SHORTEST_SENTENCE = 20
_SENTENCE_END = re.compile(r"(?<=[.!?。！？])\s+")
_LONGEST_TEXT = 300  # characters of it that are looked for
_NUMBER = re.compile(r"[0-9]{4,15}")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
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


def told(answers: Iterable[Answer], words: Collection[str]) -> Iterator[Told]:
    """Yield where public prose says what the portfolio marks private, once a section.

    Args:
        answers: the portfolio.
        words: closed words, such as days and skill ids, which give nothing away.

    Yields:
        The page, the line, the heading above it, and the name that `private` hides.
    """
    hidden_in = [(answer, hidden(answer.source.data or {})) for answer in answers]
    secrets, public = [], []
    for answer, names in hidden_in:
        for loc, text in leaves(answer.fine):
            if names and covers(names, name := field_pattern(loc)):
                secrets += [] if is_withheld(text) else [(name, _spellings(text, words))]
            elif is_published(answer):
                public.append(text)
        for section in answer.body.sections.values() if names else ():
            if is_hidden_section(names, section.heading):
                secrets += [(section.heading, _spellings(t, words)) for t in _sentences(section)]
    public_fields = "\n".join(public)
    kept = [(name, s) for name, s in secrets if s and not s.search(public_fields)]
    for answer, names in hidden_in if kept else ():
        if not is_published(answer):
            continue
        prose = cut_comments(public_body(answer, names))[0]
        told = {
            (answer.body.heading_at(line), name): line
            for name, spelled in kept
            for line in sorted(_lines(spelled, prose, answer.source.body_line), reverse=True)
        }
        for (heading, name), line in told.items():
            yield answer, line, heading, name


def _sentences(section: Section) -> Iterator[str]:
    """Yield what a private section says, sentence by sentence."""
    for _, text, code in section.shown:
        parts = [text] if code else _SENTENCE_END.split(text)
        yield from (part.strip() for part in parts if len(part.strip()) >= _SHORTEST_SENTENCE)


def _lines(spelled: re.Pattern[str], prose: str, first: int) -> Iterator[int]:
    return (first + prose.count("\n", 0, match.start()) for match in spelled.finditer(prose))


def _spellings(text: str, words: Collection[str]) -> re.Pattern[str] | None:
    """Return a pattern for a private text or number as it may stand in prose."""
    text = text[:_LONGEST_TEXT]
    if _NUMBER.fullmatch(text):
        groups = re.findall(r"[0-9]{1,3}(?=(?:[0-9]{3})*$)", text)
        thousands = f"|{text[:-3]}[ \u00a0]?k" if text.endswith("000") else ""
        spelled = "[,.' \u00a0\u202f]?".join(groups) + thousands
        return re.compile(rf"(?<![\d.,])(?:{spelled})(?![^\W_])", re.IGNORECASE)
    if len(text) < _SHORTEST_TEXT or text.lower() in words or _DATE.fullmatch(text):
        return None
    spelled = r"\s+".join(map(re.escape, text.split()))
    return re.compile(rf"(?<![^\W_]){spelled}(?![^\W_])", re.IGNORECASE)
