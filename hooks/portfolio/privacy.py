"""What leaves the house, and what never does (SPEC section 6)."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any

from .problems import field_pattern
from .sections import cut_comments, heading_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from .checks import Answer
    from .exercise import Template
    from .problems import Loc
    from .sections import Body, Part

_OF_THE_PUBLIC_THEME = ("stylesheets/", "icon.svg")  # of overrides/public/
_COMPARED = (("skills-assessment", "ratings"), ("skills-assessment", "target_level"))
_COUNTED = (
    ("job-market-research", "common_requirements"),
    ("job-market-research", "postings[].requirements"),
    ("job-market-research", "postings[].nice_to_have"),
)
_MADE_OF = {  # parts of pages that would give away other fields, and are hidden with any of them
    ("skills-assessment", "priorities"): _COMPARED,  # a priority is a gap, hence below the target
    ("learning-plan", "gaps"): _COMPARED,
    ("job-market-research", "demand"): _COUNTED,
    ("job-market-research", "fit"): (*_COMPARED, *_COUNTED),
}
_OF_ANY_PAGE = ("title", "description", "tags")
MOST_NAMES = 200  # in `private`: no page has so many fields and headings


def is_known(name: str, template: Template, body: Body) -> bool:
    """Tell whether `private` may say this name: a field of the contract, or a heading."""
    sections = (*template.body.sections, *body.sections)
    field = name.strip().lower()
    return field in template.names or field in _OF_ANY_PAGE or heading_name(name) in sections


def hidden(fields: dict[str, Any]) -> set[str]:
    """Return the names that the fields of a page mark private, in small letters.

    Not of thousands: the checks refuse more than `MOST_NAMES`, and such a page never leaves.
    """
    names = fields.get("private") or []
    listed = [names] if isinstance(names, str) else names
    texts = (
        text
        for name in islice(listed, MOST_NAMES)
        for text in (name if isinstance(name, dict) else [name])
    )
    return {text.strip().lower() for text in texts if isinstance(text, str) and text.strip()}


def covers(names: set[str], pattern: str) -> bool:
    """Tell whether a name, or one around it, is among private ones."""
    return bool(_covering(names, pattern))


def _covering(names: set[str], pattern: str) -> str:
    """Return the name itself or the next around it that is among private ones."""
    while pattern and pattern not in names:
        pattern = pattern[:-2] if pattern.endswith("[]") else pattern.rpartition(".")[0]
    return pattern


def hides(names: set[str], pattern: str, value: Any) -> bool:
    """Tell whether a value must not be shown: its name, or one around or inside it, is private.

    A text may stand for a list of one, or for a mapping of which it is the name: it is hidden
    where a part of what it stands for is.
    """
    inside = (f"{pattern}.", f"{pattern}[]")
    stands_for_more = isinstance(value, str) and any(name.startswith(inside) for name in names)
    return covers(names, pattern) or stands_for_more


def redacted(value: Any, names: set[str], at: str = "") -> Any:
    """Return fields without what is private, as if it had never been written."""
    if isinstance(value, dict):
        names_at = {key: f"{at}.{key.lower()}".removeprefix(".") for key in value}
        return {
            key: redacted(item, names, names_at[key])
            for key, item in value.items()
            if not hides(names, names_at[key], item)
        }
    if isinstance(value, list):
        at = f"{at}[]"
        return [redacted(item, names, at) for item in value if not hides(names, at, item)]
    return cut_comments(value).strip() if isinstance(value, str) and "<!--" in value else value


@dataclass(frozen=True, slots=True)
class Shown:
    """What may be shown of one page."""

    file: str
    text: dict[str, Any]  # the fields as written, without the faulty ones
    fields: dict[str, Any]  # typed, without the faulty ones
    private: set[str]  # the names that the page marks
    published: bool
    own: bool  # shown all the same, to the learner alone
    faulty: set[str] = field(default_factory=set)  # names under which something is left out

    def hides(self, name: str) -> bool:
        """Tell whether what is shown leaves this name out, or some of it."""
        is_faulty = bool(self.faulty & {name, name.removesuffix("[]")})
        return is_faulty or (not self.own and covers(self.private, name))


def shown(answers: Iterable[Answer], *, own: bool) -> dict[str, Shown]:
    """Return what may be shown of the pages of one portfolio, by their ids.

    Args:
        answers: the pages of one folder.
        own: only the learner sees it, so nothing is left out.
    """
    pages = {answer.asked.id: _redacted_page(answer, own=own) for answer in answers}
    if not own:
        _leave_out_what_follows(pages)
    return {id_: page for id_, page in pages.items() if own or page.published}


def _redacted_page(answer: Answer, *, own: bool) -> Shown:
    private = hidden(answer.source.data or {})
    names = set() if own else private
    texts, fields = redacted(answer.fine, names), redacted(answer.fields(), names)
    faulty = {field_pattern(loc) for loc in answer.faulty} if not answer.typed else set()
    return Shown(answer.asked.file, texts, fields, private, is_published(answer), own, faulty)


def is_kept(pages: Mapping[str, Shown], id_: str, name: str) -> bool:
    """Tell whether a part of a page is the learner's alone, or made of what is."""
    parts = ((id_, name), *_MADE_OF.get((id_, name), ()))
    known = [(pages[of], part) for of, part in parts if of in pages]
    return any(not page.published or covers(page.private, f"{part}[]") for page, part in known)


