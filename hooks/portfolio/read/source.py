"""Bytes -> front matter as text, body, and the line of everything. Nothing else reads pages.

YAML is read event by event: every scalar stays text (no Norway problem, no 19:00 = 1140), every key
and item keeps its line, and depth, size, tags and aliases are bounded, so a hostile file costs no
more than an honest one (docs/reference.md, Learners' pages are data).
"""

from __future__ import annotations

import os
import re
import stat
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml
from yaml import AliasEvent, MappingEndEvent, ScalarEvent, SequenceEndEvent, SequenceStartEvent

from ..limits import LIMITS
from ..patterns import PATTERNS
from ..problems import WORDS, Loc, Problem, problem

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator
    from pathlib import Path

Value = str | list["Value"] | dict[str, "Value"]

MAX_BYTES: int = LIMITS["file"]["bytes"]
MAX_LINES: int = LIMITS["file"]["lines"]
MAX_DEPTH: int = LIMITS["file"]["depth"]
MAX_NODES: int = LIMITS["file"]["values"]

_EVENTS = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_FIND = PATTERNS["front_matter"]
_NO_CONTROL = bytes([*b"\t\n\r", *range(0x20, 0x7F), *range(0x80, 0x100)])
_HIGH_CONTROL = b"\xc2"  # the first byte of those above U+007F, and of some letters
_LONGEST_LINE: int = LIMITS["file"]["trap"]
_OPENS = re.compile(r"---[ \t]*$", re.MULTILINE)
_CLOSES = re.compile(r"\n---[ \t]*$", re.MULTILINE)
_THOUSANDS = re.compile(r"[0-9]{1,3}(,[0-9]{3})*")
_TRAPS = [(key, re.compile(row["trap"])) for key, row in WORDS["messages"].items() if "trap" in row]


class Refusal(NamedTuple):
    """Why front matter cannot be used: a key of messages.yml, a line, and words for the message."""

    key: str
    line: int | None
    words: dict[str, Any]

    def as_problem(self, path: Path, *, quiet: bool) -> Problem:
        """Return it as a problem; `quiet` if it must not repeat the learner's lines."""
        words = {"name": path.name, **self.words}
        return problem(self.key, path, self.line, None, quiet=quiet, **words)


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
    refusal: Refusal | None = None  # the same, where it is the front matter
    missing: bool = False
    misnamed: bool = False  # missing under its name, but there under another
    changed: float | None = None  # seconds since 1970
    means_front_matter: bool = False  # it begins like a page that has some

    @cached_property
    def lines(self) -> dict[Loc, int]:
        """Return the line of every key and item; keys in small letters. Few pages need them."""
        return dict(zip(_locations(self.data), self.numbers, strict=True))

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


class _FaultError(Exception):
    """Why a page cannot be read: a key of messages.yml, a line, and words for the message."""

    def __init__(self, key: str, line: int | None = None, /, **words: Any) -> None:
        super().__init__(key)
        self.key, self.line, self.words = key, line, words


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
    except (_FaultError, OSError, RuntimeError) as error:
        fault = error if isinstance(error, _FaultError) else _disk_fault(path, error)
        misnamed = fault.key in ("wrong-case", "other-ending")
        missing = misnamed or fault.key == "missing-file"
        found = problem(fault.key, path, None, None, **fault.words)
        return Source(path, problem=found, missing=missing, misnamed=misnamed, changed=changed)
    return _parsed(path, text, changed)


def _parsed(path: Path, text: str, changed: float | None) -> Source:
    source = Source(
        path,
        text=text,
        last_line=text.count("\n") + (not text.endswith("\n")),
        changed=changed,
        means_front_matter=_begins_like_front_matter(text),
    )
    try:
        opened, closed = _fences(text)
        source = replace(
            source,
            front=text[opened.end() + 1 : closed.start() + 1],
            body=text[closed.end() + 1 :],
            body_line=text.count("\n", 0, closed.end()) + 2,
        )
        _refuse_more_fields(source)
        data, numbers = _front_matter(source.front)
        return replace(source, data=data, numbers=numbers)
    except _FaultError as fault:
        refusal = Refusal(fault.key, fault.line, fault.words)
        found = refusal.as_problem(path, quiet=True)
        return replace(source, body="", refusal=refusal, problem=found)


