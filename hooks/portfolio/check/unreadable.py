"""Front matter that cannot be read: which of its lines a message may repeat.

Nobody knows what is private in it. So a line is repeated only if it is certainly public: it belongs
to a known field of the page, and neither that field nor any name between the two is private, or
resembles a private name. The names that the template marks private count as well, since the
learner's own list may be what cannot be read.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..problems import nearest
from . import privacy

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ..ask.exercise import Deliverable
    from ..problems import Problem
    from ..read.source import Refusal, Source

_FIELD = re.compile(r"[\w-]+(?=[ \t]*:)")  # at the start of a line: a field of the page itself
_FIRST_WORD = re.compile(r"[^\w\n]*([\w-]{1,60})")
_WORDS = re.compile(r"[\w-]+")
_NAMES = re.compile(r"[\w-]+(?:\[\]|\.[\w-]+)*")
_HEAD = re.compile(r"[^\w\n]*(\w[^:：=\n]{0,60})")  # what is before a colon, or the whole line
_KEYS = re.compile(r"[\w-]+(?=[\"']?[ \t]*[:：=])")
_PRIVATE = re.compile(r"private[\"']?[ \t]*:")
_UNPUBLISHED = re.compile(r"publish[\"']?[ \t]*:[ \t]*(?!(?:yes|true)\b)\w")
_SPELLED_OTHERWISE = re.compile(r"[\\&*!]")  # what YAML may read as other characters
_MOST_LINES = 1000  # of front matter that are compared
_LONGEST_LINE = 500  # characters of a line; comparing the words of a longer one takes long


def problem_of(refusal: Refusal, source: Source, deliverable: Deliverable) -> Problem:
    """Return why front matter cannot be used, with the learner's line if that is public."""
    words, known = refusal.words, _words_of(deliverable.template.names)
    is_known = words.get("key", "").lower() in known  # the name of a known field is no secret
    if (is_known and refusal.key == "duplicate-key") or _is_public(
        refusal, source.text, deliverable
    ):
        return refusal.as_problem(source.path, quiet=False)
    if is_known:
        words = words | {"example": words["named"]}
    return refusal._replace(words=words).as_problem(source.path, quiet=True)


def _is_public(refusal: Refusal, text: str, deliverable: Deliverable) -> bool:
    """Tell whether the line at fault is certainly public."""
    lines = text.lower().partition("\n## ")[0].split("\n")  # past a `---` too early
    if len(lines) > _MOST_LINES:
        return False
    block = _block(lines[: refusal.line])
    field = _FIELD.match(block[0]) if block else None
    if (
        not field
        or field[0] not in deliverable.model.model_fields
        or refusal.words.get("text") == ""
    ):
        return False
    if len(block[-1]) > _LONGEST_LINE:
        return False
    hidden = _hidden_words(lines, deliverable)
    if hidden is None:
        return False
    names = {match[1] for line in block if (match := _FIRST_WORD.match(line))}
    mistyped = names - _words_of(deliverable.template.names)
    words = names.union(_WORDS.findall(block[-1]))
    joined = (each for each in _KEYS.findall(block[-1]) if each.endswith(tuple(hidden)))
    return (
        words.isdisjoint(hidden)
        and not any(joined)  # a private name behind other text
        and not any(nearest(name, hidden) for name in mistyped)
    )


def _block(lines: Sequence[str]) -> Sequence[str]:
    """Return the lines of the last field of the page itself."""
    begins = (at for at in range(len(lines) - 1, -1, -1) if _FIELD.match(lines[at]))
    return lines[next(begins, len(lines)) :]


def _words_of(names: Iterable[str]) -> set[str]:
    return {word for name in names for word in _WORDS.findall(name.lower())}


def _hidden_words(lines: Sequence[str], deliverable: Deliverable) -> set[str] | None:
    """Return every word of the private names; None if one cannot be read, or all is private."""
    if any(map(_UNPUBLISHED.search, lines)):
        return None
    template = deliverable.template
    listed = "\n".join(_listed(lines, deliverable))
    names = set(_NAMES.findall(listed))
    headings = _words_of(section.heading for section in template.body.sections.values())
    is_known = names <= {*template.names, *deliverable.model.model_fields, *headings}
    is_whole = listed.count("[") == listed.count("]")
    if not is_known or not is_whole or _SPELLED_OTHERWISE.search(listed):
        return None
    names |= privacy.hidden(template.source.data or {})
    return _words_of([*names, *(n for n in template.names if privacy.covers(names, n))])


def _listed(lines: Iterable[str], deliverable: Deliverable) -> Iterator[str]:
    """Yield the lines that may be the list of private names."""
    is_listed = False
    for line in lines:
        if head := _HEAD.match(line):
            field = _FIELD.match(line)
            is_other = (
                field and field[0] in deliverable.model.model_fields and field[0] != "private"
            )
            heads = (head[1], head[1].split()[0])
            begins = _PRIVATE.search(line) or any(nearest(each, ["private"]) for each in heads)
            is_listed = not is_other and (is_listed or bool(begins))
        if is_listed:
            yield line
