"""Problem: the one shape in which everything is said, and the words to say it in."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterable

Loc = tuple[str | int, ...]

_SAFE_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TEXT = Path(__file__).with_name("messages.yml").read_text(encoding="utf-8")
WORDS: dict[str, Any] = yaml.load(_TEXT, Loader=_SAFE_LOADER)  # noqa: S506 - safe, in C if it can
_LONGEST = 240  # characters of a text that a message repeats


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend: where it is, what is wrong, how to mend it (SPEC section 4)."""

    code: str
    path: Path
    line: int | None
    field: str | None
    message: str
    hint: str


def problem(key: str, path: Path, line: int | None, at: str | None, /, **words: Any) -> Problem:
    """Return the problem that `messages.yml` words under `key`.

    `words` fill the braces of its message and hint; a word named `hint` replaces the hint.
    """
    row = WORDS["messages"][key]
    hint = words.pop("hint", row["hint"])
    shown = {n: printable(word) if isinstance(word, str) else word for n, word in words.items()}
    return Problem(
        row["code"], path, line, at, *(t.format_map(shown) for t in (row["message"], hint))
    )


def printable(text: str) -> str:
    """Return a text fit for one line of a log: not too long, and with nothing hidden in it."""
    text = " ".join(text.split())
    text = text if len(text) <= _LONGEST else text[:_LONGEST] + "…"
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text)


def field_name(loc: Loc) -> str:
    """Return a location as a learner writes it: `("weeks", 3, "goals")` is `weeks[3].goals`."""
    text = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in loc)
    return text.removeprefix(".")


def field_pattern(loc: Loc) -> str:
    """Return a location with every item alike, as `private` names it: `weeks[].goals`."""
    text = "".join(["[]" if isinstance(part, int) else f".{part.lower()}" for part in loc])
    return text.removeprefix(".")


def nearest(name: str, names: Iterable[str]) -> str | None:
    """Return the known name that a mistyped one most likely stands for."""
    return next(iter(get_close_matches(name.lower(), list(names), n=1, cutoff=0.75)), None)