def _begins_like_front_matter(text: str) -> bool:
    """Tell whether a page means to have front matter, however it begins."""
    return _FIND.meant.match(text) is not None


def _refuse_more_fields(source: Source) -> None:
    if (more := _more_fields(source.body)) is not None:
        line = source.body_line
        raise _FaultError("more-fields", line + more, end=line - 1)


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
        raise _FaultError("link-outside", name=path.name)
    return path.stat()


def _absent(path: Path, names: Collection[str]) -> _FaultError:
    """Return the most likely mistake if a folder has no page of this name."""
    name = path.name
    if twin := next((each for each in names if each.lower() == name.lower()), None):
        return _FaultError("wrong-case", found=twin, name=name)
    for found in (f"{name}.txt", f"{path.stem}.txt", f"{path.stem}.markdown"):
        if found in names:
            return _FaultError("other-ending", found=found, name=name)
    return _FaultError("missing-file", name=name)


def _bytes(path: Path, status: os.stat_result) -> bytes:
    if stat.S_ISDIR(status.st_mode):
        raise _FaultError("folder", name=path.name)
    if not stat.S_ISREG(status.st_mode):
        raise _FaultError("not-a-file", name=path.name)
    if status.st_size > MAX_BYTES:
        raise _FaultError("too-big", name=path.name)
    with path.open("rb") as file:
        return file.read(status.st_size)  # no more than was checked, even if the file grows


def _disk_fault(path: Path, error: OSError | RuntimeError) -> _FaultError:
    """Return why a page could not be opened. A loop of links is no OSError before Python 3.13."""
    if isinstance(error, NotADirectoryError | FileNotFoundError):
        return _FaultError("dead-link" if path.is_symlink() else "missing-file", name=path.name)
    return _FaultError("cannot-open", name=path.name, reason=str(error))


