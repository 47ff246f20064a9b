"""What readers see -> HTML. Every value is escaped.

HTML templates escape by themselves. Markdown templates do not: they hold an author's own text.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from itertools import groupby, islice
from typing import TYPE_CHECKING, Any

import jinja2

from ..ask.models import MODELS
from ..data import word_set
from ..problems import field_pattern
from ..read.terms import normalized
from . import redaction
from .direction import direction, of_language
from .inline import as_text, first_inline, inline, plain
from .prose import Resolve, SectionsDifferError, render
from .views.shared import day_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from ..ask.exercise import Deliverable, Template
    from ..check.answer import Answer
    from ..problems import Problem
    from ..read.sections import Part
    from .redaction import ShownPage
    from .views import Views

_NOT_SHOWN = word_set(
    "title deliverable private publish description tags hide icon status search social index"
)
_DRAWN = {"portfolio", *MODELS}  # pages with a template of their own
_WIDEST_TABLE = 3  # columns, which a phone has room for
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

    own: bool  # it is the learner, who sees what is private, marked as such
    shown: dict[str, ShownPage]
    views: Views
    names: Mapping[str, str]  # of skills, by their ids

    def marks(self, id_: str, name: str) -> bool:
        """Tell whether a part of a page is marked as visible to the learner only."""
        return self.own and redaction.is_kept(self.shown, id_, name)

    def marked_in(self, id_: str, name: str) -> list[str]:
        """Return the names of what only the learner sees in a part of a page, for people."""
        names = self.shown[id_].private if self.own and id_ in self.shown else set()
        inside = sorted(each for each in names if each.startswith((f"{name}.", f"{name}[].")))
        return [self.label(each.replace("[]", "").rpartition(".")[2]) for each in inside]

    def label(self, name: str) -> str:
        """Return the name of a field, or of a skill, for people."""
        words = "URL" if name == "url" else name.replace("_", " ").replace("-", " ").capitalize()
        return self.names.get(name.lower(), words)

    def said(self, value: str) -> str:
        """Return a value for people: a day in words, yes or no."""
        word = value.strip().lower()
        if _DAY.fullmatch(word):
            with suppress(ValueError):  # a day that does not exist stays as it is
                return day_name(date.fromisoformat(word))
        return _YES_NO.get(word) or value


class Pages:
    """Renders pages with the templates of a theme folder."""

    def __init__(self, theme: Path) -> None:
        self.theme = jinja2.FileSystemLoader(theme)
        self.jinja = jinja2.Environment(
            loader=self.theme,
            autoescape=jinja2.select_autoescape(disabled_extensions=["md"], default=True),
            undefined=jinja2.StrictUndefined,
            optimized=False,  # each template is rendered only a few times
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self.jinja.filters |= {
            "clock": lambda minutes: f"{minutes // 60:02}:{minutes % 60:02}",
            "direction": direction,
            "day_name": day_name,
            "normalized": normalized,
            "plain": plain,
            "as_text": as_text,
            "direction_of": of_language,
            "alike": _alike,
        }
        self.jinja.tests |= {"deep": _is_deep, "table": _is_table}
        self.failed: Exception | None = None  # the error of a macro

    def stop_if_failed(self) -> None:
        """Raise the error of a macro, if one has failed."""
        if self.failed:
            raise self.failed

    def draw(self, template: str, /, **words: Any) -> str:
        """Render a template of the theme."""
        return self.jinja.get_template(template).render(words)

    def template_text(self) -> str:
        """Return the source of the templates of learners' pages."""
        names = self.jinja.list_templates(
            filter_func=lambda n: (
                n.startswith(("pages/", "public/", "views/")) and n.endswith((".html", ".md"))
            )
        )
        sources = (self.theme.get_source(self.jinja, name)[0] for name in names)
        return "\n".join(sources)

    def answer(self, answer: Answer, parts: list[Part], reader: Reader, resolve: Resolve) -> Page:
        """Return a learner's page with the parts of its body that the reader may see.

        Raises:
            SectionsDifferError: it was rendered with other sections than were read.
        """
        id_, shown = answer.deliverable.id, reader.shown[answer.deliverable.id]
        try:
            body = render(parts, resolve, shown.private if reader.own else set())
        except SectionsDifferError as error:
            raise SectionsDifferError(
                f"{answer.deliverable.file}: {error}; please report it"
            ) from None
        labels, asked = answer.deliverable.labels, _names_in_order(answer.deliverable.template)
        is_drawn = id_ in _DRAWN and (shown.fields or id_ == "portfolio")
        html = self.draw(
            f"pages/{id_}.html" if is_drawn else "pages/answer.html",
            id=id_,
            title=shown.text.get("title") or answer.deliverable.title,
            tags=_list(shown.text.get("tags")),
            fields={k: v for k, v in shown.text.items() if k not in _NOT_SHOWN and v},
            is_private=reader.marks,
            own=reader.own,
            label=lambda name: labels.get(name) or reader.label(name.rpartition(".")[2]),
            said=reader.said,
            columns=lambda rows, around: sorted(
                _columns(rows), key=lambda name: asked.get(around + name, len(asked))
            ),
            private_in=reader.marked_in,
            problems=answer.problems if reader.own else [],
            file=answer.deliverable.file,
            form=resolve(answer.deliverable.template_file) if reader.own else None,
            views=reader.views,
            inline=partial(inline, resolve=resolve),
            first_inline=partial(first_inline, resolve=resolve),
            address_of=lambda id_: resolve(reader.shown[id_].file) if id_ in reader.shown else None,
            body=body,
        )
        return Page(html, _headings(html))

    def not_begun(self, deliverable: Deliverable, resolve: Resolve) -> Page:
        """Return the page that stands for one that is not there yet: it says how to begin."""
        template = resolve(deliverable.template_file)
        words = {"deliverable": deliverable, "template": template}
        return Page(self.draw("pages/not-begun.html", **words))


