"""Bytes -> front matter as text, body, and the line of everything. Nothing else reads pages.

YAML is read event by event: every scalar stays text (no Norway problem, no 19:00 = 1140), every key
and item keeps its line, and depth, size, tags and aliases are bounded, so a hostile file costs no
more than an honest one (docs/reference.md, Learners' pages are data).
"""

from __future__ import annotations

import errno
import os
import re
import stat
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import yaml
from yaml import AliasEvent, MappingEndEvent, ScalarEvent, SequenceEndEvent, SequenceStartEvent

from ..limits import LIMITS
from ..patterns import PATTERNS
from ..problems import Loc, Problem, problem
from .mistakes import FaultError, Mistake, Stop, find_mistakes, lines_to

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence
    from pathlib import Path

Value = str | list["Value"] | dict[str, "Value"]

MAX_BYTES: int = LIMITS["file"]["bytes"]
MAX_LINES: int = LIMITS["file"]["lines"]
MAX_SECTIONS: int = LIMITS["file"]["sections"]
_SECTION = "\n## "
MAX_DEPTH: int = LIMITS["file"]["depth"]
MAX_NODES: int = LIMITS["file"]["values"]

_EVENTS = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_FIND = PATTERNS["front_matter"]
_NO_CONTROL = bytes([*b"\t\n\r", *range(0x20, 0x7F), *range(0x80, 0x100)])
_HIGH_CONTROL = b"\xc2"  # the first byte of those above U+007F, and of some letters
_AT_THEIR_BEGIN = ("while scanning a simple key", "while scanning a quoted scalar")
_OPENS = re.compile(r"---[ \t]*$", re.MULTILINE)
_CLOSES = re.compile(r"\n---[ \t]*$", re.MULTILINE)
_NO_CONTENT = re.compile(r"\s*(?:#.*)?")
_THOUSANDS = re.compile(r"[0-9]{1,3}(,[0-9]{3})*")


def as_problem(mistake: Mistake, path: Path, *, quiet: bool) -> Problem:
    """Return a mistake as a problem; `quiet` if it must not repeat the learner's lines."""
    words = {"name": path.name, "at": mistake.line, **mistake.words}
    return problem(mistake.key, path, mistake.line, None, quiet=quiet, **words)


@dataclass(frozen=True)
class Source:
    """One page as read.

    If its front matter cannot be used, `data` is None and `body` is empty: what is private is then
    unknown. For the same reason, its problem repeats no line of the file.
    """

    path: Path
    data: dict[str, Value] | None = None
    numbers: list[int] = field(default_factory=list)  # the lines of its keys and items, in order
    text: str = ""
    front: str = ""
    body: str = ""
    body_line: int = 1  # where the body begins in the file
    last_line: int = 1
    problem: Problem | None = None  # why the page, or its front matter, cannot be read
    mistakes: Sequence[Mistake] = ()  # the same, where it is the front matter
    missing: bool = False
    misnamed: bool = False  # missing under its name, but there under another
    changed: float | None = None  # seconds since 1970
    means_front_matter: bool = False  # it begins like a page that has some

    @cached_property
    def lines(self) -> dict[Loc, int]:
        """Return the line of every key and item; keys in small letters. Few pages need them."""
        return dict(zip(_locations(self.data), self.numbers, strict=True))

    @cached_property
    def rows(self) -> list[str]:
        """Return the lines of the file. Few pages need them."""
        return self.text.split("\n")

    @cached_property
    def spans(self) -> dict[Loc, tuple[int, int]]:
        """Return the first and last line of every key and item, with all that is in it."""
        begins = sorted({*self.numbers, self.body_line - 1})
        ends: dict[int, int] = {}  # of what begins on a line, but for empty lines and comments
        for line, after in pairwise(begins):
            end = after - 1
            while end > line and _NO_CONTENT.fullmatch(self.rows[end - 1]):
                end -= 1
            ends[line] = end
        found: dict[Loc, tuple[int, int]] = {}
        for loc, line in reversed(self.lines.items()):
            last = max(found.get(loc, (0, 0))[1], ends.get(line, line))
            found[loc] = (line, last)
            found[loc[:-1]] = (line, max(found.get(loc[:-1], (0, 0))[1], last))
        return found

    def line(self, loc: Loc) -> int:
        """Return the line of a field, or of the innermost field around it that the file has."""
        while loc:
            key = tuple(part.lower() if isinstance(part, str) else part for part in loc)
            if key in self.lines:
                return self.lines[key]
            loc = loc[:-1]
        return 1


