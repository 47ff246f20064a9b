"""Where sections begin: the rule, its twin in the browser, and what is private, for any body.

`make fuzz` tries 50,000 bodies; `make test` fewer of them.
"""

from __future__ import annotations

import os
import random
import re
from typing import TYPE_CHECKING, Any

import pytest
from helpers.project import DOCS, TODAY
from portfolio.ask import exercise
from portfolio.check import checks, privacy
from portfolio.publish import prose
from portfolio.read import images
from portfolio.read.sections import Body, cut_comments, read_body

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from helpers.engine import Engine

STARTS = [
    "",
    "",
    "",
    "## ",
    "### ",
    "# ",
    "#",
    "##",
    " ## ",
    "   ## ",
    "    ## ",
    "##\t",
    "- ",
    "* ",
]
STARTS += [
    "  - ",
    "1. ",
    "2) ",
    "> ",
    "> > ",
    "```",
    " ```",
    "  ~~~",
    "    ```",
    "| ",
    "<!-- ",
    "-->",
]
STARTS += [
    "<b>",
    "    ",
    "  ",
    "\t",
    "[a]: ",
    "[^n]: ",
    "![",
    "\\",
    "<pre>",
    "<br>",
    "</div>",
    "&nbsp;",
]
MIDDLES = [
    "",
    "Some text",
    "Gaps",
    "**Gaps**",
    "a | b |",
    "--- | --- |",
    "---",
    "-",
    "===",
    "`code`",
]
MIDDLES += [
    "*",
    "text\\",
    "one <!-- two --> three",
    "<!-- open",
    "-->",
    "<!-->",
    "[link](x)",
    "x #",
]
MIDDLES += ["2024", "3. third", "{{ x }}", "日本", "🦉 owl", "\u00a0", "| - |", "...", "_x_", "[a]"]
MIDDLES += [
    "see[^n]",
    "[](https://example.com)",
    "![](a.png)",
    "![x][a]",
    "`![y](https://a.b/c.png)`",
]
MIDDLES += [
    "Priority areas",
    "Gaps：",
    "G&#97;ps",
    "&frac34; &thinsp;",
    "<img src=x>",
    "TODO",
    "\u2028",
]
MIDDLES += [
    "https://example.com/a(b)",
    "<https://example.com>",
    "![z](https://a.b/c%20d.png)",
    "Straße",
]
ENDS = ["", "", "", " ", "  ", " |", " -->", " ##", "##", " <!--", "\t"]
BLOCKS = [
    "Gaps\n---",
    "\nGaps\n---",
    "\nGaps\n-\n",
    "```\n## Gaps\n```",
    "<!--\n## Gaps\n-->",
    "~~~",
]
BLOCKS += [
    "| a | b |\n| --- | --- |\n| 1 |  |",
    "a | b\n-----\n1 | 2",
    "```",
    "````",
    "\n",
    "\n\n",
    "```py",
]
BLOCKS += [
    "- item\n\n      code\n\n  more\n---",
    "1. so\n   ```\n   ## x\n   ```",
    "> q\nlazy\n---",
]


def line(random_: random.Random) -> str:
    if random_.random() < 0.25:
        return random_.choice(BLOCKS)
    return "".join(map(random_.choice, (STARTS, MIDDLES, ENDS)))


def bodies(count: int, seed: int) -> Iterator[str]:
    random_ = random.Random(seed)
    for _ in range(count):
        yield "\n".join(line(random_) for _ in range(random_.randrange(14)))


BODIES = int(os.environ.get("FUZZ_BODIES", "2000"))
ASKED = ["gaps", "priority areas"]


# --- what is private

FRONT = exercise.portfolio_page(DOCS)
HEAD = "---\nname: Robin Vale\nheadline: Help desk technician\nprivate: [Secret part]\n---\n"


def planted(random_: random.Random) -> str:
    """A body with a private section, in which every line has a word that nobody may see."""
    lines = [line(random_) for _ in range(random_.randrange(5))]
    lines += [
        random_.choice(["", "x\n"]) + "## Secret part" + random_.choice(["", "：", " ##", "\n"])
    ]
    for number in range(random_.randrange(1, 8)):
        inside = "## "
        while re.search(r"(?:^|-->) *##(?:[ \t]|<!--)", inside, re.MULTILINE):  # begins a section
            inside, canary = line(random_), f"canary{number}"
            inside = random_.choice(
                [f"{inside} {canary}", f"{canary} {inside}", f"{inside}\n{canary}"]
            )
        lines.append(inside)
    lines += ["## Open part"] * random_.randrange(2)
    return "\n".join([*lines, *(line(random_) for _ in range(random_.randrange(4)))])


def test_no_line_of_a_private_section_is_drawn(tmp_path: Path) -> None:
    random_, drawn = random.Random(2), 0
    path = tmp_path / "portfolio.md"
    for _ in range(BODIES):
        text = planted(random_)
        path.write_text(HEAD + text, encoding="utf-8")
        answer = checks.check_all([], FRONT, tmp_path, TODAY)[1]
        if not privacy.may_be_shown(answer):
            continue  # the heading stands in code or in a comment: no build goes on
        names = privacy.hidden(answer.source.data or {})
        html = prose.render(privacy.public_parts(answer, names), lambda link: link, set())
        assert "canary" not in html + privacy.public_body(answer, names), text
        drawn += 1
    assert drawn > BODIES / 5


