"""Front matter that cannot be read: which of its lines a message may repeat.

Nobody knows what is private in it. So a line is repeated only if it is certainly public: it belongs
to a known field of the page, and neither that field nor any name between the two is private, or
resembles a private name. The names that the template marks private count as well, since the
learner's own list may be what cannot be read.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..limits import LIMITS
from ..problems import nearest
from ..read.source import as_problem
from . import privacy

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ..ask.exercise import Deliverable
    from ..problems import Problem
    from ..read.mistakes import Mistake
    from ..read.source import Source

_FIELD = re.compile(r"[\w-]+(?=[ \t]*:)")  # at the start of a line: a field of the page itself
_FIRST_WORD = re.compile(r"[^\w\n]*([\w-]{1,60})")
_WORDS = re.compile(r"[\w-]+")
_NAMES = re.compile(r"\w[\w-]*(?:\[\]|\.[\w-]+)*")
_HEAD = re.compile(r"[^\w\n]*(\w[^:：=\n]{0,60})")  # what is before a colon, or the whole line
_KEYS = re.compile(r"[\w-]+(?=[\"']?[ \t]*[:：=])")
_PRIVATE = re.compile(r"private[\"']?[ \t]*:")
_UNPUBLISHED = re.compile(r"publish[\"']?[ \t]*:[ \t]*(?!(?:yes|true)\b)\w")
_SPELLED_OTHERWISE = re.compile(r"[\\&*!]")  # what YAML may read as other characters
_MOST_LINES = 1000  # of front matter that are compared
_LONGEST_SHOWN: int = LIMITS["text"]["shown"]  # a corrected line is shown whole, or not
_LONGEST_LINE = 500  # characters of a line; comparing the words of a longer one takes long


def problems_of(source: Source, deliverable: Deliverable) -> list[Problem]:
    """Return why front matter cannot be used, with the learner's lines where they are public."""
    lines = source.text.split("\n")
    for mistake in source.mistakes:  # a field without its colon is a field all the same
        for number, line in mistake.mended.items():
            lines[number - 1] = line
    text = "\n".join(lines)
    return [_problem_of(each, source, text, deliverable) for each in source.mistakes]


def _problem_of(mistake: Mistake, source: Source, text: str, deliverable: Deliverable) -> Problem:
    words, known = mistake.words, _words_of(deliverable.template.names)
    name = words.get("key", "")
    is_known = name.lower() in known  # the name of a known field is no secret
    if mistake.key == "no-field" and name and (name in known or nearest(name, known)):
        mistake = mistake._replace(key="no-colon")
    if (is_known and mistake.key == "duplicate-key") or _is_public(mistake, text, deliverable):
        return as_problem(mistake, source.path, quiet=False)
    if is_known:
        words = words | {"example": words["named"]}
    return as_problem(mistake._replace(words=words), source.path, quiet=True)


def _is_public(mistake: Mistake, text: str, deliverable: Deliverable) -> bool:
    """Tell whether the line at fault is certainly public."""
    lines = text.lower().partition("\n## ")[0].split("\n")  # past a `---` too early
    if len(lines) > _MOST_LINES or len(mistake.words.get("line", "")) > _LONGEST_SHOWN:
        return False
    block = _block(lines[: mistake.line])
    field = _FIELD.match(block[0]) if block else None
    if (
        not field
        or field[0] not in deliverable.model.model_fields
        or mistake.words.get("text") == ""
    ):
        return False
    is_within = len(block) == 1 or block[-1].startswith((" ", "\t", "- "))
    if not is_within or len(block[-1]) > _LONGEST_LINE:
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
    names |= privacy.OF_THE_LEARNER & template.names
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
