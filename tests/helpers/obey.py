"""A program that does what a hint says, to the letter: it knows words, and no code or rule.

It reads what a run prints of one problem, and the file. What it cannot do is left to a person.
"""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

LINES = r"lines? (\d+)(?: (?:to|and) (\d+))?"
WRITE = r", write( these lines)?: (.+?)(?=; (?:in place of|below) line|$)"
PRINTED = re.compile(
    r"(?P<path>.+?)(?::(?P<line>\d+))?(?:: (?P<field>[\w.\[\]-]+))?: .*\n +hint: (?P<hint>.*)"
)
OR = re.compile(r"[,;] or,? (?=(?:in place of|below|on|delete|write|take|add|put|lower|if that) )")
SIGNS = {"the no-break space": "[\u00a0\u2007\u202f]", "each tab": "\t"}
OWN_WORDS = "Words of my own."


class Edit(NamedTuple):
    """Lines in place of others; of none, where `last` is before `first`."""

    first: int
    last: int
    lines: list[str]


class Page:
    """The file of a problem, and where in it the problem is."""

    def __init__(self, text: str, line: int, field: str) -> None:
        self.lines = text.split("\n")
        self.line = line
        self.name, self.index = re.fullmatch(r".*?([\w-]*)(?:\[(\d+)\])?", field).groups()  # type: ignore[union-attr]

    def replaced(self, first: str, last: str | None, lines: str | None, text: str) -> Edit:
        spaces = _indent(self.lines[int(first) - 1])
        new = _indented(text, spaces, is_quoted=lines is not None)
        return Edit(int(first), int(last or first), new)

    def below(self, line: str, spaces: str | None, lines: str | None, text: str) -> Edit:
        new = _indented(text, int(spaces or 0), is_quoted=lines is not None)
        return Edit(int(line) + 1, int(line), new)

    def deleted(self, first: str, last: str | None) -> Edit:
        return Edit(int(first), int(last or first), [])

    def emptied(self, line: str) -> Edit:
        head = re.match(r"[^:]*:", self.lines[int(line) - 1])
        return Edit(int(line), int(line), [head[0]] if head else [])

    def undashed(self, line: str) -> Edit:
        head = re.match(r" *-", self.lines[int(line) - 1])
        return Edit(int(line), int(line), [head[0]] if head else [])

    def exchanged(self, first: str, last: str | None, new: str, old: str) -> Edit:
        signs = SIGNS | {"the name before the colon": rf"\b{self.name}(?= *:)|[^\s-][^:]*(?= *:)"}
        sign = signs.get(old) or re.escape(old.strip('"'))
        lines = self.lines[int(first) - 1 : int(last or first)]
        most = 0 if old.startswith("each") else 1
        done = [re.sub(sign, _sign(new), line, count=most) for line in lines]
        return Edit(int(first), int(last or first), done)

    def begun(self, line: str | None, spaces: str) -> Edit:
        number, at = 0 if spaces == "no" else int(spaces), int(line or self.line)
        return Edit(at, at, [" " * number + self.lines[at - 1].strip()])

    def named(self, name: str, value: str) -> Edit:
        """Return the value of a field, on the line of the problem or on the nearest with it."""
        has = [n for n, each in enumerate(self.lines, 1) if re.search(rf"\b{name}:", each)]
        line = min(has, key=lambda each: abs(each - self.line))
        return self._value(line, rf"\b{name}:", value)

    def whole(self, text: str) -> Edit:
        return self.replaced(str(self.line), None, None, text)

    def erased(self, _: str) -> Edit:
        return Edit(self.line, self.line, [self.lines[self.line - 1].replace("\t", "")])

    def value(self, *values: str | None) -> Edit:
        value = next(filter(None, values))
        value = re.sub('^"- (.*)"$', r"\1", value)
        if self.index is None:
            return self._value(self.line, rf"(?<![\w-]){re.escape(self.name)} *:", value)
        line = self.lines[self.line - 1]
        if re.match(r" *- ", f"{line} ") or not (flow := re.search(r"\[(.*)\]", line)):
            return self._value(self.line, r"- *-|^ *-" if "-" in line else r":", value)
        items = flow[1].split(",")
        items[int(self.index)] = f" {value}" if int(self.index) else value
        whole = line[: flow.start(1)] + ",".join(items) + line[flow.end(1) :]
        return Edit(self.line, self.line, [whole])

    def quoted(self, kind: str, braces: str | None) -> Edit:
        quote = '"' if kind == "double" else "'"
        line = self.lines[self.line - 1]
        mark = r"^ *-(?: +-)*" if self.index is not None else rf"(?<![\w-]){self.name} *:"
        head = re.search(mark, line) or re.search(":", line)
        assert head
        text = line[head.end() :].strip().strip("{}" if braces else "")
        return Edit(self.line, self.line, [f"{line[: head.end()]} {quote}{text}{quote}"])

    def _value(self, line: int, after: str, value: str) -> Edit:
        text = self.lines[line - 1]
        head = re.search(after, text) or re.match(r" *(?:- )*", text)
        assert head
        is_inside = "{" in text[: head.end()]
        rest = re.search(r",(?![0-9]{3}\b)|[}]|$", text[head.end() :]) if is_inside else None
        tail = text[head.end() + rest.start() :] if rest else ""
        return Edit(line, line, [f"{text[: head.end()]} {value}{tail}"])

    def headed(self, first: str, last: str | None, text: str) -> Edit:
        return Edit(int(first), int(last or first), [text])

    def section(self, heading: str) -> Edit:
        return Edit(len(self.lines) + 1, len(self.lines), ["", heading, "", OWN_WORDS, ""])


