"""What a text says, however it is spelled: the phrases in it, and the numbers.

`form/read/spellings.js` says the same of a text in the browser; `definition` hands it all patterns.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cached_property
from html.entities import name2codepoint
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from ..limits import LIMITS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

SPELLED: dict[str, Any] = LIMITS["leaks"]
_SHORTEST: int = SPELLED["shortest_number"]
_LONGEST: int = SPELLED["longest_number"]


def _forms(words: str) -> Iterator[str]:
    """Yield words as they stand, with a capital, and in capitals."""
    for word in unicodedata.normalize("NFC", words).split():
        yield from (word, word.capitalize(), word.upper())


_NOUGHTS: dict[str, int] = {f: n for n, words in SPELLED["noughts"].items() for f in _forms(words)}

# A line may end where a space stands, also in a list or a quotation.
_GAP = r"(?: |\\? ?\n[ >]{0,16})"
_POINT = r"[.,'\u066c_]"
_NO_LETTER = r"(?![\dA-Za-z\u00c0-\u024f\u0370-\u052f])"  # of scripts that put spaces between words
_CURRENCY = rf"(?:[A-Z]{{3}}|{'|'.join(SPELLED['currencies'].split())})?"
_TIMES = rf"({'|'.join(sorted(_NOUGHTS, key=len, reverse=True))}){_CURRENCY}{_NO_LETTER}"
_UNTIL = rf"(?:[-~]|{'|'.join(SPELLED['until'].split())})"
_MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}[.,]?"
_YEAR = r"(?:19|20)\d\d(?!\d)"
_PATTERNS = {
    # Group 1 is the number, 4 its part after the point; 5 multiplies it, as does 6 at the end of a
    # range (95 to 105k). It begins with a digit alone, since so it is quickly found.
    "number": (
        rf"(\d(?<!\d\d)(?<!\d[.,']\d)(?:"
        rf"\d{{0,2}}({_POINT})\d{{3}}(?:\2\d{{3}}){{0,3}}(?!\d)"  # 95,000
        rf"|\d?({_POINT})\d\d(?:\3\d\d){{0,3}}\3\d{{3}}(?!\d)"  # 24,00,000, as in India
        rf"|\d{{0,2}}(?:{_GAP}\d{{3}}){{1,4}}(?!\d)(?!{_GAP}\d{{3}}(?!\d))"  # 95 000
        rf"|\d?(?:{_GAP}\d\d){{1,4}}{_GAP}\d{{3}}(?!\d)"  # 24 00 000
        rf"|\d{{0,{_LONGEST - 1}}}(?!\d)))"  # 95000
        r"(?:[.,](\d{1,6})(?!\d))?(?![.,'\u066c]?\d)"
        rf"(?:{_GAP}?{_TIMES}|(?={_GAP}?{_UNTIL}{_GAP}?[^\w\s]?\d[\d.,]{{0,12}}{_GAP}?{_TIMES})"
        rf"|{_CURRENCY}{_NO_LETTER})"
    ),
    "date": (
        rf"(?<!\d)(?:{_YEAR}([-/.])\d\d?(?:\1\d\d?)?"
        rf"|(?:\d\d?([-/.])\d\d?\2|(?:0?[1-9]|1[0-2])[-/.]){_YEAR}"
        rf"|{_MONTH}{_GAP}(?:\d\d?,?{_GAP})?{_YEAR})(?!\d)"
    ),
    "only_date": r"^(?:[0-9]{4}-[0-9]{2}-[0-9]{2}|(?:[0-9]{1,2} )?[A-Z][a-z]+ [0-9]{4})$",
    "group_before": r"(?<!\d)\d{1,4} $",
    "group_after": r"^ \d{1,4}(?!\d)",
    "digits": r"\d+",
    "separator": rf"{_POINT}|\s",
    # A word, or what joins two of them. Marks do not: **Kubernetes**
    "word": r"[^\W_]+|(?<=[^\W_])[^\w\s*`~]+(?=[^\W_])",
    # What goes on from a name, if a capital letter begins it.
    "further": r"[*_`]{0,3}(?: | ?\n[ >]{0,16})[*_`]{0,3}((?:(?!\d)[^\W_]){2,})",
    "own_line": r"^(?:[ >*_`+-]*|#{1,6} .*)$",  # before a name: the line is its own, or a heading
    "entity": r"&(?:#([0-9]{1,7})|#[xX]([0-9a-fA-F]{1,6})|([A-Za-z0-9]{2,31}));",
    "escape": r"\\([!-/:-@\[-`{-~])",
    "marked": r"([*_`]{1,3})(\d[\d.,'\u2019 \u00a0]{0,20})\1",
    # Marks that split a word or a number: So**ci**ety, 95`000`
    "marked_end": r"(?<=[^\W_])(\*{1,3}|~~|`)([^\s*~`](?:[^\n*~`]{0,98}[^\s*~`])?)\1",
    "marked_begin": r"(\*{1,3}|~~|`)([^\s*~`](?:[^\n*~`]{0,98}[^\s*~`])?)\1(?=[^\W_])",
    "link": r"\[([^\[\]\n]{1,200})\]\(([^()\n]{1,500})\)",
    "unseen": (
        "[\u00ad\u034f\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
        "\ufe00-\ufe0f\ufeff]"
    ),
    "accent": "[\u0300-\u036f]+",
    "hyphen": "[\u2010-\u2015\u2212\ufe58\ufe63]",
    "apostrophe": "[\u00b4\u02b9\u02bb-\u02bd\u2018-\u201b\u2032\u2035]",
    "full_width": "[\uff01-\uff5e]",  # of ASCII
    "spaces": r"[ \t\u00a0\u2000-\u200a\u202f\u205f\u3000]+",
    "scheme": r"^[Hh][Tt]{2}[Pp][Ss]?://(?:[Ww]{3}\.)?(?=\S{8})(?=[^/\s]{1,255}/[^/\s])",
    "note": r"\[\^[^\]\s]{1,100}\]",
}
_FIND = {name: re.compile(pattern) for name, pattern in _PATTERNS.items()}
_OF_THE_COMPANY = frozenset(" ".join(SPELLED["of_the_company"]).split())
_FULL_WIDTH = 0xFEE0  # from an ASCII character to the one that is as wide as a Chinese one
_ENTITIES: dict[str, str] = {name: chr(code) for name, code in name2codepoint.items()}
_ENTITIES |= SPELLED["entities"]
_GROUP: int = SPELLED["group"]


def definition() -> dict[str, Any]:
    """Return limits, words and patterns for the forms in the browser."""
    return {**SPELLED, "noughts": _NOUGHTS, "patterns": _PATTERNS, "entities": _ENTITIES}


# --- Markdown


def as_read(markdown: str) -> str:
    """Return Markdown nearly as its page shows it, line for line.

    Entities and escapes are read. The name of a footnote is left out, and so are the marks around
    a part of a number or a word. (Those around whole words join nothing: see `Text.words`.) Where a
    link leads stands behind its line.
    """
    text = markdown
    if "&" in text:
        text = _FIND["entity"].sub(_character, text)
    if "\\" in text:
        text = _FIND["escape"].sub(r"\1", text)
    if "[^" in text:
        text = _FIND["note"].sub("[]", text)
    if "](" in text:
        text = "\n".join(map(_with_links_behind, text.split("\n")))
    for marked in ("marked", "marked_end", "marked_begin"):
        text = _FIND[marked].sub(r"\2", text)
    return text


def _with_links_behind(line: str) -> str:
    """Return a line of Markdown with the text of its links in place, and the addresses behind."""
    if "](" not in line:
        return line
    addresses = [unquote(link[2]) for link in _FIND["link"].finditer(line)]
    return "".join([_FIND["link"].sub(r"\1", line), *(f" ({each})" for each in addresses)])


def _character(entity: re.Match[str]) -> str:
    decimal, hexadecimal, name = entity.groups()
    if name:
        return _ENTITIES.get(name, entity[0])
    code = int(decimal) if decimal else int(hexadecimal, 16)
    is_one = 32 <= code < 0xD800 or 0xE000 <= code < 0x110000
    return chr(code) if is_one else " "


# --- numbers


def without_scheme(text: str) -> str:
    """Return an address as people repeat it, without https://www. before it, and other text whole.

    A name of a site alone stays whole: it stands in mail addresses, too.
    """
    return _FIND["scheme"].sub("", text)


def number_of(text: str) -> str:
    """Return the digits of a text that is a number long enough to say anything, or nothing."""
    digits = _FIND["separator"].sub("", text).lstrip("0")
    is_number = digits.isascii() and digits.isdigit() and is_long(digits)
    return digits if is_number and len(digits) <= _LONGEST else ""


def count_numbers(text: str) -> int:
    """Return how many rows of digits stand in a text."""
    return len(_FIND["digits"].findall(text))


def is_long(number: str) -> bool:
    """Tell whether a number has enough digits to say anything."""
    return len(number) >= _SHORTEST


def is_date(text: str) -> bool:
    """Tell whether a text is a date and nothing else: that gives nothing away."""
    return _FIND["only_date"].search(text) is not None


def _values(match: re.Match[str]) -> Iterator[str]:
    """Yield what a number may mean, as digits: 1.234 million is one, or a thousand times more."""
    whole, point, part = match[1], match[2], match[4] or ""
    if part and match.string[match.end(1)] in (point, match[3]):
        return  # one more group of another size: no number
    if not match[5]:
        yield _digits(whole).lstrip("0")
    if word := match[5] or match[6]:
        yield from _times(whole, part, _NOUGHTS[word])
        if not part and point in (".", ",") and whole.count(point) == 1:
            first, rest = whole.split(point)
            yield from _times(first, rest, _NOUGHTS[word])


def _times(whole: str, part: str, noughts: int) -> Iterator[str]:
    part = _digits(part).rstrip("0") if part else ""
    if len(part) <= noughts:
        yield (_digits(whole) + part.ljust(noughts, "0")).lstrip("0")


def _digits(text: str) -> str:
    """Return the digits of a number, of whichever script, as 0 to 9."""
    if text.isascii() and text.isdigit():
        return text
    return "".join(str(unicodedata.decimal(each)) for each in text if each.isdecimal())


def _plain(text: str) -> str:
    """Return a text as it is read aloud: nothing unseen, and what looks alike is alike."""
    if not text.isascii():
        text = _FIND["accent"].sub("", unicodedata.normalize("NFD", text))
        text = _FIND["unseen"].sub("", unicodedata.normalize("NFC", text))
        text = _FIND["hyphen"].sub("-", _FIND["apostrophe"].sub("'", text))
        text = _FIND["full_width"].sub(lambda each: chr(ord(each[0]) - _FULL_WIDTH), text)
    return _FIND["spaces"].sub(" ", text)


class SearchText:
    """A text to be searched: as it is, and as the words in it."""

    def __init__(self, text: str) -> None:
        self.text = _plain(text)

    @cached_property
    def words(self) -> list[str]:
        """Return the words, and what joins two without a space, alike in case."""
        found = "\n".join(_FIND["word"].findall(self.text)).casefold()
        return found.split("\n") if found else []

    @cached_property
    def spans(self) -> list[tuple[int, int]]:
        """Return where each word stands."""
        return [match.span() for match in _FIND["word"].finditer(self.text)]

    def words_around(self, at: int) -> list[str]:
        """Return the words of the line in which a place lies."""
        begin = self.text.rfind("\n", 0, at) + 1
        line, *_ = self.text[begin:].split("\n", 1)
        return SearchText(line).words

    def goes_on(self, begin: int, end: int) -> bool:
        """Tell whether a name that stands there is a part of a longer one: Microsoft Azure.

        A further word with a capital letter makes it longer: none that is said of companies, such
        as Ltd or a day, and none on the next line after a heading, or after the name alone.
        """
        further = _FIND["further"].match(self.text, end)
        if not further or not further[1][0].isupper():
            return False
        if "\n" in further[0]:
            before = self.text[self.text.rfind("\n", 0, begin) + 1 : begin]
            begins_quotation = ">" in further[0] and ">" not in before
            if begins_quotation or _FIND["own_line"].search(before):
                return False
        return further[1].casefold() not in _OF_THE_COMPANY

    def numbers(self, wanted: Callable[[str], bool]) -> Iterator[tuple[str, int, int]]:
        """Yield the numbers of four digits and more that are wanted, and where each stands."""
        for match in _FIND["number"].finditer(self.text):
            if len(match[0]) < _SHORTEST and match.lastindex == 1:
                continue  # a small number, as most are
            yield from self._meant(match, wanted)
            begin = match.start()
            if "\n" in match[1]:  # or two numbers meet there
                for line in re.finditer(r"[^\n]+", match[0]):
                    at, end = begin + line.start(), begin + line.end()
                    for part in _FIND["number"].finditer(self.text, at, end):
                        yield from self._meant(part, wanted)

    def _meant(
        self, match: re.Match[str], wanted: Callable[[str], bool]
    ) -> Iterator[tuple[str, int, int]]:
        for value in _values(match):
            if is_long(value) and wanted(value) and not self._is_part(*match.span(1)):
                yield value, match.start(), match.end()

    def _is_part(self, begin: int, end: int) -> bool:
        """Tell whether a number is a part of a date, or of a row of groups like a telephone's."""
        if begin in self._dated:
            return True
        is_followed = _FIND["group_after"].match(self.text[end : end + _GROUP])
        before = self.text[max(begin - _GROUP, 0) : begin]
        return bool(is_followed and _FIND["group_before"].search(before))

    @cached_property
    def _dated(self) -> set[int]:
        """Return where the numbers in dates begin."""
        return {
            begin + number.start()
            for begin, end in self.dates()
            for number in _FIND["digits"].finditer(self.text[begin:end])
        }

    def dates(self) -> Iterator[tuple[int, int]]:
        """Yield where a date begins and ends."""
        return (date.span() for date in _FIND["date"].finditer(self.text))


