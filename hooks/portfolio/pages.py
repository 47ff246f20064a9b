"""What readers see -> HTML. Every value is escaped.

Templates of HTML escape by themselves; templates of Markdown (what an author's own text goes
into) do not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING, Any

import jinja2

from . import privacy
from .problems import field_pattern
from .prose import Resolve, render

if TYPE_CHECKING:
    from pathlib import Path

    from .checks import Answer
    from .exercise import Exercise

_NOT_SHOWN = {"title", "deliverable", "private", "publish", "description", "tags"} | {
    "hide", "icon", "status", "search", "social", "index"
}  # fmt: skip
_WIDEST_TABLE = 4  # columns
_WEB = re.compile(r"https?://[^\s/]", re.IGNORECASE)


@dataclass(slots=True)
class Page:
    """A learner's page, ready for the site."""

    html: str
    headings: list[tuple[int, str, str]] = field(default_factory=list)  # level, id, text as HTML


class Pages:
    """Draws pages with the templates of one theme folder."""

    def __init__(self, theme: Path) -> None:
        self.jinja = jinja2.Environment(
            loader=jinja2.FileSystemLoader(theme),
            autoescape=lambda name: not (name or "").endswith(".md"),  # noqa: S701 - .md is an author's
            undefined=jinja2.StrictUndefined,
            optimized=False,  # a template is drawn a few times: it does not pay
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self.jinja.filters["label"] = _label
        self.jinja.filters["columns"] = _columns
        self.jinja.tests["table"] = _is_table
        self.jinja.tests["web_address"] = lambda value: bool(_WEB.match(str(value)))

    def draw(self, template: str, /, **words: Any) -> str:
        """Return a template of the theme filled in."""
        return self.jinja.get_template(template).render(words)

    def answer(self, answer: Answer, exercise: Exercise, resolve: Resolve, *, own: bool) -> Page:
        """Return a learner's page. `own`: only the learner sees it, so private parts are marked."""
        names = privacy.hidden(answer.source.data or {})
        fields = {k: v for k, v in answer.fine.items() if k not in _NOT_SHOWN and v}
        body = answer.source.body if own else privacy.public_body(answer, names)
        html, headings = render(body, resolve, names if own else set())
        public = privacy.redacted(answer.fine, names)
        page = self.draw(
            "pages/answer.html",
            title=public.get("title") or public.get("name") or answer.asked.title,
            tags=public.get("tags") or [],
            fields=fields if own else privacy.redacted(fields, names),
            is_private=lambda name: own and privacy.covers(names, field_pattern((name,))),
            problems=answer.problems if own else [],
            matrix=exercise.matrix,
            scale=exercise.scale,
            body=html,
        )
        return Page(page, headings + ([(2, "facts", "Facts")] if fields else []))


def _label(name: str) -> str:
    """Return the name of a field as people say it."""
    return "URL" if name == "url" else name.replace("_", " ").replace("-", " ").capitalize()


def _columns(rows: list[Any]) -> list[str]:
    """Return the fields that some rows have, in the order in which they appear."""
    return list(
        dict.fromkeys(name for row in rows if isinstance(row, dict) for name in row if row[name])
    )


def _is_table(value: list[Any]) -> bool:
    """Tell whether a list reads best as a table: few fields, and nothing deep in them."""
    rows = [row for row in value if row]
    if not rows or not all(isinstance(row, dict) for row in rows):
        return False
    deep = any(isinstance(part, dict) for row in rows for cell in row.values() for part in cell)
    return not deep and len(_columns(rows)) <= _WIDEST_TABLE


def public_meta(answer: Answer) -> dict[str, str]:
    """Return the front matter that MkDocs gets of a learner's page: checked, and escaped."""
    public = privacy.redacted(answer.fine, privacy.hidden(answer.source.data or {}))
    told = str(public.get("description") or "")
    return {"description": escape(told)} if told else {}