def _leave_out_what_follows(pages: Mapping[str, Shown]) -> None:
    """Take away what gives private fields of other names, or of other pages, away."""
    assessment = pages.get("skills-assessment")
    ratings = assessment.private if assessment else set()
    for id_, name in _MADE_OF:
        for fields in (pages[id_].text, pages[id_].fields) if id_ in pages else ():
            if is_kept(pages, id_, name):
                fields.pop(name, None)
            elif listed := fields.get(name):
                items = listed if isinstance(listed, list) else [listed]
                fields[name] = [item for item in items if not _is_rated_in_private(item, ratings)]


def _is_rated_in_private(item: Any, ratings: set[str]) -> bool:
    """Tell whether the rating of a skill is private that a list of gaps names."""
    skill = item.get("skill") if isinstance(item, dict) else item
    return covers(ratings, f"ratings.{str(skill).strip().lower()}")


def hidden_sections(names: set[str]) -> set[str]:
    """Return private names as `heading_name` compares headings."""
    return {heading_name(name) for name in names}


def public_parts(answer: Answer, names: set[str]) -> list[Part]:
    """Return what strangers may see of a body: its parts without the private ones."""
    headings = hidden_sections(names)
    return [part for part in answer.body.parts if not part.heading or part.name not in headings]


def public_body(answer: Answer, names: set[str]) -> str:
    """Return the same as text, line for line: blank where something private or a comment stood."""
    first = answer.source.body_line
    kept = [""] * (answer.source.body.count("\n") + 1)
    for part in public_parts(answer, names):
        if part.heading:
            kept[part.line - first] = part.heading
        begin = part.first - first
        kept[begin : begin + len(part.lines)] = [line.text for line in part.lines]
    return "\n".join(kept)


def may_leave(answer: Answer) -> bool:
    """Tell whether a page can be shown to strangers though it has problems.

    Not where a key or name can be a mistyped `private`, and not where a private section cannot
    be told from the rest: its heading is missing, or something before it is never closed.
    """
    headings = hidden_sections(hidden(answer.source.data or {}))
    return answer.body.fault is None and not any(
        found.code in ("unreadable", "bad-front-matter", "private-told")
        or (found.field or "").startswith(("private", "publish"))
        or (found.code == "unknown-field" and "." not in (found.field or "."))
        or (found.code == "missing-section" and heading_name(found.field or "") in headings)
        for found in answer.problems
    )


def is_of_the_public_theme(uri: str) -> bool:
    """Tell whether a file is part of the public edition's look.

    With the pages of `Site.answers` that are shown and their images, this is all that the public
    edition holds: nothing else of docs/ or of the theme gets in.
    """
    return uri.startswith(_OF_THE_PUBLIC_THEME)


def is_published(answer: Answer) -> bool:
    """Tell whether the learner wants the page in the site."""
    return str(answer.fine.get("publish", "")).strip().lower() not in ("no", "false")


def private_leaves(fields: dict[str, Any], names: set[str]) -> Iterator[tuple[Loc, str, str]]:
    """Yield the texts that private names hide: each with its location, and the name that does."""
    roots = {name.partition(".")[0].partition("[")[0] for name in names}
    within = {key: value for key, value in fields.items() if key.lower() in roots}
    for loc, text in leaves(within):
        pattern = field_pattern(loc)
        if hides(names, pattern, text):
            inside = (f"{pattern}.", f"{pattern}[]")
            name = _covering(names, pattern)
            yield loc, text, name or min(each for each in names if each.startswith(inside))


def public_texts(fields: dict[str, Any], names: set[str]) -> Iterator[str]:
    """Yield the texts that private names do not hide."""
    return (text for name, text in _named_texts(fields) if not hides(names, name, text))


def _named_texts(value: Any, at: str = "") -> Iterator[tuple[str, str]]:
    """Yield every text of some fields with its name, as `field_pattern` has it."""
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