def _locations(value: Value | None, loc: Loc = ()) -> Iterator[Loc]:
    """Yield the location of each key and item, in reading order."""
    if isinstance(value, str) or value is None:
        return
    pairs = value.items() if isinstance(value, dict) else enumerate(value)
    for key, item in pairs:
        at = (*loc, key.lower() if isinstance(key, str) else key)
        yield at
        yield from _locations(item, at)


def read(path: Path, folder: Path, names: Collection[str] | None = None) -> Source:
    """Read one page of `folder`; whatever is wrong with it becomes a problem, never an error.

    Args:
        path: the page.
        folder: links must not lead out of it.
        names: what `names_in(folder)` returned, so that a folder is listed once for all its pages.
    """
    changed = None
    try:
        status = _status(path, folder, names)
        changed = status.st_mtime
        text = _decode(_bytes(path, status))
    except (FaultError, OSError, RuntimeError) as error:
        fault = error if isinstance(error, FaultError) else _disk_fault(path, error)
        misnamed = fault.key in ("wrong-case", "other-ending")
        missing = misnamed or fault.key == "missing-file"
        found = problem(fault.key, path, None, None, **fault.words)
        return Source(path, problem=found, missing=missing, misnamed=misnamed, changed=changed)
    return _parsed(path, text, changed)


def _parsed(path: Path, text: str, changed: float | None) -> Source:
    known: dict[str, Any] = {
        "text": text,
        "last_line": text.count("\n") + (not text.endswith("\n")),
        "changed": changed,
        "means_front_matter": _begins_like_front_matter(text),
    }
    try:
        opened, closed = _fences(text)
        front, body = text[opened.end() + 1 : closed.start() + 1], text[closed.end() + 1 :]
        body_line = text.count("\n", 0, closed.end()) + 2
        known |= {"front": front, "body_line": body_line}
        _refuse_more_fields(body, body_line)
        reader, mistakes = _front_matter(front)
        if not mistakes:
            return Source(path, **known, body=body, data=reader.data, numbers=reader.numbers)
    except FaultError as fault:
        mistakes = [Mistake(fault.key, fault.line or 1, {}, fault.words)]
    found = as_problem(mistakes[0], path, quiet=True)
    return Source(path, **known, mistakes=mistakes, problem=found)


def _begins_like_front_matter(text: str) -> bool:
    """Tell whether a page means to have front matter, however it begins."""
    return _FIND.meant.match(text) is not None


def _refuse_more_fields(body: str, line: int) -> None:
    if (more := _more_fields(body)) is not None:
        raise FaultError("more-fields", line + more, end=line - 1)


def _more_fields(body: str) -> int | None:
    """Return the line on which a second block of fields begins, if a body begins with one.

    A template that was pasted twice looks like this, or a page with a line --- among its fields.
    What `private` names in the second block would be shown.
    """
    lines = body.split("\n")
    at = first = next((index for index, line in enumerate(lines) if line.strip()), 0)
    if is_opened := lines[at].rstrip() == "---":
        first += 1
    count = 0
    for line in lines[first:]:
        if line.rstrip() == "---":
            return at if count > (0 if is_opened else 1) else None
        if not (_FIND.field if count else _FIND.key).match(line):
            return None
        count += bool(line.strip())
    return None


# --- the file -------------------------------------------------------------------------------


def names_in(folder: Path) -> set[str] | None:
    """Return the names of what is in a folder, or None if it cannot be listed."""
    try:
        return _names(folder)
    except OSError:
        return None


def _names(folder: Path) -> set[str]:
    return set(os.listdir(folder))  # noqa: PTH208 - a Path for each would take long


def _status(path: Path, folder: Path, names: Collection[str] | None) -> os.stat_result:
    """Return the status of a page, which must not be a link that leads out of its folder."""
    if names is None or path.parent != folder:
        names = _names(path.parent)
    if path.name not in names:
        raise _absent(path, names)
    status = path.lstat()
    if not stat.S_ISLNK(status.st_mode):
        return status
    if not path.resolve(strict=True).is_relative_to(folder.resolve()):
        raise FaultError("link-outside", name=path.name)
    return path.stat()


def _absent(path: Path, names: Collection[str]) -> FaultError:
    """Return the most likely mistake if a folder has no page of this name."""
    name = path.name
    if twin := next((each for each in names if each.lower() == name.lower()), None):
        return FaultError("wrong-case", found=twin, name=name)
    for found in (f"{name}.txt", f"{path.stem}.txt", f"{path.stem}.markdown"):
        if found in names:
            return FaultError("other-ending", found=found, name=name)
    return FaultError("missing-file", name=name)