# --- phrases


class Phrases:
    """Finds many phrases in a text in one pass, as Aho and Corasick did in 1975."""

    def __init__(self, phrases: Iterable[Sequence[str]]) -> None:
        self.next: list[dict[str, int]] = [{}]
        self.phrase = [-1]  # which one is read whole in a state, if any is
        for index, words in enumerate(phrases):
            state = 0
            for word in words:
                if word not in self.next[state]:
                    self.next[state][word] = len(self.next)
                    self.next.append({})
                    self.phrase.append(-1)
                state = self.next[state][word]
            if self.phrase[state] < 0:
                self.phrase[state] = index
        self.back = [0] * len(self.next)  # the state of the longest end that is a beginning, too
        self.shorter = [0] * len(self.next)  # the next state back in which a phrase is whole
        states = list(self.next[0].values())
        for state in states:
            back = self.back[state]
            self.shorter[state] = back if self.phrase[back] >= 0 else self.shorter[back]
            for word, to in self.next[state].items():
                self.back[to] = self._step(back, word)
                states.append(to)

    def _step(self, state: int, word: str) -> int:
        while state and word not in self.next[state]:
            state = self.back[state]
        return self.next[state].get(word, 0)

    def ends(self, words: Iterable[str]) -> Iterator[tuple[int, int]]:
        """Yield at which word phrases end, and the state of the longest: `shorter` has more."""
        state = 0
        for index, word in enumerate(words):
            state = self._step(state, word)
            if found := state if self.phrase[state] >= 0 else self.shorter[state]:
                yield index, found
