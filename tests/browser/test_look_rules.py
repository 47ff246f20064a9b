"""Each rule of looking/rules.js is red on a page made for it, and green on its mended twin."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest
from looking import rules

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>A page</title>
<style>body {{ background: #fff; color: #111; font: 16px/1.5 sans-serif; margin: 8px }}
.unseen {{ clip-path: inset(50%); height: 1px; overflow: hidden; position: absolute; width: 1px }}
{css}</style><main>{html}</main></html>"""
TEXT = "A sentence of some length that fills a line or two and says nothing. "
DOT = """p { border-left: 2px solid; margin-left: 1em; padding-left: 1em; position: relative }
p::before { border: 3px solid; border-radius: 50%; content: ""; height: 8px; left: -8px; position:
absolute; top: 0; width: 8px }"""


class Case(NamedTuple):
    rule: str
    red: str
    green: str
    html: str


CASES = {
    "a list as narrow as a letter": Case(
        "narrow-text",
        ".list { width: 2.5em }",
        ".list { width: 15em }",
        "<div class=list><p>I go on, so do we, or is it up to me?</p></div>",
    ),
    "a column of a table that one reads downwards": Case(
        "narrow-text",
        "p { width: 4.5em }",
        "p { width: 12em }",
        "<p>Quotes around a text that has a colon followed by a space</p>",
    ),
    "a word in two pieces": Case(
        "torn-word",
        "p { overflow-wrap: anywhere; width: 4em }",
        "p { overflow-wrap: break-word; width: 8em }",
        "<p>of Kubernetes</p>",
    ),
    "a number in two pieces": Case(
        "torn-word",
        "td { overflow-wrap: anywhere; width: 3em }",
        "td { white-space: nowrap }",
        "<table><td>38,000.50</table>",
    ),
    "what one copies, in two pieces": Case(
        "torn-word",
        "code { overflow-wrap: anywhere } p { width: 7em }",
        "code { overflow-wrap: anywhere }",
        "<p><code>certifications: []</code></p>",
    ),
    "a word that says where it may break": Case(
        "torn-word",
        "p { overflow-wrap: anywhere; width: 4.2em } wbr { display: none }",
        "p { overflow-wrap: anywhere; width: 8em }",
        "<p>Inter<wbr>mediate",
    ),
    "an option of a command, in two pieces": Case(
        "torn-word",
        "p { width: 11em }",
        "p { width: 20em }",
        "<p><code>docker run --remove hello</code></p>",
    ),
    "a table with a column off the screen": Case(
        "hidden-column",
        "div { overflow-x: auto } td { min-width: 9em }",
        "div { overflow-x: auto }",
        "<div><table><td>git<td>2.47.3<td>Keeps every change that I make</table></div>",
    ),
    "the end of what a program says": Case(
        "cut-output",
        "pre { overflow-x: auto }",
        "pre { overflow-x: auto; white-space: pre-wrap }",
        f"<div class=language-text><pre><code>{TEXT}</code></pre></div>",
    ),
    "the end of a learner's code": Case(
        "cut-output",
        "pre { overflow-x: auto }",
        "pre { overflow-x: auto; white-space: pre-wrap }",
        f"<pre dir=ltr><code>{TEXT}</code></pre>",
    ),
    "a dot beside its line": Case(
        "dot-off-line",
        f"{DOT} p::before {{ box-sizing: border-box }}",
        DOT,
        "<p>In a year</p>",
    ),
    "a dot that is none": Case(
        "dot-off-line", f"{DOT} p::before {{ width: 14px; left: -10px }}", DOT, "<p>In a year</p>"
    ),
    "an item in the middle of a sentence": Case(
        "lost-item", "", "p { white-space: pre-line }", "<p>One thing.\n- Another one.</p>"
    ),
    "a text over another": Case(
        "overlap",
        "p { margin: 0 } p + p { margin-top: -1em }",
        "p { margin: 0 }",
        f"<p>{TEXT}</p><p>{TEXT}</p>",
    ),
    "labels of a chart over each other": Case(
        "overlap",
        "text + text { translate: 0 6px }",
        "text + text { translate: 0 20px }",
        "<svg width=200 height=60><text y=20>Kubernetes</text><text y=20>Linux</text></svg>",
    ),
    "a word past the frame of its card": Case(
        "sticks-out",
        "div { border: 1px solid; width: 6em }",
        "div { border: 1px solid; width: 12em }",
        "<div>Incomprehensibilities</div>",
    ),
    "a table past its card": Case(
        "sticks-out",
        "div { background: #eee; width: 10em } table { width: 14em }",
        "div { background: #eee; width: 15em } table { width: 14em }",
        "<div><table><td>a<td>b</table></div>",
    ),
    "lines that are not shown": Case(
        "cut-text",
        "p { height: 3em; overflow: hidden; padding-bottom: .3em; width: 9em }",
        "p { overflow: hidden; padding-bottom: .3em; width: 9em }",
        f"<p>{TEXT}</p>",
    ),
    "a name without the tails of its letters": Case(
        "cut-letters",
        "h1 { line-height: 1.08; overflow: hidden }",
        "h1 { line-height: 1.08; overflow: hidden; padding-bottom: .26em }",
        "<h1>Peggy Jurgenspyj</h1>",
    ),
    "a page wider than a phone": Case(
        "sideways",
        "p { width: 400px }",
        "p { max-width: 400px }",
        f"<p>{TEXT}</p>",
    ),
    "a page that hides what is wider": Case(
        "sideways",
        "html { overflow-x: hidden } p { width: 400px }",
        "html { overflow-x: hidden } p { max-width: 400px }",
        f"<p>{TEXT}</p>",
    ),
    "screens of nothing": Case(
        "empty-page",
        "p { margin-bottom: 440px; width: 6em }",
        "p { margin-bottom: 1em; width: 6em }",
        "<p>A few words</p>" * 8,
    ),
    "a hole in a page": Case(
        "empty-band",
        "p + p { margin-top: 600px }",
        "p + p { margin-top: 60px }",
        f"<p>{TEXT * 20}</p><p>{TEXT * 20}</p>",
    ),
    "a frame with nothing in it": Case(
        "empty-box",
        "div { border: 1px solid; height: 40px }",
        "div { border: 1px solid; height: 40px } div::before { content: 'Nothing yet' }",
        "<div></div>",
    ),
    "letters too small to read": Case("tiny-text", "p { font-size: 10px }", "", f"<p>{TEXT}</p>"),
    "letters of a chart, smaller on a phone": Case(
        "tiny-text",
        "svg { width: 200px }",
        "svg { width: 300px }",
        "<svg viewBox='0 0 300 40'><text y=20 font-size=13>Kubernetes</text></svg>",
    ),
    "two things for one thumb": Case(
        "small-target",
        "button { border: 0; font: 10px sans-serif; height: 16px; width: 16px }",
        "button { border: 0; font: 10px sans-serif; height: 16px; margin: 4px; width: 16px }",
        "<button>a</button><button>b</button>",
    ),
    "a lone link of a list": Case(
        "small-target",
        "li { line-height: 1.1 }",
        "li { line-height: 1.1 } a { display: inline-block; padding: 4px 0 }",
        "<ul><li><a href='#a'>One</a></li><li><a href='#b'>Two</a></li></ul>",
    ),
    "grey on white": Case("pale-text", "p { color: #999 }", "p { color: #666 }", "<p>Words</p>"),
    "words behind glass": Case("pale-text", "p { opacity: .4 }", "", "<p>Words</p>"),
    "words on a dark patch": Case(
        "pale-text",
        "p { background: #123; color: #345 }",
        "p { background: #123; color: #def }",
        "<p>Words</p>",
    ),
    "what is written in a field": Case(
        "pale-text",
        "input { color: #ccc }",
        "",
        "<input value=Words aria-label=Words>",
    ),
    "a sentence whose full stop is at the wrong end": Case(
        "wrong-way",
        "p { direction: ltr }",
        "p { direction: rtl }",
        "<p>تبحث عن الأخطاء قبل غيرها.</p>",
    ),
}

