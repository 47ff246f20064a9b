"""A portfolio without what is private, from which pages for others are made.

See docs/reference.md, Privacy.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from ..ask.forms import MODULES
from ..check.privacy import covers, hides, is_published, kept_back
from ..problems import field_pattern
from ..read.sections import cut_comments

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from ..check.answer import Answer

_OF_THE_PUBLIC_THEME = ("stylesheets/", "icon.svg")  # of overrides/public/
_COMPARED = (("skills-assessment", "ratings"), ("skills-assessment", "target_level"))
_COUNTED = (
    ("job-market-research", "common_requirements"),
    ("job-market-research", "postings[].requirements"),
    ("job-market-research", "postings[].nice_to_have"),
)
# of a plan: if some of these are hidden, days would be untrue, or tell what is hidden
CALENDAR = (
    *("starts_on", "weeks[].week"),
    *("pauses", "pauses[]", "pauses[].after", "pauses[].weeks"),
)
_MADE_OF = {  # parts of pages, hidden with any of the fields that they would give away
    ("skills-assessment", "priorities"): _COMPARED,  # a priority is a gap: rated below the target
    ("learning-plan", "gaps"): _COMPARED,
    ("learning-plan", "calendar"): tuple(("learning-plan", name) for name in CALENDAR),
    ("job-market-research", "demand"): _COUNTED,
    ("job-market-research", "fit"): (*_COMPARED, *_COUNTED),
}


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
class ShownPage:
    """What may be shown of one page."""

    file: str
    text: dict[str, Any]  # the fields as written, without the faulty ones
    fields: dict[str, Any]  # typed, without the faulty ones
    private: set[str]  # the names of what nobody but the learner may see
    published: bool
    own: bool  # the learner is the reader, who sees what is private
    faulty: set[str] = field(default_factory=set)  # names of fields that are left out as faulty

    def hides(self, name: str) -> bool:
        """Tell whether a field, or a part of it, is left out."""
        is_faulty = bool(self.faulty & {name, name.removesuffix("[]")})
        return is_faulty or (not self.own and covers(self.private, name))


def shown_pages(
    answers: Iterable[Answer], *, own: bool, unsure: Collection[str] = ()
) -> dict[str, ShownPage]:
    """Return what may be shown of the pages of one portfolio, by their ids.

    Args:
        answers: the pages of one folder.
        own: whether only the learner sees them, so that nothing is left out.
        unsure: ids of pages of which nobody knows what is private, as good as not published.
    """
    pages = {answer.deliverable.id: _redacted_page(answer, own=own) for answer in answers}
    pages |= {id_: replace(pages[id_], published=False) for id_ in unsure}
    if not own:
        _leave_out_what_follows(pages)
    return {id_: page for id_, page in pages.items() if own or page.published}


def _redacted_page(answer: Answer, *, own: bool) -> ShownPage:
    private = kept_back(answer.source.data or {})
    names = set() if own else private
    texts, fields = redacted(answer.valid, names), redacted(answer.fields(), names)
    faulty = {field_pattern(loc) for loc in answer.faulty} if not answer.typed else set()
    file, published = answer.deliverable.file, is_published(answer)
    return ShownPage(file, texts, fields, private, published, own, faulty)


def is_kept(pages: Mapping[str, ShownPage], id_: str, name: str) -> bool:
    """Tell whether a part of a page is private, or made from something private."""
    parts = ((id_, name), *_MADE_OF.get((id_, name), ()))
    known = [(pages[of], part) for of, part in parts if of in pages]
    return any(not page.published or covers(page.private, f"{part}[]") for page, part in known)


def _leave_out_what_follows(pages: Mapping[str, ShownPage]) -> None:
    """Remove the fields that would give away private ones, also those of other pages."""
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
    """Tell whether an item of a list of gaps names a skill whose rating is private."""
    skill = item.get("skill") if isinstance(item, dict) else item
    return covers(ratings, f"ratings.{str(skill).strip().lower()}")


def is_of_the_theme(uri: str) -> bool:
    """Tell whether a file of the theme is taken as it is: the modules of the forms are not."""
    return not uri.startswith(MODULES)


def is_of_the_public_theme(uri: str) -> bool:
    """Tell whether a file of the theme belongs to the public edition.

    These files, the pages of `Site.answers` that are shown, their images, and what `export` makes
    are all that the public edition holds. Nothing else of docs/ or of the theme gets in.
    """
    return uri.startswith(_OF_THE_PUBLIC_THEME)
