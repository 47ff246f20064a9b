"""What a text says, in Python and in the browser alike."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

from portfolio.spellings import Text, as_read

if TYPE_CHECKING:
    from playwright.sync_api import Page

PIECES = ["95", "000", "95000", "95k", ",", ".", " ", "\n", "\u2009", "**", "*", "_", "`", "\\"]
PIECES += ["&thinsp;", "&#44;", "&#x2009;", "&#10;", "&nope;", "24", "00", "lakh", "L", " to ", "-"]
PIECES += ["–", "€", "EUR", "k", "2.4", "million", "Microsoft", "Azure", "'s", "’s", "ß", "SS", "İ"]
PIECES += ["ı", "é", "e\u0301", "社内", "円", "万", "٩٥", "\n\n", "\n- ", "\n> ", "](x.md)", "|"]
PIECES += ["\u00ad", "\u200b", "９", "，", "´", "\u2011", "\t", "~~", "[", "](a%20b)", "&eacute;"]
PIECES += ["[^1]", "/", "2026-11-26", "Nov. ", "2026", " 12 ", "1", "😀", "\ufeff", "\u00a0", "#"]
READ = """
async ([root, texts]) => {
  const { Spellings } = await import(`${root}assets/javascripts/form/spellings.js`);
  const { leaks } = await (await fetch(`${root}forms/exercise-01.json`)).json();
  const spellings = new Spellings(leaks);
  return texts.map(markdown => {
    const text = spellings.text(spellings.asRead(markdown)), { words } = text;
    const numbers = [...text.numbers(() => true)].map(([number]) => number);
    const goesOn = text.spans.map(([begin, end]) => text.goesOn(begin, end));
    return [text.text, words, numbers, [...text.dates()].length, goesOn];
  });
}
"""


def test_both_languages_read_a_text_alike(look: Any, site: str) -> None:
    chance = random.Random(16)
    texts = ["".join(chance.choices(PIECES, k=chance.randint(2, 10))) for _ in range(3000)]

    page: Page = look(site)
    found = page.evaluate(READ, [site, texts])

    for markdown, (written, words, numbers, dates, goes_on) in zip(texts, found, strict=True):
        text = Text(as_read(markdown))
        assert (text.text, text.words) == (written, words), markdown
        assert [number for number, _, _ in text.numbers(lambda _: True)] == numbers, markdown
        assert len(list(text.dates())) == dates, markdown
        assert [text.goes_on(*span) for span in text.spans] == goes_on, markdown
