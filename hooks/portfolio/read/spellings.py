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
from ..patterns import PATTERNS, ZEROS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

SPELLED: dict[str, Any] = LIMITS["leaks"]
_SHORTEST: int = SPELLED["shortest_number"]
_LONGEST: int = SPELLED["longest_number"]
_FURTHER: int = SPELLED["further"]
_FIND = PATTERNS["spellings"]
_OF_THE_COMPANY = frozenset(" ".join(SPELLED["of_the_company"]).split())
_FULL_WIDTH = 0xFEE0  # from an ASCII character to the one that is as wide as a Chinese one
_ENTITIES: dict[str, str] = {name: chr(code) for name, code in name2codepoint.items()}
_ENTITIES |= SPELLED["entities"]
_GROUP: int = SPELLED["group"]
_NO_DIGITS = re.compile(r"\D+")


def definition() -> dict[str, Any]:
    """Return limits and words for the forms in the browser."""
    return {**SPELLED, "zeros": ZEROS, "entities": _ENTITIES}


# --- Markdown


def as_read(markdown: str) -> str:
    """Return Markdown nearly as its page shows it, line for line.

    Entities and escapes are read. The name of a footnote is left out, and so are the marks around
    a part of a number or a word. (Those around whole words join nothing: see `Text.words`.) Where a
    link leads stands behind its line.
    """
    text = markdown
    if "&" in text:
        text = _FIND.entity.sub(_character, text)
    if "\\" in text:
        text = _FIND.escaped.sub(r"\1", text)
    if "[^" in text:
        text = _FIND.note.sub("[]", text)
    if "](" in text:
        text = "\n".join(map(_with_links_behind, text.split("\n")))
    if any(mark in text for mark in "*_`~"):
        for marked in (_FIND.marked, _FIND.marked_end, _FIND.marked_begin):
            text = marked.sub(r"\2", text)
    return text


def _with_links_behind(line: str) -> str:
    """Return a line of Markdown with the text of its links in place, and the addresses behind."""
    if "](" not in line:
        return line
    addresses = [unquote(link[2]) for link in _FIND.link.finditer(line)]
    return "".join([_FIND.link.sub(r"\1", line), *(f" ({each})" for each in addresses)])


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
    return _FIND.scheme.sub("", text)


def number_of(text: str) -> str:
    """Return the digits of a text that is a number long enough to say anything, or nothing."""
    digits = _FIND.separator.sub("", text).lstrip("0")
    is_number = digits.isascii() and digits.isdigit() and is_long(digits)
    return digits if is_number and len(digits) <= _LONGEST else ""


def count_numbers(text: str) -> int:
    """Return how many rows of digits stand in a text."""
    return len(_FIND.digits.findall(text))


def is_long(number: str) -> bool:
    """Tell whether a number has enough digits to say anything."""
    return len(number) >= _SHORTEST


def is_date(text: str) -> bool:
    """Tell whether a text is a date and nothing else: that gives nothing away."""
    return _FIND.only_date.search(text) is not None


def _values(match: re.Match[str]) -> Iterator[str]:
    """Yield what a number may mean, as digits: 1.234 million is one, or a thousand times more."""
    whole, point, part = match[1], match[2], match[4] or ""
    if part and match.string[match.end(1)] in (point, match[3]):
        return  # one more group of another size: no number
    if not match[5]:
        yield _digits(whole).lstrip("0")
    if word := match[5] or match[6]:
        yield from _times(whole, part, ZEROS[word])
        if not part and point in (".", ",") and whole.count(point) == 1:
            first, rest = whole.split(point)
            yield from _times(first, rest, ZEROS[word])


def _times(whole: str, part: str, zeros: int) -> Iterator[str]:
    part = _digits(part).rstrip("0") if part else ""
    if len(part) <= zeros:
        yield (_digits(whole) + part.ljust(zeros, "0")).lstrip("0")


def _digits(text: str) -> str:
    """Return the digits of a number, of whichever script, as 0 to 9."""
    if text.isascii() and text.isdigit():
        return text
    return "".join(str(unicodedata.decimal(each)) for each in text if each.isdecimal())


def _plain(text: str) -> str:
    """Return a text as it is read aloud: nothing unseen, and what looks alike is alike."""
    if text.isascii() and "  " not in text and "\t" not in text:
        return text  # as most are
    if not text.isascii():
        text = _FIND.accent.sub("", unicodedata.normalize("NFD", text))
        text = _FIND.unseen.sub("", unicodedata.normalize("NFC", text))
        text = _FIND.hyphen.sub("-", _FIND.apostrophe.sub("'", text))
        text = _FIND.full_width.sub(lambda each: chr(ord(each[0]) - _FULL_WIDTH), text)
    return _FIND.spaces.sub(" ", text)


class SearchText:
    """A text to be searched: as it is, and as the words in it."""

    def __init__(self, text: str) -> None:
        self.text = _plain(text)

    @cached_property
    def words(self) -> list[str]:
        """Return the words, and what joins two without a space, alike in case."""
        found = "\n".join(_FIND.word.findall(self.text)).casefold()
        return found.split("\n") if found else []

    @cached_property
    def spans(self) -> list[tuple[int, int]]:
        """Return where each word stands."""
        return [match.span() for match in _FIND.word.finditer(self.text)]

    @cached_property
    def digits(self) -> str:
        """Return all digits in a row: however a number is spelled, its own stand side by side."""
        return _digits(_NO_DIGITS.sub("", self.text))

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
        further = _FIND.further.match(self.text[end : end + _FURTHER])
        if not further or not further[1][0].isupper():
            return False
        if "\n" in further[0]:
            before = self.text[self.text.rfind("\n", 0, begin) + 1 : begin]
            begins_quotation = ">" in further[0] and ">" not in before
            if begins_quotation or _FIND.own_line.search(before):
                return False
        return further[1].casefold() not in _OF_THE_COMPANY

    def numbers(self, wanted: Callable[[str], bool]) -> Iterator[tuple[str, int, int]]:
        """Yield the numbers of four digits and more that are wanted, and where each stands."""
        for match in _FIND.number.finditer(self.text):
            if len(match[0]) < _SHORTEST and match.lastindex == 1:
                continue  # a small number, as most are
            yield from self._meant(match, wanted)
            begin = match.start()
            if "\n" in match[1]:  # or two numbers meet there
                for line in re.finditer(r"[^\n]+", match[0]):
                    at, end = begin + line.start(), begin + line.end()
                    for part in _FIND.number.finditer(self.text, at, end):
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
        is_followed = _FIND.group_after.match(self.text[end : end + _GROUP])
        before = self.text[max(begin - _GROUP, 0) : begin]
        return bool(is_followed and _FIND.group_before.search(before))

    @cached_property
    def _dated(self) -> set[int]:
        """Return where the numbers in dates begin."""
        return {
            begin + number.start()
            for begin, end in self.dates()
            for number in _FIND.digits.finditer(self.text[begin:end])
        }

    def dates(self) -> Iterator[tuple[int, int]]:
        """Yield where a date begins and ends."""
        return (date.span() for date in _FIND.date.finditer(self.text))


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