def test_any_body_is_drawn_with_the_sections_that_were_read() -> None:
    for text in bodies(BODIES, 3):
        parts = read_body(text, 1, ASKED).parts
        html = prose.render(parts, lambda link: link, set())
        assert html.count("<h2 ") == sum(bool(part.heading) for part in parts), text
        assert "<!--" not in html, text


# --- how it is drawn

DRAWN = {
    "a rule": ("text\n---\nmore", "<p>text</p>\n<hr />\n<p>more</p>\n"),
    "a rule of one dash": ("text\n-\n", "<p>text</p>\n<hr />\n"),
    "a blank item": ("- a\n-\n- b", "<ul>\n<li>a</li>\n<li></li>\n<li>b</li>\n</ul>\n"),
    "a heading that begins no section": (
        "# A\n\n> ## B",
        '<h3 id="a">A</h3>\n<blockquote>\n<h3>B</h3>\n</blockquote>\n',
    ),
    "tags": ("<br>\n## A", '<p>&lt;br&gt;</p>\n<h2 id="a">A</h2>\n'),
    "a heading in an open list": ("- x\n  ## A", '<ul>\n<li>x</li>\n</ul>\n<h2 id="a">A</h2>\n'),
    "a comment in code": ("`a <!-- b --> c`", "<p><code>a  c</code></p>\n"),
    "a comment in a title": (
        '[a](https://e.org "b <!-- c -->")',
        '<p><a href="https://e.org" title="b " rel="nofollow noopener">a</a></p>\n',
    ),
    "a link defined below": (
        "[a]\n\n## B\n\n[a]: https://e.org",
        '<p><a href="https://e.org" rel="nofollow noopener">a</a></p>\n<h2 id="b">B</h2>\n',
    ),
}


def drawn(text: str) -> str:
    html = prose.render(read_body(text, 1).parts, lambda link: link, set())
    return re.sub(r' dir="(?:auto|ltr)"', "", html)


@pytest.mark.parametrize(("text", "html"), DRAWN.values(), ids=DRAWN)
def test_what_is_drawn(text: str, html: str) -> None:
    assert drawn(text) == html


def test_a_table_may_lack_its_bars() -> None:
    html = drawn("a | b\n-----\n1 | 2")
    assert "<th>a</th>\n<th>b</th>" in html
    assert "<td>1</td>\n<td>2</td>" in html


def test_a_page_that_would_be_drawn_otherwise_is_not_published(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    parts = read_body("## A\n\ntext\n\n## B", 1).parts
    monkeypatch.setattr(prose, "_heading", lambda _: [])
    with pytest.raises(prose.SectionsDifferError, match="2 sections were read, 0 drawn"):
        prose.render(parts, lambda _: None, set())


def test_a_row_of_the_templates_own_table_fills_no_section() -> None:
    given = "## A\n\n| part | mine |\n| - | - |\n| disk | none |\n"
    known = read_body(given, 1).sections["a"].known()
    other = given.replace("none", "2 TB")
    assert not read_body(given, 1).sections["a"].is_filled(known)
    assert read_body(other, 1).sections["a"].is_filled(known)


def test_what_is_cut_is_the_comment_and_nothing_else() -> None:
    assert cut_comments("a<!-- b\n -->c<!---->d") == "acd"
    assert cut_comments("a<!-- b --> <!-- c") == "a "


# --- its twin in the forms

SAID = """
async ([root, asked, texts]) => {
  const sections = await import(`${root}assets/javascripts/form/read/sections.js`);
  const { images, readBody, whyNoFile } = sections;
  return texts.map((text) => {
    const body = readBody(text, 7, asked);
    const { fault } = body;
    return [
      body.parts.map(({ heading, name, line, first, lines }) =>
        [heading, name, line, first, lines.map(({ text, kind }) => [text, kind])]),
      [...body.sections].map(([name, { heading, line, shown }]) => [name, heading, line, shown]),
      body.headings,
      fault && [fault.key, fault.line, fault.section && fault.section.heading],
      [...body.swallowed].sort(),
      images(body).map((image) => [image.address, image.line, whyNoFile(image)]),
    ];
  });
}
"""


def said(body: Body) -> list[Any]:
    fault = body.fault
    return [
        [
            [p.heading, p.name, p.line, p.first, [list(each) for each in p.lines]]
            for p in body.parts
        ],
        [[n, s.heading, s.line, [list(x) for x in s.shown()]] for n, s in body.sections.items()],
        [list(each) for each in body.headings],
        fault and [fault.key, fault.line, fault.section and fault.section.heading],
        sorted(fault.swallowed if fault else ()),
        [[i.address, i.line, i.why_no_file] for i in images.images(body.parts, body.links)],
    ]


def test_the_form_reads_what_the_checks_read(engine: Engine) -> None:
    texts = list(bodies(BODIES, 1))

    for begin in range(0, len(texts), 1000):
        some = texts[begin : begin + 1000]
        for text, theirs in zip(
            some, engine.evaluate(SAID, [engine.root, ASKED, some]), strict=True
        ):
            assert theirs == said(read_body(text, 7, ASKED)), text
