"""Lists that are written with other bullets than YAML's, so that YAML makes one text of them."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import NamedTuple

from ..patterns import PATTERNS

_FIND = PATTERNS["bullets"]


class BulletList(NamedTuple):
    """A list inside of one text."""

    bullet: str
    items: list[str]


class WrittenTexts:
    """Texts of some front matter as they are written: looked for once one may hold a list."""

    def __init__(self, front: str) -> None:
        """Take the front matter; nothing is read yet."""
        self._front = front

    def list_in(self, value: str, *, is_item: bool) -> BulletList | None:
        """Return the list that a text holds in bullets which are none to YAML."""
        if not _FIND.anywhere.search(value):
            return None
        return list_in(self.by_text.get(value, value), is_item=is_item)

    @cached_property
    def by_text(self) -> dict[str, str]:
        """Return what `as_written` finds."""
        return as_written(self._front)


def as_written(front: str) -> dict[str, str]:
    """Return texts of some front matter that YAML makes something else of, by what it makes.

    By the one line that YAML makes of it, a text in which lines begin with bullets, line by line.
    The dash of an item is part of its first line, and that is blank where a text begins below its
    key. By its items with commas, what stands in square brackets after a key.
    """
    found: dict[str, str] = {}
    texts: list[str] = []
    edge, before = 0, ""

    def close() -> None:
        bullets = [_bullet(text) or bool(_FIND.no_space.match(text)) for text in texts]
        if any(bullets[1:]) or (before == "\n" and any(bullets)):
            whole, written = " ".join(texts), "\n".join(texts)
            if _FIND.quoted.match(whole):
                whole, written = whole[1:-1].strip(), written[1:-1]
            found[whole] = ("" if before == "- " and _bullet(written) else before) + written

    for line in front.split("\n"):
        indent, dashes, key, rest = _FIND.line.match(line).groups("")  # type: ignore[union-attr]
        goes_on = len(indent) > edge and texts
        text = (line if goes_on else rest).strip()
        text = _FIND.comment.sub("", text).strip()
        if not text and not key and not dashes:
            continue
        if goes_on:
            texts.append(text)
            continue
        close()
        if brackets := _FIND.brackets.match(text):
            found[", ".join(part.strip(" \"'") for part in brackets[1].split(","))] = brackets[1]
        if key or dashes:
            edge = len(indent) + (len(dashes) if key else len(dashes.rstrip()) - 1)
        before = "" if key else "- " if dashes else "\n"
        texts = [text] if text and not _FIND.block.match(text) else []
    close()
    return found


def _bullet(line: str) -> str:
    """Return the bullet with which a line begins; all numbers are the same."""
    if sign := _FIND.sign.match(line):
        return sign[1]
    match = _FIND.bullet.match(line)
    if not match:
        return ""
    mark, number, letter, wide = match.groups("")
    return mark or (f"a{letter}" if letter else f"1{number}{wide}")


def list_in(text: str, *, is_item: bool) -> BulletList | None:
    """Return the list that a text of several lines holds, or that begins with a sign of a list."""
    lines = [line.strip() for line in text.split("\n")]
    if is_item and len(lines) == 1 and _FIND.done.match(lines[0]):
        return None
    count = Counter(filter(None, map(_bullet, lines)))
    is_below = not lines[0]
    found = (b for b, times in count.items() if is_below or times > 1 or _FIND.sign.match(b))
    bullet = next(found, "")
    if not bullet and any(map(_FIND.no_space.match, lines[1:])):
        bullet = "-"
    return BulletList(bullet, _items(lines, bullet)) if bullet else None


def _without_bullet(line: str) -> str:
    bullet = _FIND.sign.match(line) or _FIND.bullet.match(line)
    return line[bullet.end() if bullet else int(bool(_FIND.no_space.match(line))) :]


def _items(lines: list[str], bullet: str) -> list[str]:
    """Return the items of a list, each without its bullet."""
    items: list[str] = []
    for line in filter(None, lines):
        text = _without_bullet(line)
        if text != line or not items:
            items.append(text)
        else:
            items[-1] += f" {line}"
    parts = items[0].split(f" {bullet} ") if len(items) == 1 else items
    return [part.strip() for part in parts if part.strip()]
