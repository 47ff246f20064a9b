"""Where public text says what `private` hides: the texts and numbers to look for, and who tells."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from .fields import is_withheld
from .privacy import (
    hidden,
    hidden_sections,
    is_published,
    private_texts,
    public_body,
    public_texts,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from .checks import Answer
    from .sections import Section

    Told = tuple[Answer, int, str | None, str]

_SHORTEST_TEXT = 8  # characters: a shorter text stands in prose by chance
_SHORTEST_SENTENCE = 20
_ENDS = ".!?。！？"
_SENTENCE_END = re.compile(rf"(?<=[{_ENDS}])\s+")
MOST_SECRETS = 2000  # of a portfolio
_MOST_WORK = 50_000_000  # secrets times characters of prose: to look for more takes seconds
_LONGEST_TEXT = 300  # characters of it that are looked for
_NUMBER = re.compile(r"[0-9]{4,15}")
_SEPARATORS = ",.'\u2019 \u00a0\u202f"
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}|(?:[0-9]{1,2} )?[A-Z][a-z]+ [0-9]{4}")


@dataclass(frozen=True, slots=True)
class Secret:
    """A private text or number, as it may stand in a text."""

    name: str  # what `private` says
    text: str
    seed: str  # stands, bare, in every text that tells the secret: quick to look for
    is_number: bool

    def places(self, text: Text) -> Iterator[int]:
        """Yield where a text tells the secret."""
        if self.seed in (text.digits if self.is_number else text.words):
            spelled = re.compile(self.spelled(), re.IGNORECASE)
            yield from (match.start() for match in spelled.finditer(text.text))

    def is_in(self, text: Text) -> bool:
        """Tell whether a text tells the secret."""
        return next(self.places(text), None) is not None

    def spelled(self) -> str:
        """Return the pattern of what tells the secret."""
        if self.is_number:
            groups = re.findall(r"[0-9]{1,3}(?=(?:[0-9]{3})*$)", self.text)
            digits = f"[{_SEPARATORS}]?".join(groups)
            part = self.text[-3:].rstrip("0")
            thousands = self.text[:-3] + (f"[.,]{part}0*" if part else "(?:[.,]0+)?")
            currency = "(?:[A-Z]{3})?"
            return rf"(?<![\d.,])(?:{digits}|{thousands}[ \u00a0]?k){currency}(?![^\W_])"
        words = r"\s+".join(map(re.escape, self.text[:_LONGEST_TEXT].split()))
        end = "" if len(self.text) > _LONGEST_TEXT else r"(?![^\W_])"
        return rf"(?<![^\W_]){words}{end}"


@dataclass(frozen=True)
class Text:
    """A text to be searched for many secrets."""

    text: str

    @cached_property
    def words(self) -> str:
        return _bare(self.text)

    @cached_property
    def digits(self) -> str:
        return _digits(self.text)


def text_of(text: str) -> Text:
    """Return a text to be searched: letters and their marks in one, as secrets have them."""
    return Text(unicodedata.normalize("NFC", text))


class TooMuchPrivateError(Exception):
    """Nobody can say in time whether public text tells all that `private` hides."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(answer.asked.id)
        self.answer = answer  # the page with which it becomes too much


def told(answers: Iterable[Answer], words: Collection[str]) -> Iterator[Told]:
    """Yield where public prose says what the portfolio marks private, once a section.

    Args:
        answers: the portfolio.
        words: closed words, such as days and skill ids, which give nothing away.

    Yields:
        The page, the line, the heading above it, and the name that `private` hides.

    Raises:
        TooMuchPrivateError: there is more to look for than can be looked for in time.
    """
    answers = list(answers)
    published = [answer for answer in answers if is_published(answer)]
    most = min(MOST_SECRETS, _MOST_WORK // (1 + sum(len(a.source.body) for a in published)))
    kept: dict[Secret, None] = {}
    for answer in answers:
        kept |= dict.fromkeys(islice(_hidden_facts(answer, words), MOST_SECRETS + 1))
        if len(kept) > most:
            raise TooMuchPrivateError(answer)
    fields = cache(lambda: _public_fields(answers))  # few portfolios need them
    for answer in published if kept else ():
        prose = text_of(_prose(answer))
        found: dict[tuple[str | None, str], int] = {}
        for secret in kept:
            places = list(secret.places(prose))
            if not places or secret.is_in(fields()):
                continue
            line = answer.source.body_line
            for begin, at in pairwise([0, *places]):
                line += prose.text.count("\n", begin, at)
                found.setdefault((answer.body.heading_at(line), secret.name), line)
        for (heading, name), line in found.items():
            yield answer, line, heading, name


def secrets(answers: Iterable[Answer], words: Collection[str]) -> list[Secret]:
    """Return what a portfolio hides and says in none of its public fields."""
    answers = list(answers)
    fields = _public_fields(answers)
    hidden_facts = (secret for answer in answers for secret in _hidden_facts(answer, words))
    return [secret for secret in hidden_facts if not secret.is_in(fields)]


def _prose(answer: Answer) -> str:
    """Return the public prose of a page, line for line."""
    return public_body(answer, _names(answer))


def _names(answer: Answer) -> set[str]:
    return hidden(answer.source.data or {})


def _public_fields(answers: Iterable[Answer]) -> Text:
    published = [answer for answer in answers if is_published(answer)]
    texts = (text for each in published for text in public_texts(each.fine, _names(each)))
    return text_of("\n".join(texts))


def _hidden_facts(answer: Answer, words: Collection[str]) -> Iterator[Secret]:
    """Yield what a page hides, be it said elsewhere or not."""
    if not (names := _names(answer)):
        return
    headings = hidden_sections(names)
    facts = [each for each in private_texts(answer.fine, names) if not is_withheld(each[1])]
    for name, section in answer.body.sections.items():
        if name in headings:
            facts += [(section.heading, sentence) for sentence in _sentences(section)]
    yield from filter(None, (_secret(name, text, words) for name, text in facts))


def _sentences(section: Section) -> Iterator[str]:
    """Yield what a private section says, sentence by sentence."""
    for _, text, code in section.shown():
        parts = [text] if code else _SENTENCE_END.split(text)
        yield from (part.strip() for part in parts if len(part.strip()) >= _SHORTEST_SENTENCE)


def _secret(name: str, text: str, words: Collection[str]) -> Secret | None:
    """Return a private text or number to look for, unless it is too short to give anything away."""
    text = unicodedata.normalize("NFC", text)
    digits = _digits(text).lstrip("0")
    if _NUMBER.fullmatch(digits):
        seed = digits[:-3] + digits[-3:].rstrip("0")  # 95k tells 95000, and 95.5k tells 95500
        return Secret(name, digits, seed, is_number=True)
    unended = text.rstrip(_ENDS)  # a sentence may be told as a part of another
    text = unended if len(unended) >= _SHORTEST_TEXT else text
    if len(text) < _SHORTEST_TEXT or text.lower() in words or _DATE.fullmatch(text):
        return None
    return Secret(name, text, _bare(text[:_LONGEST_TEXT]), is_number=False)


def _bare(text: str) -> str:
    return " ".join(text.split()).casefold()


def _digits(text: str) -> str:
    """Return a text without what may stand between the digits of a number."""
    for separator in _SEPARATORS:
        text = text.replace(separator, "")
    return text
