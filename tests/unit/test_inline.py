"""Links, emphasis and code in the texts of fields: as HTML, and as plain words."""

from __future__ import annotations

import time

import pytest
from portfolio.publish.inline import first_inline, inline, plain

A = '<a href="{}" rel="nofollow noopener">{}</a>'
SHOWN = [  # as written, as HTML, in plain words
    ("Plain words & <GPU>", "Plain words &amp; &lt;GPU&gt;", "Plain words & <GPU>"),
    (
        "[ward-roster](https://example.com/a), two wards",
        A.format("https://example.com/a", "ward-roster") + ", two wards",
        "ward-roster, two wards",
    ),
    ("**bold** and *not*", "<strong>bold</strong> and <em>not</em>", "bold and not"),
    ("run `a <b>`", 'run <code dir="ltr">a &lt;b&gt;</code>', "run a <b>"),
    ("[mail](mailto:a@example.com)", A.format("mailto:a@example.com", "mail"), "mail"),
    ("[road](career-roadmap.md)", A.format("../road/", "road"), "road"),
    ("[gone](gone.md) and on", "gone and on", "gone and on"),
    ("[top](#gaps)", "top", "top"),
    ("[file](/etc/passwd) [pdf](cv.pdf)", "file pdf", "file pdf"),
    ("[x](javascript:alert(1))", "[x](javascript:alert(1))", "[x](javascript:alert(1))"),
    ("[x](data:text/html,hi)", "[x](data:text/html,hi)", "[x](data:text/html,hi)"),
    ("![a chart](chart.png) here", "a chart here", "a chart here"),
    ("![a chart](https://example.com/c.png)", "a chart", "a chart"),
    ('[x](https://example.com/?a=1&b="2")', "", "x"),
    ("<https://example.com/a>", A.format("https://example.com/a", "https://example.com/a"), ""),
    ("<img src=x onerror=alert(1)>", "&lt;img src=x onerror=alert(1)&gt;", ""),
    ("AT&amp;T *x*", "AT&amp;amp;T <em>x</em>", "AT&amp;T x"),
    # nothing to be read
    ("2 * 3 * 4", "2 * 3 * 4", "2 * 3 * 4"),
    ("*args and **kwargs", "*args and **kwargs", "*args and **kwargs"),
    ("snake_case_name and _x", "snake_case_name and _x", "snake_case_name and _x"),
    ("[ ] Helm chart", "[ ] Helm chart", "[ ] Helm chart"),
    (r"C:\models", r"C:\models", r"C:\models"),
    ("# no heading", "# no heading", "# no heading"),
]


def resolve(link: str) -> str | None:
    return {"career-roadmap.md": "../road/", "cv.pdf": "../cv.pdf"}.get(link)


@pytest.mark.parametrize(("text", "html", "words"), SHOWN)
def test_a_text_is_shown_with_its_links_emphasis_and_code(text: str, html: str, words: str) -> None:
    shown = str(inline(text, resolve))
    assert "<img" not in shown
    assert "javascript:" not in shown.partition('href="')[2]
    assert not html or shown == html
    assert not words or plain(text) == words


def test_a_bare_address_is_linked_beside_marks_too() -> None:
    shown = str(inline("See https://example.com/a_b_c and *this*", resolve))
    assert shown == f"See {A.format(*['https://example.com/a_b_c'] * 2)} and <em>this</em>"


def test_a_first_sentence_is_not_cut_within_a_link() -> None:
    long = f"[{'words ' * 40}](https://example.com/{'x' * 40}). More."
    assert "](" not in first_inline(long, resolve)
    whole = "Built [it](https://example.com/a.b). More."
    assert first_inline(whole, resolve) == f"Built {A.format('https://example.com/a.b', 'it')}."


@pytest.mark.parametrize(
    "text", ["[" * 7900, "*a " * 2600, "`" * 7900, "[a](" * 1900, "*" * 900000]
)
def test_reading_marks_is_bounded(text: str) -> None:
    begun = time.process_time()
    inline(text, resolve)
    assert time.process_time() - begun < 2