def _bytes(path: Path, status: os.stat_result) -> bytes:
    if stat.S_ISDIR(status.st_mode):
        raise FaultError("folder", name=path.name)
    if not stat.S_ISREG(status.st_mode):
        raise FaultError("not-a-file", name=path.name)
    if status.st_size > MAX_BYTES:
        raise FaultError("too-big", name=path.name)
    with path.open("rb") as file:
        return file.read(status.st_size)  # no more than was checked, even if the file grows


def _disk_fault(path: Path, error: OSError | RuntimeError) -> FaultError:
    """Return why a page could not be opened. A loop of links is no OSError before Python 3.13."""
    is_loop = not isinstance(error, OSError) or error.errno == errno.ELOOP
    if is_loop or isinstance(error, NotADirectoryError | FileNotFoundError):
        return FaultError("dead-link" if path.is_symlink() else "missing-file", name=path.name)
    reason = (isinstance(error, OSError) and error.strerror) or str(error)  # without the path
    return FaultError("cannot-open", name=path.name, reason=reason)


def _decode(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise FaultError("utf-16")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FaultError("not-utf-8", at=data.count(b"\n", 0, error.start) + 1) from None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    may_hold_one = data.translate(None, _NO_CONTROL) or _HIGH_CONTROL in data
    if may_hold_one and (control := _FIND.control.search(text)):
        at = text.count("\n", 0, control.start()) + 1
        raise FaultError("control-character", at=at, character=f"U+{ord(control[0]):04X}")
    if text.count("\n") > MAX_LINES:
        raise FaultError("too-many-lines", most=MAX_LINES)
    if text.count(_SECTION) > MAX_SECTIONS:
        raise FaultError("too-many-sections", most=MAX_SECTIONS)
    return text


# --- the front matter -----------------------------------------------------------------------


def _fences(text: str) -> tuple[re.Match[str], re.Match[str]]:
    """Return the lines that open and close the front matter."""
    opened = _OPENS.match(text)
    if not opened:
        if not text.strip():
            raise FaultError("empty-file", 1)
        if not _begins_like_front_matter("\n".join(text.split("\n", 60)[:60])):
            raise FaultError("no-front-matter", 1)
        begin = text.lstrip().split("\n", 1)[0].strip()
        above = text[: len(text) - len(text.lstrip())].count("\n")
        if begin != "---":
            raise FaultError("other-dashes", 1, at=above + 1, found=begin)
        if above:
            raise FaultError("late-front-matter", 1, blank=lines_to(1, above))
        raise FaultError("space-before", 1)
    if not (closed := _CLOSES.search(text, opened.end())):
        raise FaultError("not-closed", 1, last=_last_field(text))
    return opened, closed


def _last_field(text: str) -> int:
    """Return the last line of the fields with which a page begins, below `---`."""
    last = 1
    for number, line in enumerate(text.split("\n")[1:], 2):
        if line.startswith("##") or not _FIND.field.match(line):
            break
        last = number if line.strip() else last
    return last


def _front_matter(front: str) -> tuple[_Reader, list[Mistake]]:
    """Return what was read, and what is wrong with it."""
    lines = f"---\n{front}---".split("\n")  # the index of each is its line in the file less one
    reader = _Reader(front)
    if stop := reader.read():
        mistakes = find_mistakes(lines, lambda mended: _Reader(_inner(mended)).read(), stop)
        return reader, mistakes
    return reader, []


def _inner(lines: list[str]) -> str:
    return "".join(f"{line}\n" for line in lines[1:-1])


class _Reader:
    """Builds plain values from the events of one YAML document, and notes all their lines."""

    def __init__(self, text: str) -> None:
        text = text.replace("\u2028", " ").replace("\u2029", " ")  # YAML breaks lines there
        # marks count from 0, and `---` is above: with two more lines, they are lines of the file
        self.next: Callable[[], Any] = _EVENTS(f"\n\n{text}").get_event
        self.escapes = "\\" in text  # the only way in for a control character
        self.numbers: list[int] = []
        # by anchor: its value, and how many nodes, lines and levels that has
        self.anchors: dict[str, tuple[Value, int, int, int]] = {}
        self.deepest = 0  # level of lists and mappings so far
        self.nodes = 0
        self.data: dict[str, Value] = {}

    def read(self) -> Stop | None:
        """Read the document into `data`; return where that was not possible."""
        try:
            data = self.document()
        except FaultError as fault:
            return Stop(fault.line or 1, fault=fault)
        except yaml.YAMLError as error:
            return _stop(error)
        if data == "":
            return Stop(1, fault=FaultError("empty-front-matter", 1))
        if not isinstance(data, dict):
            return Stop(2, "", (2,), FaultError("not-a-mapping-at-all", 1))
        self.data = data
        return None

    def document(self) -> Value:
        self.next()  # the stream
        if isinstance(self.next(), yaml.StreamEndEvent):
            return ""
        value = self.node(self.next(), 0)
        self.next()  # the end of the document
        if not isinstance(last := self.next(), yaml.StreamEndEvent):
            raise FaultError("two-documents", last.start_mark.line)
        return value

    def node(self, event: Any, depth: int) -> Value:
        self.nodes += 1
        if self.nodes > MAX_NODES:
            raise FaultError("too-many-nodes", event.start_mark.line, most=MAX_NODES)
        if depth > MAX_DEPTH:
            raise FaultError("too-deep", event.start_mark.line)
        kind = type(event)
        if kind is ScalarEvent and event.tag is event.anchor is None and not self.escapes:
            text: str = event.value.strip()
            return text  # the usual case, kept quick
        if kind is AliasEvent:
            return self.alias(event, depth)
        if event.tag is not None:
            raise FaultError("tag", event.start_mark.line, tag=event.tag)
        nodes, numbers = self.nodes - 1, len(self.numbers)
        deepest, self.deepest = self.deepest, depth if kind is ScalarEvent else depth + 1
        value: Value
        if kind is ScalarEvent:
            value = event.value.strip()
            if self.escapes and _FIND.control.search(event.value):
                raise FaultError("control-in-text", event.start_mark.line)
        elif kind is SequenceStartEvent:
            value = self.sequence(depth + 1)
        else:
            value = self.mapping(depth + 1, flow=event.flow_style)
        if event.anchor:
            sizes = (self.nodes - nodes, len(self.numbers) - numbers, self.deepest - depth)
            self.anchors[event.anchor] = (value, *sizes)
        self.deepest = max(self.deepest, deepest)
        return value

    def alias(self, event: Any, depth: int) -> Value:
        if event.anchor not in self.anchors:
            raise FaultError("unknown-alias", event.start_mark.line, alias=event.anchor)
        value, nodes, numbers, levels = self.anchors[event.anchor]
        self.nodes += nodes
        self.deepest = max(self.deepest, depth + levels)
        if self.deepest > MAX_DEPTH:
            raise FaultError("too-deep", event.start_mark.line)
        if self.nodes > MAX_NODES:
            raise FaultError("too-many-nodes", event.start_mark.line, most=MAX_NODES)
        self.numbers += [event.start_mark.line] * numbers
        return value

    def sequence(self, depth: int) -> list[Value]:
        items: list[Value] = []
        while type(event := self.next()) is not SequenceEndEvent:
            self.numbers.append(event.start_mark.line)
            items.append(self.node(event, depth))
        return items

    def mapping(self, depth: int, *, flow: bool) -> dict[str, Value]:
        items: dict[str, Value] = {}
        last, begin = "", len(self.numbers)
        while type(event := self.next()) is not MappingEndEvent:
            line: int = event.start_mark.line
            key = self.node(event, depth)
            if not isinstance(key, str):
                key = self.key_of_braces(key, line)
            if key == "<<":
                raise FaultError("merge-key", line)
            self.numbers.append(line)
            value = self.node(self.next(), depth)
            if flow and value == "" and self.goes_on(items.get(last), key):
                # YAML splits {min: 80,000} into min: 80 and an empty 000: join them again
                items[last] = f"{items[last]},{key}"
                self.numbers.pop()
                continue
            if key in items:
                lines = dict(zip(_locations(items), self.numbers[begin:], strict=False))
                first = lines[(key.lower(),)]
                both = f"line {line}" if first == line else f"lines {first} and {line}"
                raise FaultError("duplicate-key", line, key=key, lines=both)
            items[key] = value
            last = key
        return items

    def key_of_braces(self, inner: Value, line: int) -> str:
        """Return the name of a field: to YAML, {{ name }} is a mapping in a mapping."""
        if isinstance(inner, dict) and list(inner.values()) == [""]:
            self.numbers.pop()
            return "{" + next(iter(inner)) + "}"
        raise FaultError("key-not-text", line)

    @staticmethod
    def goes_on(value: Value | None, key: str) -> bool:
        return bool(
            isinstance(value, str)
            and re.fullmatch(r"[0-9]{3}(\.[0-9]+)?", key)
            and _THOUSANDS.fullmatch(value)
        )


def _stop(error: yaml.YAMLError) -> Stop:
    """Return where YAML gave up: what it was scanning began there, or further up."""
    marks = [getattr(error, name, None) for name in ("problem_mark", "context_mark")]
    at = [mark.line for mark in marks if mark] or [1]
    is_at_begin = getattr(error, "context", None) in _AT_THEIR_BEGIN
    return Stop(at[-1 if is_at_begin else 0], str(error), at)
