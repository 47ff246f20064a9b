"""What is worth a look, and stops nothing: dead links within a page, HTML, employers' words."""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING
from urllib.parse import unquote

from ..limits import LIMITS
from ..patterns import PATTERNS
from ..problems import field_name, nearest, problem, wording
from ..read.anchors import anchors, own_name
from ..read.images import with_code
from ..read.terms import joined, their_word, words_for
from . import privacy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..problems import Problem
    from .answer import Answer

_FIND, _OF_IMAGES = PATTERNS["notes"], PATTERNS["images"]
_LONGEST: int = LIMITS["text"]["line"]
_MOST: int = LIMITS["text"]["notes"]
_ASKED = ("requirements", "nice_to_have")
_OF_POSTINGS = [f"postings[].{key}[]" for key in _ASKED]


def notes(answer: Answer) -> list[Problem]:
    """Return what is worth a look on a page, each kind once, in the order of lines."""
    return list(islice(chain(_other_words(answer), _notes(answer)), _MOST))


def _other_words(answer: Answer) -> Iterator[Problem]:
    """Yield a note for each common requirement that most postings call by another name."""
    terms, postings = (answer.valid.get(key) for key in ("common_requirements", "postings"))
    if not isinstance(terms, list) or not isinstance(postings, list):
        return
    texts = [
        joined(text for key in _ASKED for text in _texts_of(posting.get(key)))
        for posting in postings
        if isinstance(posting, dict)
    ]
    quiet = any(map(answer.unquotable.has, ("common_requirements[]", *_OF_POSTINGS)))
    for index, term in enumerate(terms):
        if isinstance(term, str) and (theirs := their_word(words_for(term), texts)):
            loc = ("common_requirements", index)
            line, name = answer.source.line(loc), field_name(loc)
            words = {"term": term, "theirs": theirs}
            yield problem("other-word", answer.source.path, line, name, quiet=quiet, **words)


def _texts_of(value: str | list[str | None] | None) -> list[str | None]:
    return value if isinstance(value, list) else [value]


def _notes(answer: Answer) -> Iterator[Problem]:
    lines = list(_texts(answer))
    has_links = any(_FIND.anchor.search(text) for _, text in lines)
    there, written = _addresses(answer) if has_links else (set[str](), set[str]())
    told = set()
    for number, text in lines:
        heading = answer.body.heading_at(number)
        quiet = answer.unquotable.has_section(heading)
        for tag in _FIND.tag.finditer(text):
            name = tag[1].lower()
            if name not in told:
                told.add(name)
                words = {"tag": tag[0], "instead": _instead_of(name)}
                yield problem(
                    "html-shown", answer.source.path, number, heading, quiet=quiet, **words
                )
        for link in _FIND.anchor.finditer(text):
            to = unquote(link[1] or link[2])
            if own_name(to) in there or to in told:
                continue
            told.add(to)
            meant = nearest(to, there)
            words = {"link": f"#{to}", "near": f"; did you mean #{meant}?" if meant else ""}
            is_quiet = quiet or to in written
            yield problem(
                "link-to-no-heading", answer.source.path, number, heading, quiet=is_quiet, **words
            )


def _instead_of(tag: str) -> str:
    hints: dict[str, str] = wording()["instead_of_html"]
    return next((hint for tags, hint in hints.items() if tag in tags.split()), hints["other"])


def _addresses(answer: Answer) -> tuple[set[str], set[str]]:
    """Return the addresses of the public headings of a page, and of all that it has.

    No message repeats the words of a private heading.
    """
    public = privacy.public_parts(answer, privacy.hidden(answer.source.data or {}))
    return anchors(public), anchors(answer.body.parts)


def _texts(answer: Answer) -> Iterator[tuple[int, str]]:
    """Yield the lines of a page that are no code, without code in them, with their numbers."""
    for part in answer.body.parts:
        for number, (line, is_code) in enumerate(with_code(part.lines), part.first):
            if not is_code and len(line.text) <= _LONGEST and _FIND.may_hold.search(line.text):
                yield number, _OF_IMAGES.code_span.sub("", line.text)
