"""What runs the modules of the forms without a page reads HTML as a page does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from helpers.engine import Engine

READ = """
async (html) => {
  const box = document.createElement("textarea");
  box.innerHTML = html;
  return box.value;
}
"""


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("a&amp;b &ampc", "a&b &c"),
        ("&notin; &notit;", "∉ ¬it;"),
        ("&#38;&#x26 &#128;&#0;&#x110000;", "&& €\ufffd\ufffd"),
        ("&frac34; &nope; & &; &#;", "¾ &nope; & &; &#;"),
    ],
)
def test_entities(html: str, text: str, engine: Engine) -> None:
    assert engine.evaluate(READ, html) == text


def test_an_error_is_told(engine: Engine) -> None:
    with pytest.raises(AssertionError, match="no such thing"):
        engine.evaluate("async () => { throw new Error('no such thing') }", None)
