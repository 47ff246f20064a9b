"""The parts of a learner's page -> HTML: CommonMark, with links and images that the site has.

The sections were read before (`sections`), and private ones are gone. Each part is rendered by
itself below its heading, so nothing in it can begin, swallow or end a section.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_block import table
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.tasklists import tasklists_plugin
from pygments import format as drawn
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name

from ..check import privacy
from ..data import word_set
from ..limits import LIMITS
from ..read.anchors import anchor, own_name, words
from ..read.images import is_image
from ..read.sections import Line, heading_name, is_dashes, is_table_head
from .direction import direction

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, MutableMapping, Sequence

    from markdown_it.rules_block import StateBlock

    from ..read.sections import Part

Resolve = Callable[[str], str | None]  # a link as written -> an address, or None

_LONGEST_PARAGRAPH: int = LIMITS["text"]["line"]  # in a longer one, no marks are read
_MOST: dict[str, int] = LIMITS["prose"]
_LANGUAGES = word_set(" ".join(LIMITS["prose"]["languages"]))  # whose code is read in linear time
_NO_CODE = re.compile(r"[^\n]{201}|\s{100}")  # which some lexers read in quadratic time
_MARK = re.compile(r"[*_\[\]<!&\\`]")
_CODE = HtmlFormatter(cssclass="highlight", wrapcode=True)
_WEB = re.compile(r"https?://[^\s/]", re.IGNORECASE)
_BAR = re.compile(r"(?<!\\)\|")
_ITEM = re.compile(r" *(?:[-*+]|\d{1,9}[.)]) ")
_BLOCKS = word_set("paragraph_open heading_open th_open td_open")  # which hold a text of their own
_AROUND = word_set("bullet_list_open ordered_list_open list_item_open blockquote_open table_open")
_SECTION = re.compile(r'<h2 id="([^"]*)"')


class SectionsDifferError(Exception):
    """A page was rendered with other sections than were read, so it must not be published."""


def render(parts: Iterable[Part], resolve: Resolve, private: set[str]) -> str:
    """Return the parts of a body as HTML.

    Args:
        parts: CommonMark with tables, task lists, footnotes and code; HTML in it is shown as text.
        resolve: returns the address of a relative link, or None if there is no such page.
        private: names of sections to mark, if only the learner sees the page.

    Raises:
        SectionsDifferError: the rendered headings are not those that were read.
    """
    parts, environment = list(parts), dict[str, Any]()
    brackets = sum(line.text.count("[") for part in parts for line in part.lines)
    markdown = _MARKDOWN if brackets <= _MOST["brackets"] else _PLAIN
    tokens: list[Token] = []
    for part in parts:
        text = "\n".join(_as_drawn(part.lines))
        tokens += [*_heading(part), *_lower(markdown.blocks(text, environment))]
    tokens = markdown.marks(tokens, environment)
    wanted = _name_headings(tokens, privacy.hidden_sections(private))
    named = {str(token.attrGet("id")) for token in tokens if token.type == "heading_open"}
    _direct(tokens)
    for token in tokens:
        if token.type in ("th_open", "td_open") and token.attrs:  # the policy forbids `style=`
            align = str(token.attrs.pop("style", ""))
            token.attrs |= {"class": align.replace("text-align:", "is-")} if align else {}
        if token.type == "table_open":
            token.attrSet("tabindex", "0")  # so that it can be scrolled with a keyboard
        if token.children:
            token.children = list(_mend_links(token.children, resolve, named))
    html = markdown.html(tokens, environment)
    read = sum(bool(part.heading) for part in parts)
    if _SECTION.findall(html) != wanted or len(wanted) != read:
        raise SectionsDifferError(f"{read} sections were read, {len(wanted)} drawn")
    return html


def _heading(part: Part) -> list[Token]:
    """Return the heading of a part as CommonMark reads it."""
    if not part.heading:
        return []
    text = Token("inline", "", 0, content=part.heading, children=[])
    opened = Token("heading_open", "h2", 1, markup="##", block=True)
    return [opened, text, Token("heading_close", "h2", -1, markup="##", block=True)]


def _lower(tokens: list[Token]) -> list[Token]:
    """Lower the headings that begin no section below the level of those that do."""
    for token in tokens:
        if token.tag in ("h1", "h2"):
            token.tag = "h3"
    return tokens


def _as_drawn(lines: Sequence[Line]) -> Iterator[str]:
    """Yield lines so that a line of dashes below a text is a rule or a table, never a heading."""
    over = above = Line("")
    for line in lines:
        if line.kind or above.kind or above.is_blank or not is_dashes(line.text):
            yield line.text
        elif over.is_blank and is_table_head(above, line):
            yield "|".join(["---"] * _columns(above.text))
        elif _ITEM.match(above.text) and line.text.strip() == "-":
            yield line.text  # a blank item of a list
        else:
            yield "\n---\n"
        over, above = above, line


def _columns(row: str) -> int:
    return len(_BAR.split(row.strip().removeprefix("|").removesuffix("|")))


def _highlighted(code: str, language: str) -> str:
    """Return code as HTML; without colors where a lexer tells more than there is, as HCL's may."""
    tokens, left = [], len(code) + 1  # with the line break at its end
    for token in get_lexer_by_name(language).get_tokens(code):
        tokens.append(token)
        left -= len(token[1])
        if left < 0:
            return _highlighted(code, "text")
    return str(drawn(tokens, _CODE))


