"""The fields of the front page that no deliverable has: how to reach the learner, and language."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from helpers.forms_checked import answers_of
from helpers.project import DOCS, TODAY
from portfolio.ask import exercise
from portfolio.check import checks
from portfolio.publish.direction import of_language

if TYPE_CHECKING:
    from pathlib import Path

    from helpers.engine import Engine

FRONT = exercise.portfolio_page(DOCS)
RIGHT = {
    "contact": (
        *("name@host.example", "a.b+c@sub.example.co.uk", "josé@exämple.de", "用户@例子.中国"),
        *("https://example.com/contact", "Https://example.com", "https://example.com:8443/a(b)"),
    ),
    "language": (
        *("en", "pt-BR", "no", "EN-gb", "es-419", "zh-Hant-TW", "sr-Latn-RS", "de-CH-1996"),
        *("sl-rozaj-biske", "de-DE-u-co-phonebk", "en-US-x-twain"),
    ),
}
WRONG = {
    "contact": (
        *("name@host", "mailto:me@example.com", "http://example.com", "https://localhost"),
        *("+44 20 7946 0000", "me@example.com, you@example.com", "https://me@example.com"),
        *("example.com", "javascript:alert(1)", "https://example.com/" + "a" * 3000),
    ),
    "language": ("Portuguese", "en_US", "e", "a1", "pt-", "pt BR", "en-" + "abcde-" * 8 + "abcde"),
}


@pytest.mark.parametrize("name", RIGHT)
def test_a_value_is_right_or_wrong_in_the_build_and_in_the_form(
    name: str, engine: Engine, tmp_path: Path
) -> None:
    text = (DOCS / "example" / FRONT.file).read_text(encoding="utf-8")
    rest = "\n".join(line for line in text.split("\n") if not line.startswith(f"{name}:"))
    values = [*RIGHT[name], *WRONG[name]]
    cases = []
    for value in values:
        page = rest.replace("---\n", f'---\n{name}: "{value}"\n', 1)
        (tmp_path / FRONT.file).write_text(page, encoding="utf-8")
        _, answer = checks.check_all([], FRONT, tmp_path, TODAY)
        told = [(found.code, found.line, found.field) for found in answer.problems]
        assert told == ([] if value in RIGHT[name] else [("invalid-field", 2, name)]), value
        cases.append((page.encode(), answer.problems))

    said = answers_of(engine, [{FRONT.id: page} for page, _ in cases])

    for value, (_, problems), form in zip(values, cases, said, strict=True):
        wanted = [[FRONT.id, found.code, found.field, found.message] for found in problems]
        assert form["told"] == wanted, value


@pytest.mark.parametrize(
    ("tag", "direction"),
    [
        *(("en", "ltr"), ("pt-BR", "ltr"), ("zh-Hant-TW", "ltr"), ("az-Latn-IR", "ltr")),
        *(("ar", "rtl"), ("AR-eg", "rtl"), ("he", "rtl"), ("ur-PK", "rtl"), ("az-Arab", "rtl")),
    ],
)
def test_a_language_has_the_direction_of_its_script(tag: str, direction: str) -> None:
    assert of_language(tag) == direction
