"""What somebody most likely meant by a value that is not written as asked, or nothing in doubt."""

from __future__ import annotations

import re
from datetime import date

from ..limits import LIMITS
from ..patterns import PATTERNS

_FIND = PATTERNS["meant"]
_ZEROS: str = LIMITS["text"]["zeros"]
_MONTHS = {
    name: number
    for number, names in enumerate(LIMITS["text"]["months"], 1)
    for name in names.split()
}
FIRST_YEAR, LAST_YEAR = LIMITS["text"]["years"]


def plain(value: str) -> str:
    """Return a value with its digits, of whatever script, as 0 to 9, and no full-width marks."""
    return value if value.isascii() else "".join(map(_plain, value))


def _plain(c: str) -> str:
    digit = next((ord(c) - ord(zero) for zero in _ZEROS if 0 <= ord(c) - ord(zero) < 10), None)
    if digit is not None:
        return str(digit)
    return chr(ord(c) - 0xFEE0) if "\uff01" <= c <= "\uff5e" else {"٫": ".", "٬": ","}.get(c, c)


def day(value: str) -> str:
    """Return a day as YYYY-MM-DD."""
    value = plain(value)
    months = [m for word in _FIND.word.findall(value) if (m := _MONTHS.get(word.lower()))]
    parts = [int(part) for part in _FIND.number.findall(value)[:3]]
    if months:
        year, others = max(parts, default=0), sorted(parts)[:-1]
        found = (year, months[0], others[0]) if len(months) == len(others) == 1 else None
    elif len(parts) == 3 and parts[0] > 31:
        found = (parts[0], parts[1], parts[2])
    elif len(parts) == 3 and (parts[0] > 12) != (parts[1] > 12):
        found = (parts[2], min(parts[:2]), max(parts[:2]))
    else:
        found = None
    try:
        meant = date(*found) if found else None
    except ValueError:
        return ""
    return meant.isoformat() if meant and FIRST_YEAR <= meant.year <= LAST_YEAR else ""


def time(value: str) -> str:
    """Return a time of day as HH:MM."""
    value = plain(value).strip()
    if half := _FIND.half_day.match(value):
        hour = int(half[1])
        hours = hour % 12 + (12 if half[3] in "pP" else 0)
        return f"{hours:02}:{half[2] or '00'}" if 1 <= hour <= 12 else ""
    whole = _FIND.time.match(value)
    return f"{int(whole[1]):02}:{whole[2] or '00'}" if whole else ""


def address(value: str) -> str:
    """Return the address of a link as Markdown writes it."""
    link = _FIND.linked.match(value)
    return link[1] or link[2] if link else ""


def number(value: str) -> str:
    """Return a number in digits alone; words and units but a currency leave it in doubt."""
    nearly = _FIND.digits.match(plain(value).strip())
    return re.sub(r"\D", "", nearly[1]) + ("000" if nearly[2] else "") if nearly else ""
