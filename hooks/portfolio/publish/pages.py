"""What readers see -> HTML. Every value is escaped.

Templates of HTML escape by themselves; templates of Markdown (what an author's own text goes
into) do not.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Any

import jinja2

from ..ask.models import MODELS
from ..data import word_set
from ..read.terms import normalized
from . import redaction
from .direction import direction
from .prose import Resolve, SectionsDifferError, render
from .views.shared import day_name, first_sentence

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from ..check.answer import Answer
    from ..read.sections import Part
    from .redaction import ShownPage
    from .views import Views

_NOT_SHOWN = word_set(
    "title deliverable private publish description tags hide icon status search social index"
)
_DRAWN = {"portfolio", *MODELS}  # have a template of their own
_WIDEST_TABLE = 4  # columns
_MOST_HEADINGS = 300  # in the table of contents
_HEADING = re.compile(r'<h([1-6]) id="([^"]*)"[^>]*>(.*?)</h\1>', re.DOTALL)
_BADGE = re.compile(r'<span class="exercise-private">[^<]*</span>')
_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_YES_NO = {"true": "yes", "false": "no"}
_TAG = re.compile(r"<[^>]*>")


@dataclass(slots=True)
class Page:
    """A learner's page, ready for the site."""

    html: str
    headings: list[tuple[int, str, str]] = field(default_factory=list)  # level, id, text as HTML


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads a portfolio, and what they may see of it."""

    own: bool  # the learner alone, who sees what is private, marked
    shown: dict[str, ShownPage]
    views: Views
    names: Mapping[str, str]  # of skills, by their ids

    def marks(self, id_: str, name: str) -> bool:
        """Tell whether a part of a page is marked as one that only the learner sees."""
        return self.own and redaction.is_kept(self.shown, id_, name)

    def marked_in(self, id_: str, name: str) -> list[str]:
        """Return what of a part of a page only the learner sees, as people say it."""
        names = self.shown[id_].private if self.own and id_ in self.shown else set()
        inside = sorted(each for each in names if each.startswith((f"{name}.", f"{name}[].")))
        return [self.label(each.replace("[]", "").rpartition(".")[2]) for each in inside]

    def label(self, name: str) -> str:
        """Return the name of a field, or of a skill, as people say it."""
        words = "URL" if name == "url" else name.replace("_", " ").replace("-", " ").capitalize()
        return self.names.get(name.lower(), words)

    def said(self, value: str) -> str:
        """Return a value as people say it: a day, yes or no."""
        word = value.strip().lower()
        if _DAY.fullmatch(word):
            with suppress(ValueError):  # a day that is none stays as it is
                return day_name(date.fromisoformat(word))
        return _YES_NO.get(word) or value


class Pages:
    """Draws pages with the templates of a theme folder."""

    def __init__(self, theme: Path) -> None:
        self.theme = jinja2.FileSystemLoader(theme)
        self.jinja = jinja2.Environment(
            loader=self.theme,
            autoescape=jinja2.select_autoescape(disabled_extensions=["md"], default=True),
            undefined=jinja2.StrictUndefined,
            optimized=False,  # a template is drawn a few times: it does not pay
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self.jinja.filters |= {
            "clock": lambda minutes: f"{minutes // 60:02}:{minutes % 60:02}",
            "columns": _columns,
            "direction": direction,
            "day_name": day_name,
            "first_sentence": first_sentence,
            "normalized": normalized,
        }
        self.jinja.tests |= {"deep": _is_deep, "table": _is_table}
        self.failed: Exception | None = None  # in a macro of the page that is being made

    def stop_if_failed(self) -> None:
        """Raise what a macro failed of."""
        if self.failed:
            raise self.failed

    def draw(self, template: str, /, **words: Any) -> str:
        """Return a template of the theme filled in."""
        return self.jinja.get_template(template).render(words)

    def template_text(self) -> str:
        """Return what the templates of learners' pages say of themselves."""
        names = self.jinja.list_templates(
            filter_func=lambda n: (
                n.startswith(("pages/", "public/", "views/")) and n.endswith((".html", ".md"))
            )
        )
        sources = (self.theme.get_source(self.jinja, name)[0] for name in names)
        return "\n".join(sources)

    def answer(self, answer: Answer, parts: list[Part], reader: Reader, resolve: Resolve) -> Page:
        """Return a learner's page, of which some parts are shown, as its reader may see it.

        Raises:
            SectionsDifferError: it was drawn with other sections than were read.
        """
        id_, shown = answer.deliverable.id, reader.shown[answer.deliverable.id]
        try:
            body = render(parts, resolve, shown.private if reader.own else set())
        except SectionsDifferError as error:
            raise SectionsDifferError(
                f"{answer.deliverable.file}: {error}; please report it"
            ) from None
        is_drawn = id_ in _DRAWN and (shown.fields or id_ == "portfolio")
        html = self.draw(
            f"pages/{id_}.html" if is_drawn else "pages/answer.html",
            id=id_,
            title=shown.text.get("title") or answer.deliverable.title,
            tags=_list(shown.text.get("tags")),
            fields={k: v for k, v in shown.text.items() if k not in _NOT_SHOWN and v},
            is_private=reader.marks,
            label=reader.label,
            said=reader.said,
            private_in=reader.marked_in,
            problems=answer.problems if reader.own else [],
            file=answer.deliverable.file,
            form=resolve(answer.deliverable.template_file) if reader.own else None,
            views=reader.views,
            address_of=lambda id_: resolve(reader.shown[id_].file) if id_ in reader.shown else None,
            body=body,
        )
        return Page(html, _headings(html))


def _headings(html: str) -> list[tuple[int, str, str]]:
    """Return the headings of a page that have an id: a learner's own and those of the views.

    Not all of thousands: the site's search takes time that grows with the square of their number.
    """
    found = islice(_HEADING.finditer(_BADGE.sub("", html)), _MOST_HEADINGS)
    return [(int(each[1]), each[2], _TAG.sub("", each[3]).strip()) for each in found]


def _list(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else [item for item in value or [] if item]


def _columns(rows: list[Any]) -> list[str]:
    """Return the fields that some rows have, in the order in which they appear."""
    return list(
        dict.fromkeys(name for row in rows if isinstance(row, dict) for name in row if row[name])
    )


def _is_deep(value: Any) -> bool:
    """Tell whether a value holds more than a text or a few of them."""
    return isinstance(value, dict) or (
        isinstance(value, list) and any(isinstance(item, dict | list) for item in value)
    )


def _is_table(value: list[Any]) -> bool:
    """Tell whether a list reads best as a table: few fields, and nothing deep in them."""
    rows = [row for row in value if row]
    if not rows or not all(isinstance(row, dict) for row in rows):
        return False
    deep = any(isinstance(part, dict) for row in rows for cell in row.values() for part in cell)
    return not deep and len(_columns(rows)) <= _WIDEST_TABLE