def _decode(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _FaultError("utf-16")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _FaultError("not-utf-8", at=data.count(b"\n", 0, error.start) + 1) from None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    may_hold_one = data.translate(None, _NO_CONTROL) or _HIGH_CONTROL in data
    if may_hold_one and (control := _FIND.control.search(text)):
        at = text.count("\n", 0, control.start()) + 1
        raise _FaultError("control-character", at=at, character=f"U+{ord(control[0]):04X}")
    if text.count("\n") > MAX_LINES:
        raise _FaultError("too-many-lines", most=MAX_LINES)
    return text


# --- the front matter -----------------------------------------------------------------------


def _fences(text: str) -> tuple[re.Match[str], re.Match[str]]:
    """Return the lines that open and close the front matter."""
    opened = _OPENS.match(text)
    if not opened:
        if not text.strip():
            raise _FaultError("empty-file", 1)
        if not _begins_like_front_matter("\n".join(text.split("\n", 60)[:60])):
            raise _FaultError("no-front-matter", 1)
        begin = text.lstrip().split("\n", 1)[0].strip()
        if begin != "---":
            raise _FaultError("other-dashes", 1, found=begin)
        is_first = bool(text.split("\n", 1)[0].strip())
        raise _FaultError("space-before" if is_first else "late-front-matter", 1)
    if not (closed := _CLOSES.search(text, opened.end())):
        raise _FaultError("not-closed", 1)
    return opened, closed


def _front_matter(front: str) -> tuple[dict[str, Value], list[int]]:
    reader = _Reader(front)
    try:
        data = reader.document()
    except yaml.YAMLError as error:
        raise _explained(error, _numbered(front)) from None
    if data == "":
        raise _FaultError("empty-front-matter", 1)
    if not isinstance(data, dict):
        raise _trap(_numbered(front), [2]) or _FaultError("not-a-mapping-at-all", 1)
    return data, reader.numbers


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

    def document(self) -> Value:
        self.next()  # the stream
        if isinstance(self.next(), yaml.StreamEndEvent):
            return ""
        value = self.node(self.next(), 0)
        self.next()  # the end of the document
        if not isinstance(last := self.next(), yaml.StreamEndEvent):
            raise _FaultError("two-documents", last.start_mark.line)
        return value

    def node(self, event: Any, depth: int) -> Value:
        self.nodes += 1
        if self.nodes > MAX_NODES:
            raise _FaultError("too-many-nodes", event.start_mark.line)
        if depth > MAX_DEPTH:
            raise _FaultError("too-deep", event.start_mark.line)
        kind = type(event)
        if kind is ScalarEvent and event.tag is event.anchor is None and not self.escapes:
            text: str = event.value.strip()
            return text  # the usual case, kept quick
        if kind is AliasEvent:
            return self.alias(event, depth)
        if event.tag is not None:
            raise _FaultError("tag", event.start_mark.line, tag=event.tag)
        nodes, numbers = self.nodes - 1, len(self.numbers)
        deepest, self.deepest = self.deepest, depth if kind is ScalarEvent else depth + 1
        value: Value
        if kind is ScalarEvent:
            value = event.value.strip()
            if self.escapes and _FIND.control.search(event.value):
                raise _FaultError("control-in-text", event.start_mark.line)
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
            raise _FaultError("unknown-alias", event.start_mark.line, alias=event.anchor)
        value, nodes, numbers, levels = self.anchors[event.anchor]
        self.nodes += nodes
        self.deepest = max(self.deepest, depth + levels)
        if self.deepest > MAX_DEPTH:
            raise _FaultError("too-deep", event.start_mark.line)
        if self.nodes > MAX_NODES:
            raise _FaultError("too-many-nodes", event.start_mark.line)
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
                raise _FaultError("merge-key", line)
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
                raise _FaultError("duplicate-key", line, key=key, first=first, second=line)
            items[key] = value
            last = key
        return items

    def key_of_braces(self, inner: Value, line: int) -> str:
        """Return the name of a field: to YAML, {{ name }} is a mapping in a mapping."""
        if isinstance(inner, dict) and list(inner.values()) == [""]:
            self.numbers.pop()
            return "{" + next(iter(inner)) + "}"
        raise _FaultError("key-not-text", line)

    @staticmethod
    def goes_on(value: Value | None, key: str) -> bool:
        return bool(
            isinstance(value, str)
            and re.fullmatch(r"[0-9]{3}(\.[0-9]+)?", key)
            and _THOUSANDS.fullmatch(value)
        )


def _numbered(front: str) -> list[str]:
    """Return the lines of some front matter; the index of each is its line in the file less one."""
    return f"---\n{front}---".split("\n")


def _explained(error: yaml.YAMLError, lines: list[str]) -> _FaultError:
    """Return the mistake that a learner most likely made where YAML gave up."""
    marks = [getattr(error, name, None) for name in ("problem_mark", "context_mark")]
    at = [mark.line for mark in marks if mark] or [1]
    text = _uncommented(lines[min(at[0], len(lines)) - 1]).strip()
    return _trap(lines, [at[0], at[0] - 1, *at[1:]]) or _FaultError("yaml", at[0], text=text)


def _trap(lines: list[str], candidates: list[int]) -> _FaultError | None:
    for line in candidates:
        text = lines[line - 1] if 1 < line <= len(lines) else ""
        for key, pattern in _TRAPS:
            if not text.lstrip().startswith("#") and pattern.search(text[:_LONGEST_LINE]):
                return _FaultError(key, line, **_in_quotes(_uncommented(text)))
    return None


def _uncommented(line: str) -> str:
    """Return a line of front matter without anything that could be a comment."""
    return re.split(r"(?:^|\s)#", line, maxsplit=1)[0]


def _in_quotes(line: str) -> dict[str, str]:
    """Return the words for a hint that corrects a line of front matter by quoting its value.

    They hold the line itself, the line without its value, the quotes alone, and the name.
    """
    parts = _FIND.named.match(line)
    name, value = parts.groups() if parts else ("", line)
    mark = "'" if '"' in value else '"'
    return {
        "quoted": f"{name} {mark}{value.strip()}{mark}".strip(),
        "named": f'{name} "…"'.strip(),
        "example": '- "…"' if name == "-" else '"…"',
        "key": name.lstrip("- ").rstrip(":"),
    }