CHOICES = """<label><input type=radio name=a checked>1</label>
<label><input type=radio name=a>2</label>"""
CHOICE = "label { border: 1px solid } input { opacity: 0 } label:has(:checked) { background: #146"
HIGH_CONTRAST = {
    "the chosen answer": Case(
        "told-by-color", f"{CHOICE} }}", f"{CHOICE}; border-width: 3px }}", CHOICES
    ),
    "the chosen answer, by a color of the system": Case(
        "told-by-color",
        f"{CHOICE} }}",
        f"{CHOICE} }} @media (forced-colors: active)"
        " { label:has(:checked) { background: Highlight } }",
        CHOICES,
    ),
    "a week that is done": Case(
        "told-by-color",
        ".week--done { background: #146; color: #fff }",
        ".week--done { background: #146; color: #fff } .week--done::before { content: '✓ ' }",
        "<ol><li class='week week--done'>One<li class=week>Two</ol>",
    ),
    "the page where one is": Case(
        "told-by-color",
        "a { color: #124; text-decoration: none } [aria-current] { color: #a40 }",
        "a { color: #124; text-decoration: none } [aria-current] { text-decoration: underline }",
        "<nav><a href='#a' aria-current=page>Plan</a> <a href='#b'>Road</a></nav>",
    ),
    "a button that is a shadow": Case(
        "lost-edge",
        "a { box-shadow: inset 0 0 0 2px #146; text-decoration: none }",
        "a { border: 2px solid #146; text-decoration: none }",
        "<a href='#a'>Code</a>",
    ),
    "a button that is a patch": Case(
        "lost-edge",
        "button { background: #fb7; border: 0 }",
        "button { background: #fb7; border: 1px solid transparent }",
        "<button>Save</button>",
    ),
}
PRINT = {
    "pale text of a dark screen": Case(
        "pale-text",
        "@media (prefers-color-scheme: dark) { p { color: #def } }",
        "@media screen and (prefers-color-scheme: dark) { p { color: #def } }",
        "<p>Words</p>",
    ),
    "white text on a patch that is not printed": Case(
        "pale-text",
        "p { background: #124; color: #fff }",
        "p { background: #124; color: #fff; print-color-adjust: exact }",
        "<p>Words</p>",
    ),
    "rows that one would have to scroll to": Case(
        "cut-text",
        "div { max-height: 100px; overflow: auto }",
        "@media screen { div { max-height: 100px; overflow: auto } }",
        "<div>" + "<p>A row of a table</p>" * 9 + "</div>",
    ),
    "a bar that is printed over the text": Case(
        "covered-text",
        "footer { background: #eee; bottom: 0; position: sticky }",
        "footer { background: #eee } @media screen { footer { bottom: 0; position: sticky } }",
        f"{f'<p>{TEXT}</p>' * 40}<footer>3 items left</footer>{f'<p>{TEXT}</p>' * 9}",
    ),
    "a button on paper": Case(
        "printed-button",
        "",
        "@media print { button { display: none } }",
        "<p>Words</p><button>Save</button>",
    ),
    "words where one would write": Case(
        "printed-button",
        "",
        "@media print { ::placeholder { color: transparent } }",
        "<input placeholder=https:// aria-label=Address>",
    ),
    "a card that the end of a sheet cuts": Case(
        "torn-box",
        "div { border: 1px solid }",
        "div { border: 1px solid; break-inside: avoid }",
        f"<div>{f'<p>{TEXT}</p>' * 3}</div>",
    ),
    "a heading alone at the foot": Case(
        "lone-lead", "", "h2 { break-after: avoid }", "<h2>Cards</h2><p>Words</p>"
    ),
    "a lead-in alone at the foot": Case(
        "lone-lead",
        "",
        "pre { break-before: avoid }",
        "<p>Write it like this:</p><pre>title: A</pre>",
    ),
    "what is wider than the sheet": Case(
        "sideways",
        "p { width: 900px }",
        "p { width: 900px } @page { size: A4 landscape }",
        "<p>A row of a table</p>",
    ),
}
DARK = "@media screen and (prefers-color-scheme: dark) { body { background: #111; color: #eee }"
BAR = "header { background: #fff; height: 60px; position: sticky; top: 0 }"
FOCUS = Case(
    "hidden-focus",
    BAR,
    f"{BAR} html {{ scroll-padding-top: 70px }}",
    "<header>A bar</header>" + "<p><input aria-label=Name></p>" * 40,
)


