"""A learner's Markdown -> HTML: CommonMark, whose links and images are those of the site."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from html import escape
from typing import TYPE_CHECKING, Any

from markdown_it.renderer import RendererHTML
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.tasklists import tasklists_plugin
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

from . import privacy
from .images import is_image
from .sections import commonmark, cut_comments, heading_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

Resolve = Callable[[str], str | None]  # a link as written -> the address of a page, if there is one

_CODE = HtmlFormatter(cssclass="highlight", wrapcode=True)
_MOST_BRACKETS = 2000  # beyond, tasks stay text: to box them takes time that grows with the square
_LONGEST_CODE = 5000  # characters that are coloured
_WEB = re.compile(r"https?://[^\s/]", re.IGNORECASE)


def render(body: str, resolve: Resolve, private: set[str]) -> str:
    """Return a body as HTML.

    Args:
        body: CommonMark with tables, task lists, footnotes and code; HTML in it is shown as text.
        resolve: gives the address of a relative link, or None where there is no such page.
        private: names of sections to mark, where only the learner sees the page.
    """
    environment: dict[str, Any] = {}
    markdown = _MARKDOWN if body.count("[") <= _MOST_BRACKETS else _WITHOUT_TASKS
    tokens = markdown.parse(body, environment)
    _name_headings(tokens, private)
    for token in tokens:
        if token.type in ("th_open", "td_open") and token.attrs:  # no `style=`: a policy forbids it
            token.attrs = {"class": str(token.attrs["style"]).replace("text-align:", "is-")}
        if token.type == "table_open":
            token.attrSet("tabindex", "0")  # so that a keyboard can scroll it
        if token.children:
            token.children = list(_mend_links(token.children, resolve))
    return str(markdown.renderer.render(tokens, markdown.options, environment))


class _Renderer(RendererHTML):
    """How the blocks look that CommonMark leaves open."""

    def fence(self, tokens: Sequence[Token], idx: int, *_: Any) -> str:
        name = tokens[idx].info.strip().split(" ")[0] or "text"
        if len(tokens[idx].content) > _LONGEST_CODE:
            name = "text"  # some lexers take time that grows with the square of the length
        try:
            lexer = get_lexer_by_name(name)
        except ClassNotFound:
            lexer = get_lexer_by_name("text")
        code = str(highlight(tokens[idx].content, lexer, _CODE))
        return code.replace("<pre>", '<pre tabindex="0">', 1)  # so that a keyboard can scroll it

    def code_block(self, tokens: Sequence[Token], idx: int, *_: Any) -> str:
        return self.fence(tokens, idx)

    def html_block(self, tokens: Sequence[Token], idx: int, *_: Any) -> str:
        text = cut_comments(tokens[idx].content)[0].strip()
        return f"<p>{escape(text)}</p>\n" if text else ""

    def comment(self, *_: Any) -> str:
        return ""


_WITHOUT_TASKS = commonmark(_Renderer).use(footnote_plugin)
_MARKDOWN = commonmark(_Renderer).use(footnote_plugin).use(tasklists_plugin, label=True)


def _name_headings(tokens: list[Token], private: set[str]) -> None:
    used: Counter[str] = Counter()
    headings = privacy.hidden_sections(private)
    for index, token in enumerate(tokens):
        if token.type == "heading_open" and token.level == 0:
            inline = tokens[index + 1]
            text = "".join(
                c.content for c in inline.children or [] if c.type in ("text", "code_inline")
            )
            base = re.sub(r"[^\w]+", "-", text.lower()).strip("-_") or "section"
            if base == "main" or base.startswith("view-"):  # names of the page's own
                base = f"section-{base}"
            used[base] += 1
            name = base if used[base] == 1 else f"{base}_{used[base]}"
            token.attrSet("id", name)
            if heading_name(inline.content) in headings:
                token.attrSet("class", "is-private")


def _mend_links(children: list[Token], resolve: Resolve) -> list[Token]:
    """Point links at pages that are there; a link to one that is not becomes its text."""
    kept, dropped = [], []
    for token in children:
        if token.type == "link_open":
            address = _address(str(token.attrGet("href") or ""), resolve)
            dropped.append(address is None)
            if address is None:
                continue
            token.attrSet("href", address)
            if title := token.attrGet("title"):
                token.attrSet("title", cut_comments(str(title))[0])
            if _WEB.match(address):
                token.attrSet("rel", "nofollow noopener")
        elif token.type == "link_close":
            if dropped and dropped.pop():
                continue
        elif token.type == "image":
            source = str(token.attrGet("src") or "")
            address = (
                None if re.match(r"[a-z]+:", source, re.IGNORECASE) else _address(source, resolve)
            )
            if address is None or not is_image(source):  # no page loads anything from another host
                label = cut_comments(token.content)[0].strip()
                token.type, token.tag, token.content = "text", "", label or "image"
                token.children = None
            else:
                token.attrSet("src", address)
        kept.append(token)
    return kept


def _address(link: str, resolve: Resolve) -> str | None:
    if re.match(r"(?:https?://[^/]|mailto:)", link, re.IGNORECASE) or link.startswith("#"):
        return link
    if re.match(r"[a-z][a-z0-9+.-]*:", link, re.IGNORECASE) or link.startswith("/"):
        return None
    return resolve(link)
