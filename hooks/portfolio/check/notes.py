"""What shows otherwise than it is meant, and stops nothing: dead links within a page, and HTML."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import unquote

from ..limits import LIMITS
from ..patterns import PATTERNS
from ..problems import WORDS, nearest, problem
from ..read.anchors import anchors, own_name
from ..read.images import with_code
from . import privacy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..problems import Problem
    from .answer import Answer

_FIND, _OF_IMAGES = PATTERNS["notes"], PATTERNS["images"]
_LONGEST: int = LIMITS["text"]["line"]
_MOST: int = LIMITS["text"]["notes"]
_INSTEAD: dict[str, str] = {
    tag: hint for tags, hint in WORDS["instead_of_html"].items() for tag in tags.split()
}


def notes(answer: Answer) -> list[Problem]:
    """Return what is worth a look on a page, each kind once, in the order of lines."""
    return list(islice(_notes(answer), _MOST))


def _notes(answer: Answer) -> Iterator[Problem]:
    there = anchors(privacy.public_parts(answer, privacy.hidden(answer.source.data or {})))
    written = anchors(answer.body.parts)  # of a private heading no message repeats the words
    told = set()
    for number, text in _texts(answer):
        heading = answer.body.heading_at(number)
        quiet = answer.unquotable.has_section(heading)
        for tag in _FIND.tag.finditer(text):
            name = tag[1].lower()
            if name not in told:
                told.add(name)
                words = {"tag": tag[0], "instead": _INSTEAD.get(name, _INSTEAD["other"])}
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


def _texts(answer: Answer) -> Iterator[tuple[int, str]]:
    """Yield the lines of a page that are no code, without code in them, with their numbers."""
    for part in answer.body.parts:
        for number, (line, is_code) in enumerate(with_code(part.lines), part.first):
            if not is_code and len(line.text) <= _LONGEST and _FIND.may_hold.search(line.text):
                yield number, _OF_IMAGES.code_span.sub("", line.text)
