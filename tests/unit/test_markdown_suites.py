"""The examples of CommonMark's and GitHub's own specifications, drawn and read.

    MARKDOWN_SPECS=spec.txt:gfm-spec.txt .venv/bin/pytest tests/unit/test_markdown_suites.py

The files are spec.txt of github.com/commonmark/commonmark-spec (also in the package
commonmark-spec) and test/spec.txt of github.com/github/cmark-gfm; without them, nothing is run.
"""

from __future__ import annotations

import os
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from markdown_it import MarkdownIt
from portfolio.publish import prose
from portfolio.read.sections import read_body
from test_sections import SAID, said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from helpers.engine import Engine

SPECS = [Path(name) for name in os.environ.get("MARKDOWN_SPECS", "").split(os.pathsep) if name]
EXAMPLE = re.compile(r"^`{32} example([a-z ]*)\n(.*?)^\.\n(.*?)^`{32}$", re.DOTALL | re.MULTILINE)
DISABLED = "disabled"  # an example that GitHub's own suite does not run
KEPT = ("href", "title", "src", "alt", "start", "align", "checked")  # attributes
AROUND = {"div", "span", "label", "section", "hr.footnotes-sep"}  # that only the looks need
STANDARD = MarkdownIt("commonmark").enable("table")

REASONS = {  # why pages differ: what the text holds -> what the project does on purpose
    "a line of dashes or = below a text is a rule or text: docs/reference.md, Sections": re.compile(
        r"^.*\S.*\n[ \t>]*(?:-+|=+)[ \t]*$", re.MULTILINE
    ),
    "two tildes strike nothing out": re.compile("~~|~Hi"),
    "an address alone is no link": re.compile(r"www\.|https?://|ftp://|\w@\w"),
}


class Example(NamedTuple):
    name: str  # its file and number
    text: str
    html: str


def examples() -> Iterator[Example]:
    for path in SPECS:
        text = path.read_text(encoding="utf-8")
        for number, (kind, source, html) in enumerate(EXAMPLE.findall(text), 1):
            if DISABLED not in kind:
                yield Example(
                    f"{path.stem} {number}", source.replace("→", "\t"), html.replace("→", "\t")
                )


EXAMPLES = list(examples())
needs_specs = pytest.mark.skipif(not EXAMPLES, reason="MARKDOWN_SPECS names no files")


class Skeleton(HTMLParser):
    """What a page says and how it is built, without what only its looks need."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.in_code = 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.in_code += tag == "pre"
        given = dict(attrs)
        given["align"] = given.get("align") or re.sub(
            r"^is-", "", next(filter(re.compile("is-").match, [given.get("class") or ""]), "")
        )
        if tag not in AROUND:
            kept = [f"{name}={given[name]}" for name in KEPT if given.get(name) is not None]
            self.parts.append(f"<{re.sub('h[12]', 'h3', tag)} {' '.join(kept)}>")

    def handle_endtag(self, tag: str) -> None:
        self.in_code -= tag == "pre"
        if tag not in AROUND:
            self.parts.append(f"</{re.sub('h[12]', 'h3', tag)}>")

    def handle_data(self, data: str) -> None:
        self.parts.append(data if self.in_code else " ".join(data.split()))

    def __str__(self) -> str:
        return re.sub(r"\s*(<[^>]*>)\s*", r"\1", "".join(self.parts)).replace(" align=>", ">")


def drawn(text: str) -> str:
    return prose.render(read_body(text, 1).parts, lambda link: link, set())


def has_html(text: str) -> bool:
    tokens = STANDARD.parse(text)
    inside = [child for token in tokens for child in token.children or []]
    return any(token.type in ("html_block", "html_inline") for token in [*tokens, *inside])


@needs_specs
def test_pages_show_what_the_specification_says(monkeypatch: pytest.MonkeyPatch) -> None:
    """But for raw HTML, and for what the project does otherwise on purpose."""
    monkeypatch.setattr(prose, "address_of", lambda link, _: link)  # links are looked up elsewhere
    monkeypatch.setattr(prose, "is_image", lambda _: True)
    differ = {reason: list[str]() for reason in [*REASONS, ""]}
    compared = 0
    for example in EXAMPLES:
        if has_html(example.text):
            continue
        compared += 1
        if str(Skeleton(drawn(example.text))) != str(Skeleton(example.html)):
            why = (reason for reason, holds in REASONS.items() if holds.search(example.text))
            differ[next(why, "")].append(example.name)
    for reason, names in differ.items():
        print(f"{len(names):4} of {compared}: {reason or 'without a reason'}: {names}")  # noqa: T201 - for who runs it

    assert differ[""] == []


@needs_specs
def test_both_readers_read_the_same_of_every_example(engine: Engine) -> None:
    texts = [each.text for each in EXAMPLES]
    texts += [f"## A\n\n{text}\n\n## B\n\n{text}" for text in texts]
    theirs = engine.evaluate(SAID, [engine.root, ["a", "foo"], texts])
    for text, their in zip(texts, theirs, strict=True):
        assert their == said(read_body(text, 7, ["a", "foo"])), text
