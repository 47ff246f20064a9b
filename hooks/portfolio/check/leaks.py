"""Where public text says what `private` hides: the texts and numbers to look for, and who tells."""

from __future__ import annotations

from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from ..ask.fields import is_unfilled, is_withheld
from ..limits import LIMITS
from ..patterns import PATTERNS
from ..problems import field_name, field_pattern
from ..read.spellings import (
    SPELLED,
    Phrases,
    SearchText,
    as_read,
    count_numbers,
    is_date,
    is_long,
    number_of,
    without_scheme,
)
from ..read.terms import is_spaceless
from .privacy import (
    OF_THE_PAGE,
    hidden,
    hidden_sections,
    hides,
    is_published,
    leaves,
    private_leaves,
    public_body,
    public_parts,
    public_texts,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from ..read.sections import Section
    from .answer import Answer

_SHORTEST_TEXT: int = SPELLED["shortest_text"]
_SHORTEST_SENTENCE: int = SPELLED["shortest_sentence"]
_LONGEST_TEXT: int = SPELLED["longest_text"]
MOST_WORDS: int = SPELLED["most_words"]
MOST_NUMBERS: int = SPELLED["most_numbers"]
_LONG_HEADING: int = LIMITS["private"]["heading"]
_FIND = PATTERNS["spellings"]
_QUICK = 2_000_000  # secrets times characters, up to which it is quick to look for each by itself


class Secret(NamedTuple):
    """A private text or number, as it is looked for."""

    item: str  # where it stands: `postings[4].company`, or the heading of its section
    private: str  # what `private` says of it
    words: tuple[str, ...] = ()
    number: str = ""
    text: str = ""  # as read, unless it is long
    run: str = ""  # the same in small letters, in scripts that do not end words with a space
    is_sentence: bool = False  # of a section
    is_company: bool = False


class Leak(NamedTuple):
    """Where public prose says what is private."""

    answer: Answer
    line: int
    heading: str | None  # of the section around it
    secret: Secret


class TooMuchPrivateError(Exception):
    """Nobody can say in time whether public text tells all that `private` hides."""

    def __init__(self, answer: Answer, key: str = "too-much-private") -> None:
        super().__init__(answer.deliverable.id)
        self.answer = answer  # the page with which it becomes too much
        self.key = key  # of messages.yml


class Secrets:
    """What a portfolio hides, and what it says of it in public fields all the same."""

    def __init__(self, answers: Iterable[Answer], closed: Collection[str]) -> None:
        """Gather what is hidden.

        Args:
            answers: the portfolio.
            closed: closed words, such as days and skill ids, which give nothing away.

        Raises:
            TooMuchPrivateError: there is more to look for than can be looked for in time.
        """
        self._answers, self._closed = list(answers), closed
        texts: dict[tuple[str, ...], Secret] = {}
        self._numbers: dict[str, Secret] = {}
        count = 0
        for answer in self._answers:
            for secret in _hidden_facts(answer, closed):
                count += len(secret.words) or 1
                if count > MOST_WORDS:
                    raise TooMuchPrivateError(answer)
                if secret.number:  # told of the first that hides it
                    self._numbers.setdefault(secret.number, secret)
                else:
                    texts.setdefault(secret.words, secret)
        for answer in self._answers if self._numbers else ():
            if _has_too_many_numbers(answer):
                raise TooMuchPrivateError(answer, "too-many-numbers")
        self._texts = list(texts.values())
        self._more: dict[Secret, bool] = {}

    def may_be_in(self, text: SearchText) -> bool:
        """Tell whether it pays to look closely: most pages have not all words of any secret."""
        near = any(number.rstrip("0") in text.digits for number in self._numbers)
        if near and any(text.numbers(self._numbers.__contains__)):
            return True
        if len(self._texts) * len(text.text) > _QUICK:
            return True
        whole = text.text.casefold()
        return any(all(word in whole for word in secret.words) for secret in self._texts)

    def told_in(self, text: SearchText, *, drawn: bool = False) -> Iterator[tuple[Secret, int]]:
        """Yield what a text tells, each once, with where it does first.

        Args:
            text: to be searched.
            drawn: whether it is a page as made, on which fields stand side by side.
        """
        for secret, at in self.found_in(text):
            says_more = self._says_more(secret) if drawn or secret.is_sentence else True
            if says_more and secret not in self._public:
                yield secret, at

    def found_in(self, text: SearchText) -> Iterator[tuple[Secret, int]]:
        """Yield what stands in a text, be it said in a public field or not."""
        seen = set[str]()
        numbers = text.numbers(lambda number: number in self._numbers and number not in seen)
        for number, begin, _ in numbers if self._numbers else ():
            seen.add(number)
            yield self._numbers[number], begin
        told = set[Secret]()
        whole = text.text.lower() if any(secret.run for secret in self._texts) else ""
        for secret in self._texts if whole else ():
            if secret.run and (at := whole.find(secret.run)) >= 0:
                told.add(secret)
                yield secret, at
        done = set[int]()
        for last, longest in self._phrases.ends(text.words) if self._texts else ():
            state = longest
            while state and state not in done:
                secret = self._texts[self._phrases.phrase[state]]
                begin, end = text.spans[last - len(secret.words) + 1][0], text.spans[last][1]
                is_one_word = len(secret.words) == 1  # Microsoft, and not Quillmesh Robotics
                if not (secret.is_company and is_one_word and text.goes_on(begin, end)):
                    done.add(state)
                    if secret not in told:
                        yield secret, begin
                state = self._phrases.shorter[state]

    @cached_property
    def _phrases(self) -> Phrases:
        return Phrases(secret.words for secret in self._texts)

    # --- what public fields say

    @cached_property
    def _fields(self) -> list[SearchText]:
        published = filter(is_published, self._answers)
        texts = (each for page in published for each in public_texts(page.valid, _names(page)))
        return [SearchText(as_read(text)) for text in dict.fromkeys(texts)]

    @cached_property
    def _public(self) -> set[Secret]:
        return {secret for text in self._fields for secret, _ in self.found_in(text)}

    @cached_property
    def _public_numbers(self) -> set[str]:
        return {number for text in self._fields for number, _, _ in text.numbers(is_long)}

    @cached_property
    def _public_phrases(self) -> tuple[list[list[str]], Phrases]:
        count, phrases = 0, list[list[str]]()
        for text in self._fields:
            count += len(text.words)
            if count > MOST_WORDS:
                break
            phrases.append(text.words)
        return phrases, Phrases(phrases)

    def _says_more(self, secret: Secret) -> bool:
        """Tell whether a text says more than public fields: 34,000 to 41,000 GBP may not.

        What it has beside them, beside dates and closed words, says something: of a sentence, if it
        is long enough to.
        """
        if not secret.text:
            return True
        if secret not in self._more:
            least = _SHORTEST_TEXT if secret.is_sentence else 1
            self._more[secret] = self._has_more(SearchText(secret.text), least)
        return self._more[secret]

    def _has_more(self, text: SearchText, least: int) -> bool:
        spans = dict[tuple[int, int], bool]()
        for number, begin, end in text.numbers(is_long):
            spans[begin, end] = spans.get((begin, end), False) or number in self._public_numbers
        if not all(spans.values()):
            return True
        known = [*spans, *text.dates()]
        phrases, finder = self._public_phrases
        ends = {last: len(phrases[finder.phrase[state]]) for last, state in finder.ends(text.words)}
        first, left = len(text.words), 0  # of the words behind, the first that a field says
        for index in reversed(range(len(text.words))):
            first = min(first, index + 1 - ends.get(index, 0))
            word, (begin, end) = text.words[index], text.spans[index]
            is_small = word.isdecimal() and not is_long(word)
            is_said = index >= first or is_small or word in self._closed
            if not is_said and not any(b <= begin and end <= e for b, e in known):
                left += len(word)
        return left >= least


def find_leaks(answers: Iterable[Answer], closed: Collection[str]) -> Iterator[Leak]:
    """Yield where public prose says what the portfolio marks private, once a section.

    Nothing, where a page cannot be read: nobody knows what its fields say in public.

    Args:
        answers: the portfolio.
        closed: closed words, such as days and skill ids, which give nothing away.

    Raises:
        TooMuchPrivateError: there is more to look for than can be looked for in time.
    """
    answers = list(answers)
    if any(answer.begun and answer.source.data is None for answer in answers):
        return iter(())
    secrets = Secrets(answers, closed)
    published = filter(is_published, answers)
    found = (leak for answer in published for leak in _leaks_of(answer, secrets))
    return islice(found, SPELLED["most_told"])


def _leaks_of(answer: Answer, secrets: Secrets) -> Iterator[Leak]:
    found = set[tuple[str | None, str]]()
    for heading, line, text in _public_texts(answer, secrets):
        for secret, at in secrets.told_in(text):
            place = heading, secret.item
            if place not in found:
                found.add(place)
                yield Leak(answer, line + text.text.count("\n", 0, at), heading, secret)


def line_like(answer: Answer, words: list[str]) -> int | None:
    """Return the line of a page's public prose that has most of some words, and half at least."""
    wanted, found = set(words), None
    most = max(len(wanted) - 1, 0) // 2
    for number, line in enumerate(_prose(answer).split("\n"), answer.source.body_line):
        shared = len(wanted.intersection(SearchText(as_read(line)).words))
        if shared > most:
            found, most = number, shared
    return found


def _public_texts(answer: Answer, secrets: Secrets) -> Iterator[tuple[str | None, int, SearchText]]:
    """Yield the sections in which a page may tell a secret, with the line on which each begins."""
    said = {key: answer.valid[key] for key in OF_THE_PAGE if key in answer.valid}
    for loc, text in leaves(said):
        if not hides(_names(answer), field_pattern(loc), text):
            yield field_name(loc), answer.source.line(loc), SearchText(text)
    if secrets.may_be_in(SearchText(as_read(_prose(answer)))):
        for part in public_parts(answer, _names(answer)):
            lines = [line.text for line in part.lines]
            if part.heading:
                lines = [part.heading, *[""] * (part.first - part.line - 1), *lines]
            begin = part.line if part.heading else part.first
            yield answer.body.heading_at(begin), begin, SearchText(as_read("\n".join(lines)))


def _prose(answer: Answer) -> str:
    """Return the public prose of a page, line for line."""
    return public_body(answer, _names(answer))


def _has_too_many_numbers(answer: Answer) -> bool:
    if len(answer.source.text) <= MOST_NUMBERS:
        return False
    texts = {answer.source.body, *public_texts(answer.valid, _names(answer))}
    return sum(count_numbers(text) for text in texts) > MOST_NUMBERS


def _names(answer: Answer) -> set[str]:
    return hidden(answer.source.data or {})


def _hidden_facts(answer: Answer, closed: Collection[str]) -> Iterator[Secret]:
    """Yield what a page hides, be it said elsewhere or not."""
    if not (names := _names(answer)):
        return
    for loc, text, name in private_leaves(answer.source.data or {}, names):
        if not is_withheld(text) and not is_unfilled(text):
            is_company = field_pattern(loc) in SPELLED["companies"]
            secret = Secret(field_name(loc), name, is_company=is_company)
            yield from _spelled(secret, text, closed)
    headings, wanted = hidden_sections(names), answer.deliverable.template.body.sections
    for name, section in answer.body.sections.items():
        if name in headings:
            if name not in wanted and len(name.split()) >= _LONG_HEADING:
                yield from _spelled(Secret(section.heading, section.heading), name, closed)
            for sentence in _sentences(section):
                secret = Secret(section.heading, section.heading, is_sentence=True)
                yield from _spelled(secret, sentence, closed)


def _sentences(section: Section) -> Iterator[str]:
    """Yield what a private section says, sentence by sentence."""
    for _, text, code in section.shown():
        parts = [text] if code else _FIND.sentence_end.split(text)
        yield from (part.strip() for part in parts if len(part.strip()) >= _SHORTEST_SENTENCE)


def _spelled(secret: Secret, text: str, closed: Collection[str]) -> Iterator[Secret]:
    """Yield a secret as it is looked for, unless it is too short to give anything away."""
    is_long_text, text = len(text) > _LONGEST_TEXT, without_scheme(text[:_LONGEST_TEXT])
    if number := "" if is_long_text else number_of(text):
        yield secret._replace(number=number)
    if len(text) < _SHORTEST_TEXT or text.lower() in closed or is_date(text):
        return
    read = SearchText(as_read(text))
    words = read.words[:-1] if is_long_text else read.words  # without half a word, perhaps
    if len(" ".join(words)) >= _SHORTEST_TEXT:
        whole = "" if is_long_text else read.text
        run = whole.lower() if is_spaceless(whole) else ""
        yield secret._replace(words=tuple(words), text=whole, run=run)
