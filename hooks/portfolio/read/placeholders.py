"""What counts as unfilled in a text: docs/reference.md, Unfilled.

The patterns are data, in patterns.yml.
"""

from __future__ import annotations

import re

from ..limits import LIMITS
from ..patterns import PATTERNS

_FIND = PATTERNS["placeholders"]
_FEW: int = LIMITS["text"]["few_words"]
_LONGEST: int = LIMITS["text"]["few_words_longest"]
_DEEPEST: int = LIMITS["text"]["brackets"]
_PAIRS = {"<": ">", "[": "]", "{": "}"}
_MARKS_AFTER: str = LIMITS["text"]["marks_after"]

# Most texts match this, and then none of the patterns below: a quick way out.
_NEVER = re.compile(
    "(?!(?i:todo|to do|tbd|tba|fixme|xxx|null|lorem|your|fill|insert|enter|write))"
    r"[A-Za-z][^<\[{_]*|[0-9][^<\[{_.)]*"
)


def bare(text: str) -> str:
    """Return a text without the list, quotation, task, code and emphasis marks around it."""
    return _FIND.marks_before.sub("", text.strip(), count=1).rstrip(_MARKS_AFTER).casefold()


def is_placeholder(text: str, *, code: bool = False) -> bool:
    """Tell whether a text is a placeholder; a line of code is judged by its words alone."""
    text = text.strip()
    return not _NEVER.fullmatch(text) and holds_a_place(text, code=code)


def holds_a_place(text: str, *, code: bool = False) -> bool:
    """Tell the same of a stripped text, without the quick way out."""
    core = bare(text)
    if code:
        return text in ("", "...", "…") or bool(core and _FIND.words.search(core))
    if not core or _FIND.bare.search(core):
        return True
    few = len(core) < _LONGEST and len(core.split()) <= _FEW
    if few and _FIND.few_words.search(core):
        return True
    is_written = _FIND.written.search(_FIND.code_span.sub("`", text))
    return is_written is not None and not _FIND.not_written.search(text)


def in_brackets(text: str) -> str:
    """Return the answer that a text holds in brackets as a template has them, or nothing."""
    inside = text.strip()
    for _ in range(_DEEPEST):
        if len(inside) > 1 and _PAIRS.get(inside[0]) == inside[-1]:
            inside = inside[1:-1].strip()
    is_answer = inside != text.strip() and is_placeholder(text) and not is_placeholder(inside)
    return inside if is_answer else ""
