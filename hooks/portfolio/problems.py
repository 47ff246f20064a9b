"""Problem: the one form in which mistakes are reported, and the messages for it."""

from __future__ import annotations

import os
import re
import unicodedata
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .data import read_data
from .limits import LIMITS

if TYPE_CHECKING:
    from collections.abc import Iterable

Loc = tuple[str | int, ...]

_LONGEST: int = LIMITS["text"]["shown"]
_COMMENT = re.compile(r"<!(?=--).*?(?:-->|\Z)", re.DOTALL)
_UNSEEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}  # categories: control, format, surrogate, line breaks
_NO_LETTERS = "\ufffe\uffff"  # noncharacters, which XML forbids
_JOINERS = "\u200c\u200d"  # invisible, but needed to write Persian and emoji


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend: where it is, what is wrong, how to mend it.

    See docs/reference.md, Problems.
    """

    code: str
    path: Path
    line: int | None
    field: str | None
    message: str
    hint: str


@cache
def wording() -> dict[str, Any]:
    """Return messages.yml. (Reading it takes longer than checking a page that has no mistakes.)"""
    return read_data(Path(__file__).with_name("messages.yml"))


def problem(key: str, path: Path, line: int | None, at: str | None, /, **words: Any) -> Problem:
    """Return the problem that `messages.yml` words under `key`.

    `words` fill the braces of its message and hint. Two of them are special: `hint` replaces the
    hint, and with `quiet` nothing that the learner wrote is repeated.
    """
    row = wording()["messages"][key]
    row = row | row.get("quiet", {}) if words.pop("quiet", False) else row
    hint = words.pop("hint", row["hint"])
    shown = {k: shown_text(word) if isinstance(word, str) else word for k, word in words.items()}
    message, hint = (text.format_map(shown) for text in (row["message"], hint))
    return Problem(row["code"], path, line, at and shown_name(at), message, hint)


def shown_text(text: str) -> str:
    """Return a learner's text fit for one line of a log: short, nothing invisible, no comments."""
    return _fit(" ".join(_COMMENT.sub("<!-- … -->", text).split()))


def shown_name(text: str) -> str:
    """Return the name of a field, or a heading, fit for one line, without its comments."""
    return _fit(_COMMENT.sub("", text).strip())


def _fit(text: str) -> str:
    return escaped(text if len(text) <= _LONGEST else text[:_LONGEST] + "…")


def escaped(text: str) -> str:
    """Return a text with codes for what would break its line, reverse it, or be invisible."""
    if text.isprintable():
        return text
    return "".join(f"\\u{ord(c):04x}" if _is_unseen(c) else c for c in text)


def _is_unseen(c: str) -> bool:
    return c in _NO_LETTERS or (unicodedata.category(c) in _UNSEEN and c not in _JOINERS)


def shown_path(path: Path, base: Path) -> str:
    """Return a path relative to a folder for people to read, with forward slashes.

    It stays absolute if it is on another drive of Windows.
    """
    try:
        shown = escaped(os.path.relpath(path, base).replace(os.sep, "/"))
    except ValueError:
        shown = escaped(path.as_posix())
    # GitHub takes such a line for a command; "./" says the same path
    return f"./{shown}" if shown.lstrip().startswith("::") else shown.replace("##[", "##\\u005b")


def place(found: Problem, base: Path) -> str:
    """Return where a problem is: `docs/learning-plan.md:14: weeks[3].goals`."""
    path = shown_path(found.path, base)
    where = path if found.line is None else f"{path}:{found.line}"
    return f"{where}: {found.field}" if found.field else where


def problem_text(found: Problem, base: Path) -> str:
    """Return a problem in two lines, as docs/reference.md, Problems, shows them."""
    text = f"{place(found, base)}: {found.message}\n    hint: {found.hint}"
    return text.replace("##[", "##\\u005b")  # anywhere in a line, GitHub takes it for a command


def count(number: int, thing: str) -> str:
    """Return `1 problem` or `2 problems`."""
    return f"{number} {thing}{'' if number == 1 else 's'}"


def field_name(loc: Loc) -> str:
    """Return a location as a learner writes it: `("weeks", 3, "goals")` is `weeks[3].goals`."""
    text = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in loc)
    return text.removeprefix(".")


def field_pattern(loc: Loc) -> str:
    """Return a location without the numbers of items, as `private` names it: `weeks[].goals`."""
    text = "".join(["[]" if isinstance(part, int) else f".{part.lower()}" for part in loc])
    return text.removeprefix(".")


def nearest(name: str, names: Iterable[str]) -> str | None:
    """Return the known name that a mistyped one is most likely meant to be."""
    return next(
        iter(get_close_matches(name.lower(), list(names), n=1, cutoff=LIMITS["text"]["nearest"])),
        None,
    )