class _Renderer(RendererHTML):
    """Renders the blocks whose looks CommonMark leaves open."""

    def fence(
        self, tokens: Sequence[Token], idx: int, _: Any, env: MutableMapping[str, Any]
    ) -> str:
        content, name = tokens[idx].content, tokens[idx].info.strip().split(" ")[0].lower()
        left = env.get("code", _MOST["code_together"])
        is_read = name in _LANGUAGES and not _NO_CODE.search(content)
        is_read = is_read and len(content) <= min(left, _MOST["code"])
        if is_read:
            env["code"] = left - len(content)
        return _highlighted(content, name if is_read else "text").replace(
            "<pre>", '<pre dir="ltr" tabindex="0">', 1
        )  # so that a keyboard can scroll it

    def code_block(
        self, tokens: Sequence[Token], idx: int, _: Any, env: MutableMapping[str, Any]
    ) -> str:
        return self.fence(tokens, idx, _, env)


class _Markdown:
    """CommonMark with tables, in two passes: blocks part by part, then all marks."""

    def __init__(self, *, plain: bool) -> None:
        self._parser = MarkdownIt("commonmark", {"html": False}, renderer_cls=_Renderer)
        self._parser.enable("table").disable("lheading")
        if not plain:
            self._parser.use(footnote_plugin).use(tasklists_plugin, label=True)
        self._parser.core.ruler.at("inline", _inline)
        self._parser.block.ruler.at("table", _table, {"alt": ["paragraph", "reference"]})
        rules = self._parser.core.ruler.get_active_rules()
        found = dict(zip(rules, self._parser.core.ruler.getRules(""), strict=True))
        blocks = ("normalize", "block")
        self._blocks = [found[name] for name in blocks]
        self._marks = [rule for name, rule in found.items() if name not in blocks]

    def blocks(self, text: str, environment: dict[str, Any]) -> list[Token]:
        """Return the blocks of a text, their marks unread; collect its links and footnotes."""
        state = StateCore(text, self._parser, environment)
        for rule in self._blocks:
            rule(state)
        return state.tokens

    def marks(self, tokens: list[Token], environment: dict[str, Any]) -> list[Token]:
        """Return blocks with their marks read, and the page's footnotes below them."""
        state = StateCore("", self._parser, environment)
        state.tokens = tokens
        for rule in self._marks:
            rule(state)
        return state.tokens

    def html(self, tokens: list[Token], environment: dict[str, Any]) -> str:
        """Return tokens as HTML."""
        return str(self._parser.renderer.render(tokens, self._parser.options, environment))


