"""The mistakes in front matter that YAML cannot read: what they are, and on which lines.

YAML gives up where it can make nothing of the lines so far: a missing colon is told at the line
below. So each usual mistake is mended on trial, in the lines around that place. The one with which
YAML reads furthest is the one that was made; with it mended, YAML reads on to the next.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from ..limits import LIMITS
from ..patterns import PATTERNS
from ..problems import count, wording

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

_FIND = PATTERNS["front_matter"]
_LINKED = PATTERNS["meant"].linked
_LONGEST_LINE: int = LIMITS["file"]["trap"]
_MOST: int = LIMITS["file"]["mistakes"]
_MOST_TRIED: int = LIMITS["file"]["tried"]
_LAST = (
    "quotes-not-closed",
    "bracket-not-closed",
    "list-beside-name",
    "key-not-text",
)  # how far they go, nobody knows
_LEFT_ALONE = ("too-many-nodes", "too-deep", "two-documents")


class FaultError(Exception):
    """Why a page cannot be read: a key of messages.yml, a line, and words for the message."""

    def __init__(self, key: str, line: int | None = None, /, **words: Any) -> None:
        super().__init__(key)
        self.key, self.line, self.words = key, line, words


class Stop(NamedTuple):
    """Where front matter cannot be read on: lines of the file, and why, where that is known."""

    line: int
    why: str = ""
    suspects: Sequence[int] = ()
    fault: FaultError | None = None


class Mistake(NamedTuple):
    """A mistake, with the lines as they would be right, by their numbers."""

    key: str
    line: int
    mended: dict[int, str]
    words: dict[str, Any]


def find_mistakes(
    lines: list[str], read: Callable[[list[str]], Stop | None], stopped: Stop
) -> list[Mistake]:
    """Return all mistakes that can be told apart; one at least.

    Args:
        lines: of the file, to the end of its front matter.
        read: reads such lines, and returns where it had to stop.
        stopped: where it stopped in these.
    """
    tries = max(_MOST_TRIED // sum(map(len, lines)), 1)

    def stop(lines: list[str], mended: dict[int, str]) -> Stop | None:
        nonlocal tries
        tries -= 1
        return read(_mended(lines, mended)) if tries >= 0 else Stop(0)

    found: list[Mistake] = []
    at: Stop | None = stopped
    while at and len(found) < _MOST:
        mistake = _likeliest(lines, at, stop)
        if found and (tries < 0 or mistake.line <= found[-1].line):
            break
        found.append(mistake)
        if not mistake.mended or mistake.key in _LAST:
            break
        lines = _mended(lines, mistake.mended)
        at = read(lines)
    return found


def _mended(lines: list[str], mended: dict[int, str]) -> list[str]:
    return [mended.get(number, line) for number, line in enumerate(lines, 1)]


def _likeliest(
    lines: list[str], at: Stop, stop: Callable[[list[str], dict[int, str]], Stop | None]
) -> Mistake:
    """Return the mistake without which YAML reads furthest; the first one of several."""
    if fault := at.fault:
        fault.words.update(_of_fault(lines, fault))
        asides = _by_themselves(lines, at) if at.suspects else _without(lines, fault)
        last = Mistake(fault.key, fault.line or 1, {}, fault.words)
        return _furthest(lines, at, stop, asides) or last
    no_fields = ([each] for each in _no_fields(lines, at))
    for kind in (_by_themselves(lines, at), *no_fields, _among_others(lines, at)):
        if best := _furthest(lines, at, stop, kind):
            return best
    if first := next((each for each in _by_themselves(lines, at) if each.key in _traps()), None):
        return first._replace(mended={})
    text = _uncommented(lines[at.line - 1]).strip()
    return Mistake("yaml", at.line, {}, {"text": text})


def _furthest(
    lines: list[str],
    at: Stop,
    stop: Callable[[list[str], dict[int, str]], Stop | None],
    candidates: Iterable[Mistake],
) -> Mistake | None:
    best, furthest = None, 0
    for each in candidates:
        reached = stop(lines, each.mended)
        if reached and (reached.line, reached.why) == (at.line, at.why):
            continue
        line = reached.line if reached else len(lines) + 1
        least = at.line if each.key == "indentation" else max(each.mended)
        if line > max(least, furthest):
            best, furthest = each, line
    return best


def _without(lines: list[str], fault: FaultError) -> Iterator[Mistake]:
    """Yield a fault that is known, with its line put aside."""
    if fault.line and fault.key not in _LEFT_ALONE:
        for aside in _aside(lines[fault.line - 1]):
            yield Mistake(fault.key, fault.line, {fault.line: aside}, fault.words)


def _of_fault(lines: list[str], fault: FaultError) -> dict[str, str]:
    """Return the words of a fault that only its lines know: which to delete, how it is right."""
    number = fault.line or 1
    line = _line(lines, number)
    if fault.key in _MEND_OF:
        mended = _MEND_OF[fault.key](line)
        return {"line": mended.strip()}
    if fault.key != "duplicate-key":
        return {}
    last = number
    is_item = line.lstrip().startswith("- ")
    while last + 1 < len(lines) and _is_of(_indent(line), _line(lines, last + 1)):
        last += 1
    is_whole = not is_item and " and " in fault.words["lines"]
    return {"how": f": to keep the first, delete {lines_to(number, last)}" if is_whole else ""}


def _is_of(indent: int, line: str) -> bool:
    """Tell whether a line belongs to the value of a field above it."""
    return bool(line.strip()) and (
        _indent(line) > indent or (_indent(line) == indent and line.lstrip().startswith("- "))
    )


def _by_themselves(lines: list[str], at: Stop) -> Iterator[Mistake]:
    """Yield what may be wrong in one line alone, what is likeliest first."""
    for line in dict.fromkeys(_suspects(lines, at)):
        yield from _in_line(lines, line)


def _no_fields(lines: list[str], at: Stop) -> Iterator[Mistake]:
    """Yield lines that are no fields, from above: to YAML, those below are a part of the first."""
    for line in sorted(set(_suspects(lines, at))):
        yield from _without_colon(lines, line)


def _among_others(lines: list[str], at: Stop) -> Iterator[Mistake]:
    """Yield what may be wrong with a line since others are as they are."""
    suspects = list(dict.fromkeys(_suspects(lines, at)))
    moved = sorted(_moved(lines, suspects))
    yield from (_indented(lines, *each[2:]) for each in moved if each[0] == 1)
    for line in suspects:
        yield from _with_value(lines, line)
    yield from (_indented(lines, *each[2:]) for each in moved if each[0] > 1)


def _suspects(lines: list[str], at: Stop) -> Iterator[int]:
    """Yield the lines that may be at fault: here, just above, and where it begins."""
    here = _content(lines, at.line, -1)
    above = _content(lines, at.line - 1, -1)
    beside = _parent(lines, here, 0)
    parent = _parent(lines, here, 1)
    below = _content(lines, parent + 1, 1)
    opened = next(
        (
            line
            for line in range(here, 1, -1)
            if _traps()["quotes-not-closed"].search(lines[line - 1])
        ),
        0,
    )
    for line in (here, above, *at.suspects, beside, below, parent, opened):
        if 1 < line <= max(here, *at.suspects):
            yield line


def _content(lines: list[str], line: int, step: int) -> int:
    """Return the first line from here, up or down, that is no comment, and not empty."""
    while 1 < line <= len(lines) and re.match(r"[ ]*(?:#|$)", lines[line - 1]):
        line += step
    return line


def _parent(lines: list[str], line: int, less: int) -> int:
    """Return the line under which another one stands; with 0 `less`, the one beside it above."""
    most = _indent(lines[line - 1]) - less
    line = _content(lines, line - 1, -1)
    while line > 1 and _indent(lines[line - 1]) > most:
        line = _content(lines, line - 1, -1)
    return line


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


# --- mistakes that show in a line by itself ---------------------------------------------------


@cache
def _traps() -> dict[str, re.Pattern[str]]:
    rows = wording()["messages"].items()
    return {key: re.compile(row["trap"]) for key, row in rows if "trap" in row}


def _in_line(lines: list[str], line: int) -> Iterator[Mistake]:
    text = lines[line - 1]
    if text.lstrip().startswith("#"):
        return
    for key, pattern in _traps().items():
        if not pattern.search(text[:_LONGEST_LINE]):
            continue
        mend = wording()["messages"][key].get("mend")
        if mend == "bullets":
            yield from _bullets(lines, line, key)
        elif mend == "indent":
            yield from _tabs(lines, line, key)
        else:
            for mended in [_MENDS[mend](text)] if mend else _aside(text):
                yield Mistake(key, line, {line: mended}, words_of(text, mended))


def _aside(line: str) -> list[str]:
    """Return the ways to read on without what a line says."""
    parts = _FIND.named.match(line)
    value = [f"{line[: line.index(parts[1])]}{parts[1]} x"] if parts else []
    return [*value, f"#{line}"]


def _quoted(line: str) -> str:
    head, value = _split(_uncommented(line))
    return head + _in_quotes(value)


def _requoted(line: str) -> str:
    """Return a line whose value is in quotes of the other kind."""
    head, value = _split(_uncommented(line))
    return head + _in_quotes(value[1:].rstrip(f"{value[0]}”“„’‘«»") if value else "")


def _in_quotes(text: str) -> str:
    is_plain = '"' not in text and "\\" not in text
    return f'"{text}"' if is_plain else "'" + text.replace("'", "''") + "'"


def _spaced(line: str) -> str:
    """Return a line with a space after its mark, and no space that is none to YAML."""
    parts = _FIND.mark.match(line)
    head, rest = (parts[1], line[parts.end() :]) if parts else ("", line)
    rest = re.sub("[\u00a0\u2007\u202f]", " ", rest)
    return f"{head} {rest}".rstrip() if head else rest


def _closed(line: str) -> str:
    head, value = _split(_uncommented(line))
    return head + value + {"[": "]", "{": "}"}.get(value[:1], value[:1])


def _addressed(line: str) -> str:
    """Return a line with the address of a link in place of the link."""
    head, value = _split(line)
    link = _LINKED.match(value.rstrip())
    return f"{head}{link[1]}" if link else line


def _without_value(line: str) -> str:
    return _split(line)[0].rstrip()


_MENDS: dict[str, Callable[[str], str]] = {
    "quote": _quoted,
    "requote": _requoted,
    "space": _spaced,
    "close": _closed,
    "address": _addressed,
    "empty": _without_value,
}


def _untagged(line: str) -> str:
    """Return a line whose value has no tag; of another word, the mark is a part."""
    head, value = _split(_uncommented(line))
    return head + value.partition(" ")[2] if value.startswith("!!") else _quoted(line)


_MEND_OF = {"unknown-alias": _quoted, "control-in-text": _requoted, "tag": _untagged}


def _bullets(lines: list[str], line: int, key: str) -> Iterator[Mistake]:
    """Yield a list whose items begin with another sign than a dash, as one mistake."""
    indent = _indent(lines[line - 1])

    def is_bullet(at: int) -> bool:
        text = lines[at - 1]
        return _indent(text) == indent and _FIND.bullet.match(text) is not None

    first = last = line
    while first > 2 and is_bullet(first - 1):
        first -= 1
    while last < len(lines) and is_bullet(last + 1):
        last += 1
    mended = {}
    for at in range(first, last + 1):
        text = _FIND.bullet.sub(r"\1", lines[at - 1]).strip().strip("\"'")
        mended[at] = f"{' ' * indent}- {text}"
    sign = lines[first - 1].lstrip(" ")[0]
    is_same = all(lines[at - 1].lstrip(" ")[0] == sign for at in range(first, last + 1))
    is_bare = is_same and sign not in "\"'"
    instead = f"; on {lines_to(first, last)}, write - in place of {sign}" if is_bare else ""
    words = words_of(lines[first - 1], mended[first]) | {"instead": instead}
    yield Mistake(key, first, mended, words)


def _tabs(lines: list[str], line: int, key: str) -> Iterator[Mistake]:
    """Yield lines that begin with tabs, as one mistake, with spaces in their place."""
    first = last = line
    while first > 2 and _FIND.tabs.match(lines[first - 2]):
        first -= 1
    while last < len(lines) and _FIND.tabs.match(lines[last]):
        last += 1
    for wide in (2, 4) if last > first else ():
        mended = {at: _expanded(lines[at - 1], wide) for at in range(first, last + 1)}
        run = lines_to(first, last)
        words = {"instead": f"on {run}, write {_spaces(wide)} in place of each tab"}
        yield Mistake(key, first, mended, words_of(lines[first - 1].strip()) | words)
    deep = _indent(_expanded(lines[line - 1], 2))
    for spaces in sorted(_indents(lines, line), key=lambda each: (abs(each - deep), each)):
        yield _indented(lines, line, key, spaces)


def _expanded(line: str, wide: int) -> str:
    rest = line.lstrip(" \t")
    return line[: len(line) - len(rest)].replace("\t", " " * wide) + rest


# --- mistakes that show among other lines -----------------------------------------------------


def _without_colon(lines: list[str], line: int) -> Iterator[Mistake]:
    """Yield a line that is no field: one whose colon is missing, or a note."""
    text = lines[line - 1]
    parts = _FIND.no_colon.match(text)
    if not parts or _is_nothing(text) or _FIND.name.match(text):
        return
    indent, name, sign, value = parts.groups()
    is_item = indent.endswith("- ")
    if is_item and _indent(_line(lines, _content(lines, line + 1, 1))) != len(indent):
        return  # of one text
    if name:
        mended = f"{indent}{name}: {value}".rstrip()
        place = f"in place of {sign.strip()}" if sign.strip() else "after it"
        words = words_of(mended, mended) | {"key": name, "place": place}
        yield Mistake("no-field", line, {line: mended}, words)
    if not is_item:
        yield Mistake("no-field", line, {line: f"#{text}"}, words_of(""))


def _with_value(lines: list[str], line: int) -> Iterator[Mistake]:
    """Yield a line that holds a value, though lines below it do as well."""
    text = lines[line - 1]
    parts = _FIND.named.match(text)
    if _is_nothing(text) or not parts or parts[1] == "-" or not _uncommented(parts[2]).strip():
        return
    below = _content(lines, line + 1, 1)
    inner = _indent(_line(lines, below))
    if inner <= _indent(text):
        return
    is_block = _indent(_line(lines, _content(lines, below + 1, 1))) >= inner
    if is_block or _line(lines, below).lstrip().startswith("- "):
        mended = _without_value(text)
        yield Mistake("value-above", line, {line: mended}, words_of(text, mended))


def _moved(lines: list[str], suspects: Sequence[int]) -> Iterator[tuple[int, int, int, str, int]]:
    """Yield lines that may begin with too many spaces, or too few: by how much, and how many."""
    for line in suspects:
        if not _is_nothing(lines[line - 1]):
            had = _indent(lines[line - 1])
            for spaces in _indents(lines, line):
                yield abs(spaces - had), spaces % 2, line, "indentation", spaces


def _indents(lines: list[str], line: int) -> set[int]:
    """Return with how many spaces a line may begin: as those around it do."""
    text = lines[line - 1].lstrip()
    own = _dashes(text)
    found = {_indent(_line(lines, _content(lines, line + 1, 1))) - own}
    above = line
    while above > 1:
        above = _content(lines, above - 1, -1)
        indent = _indent(lines[above - 1])
        found |= {indent, indent + _dashes(lines[above - 1].lstrip()), indent + 2}
        if above == 1 or not indent:
            break
    return {spaces for spaces in found if spaces >= 0 and " " * spaces + text != lines[line - 1]}


def _dashes(text: str) -> int:
    return len(text) - len(re.sub(r"^(?:- +)*", "", text))


def _indented(lines: list[str], line: int, key: str, spaces: int) -> Mistake:
    text = lines[line - 1]
    mended = " " * spaces + text.strip()
    words = {"had": _spaces(_indent(text)), "spaces": _spaces(spaces)}
    begin = f"begin the line with {_spaces(spaces)}, as the lines around it do"
    words["instead"] = f"delete each tab, and {begin}"
    return Mistake(key, line, {line: mended}, words_of(text.strip(), mended) | words)


def _spaces(number: int) -> str:
    return count(number, "space") if number else "no spaces"


def lines_to(first: int, last: int) -> str:
    """Return some lines as a hint names them: `line 5`, `lines 5 and 6`, `lines 5 to 7`."""
    if first == last:
        return f"line {first}"
    return f"lines {first} {'and' if last == first + 1 else 'to'} {last}"


def _line(lines: list[str], line: int) -> str:
    return lines[line - 1] if line <= len(lines) else ""


def _is_nothing(line: str) -> bool:
    return not line.strip() or line.lstrip().startswith("#")


# --- words -----------------------------------------------------------------------------------


def _uncommented(line: str) -> str:
    """Return a line of front matter without anything that could be a comment."""
    return re.split(r"(?:^|\s)#", line, maxsplit=1)[0]


def _split(line: str) -> tuple[str, str]:
    """Return what stands before a value, and the value."""
    parts = _FIND.value.match(line)
    return (parts[1], parts[2].strip()) if parts else ("", line)


def words_of(line: str, mended: str = "") -> dict[str, str]:
    """Return the words for a hint about a line of front matter.

    They hold the line as it would be right, the line without its value, the quotes alone, the name,
    and the sign with which the value begins.
    """
    parts = _FIND.named.match(f"{_uncommented(line)} ")
    name, value = parts.groups() if parts else ("", line.strip())
    return {
        "line": mended.strip(),
        "named": f'{name} "…"'.strip() if value else name,
        "example": '- "…"' if name == "-" else '"…"',
        "key": name.lstrip("- ").rstrip(":"),
        "sign": value.strip()[:1],
    }
