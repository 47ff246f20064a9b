"""A text of a field -> HTML, or plain words: links, emphasis and code are read, nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING

from jinja2.utils import urlize
from markdown_it import MarkdownIt
from markupsafe import Markup, escape

from ..limits import LIMITS
from .prose import address_of
from .views.shared import first_sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.token import Token

    from .prose import Resolve

Inline = Callable[[str], Markup]

_LONGEST: int = LIMITS["text"]["marked"]  # reading marks takes time that grows with its square
_MARKS = re.compile(r"[*_`<\[\\]")
_FOLLOWED = re.compile(r"(?i)https?:|mailto:|[^#?]+\.md(?:#|\Z)")  # to the web, mail and pages
_REL = "nofollow noopener"
_READER = MarkdownIt("commonmark", {"html": False}).disable("entity")
_SYNTAX = re.compile(r"[\\`*_\[\]<>]|^\s*[#+-]|^\s*\d+[.)]", re.MULTILINE)
_TAGS = {"em_open", "em_close", "strong_open", "strong_close"}


@lru_cache(maxsize=4096)
def _tokens(text: str) -> tuple[Token, ...]:
    return tuple(_READER.parseInline(text)[0].children or ())


def _has_marks(text: str) -> bool:
    return len(text) <= _LONGEST and _MARKS.search(text) is not None


def plain(text: str) -> str:
    """Return the words of a text, where only words can stand: titles, previews, data."""
    if not _has_marks(text):
        return text
    return "".join(" " if "break" in token.type else token.content for token in _tokens(text))


def as_text(value: str) -> str:
    """Return Markdown that shows a text as it is, whatever characters are in it."""
    return _SYNTAX.sub(lambda found: f"{found[0][:-1]}\\{found[0][-1]}", value)


def inline(text: str, resolve: Resolve) -> Markup:
    """Return a text as HTML; a link to a page that is not there, and a picture, are their words."""
    html = "".join(_html(text, resolve)) if _has_marks(text) else urlize(text, rel=_REL)
    return Markup(html)  # noqa: S704 - its texts are escaped


def _html(text: str, resolve: Resolve) -> Iterator[str]:
    is_link = False
    for token in _tokens(text):
        if token.type == "link_open":
            link = str(token.attrGet("href") or "")
            address = address_of(link, resolve) if _FOLLOWED.match(link) else None
            is_link = address is not None
            yield f'<a href="{escape(address)}" rel="{_REL}">' if is_link else ""
        elif token.type == "link_close":
            yield "</a>" if is_link else ""
            is_link = False
        elif token.type in _TAGS:
            yield f"<{'/' * (token.nesting < 0)}{token.tag}>"
        elif token.type == "code_inline":
            yield f'<code dir="ltr">{escape(token.content)}</code>'
        elif "break" in token.type:
            yield " "
        elif is_link:
            yield str(escape(token.content))
        else:
            yield urlize(token.content, rel=_REL)


def first_inline(text: str, resolve: Resolve) -> Markup:
    """Return the first sentence of a text as HTML; without marks, if it is cut within some."""
    words, first = first_sentence(plain(text)), first_sentence(text)
    return inline(first if words == plain(first) else words, resolve)