OF_LINES: list[tuple[str, Callable[..., Edit]]] = [
    (rf"in place of {LINES}{WRITE}", Page.replaced),
    (rf"below line (\d+)(?:, with (\d+) spaces? before it)?{WRITE}", Page.below),
    (rf'(?=write ".*?" in place of {LINES})write "(.*?)"', Page.headed),
    (rf"\bdelete {LINES}", Page.deleted),
    (r"delete what is after the colon on line (\d+)", Page.emptied),
    (rf'on {LINES}, write (.+?) in place of ("[^"]*"|.+?)(?=[;,:]|$)', Page.exchanged),
    (r"begin (?:it|the line|line (\d+)) with (no|\d+) spaces?", Page.begun),
    (r"delete what is after the hyphen on line (\d+)", Page.undashed),
    (r'line (\d+) has ().+?: change it to "(.*?)"', Page.headed),
    (r'at the end of the file, add the line "(## .*?)"', Page.section),
]
DELETES = (Page.deleted, Page.emptied)
TO_WRITE = re.compile(r"\b(?:write|list|rate|count)\b")
OF_VALUES: list[tuple[str, Callable[..., Edit]]] = [
    (r": ((?:- |[\w-]+:(?: |$)).*)$", Page.whole),
    (r"^(?:remove the brackets|write digits and nothing else): (.+)$", Page.value),
    (r'YYYY-MM-DD: ([0-9-]+)|write (\S+), in the digits 0 to 9|with a dot: "- (.*)"', Page.value),
    (r"^delete the (tab)", Page.erased),
    (r"\b(?:write|and) ([\w-]+): (?!on a line)([^\s,;]+)", Page.named),
    (r"\blower (\w+) to (\S+)", Page.named),
    (r"put the text in (double|single) quotes(, without the braces)?", Page.quoted),
    (r"\bwrite (.+) in its place", Page.value),
    (r'for example ("[^"]*"|[^\s,;]*[^\s,;:])', Page.value),
    (r": ([\w-]+)(?:, [\w-]+)+,? or [\w-]+", Page.value),
    (r"write one of: ([\w-]+),", Page.value),
    (r"write (yes) or no", Page.value),
]
OF_FILES = re.compile(r"^(rename|move|copy) (.+?) to ([^;:,]+)(?![^;:,])(?!, then fill)")


def obey(folder: Path, printed: str) -> bool:
    """Do what is said of one problem; return whether the words leave nothing to a person."""
    said = PRINTED.fullmatch(printed)
    assert said, printed
    for way in OR.split(said["hint"]):
        if "…" in way:
            continue  # words of one's own are to stand there
        if of_file := OF_FILES.match(way):
            copy = shutil.copy if of_file[1] == "copy" else shutil.move
            copy(folder / of_file[2], folder / of_file[3])
            return True
        path = folder / said["path"]
        if said["line"] and path.is_file():
            text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
            page = Page(text, int(said["line"]), said["field"] or "")
            if edits := _edits(page, way):
                for edit in sorted(edits, reverse=True):
                    page.lines[edit.first - 1 : edit.last] = edit.lines
                path.write_text("\n".join(page.lines), encoding="utf-8")
                return True
    return False


def _edits(page: Page, way: str) -> list[Edit]:
    """Return what a hint says to do; nothing if more than that is to be done."""
    done = [
        (does, does(page, *found.groups()))
        for pattern, does in OF_LINES
        for found in re.finditer(pattern, way)
    ]
    edits = [edit for _, edit in done]
    if any(does not in DELETES for does, _ in done) or (edits and not TO_WRITE.search(way)):
        return edits
    for pattern, does in OF_VALUES:
        if values := [does(page, *each.groups()) for each in re.finditer(pattern, way)]:
            return [each for each in edits if each.first != values[0].first] + values
    return []


def _indented(text: str, spaces: int, *, is_quoted: bool) -> list[str]:
    lines = re.findall(r'"(.*?)"(?=, "(?:- |[\w-]+:")|$)', text) if is_quoted else [text]
    return [" " * spaces + line for line in lines]


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _sign(word: str) -> str:
    spaces = re.fullmatch(r"(\d+) spaces?", word)
    return " " * int(spaces[1]) if spaces else " " if word == "a space" else word.strip('"')