@pytest.fixture(scope="module")
def blank(browser: Browser) -> Iterator[Page]:
    """A page of a phone, to be filled."""
    page = browser.new_page(viewport={"width": 390, "height": rules.HEIGHT}, color_scheme="dark")
    yield page
    page.close()


def filled(page: Page, case: Case, css: str) -> Page:
    page.set_viewport_size({"width": 390, "height": rules.HEIGHT})
    page.set_content(PAGE.format(css=css, html=case.html))
    return page


def the(found: list[rules.Finding]) -> set[str]:
    return {each.rule for each in found}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_rule_sees_what_a_person_sees(blank: Page, case: Case) -> None:
    on_screen = (*rules.LAYOUT, *rules.READING)

    assert the(rules.look(filled(blank, case, case.red), on_screen, "", "")) == {case.rule}
    assert not rules.look(filled(blank, case, case.green), on_screen, "", "")


@pytest.mark.parametrize("case", HIGH_CONTRAST.values(), ids=HIGH_CONTRAST)
def test_a_rule_sees_what_high_contrast_takes_away(blank: Page, case: Case) -> None:
    assert the(rules.in_high_contrast(filled(blank, case, case.red), "")) == {case.rule}
    assert not rules.in_high_contrast(filled(blank, case, case.green), "")