def _table(  # markdown-it passes arguments by position
    state: StateBlock,
    start: int,
    end: int,
    silent: bool,  # noqa: FBT001 - its own form
) -> bool:
    """Read a table, unless it is so large that rendering it would take seconds."""
    begin, last = state.bMarks[start], state.eMarks[start]
    columns = state.src.count("|", begin, last)
    if columns > _MOST["columns"] or not table(state, start, end, True):  # noqa: FBT003 - as above
        return False
    if silent:
        return True
    rows = next((n for n in range(start, end) if state.isEmpty(n)), end) - start
    cells = state.env.get("cells", 0) + columns * rows
    if cells > _MOST["cells"]:
        return False
    state.env["cells"] = cells
    return table(state, start, end, silent)


def _inline(state: StateCore) -> None:
    """Read the marks in a paragraph, unless they are so many that nobody wrote it.

    Reading them takes time that grows with the square of their number.
    """
    left = _MOST["marks_together"]
    for token in state.tokens:
        if token.type != "inline":
            continue
        marks = len(_MARK.findall(token.content))
        if len(token.content) > _LONGEST_PARAGRAPH or marks > min(left, _MOST["marks"]):
            token.children = [Token("text", "", 0, content=token.content)]
        else:
            left -= marks
            token.children = []
            state.md.inline.parse(token.content, state.md, state.env, token.children)


_PLAIN = _Markdown(plain=True)  # neither tasks nor footnotes: of very many, they take too long
_MARKDOWN = _Markdown(plain=False)


def _direct(tokens: list[Token]) -> None:
    """Give each block the direction of its own text."""
    around: list[tuple[Token, list[str]]] = []
    for index, token in enumerate(tokens):
        is_tight = token.type == "list_item_open" and tokens[index + 1].hidden
        if token.type in _BLOCKS or is_tight:
            token.attrSet("dir", "auto")
        if token.type in _AROUND:
            around.append((token, []))
        elif token.type.endswith("_close") and token.type.replace("close", "open") in _AROUND:
            container, texts = around.pop()
            if not container.attrGet("dir"):
                container.attrSet("dir", direction(texts))
        elif token.type == "inline":
            for _, texts in around:
                texts.append(token.content)


def _name_headings(tokens: list[Token], private: set[str]) -> list[str]:
    """Give headings their ids, and mark private ones; return the ids of sections."""
    used: Counter[str] = Counter()
    sections = []
    for index, token in enumerate(tokens):
        if token.type == "heading_open" and token.level == 0:
            inline = tokens[index + 1]
            name = anchor(words(inline.children or []), used)
            token.attrSet("id", name)
            if token.tag == "h2":
                sections.append(name)
                if heading_name(inline.content) in private:
                    token.attrSet("class", "is-private")
    return sections


def _mend_links(children: list[Token], resolve: Resolve, named: set[str]) -> list[Token]:
    """Point links at the pages of the site; a link to what is not there becomes its text.

    An address on this page may say in words what a private heading says.
    """
    kept, dropped = [], []
    for token in children:
        if token.type == "link_open":
            address = address_of(str(token.attrGet("href") or ""), resolve)
            if address and address.startswith("#") and unquote(address[1:]) not in named:
                address = None
            dropped.append(address is None)
            if address is None:
                continue
            token.attrSet("href", address)
            if _WEB.match(address):
                token.attrSet("rel", "nofollow noopener")
        elif token.type == "link_close":
            if dropped and dropped.pop():
                continue
        elif token.type == "image":
            source = str(token.attrGet("src") or "")  # pages load nothing from other hosts
            address = (
                None if re.match(r"[a-z]+:", source, re.IGNORECASE) else address_of(source, resolve)
            )
            if address is None or not is_image(
                unquote(source.partition("#")[0])
            ):  # pages load nothing from other hosts
                token.type, token.tag, token.content = "text", "", token.content.strip() or "image"
                token.children = None
            else:
                token.attrSet("src", address)
                token.attrSet("dir", direction([token.content]))  # the direction of its text
        kept.append(token)
    return kept


def address_of(link: str, resolve: Resolve) -> str | None:
    """Return where a link leads on the site, or None: only pages, the web and mail are linked."""
    if link.startswith("#"):
        return f"#{own_name(link[1:])}"
    if re.match(r"(?:https?://[^/]|mailto:)", link, re.IGNORECASE):
        return link
    if re.match(r"[a-z][a-z0-9+.-]*:", link, re.IGNORECASE) or link.startswith("/"):
        return None
    return resolve(link)
