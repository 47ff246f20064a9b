"""The terms of docs/glossary.md, which are tooltips wherever a page of the exercise has them.

Learners' pages have none: their Markdown is not drawn by the extension that MkDocs uses.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape
from portfolio.read.source import read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path


def terms(docs: Path) -> list[dict[str, Any]]:
    """Return the rows of the glossary; a site may be without one."""
    rows = (read(docs / "glossary.md", docs).data or {}).get("terms")
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def tooltips(docs: Path) -> dict[str, str]:
    """Return what each form of a term means, as the extension `abbr` wants it."""
    rows = [row for row in terms(docs) if row.get("tip") != "no"]
    also = {form: row["means"] for row in terms(docs) for form in row.get("also", ())}
    return {form: row["means"] for row in rows for form in _forms(row["term"])} | also


def explainer(tips: Mapping[str, str]) -> Callable[[str], Markup]:
    """Return what puts the tooltips into a text that no Markdown draws, such as a macro's."""
    if not tips:
        return escape
    longest_first = sorted(tips, key=len, reverse=True)
    terms_ = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")

    def explained(text: str) -> Markup:
        html = Markup()
        end = 0
        for term in terms_.finditer(text):
            tip = Markup('<abbr title="{}">{}</abbr>').format(tips[term[0]], term[0])
            html += escape(text[end : term.start()]) + tip
            end = term.end()
        return html + escape(text[end:])

    return explained


def _forms(term: str) -> Iterator[str]:
    """Yield a term as it stands, within a sentence, and each in the plural."""
    within = term[0].lower() + term[1:] if term[1:2].islower() else term
    for form in (term, within):
        yield from (form, f"{form}s")