@pytest.mark.parametrize("case", PRINT.values(), ids=PRINT)
def test_a_rule_sees_what_paper_does_not_hold(blank: Page, case: Case) -> None:
    assert the(rules.on_paper(filled(blank, case, case.red), "")) == {case.rule}
    assert not rules.on_paper(filled(blank, case, case.green), "")


def test_a_rule_sees_that_a_bar_hides_the_focus(blank: Page) -> None:
    assert the(rules.with_the_keyboard(filled(blank, FOCUS, FOCUS.red), "")) == {FOCUS.rule}
    assert not rules.with_the_keyboard(filled(blank, FOCUS, FOCUS.green), "")


def test_a_rule_sees_the_dark_once_its_colors_are_there(screen: Page) -> None:
    """What fades from one color to the other is half as pale on its way."""
    fading = "body, p { transition: color 2s, background-color 2s } " + DARK
    case = Case("pale-text", f"{fading} p {{ color: #333 }} }}", f"{fading} }}", "<p>Words</p>")

    found = rules.in_the_dark(filled(screen, case, case.red), "")
    assert [(each.rule, each.state) for each in found] == [(case.rule, "dark")]
    assert not rules.in_the_dark(filled(screen, case, case.green), "")


def test_every_rule_is_seen_red_here() -> None:
    cases = [*CASES.values(), *HIGH_CONTRAST.values(), *PRINT.values(), FOCUS]
    assert {case.rule for case in cases} == set(rules.RULES)


def test_what_is_found_is_told_once_for_each_place() -> None:
    words = {"rule": "overlap", "where": "main > p", "what": "a over b"}
    found = [rules.Finding(**words, page=page, state="390") for page in ("a/", "b/")]

    assert rules.told(found) == "overlap: main > p: a over b\n    a/, b/ [390]"