def _headings(html: str) -> list[tuple[int, str, str]]:
    """Return the headings of a page that have an id: the learner's own and those of the views.

    Their number is limited: the site's search takes time that grows with its square.
    """
    found = islice(_HEADING.finditer(_BADGE.sub("", html)), _MOST_HEADINGS)
    return [(int(each[1]), each[2], _TAG.sub("", each[3]).strip()) for each in found]


def _list(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else [item for item in value or [] if item]


def _names_in_order(template: Template) -> dict[str, int]:
    """Return the place of each field of a template, from its top."""
    lines = template.source.lines
    names = dict.fromkeys(field_pattern(loc) for loc in sorted(lines, key=lines.__getitem__))
    return {name: place for place, name in enumerate(names)}


def _alike(problems: Iterable[Problem]) -> list[list[Problem]]:
    """Return neighbors that say the same together."""
    return [list(some) for _, some in groupby(problems, lambda each: (each.message, each.hint))]


def _columns(rows: list[Any]) -> list[str]:
    """Return the fields that any row has, in the order in which they appear."""
    return list(
        dict.fromkeys(name for row in rows if isinstance(row, dict) for name in row if row[name])
    )


def _is_deep(value: Any) -> bool:
    """Tell whether a value holds more than texts."""
    return isinstance(value, dict) or (
        isinstance(value, list) and any(isinstance(item, dict | list) for item in value)
    )


def _is_table(value: list[Any]) -> bool:
    """Tell whether a list reads best as a table: its items have few fields, and nothing deep."""
    rows = [row for row in value if row]
    if not rows or not all(isinstance(row, dict) for row in rows):
        return False
    deep = any(isinstance(part, dict) for row in rows for cell in row.values() for part in cell)
    return not deep and len(_columns(rows)) <= _WIDEST_TABLE
