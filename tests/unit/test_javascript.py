"""Patterns in both languages: each finds the same in each text."""

from __future__ import annotations

import json
import re
import string
from typing import TYPE_CHECKING, Any

import pytest
from helpers.project import ROOT
from portfolio.ask.javascript import javascript
from portfolio.patterns import PATTERNS

if TYPE_CHECKING:
    from pathlib import Path

    from helpers.engine import Engine

ALL = [
    (f"{about}.{name}", each)
    for about, patterns in PATTERNS.items()
    for name, each in patterns.by_name().items()
]
SPACES = "\t\n\r\x0b\x0c\x1c\x1f \x85\xa0\u1680\u2028\u3000\ufeff\u200b"
TEXTS = [
    "",
    *string.printable,
    *SPACES,
    *(f"a{space}1{space}" for space in SPACES),
    *(
        "## Gaps",
        "  ## Gaps ##",
        "```py",
        " ~~~",
        "---",
        "===\n",
        "| a | b |",
        ":-: | -",
        "a\\|b|c",
    ),
    *(
        "[a]: https://a.example 'x'",
        "[^1]: a note",
        "[^1] [^1]:",
        "![a](b.png)",
        "![a][b]",
        "[](x)",
    ),
    *(
        '<img src="a">',
        "<b >a</b>",
        "</a",
        "<VIDEO>",
        "&amp; &#44; &#x2c; &nope;",
        "\\* \\a",
        "{#x}",
    ),
    *(
        ":smile: é ::",
        "1. 2) (3: – a",
        "#1 a",
        "**a** _b_ `c` ~d~",
        "snake_case_ _x",
        "`a` ``b`c``",
    ),
    *("HTTPS://a.example/bcdefgh", "//a.example", "\\\\a", "TODO", "todo: x", "lorem ipsum", "…"),
    *(
        "fill in your name",
        "Write it here",
        "<your name>",
        "[x]",
        "{a}",
        "___",
        "<https://a.example>",
    ),
    *(
        "95,000",
        "95 000",
        "95\n> 000",
        "24,00,000",
        "95k",
        "1.234 million",
        "95 to 105k",
        "٩٥٠٠٠",
        "95000EUR",
    ),
    *(
        "2026-11-27",
        "Nov. 27, 2026",
        "27/11/2026",
        "27 November 2026",
        "12 1234",
        " 1234",
        "So**ci**ety",
    ),
    *(
        "95`000`",
        "[a](b)",
        "\u00ad\u200b\ufeff",
        "e\u0301",
        "\u2011\u2212",
        "\u00b4\u2019",
        "\uff21",
        " Azure",
    ),
    *(
        "-a",
        "-\u00a0a",
        "9:30 pm",
        "9.30P.M",
        "€ 95.000",
        "95k EUR",
        "name: Ann",
        "- name: x",
        "key:",
        "ключ: 1",
    ),
]
FOUND = """
async ([root, patterns, texts]) => patterns.map(([source, flags]) => {
  const find = new RegExp(source, flags.includes("g") ? flags : `g${flags}`);
  return texts.map((text) => [...text.matchAll(find)].map((each) => [each.index, ...each].map(
    (group) => group ?? null)));
})
"""


def found(pattern: re.Pattern[str], text: str) -> list[list[Any]]:
    """Return what JavaScript says of a text without characters of two units."""
    return [[each.start(), each[0], *each.groups()] for each in pattern.finditer(text)]


def test_each_pattern_finds_the_same_in_both_languages(engine: Engine) -> None:
    theirs = engine.evaluate(
        FOUND, [engine.root, [javascript(each.pattern) for _, each in ALL], TEXTS]
    )

    for (name, pattern), of_pattern in zip(ALL, theirs, strict=True):
        for text, their in zip(TEXTS, of_pattern, strict=True):
            assert their == found(pattern, text), (
                name,
                text,
                json.dumps(javascript(pattern.pattern)),
            )


@pytest.mark.parametrize(
    ("pattern", "wanted"),
    [
        (r"^a.[.\s]\b", (r"^a[^\n][.", "u")),
        (r"(?i)a", ("a", "giu")),
        (r"(?P<x>\.)", (r"(?<x>\.)", "gu")),
    ],
)
def test_a_pattern_in_javascript(pattern: str, wanted: tuple[str, str]) -> None:
    source, flags = javascript(pattern)

    assert source.startswith(wanted[0])
    assert flags == wanted[1]


@pytest.mark.parametrize("pattern", [r"[\S]", r"[a\W]", r"\W", r"[\D]"])
def test_what_has_no_counterpart_is_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match=re.escape(pattern)):
        javascript(pattern)


FORMS = ROOT / "overrides" / "assets" / "javascripts" / "form"
FIND = r"\b_?(?:FIND|OF_HEADINGS|OF_IMAGES)\.(\w+)"


@pytest.mark.parametrize("folder", [ROOT / "hooks" / "portfolio", FORMS], ids=["checks", "forms"])
def test_every_pattern_is_used(folder: Path) -> None:
    used = set[str]()
    for path in [*folder.rglob("*.py"), *folder.rglob("*.js")]:
        code = path.read_text(encoding="utf-8")
        subjects = re.findall(r"PATTERNS\W+(\w+)", code)
        names = [*re.findall(FIND, code), *re.findall(r"PATTERNS\W+\w+\W+(\w+)", code)]
        used |= {f"{subject}.{name}" for subject in subjects for name in names}

    # Python knows its own spaces, and reads headings with a parser
    others = () if folder == FORMS else ("text.", "anchors.image")
    assert {name for name, _ in ALL if not name.startswith(others)} <= used


def test_the_forms_ask_no_pattern_that_remembers_where_it_was() -> None:
    """One with the flag `g` begins at another place when it is asked again."""
    for path in FORMS.rglob("*.js"):
        code = path.read_text(encoding="utf-8")
        assert not re.search(rf"(?:{FIND}|PATTERNS\.\w+\.\w+)\.(?:test|exec)\(", code), path
