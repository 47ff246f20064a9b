"""The terms of docs/glossary.md, which are tooltips wherever a page of the exercise has them.

Learners' pages have none: their Markdown is not drawn by the extension that MkDocs uses.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from portfolio.read.source import read

if TYPE_CHECKING:
    from collections.abc import Iterator
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


def _forms(term: str) -> Iterator[str]:
    """Yield a term as it stands, within a sentence, and each in the plural."""
    within = term[0].lower() + term[1:] if term[1:2].islower() else term
    for form in (term, within):
        yield from (form, f"{form}s")
