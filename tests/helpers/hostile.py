"""Files that mean harm, by name: each is a learning plan that somebody hands in.

`FILES` are the bytes of the plan; `FOLDERS` do something else to the folder.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

ROOT = Path(__file__).resolve().parents[2]
PLAN = "learning-plan.md"
GOOD = (ROOT / "tests" / "portfolio" / PLAN).read_bytes()
FRONT, BODY = GOOD.removeprefix(b"---\n").split(b"\n---\n", 1)
MEGABYTE = 1024 * 1024
MOST = MEGABYTE - len(GOOD) - 200  # what fits in besides the good plan
LINES = 9_500  # what fits in besides its lines


def front(yaml: bytes) -> bytes:
    """A plan with other front matter."""
    return b"---\n" + yaml + b"\n---\n" + BODY


def more(yaml: bytes) -> bytes:
    """A plan with more front matter."""
    return front(FRONT + b"\n" + yaml)


def body(markdown: bytes, size: int = MOST) -> bytes:
    """A plan with more in its body, repeated until the file is as large, or as long, as may be."""
    times = min(size // len(markdown), LINES // max(1, markdown.count(b"\n")))
    return GOOD + b"\n" + markdown * max(1, times)


def field(name: bytes, value: bytes) -> bytes:
    """A plan with another value in one field."""
    lines = FRONT.split(b"\n")
    begins = name + b":"
    return front(b"\n".join(begins + b" " + value if o.startswith(begins) else o for o in lines))


def bomb(levels: int, wide: int) -> bytes:
    """Aliases of aliases."""
    items = [b"x", *(b"*a%d" % level for level in range(levels))]
    rows = [(n, n, b", ".join([item] * wide)) for n, item in enumerate(items[:levels])]
    return b"\n".join(b"a%d: &a%d [%s]" % row for row in rows)


def teller(markdown: bytes) -> bytes:
    """A plan that tells, again and again, what a section marked private says."""
    plan = body(markdown.replace(b"SECRET", b"Only my sister knows"), MOST - 100)
    quiet = b"\n## Quiet\n\nOnly my sister knows.\n\n## Loud\n\n"
    return plan.replace(b"---\n", b"---\nprivate: [Quiet]\n", 1).replace(GOOD[4:], GOOD[4:] + quiet)


def _names_and_headings() -> bytes:
    """A plan with thousands of private names, of which hundreds are sections."""
    names = b"".join(b"  - Part %d\n" % part for part in range(5000))
    sections = b"".join(b"## Part %d\n\nx\n\n" % part for part in range(400))
    return GOOD.replace(b"---\n", b"---\nprivate:\n" + names, 1) + sections


def _columns(n: int) -> bytes:
    """A row of a table, and the row below it that makes it one."""
    return b"|" + b"a|" * n + b"\n|" + b"-|" * n + b"\n"


def _bare(cell: bytes) -> bytes:
    """A row of a table of 190 columns, without bars at its ends."""
    return b"|".join([cell] * 190) + b"\n"


def _code(language: bytes, text: bytes) -> bytes:
    """A block of code as long as may be highlighted."""
    return b"```" + language + b"\n" + (text * 2000)[:1990] + b"\n```\n\n"


_SLOW_CODE = {  # what takes the lexers of Pygments longest
    b"zeek": b"0",
    b"gherkin": b"a",
    b"csharp": b"a\n",
    b"c": b"a" + b" " * 1990,
    b"hcl": b"<<a\n",
    b"java": b"a b ",
    b"python": b"\n  ",
    b"yaml": b"&",
    b"ini": b"a" + b" " * 90,
}
FRONT_ONLY = b"---\n" + FRONT + b"\n---\n"
_MANY_KEYS = b"\n".join(b"k%d: 1" % number for number in range(70_000))
_RUN = b"".join(bytes((a, b)) for a in range(97, 123) for b in range(97, 123))

FILES: dict[str, bytes] = {
    # YAML
    "an alias bomb": more(bomb(9, 9)),
    "an alias bomb, narrow and deep": more(bomb(40, 2)),
    "a mapping of aliases": more(b"a: &a {b: 1}\nc: {d: *a, e: *a, f: *a}"),
    "an alias of itself": more(b"a: &a [*a]"),
    "an alias of itself, as a key": more(b"? &a [*a]\n: 1"),
    "an alias that nobody set": more(b"a: *nobody"),
    "a merge key": more(b"a: &a {b: 1}\nc:\n  <<: *a"),
    "a Python object": more(b"a: !!python/object/apply:os.system ['echo harm']"),
    "a Python name": more(b"a: !!python/name:os.system"),
    "a tag of one's own": more(b"a: !harm 1"),
    "a binary": more(b"a: !!binary aGFybQ=="),
    "a set": more(b"a: !!set {x, y}"),
    "lists, a thousand deep": more(b"a: " + b"[" * 1000 + b"]" * 1000),
    "lists, a hundred thousand deep": more(b"a: " + b"[" * 100_000 + b"]" * 100_000),
    "lists that are never closed": more(b"a: " + b"[" * 500_000),
    "mappings, a thousand deep": more(b"a: " + b"{b: " * 1000 + b"}" * 1000),
    "mappings that are never closed": more(b"a: " + b"{" * 500_000),
    "lines, each a step deeper": more(b"\n".join(b" " * n + b"k:" for n in range(900))),
    "dashes in a row": more(b"a:\n  " + b"- " * 100_000 + b"x"),
    "question marks in a row": more(b"? " * 100_000 + b"x"),
    "seventy thousand keys": more(_MANY_KEYS),
    "seventy thousand keys in one line": more(b"a: {" + _MANY_KEYS.replace(b"\n", b", ") + b"}"),
    "two hundred thousand items": more(b"a: [" + b"x, " * 200_000 + b"]"),
    "a key of a megabyte": more(b"k" * (MOST - 10) + b": 1"),
    "a value of a megabyte": more(b"a: " + b"v" * MOST),
    "a title of a megabyte": field(b"title", b"t" * MOST),
    "a title in brackets in brackets": field(
        b"title", b'"%b%b"' % (b"[" * 400_000, b"]" * 400_000)
    ),
    "a list in bullets of other kinds": more(b"tags:\n" + "  • x\n  * y\n".encode() * 4_000),
    "a list in bullets on one line": more(b"tags: " + "• x ".encode() * 150_000),
    "a date of many months": field(b"starts_on", b"1 May " * 150_000),
    "a date of a megabyte": field(b"starts_on", b"2" * MOST),
    "a number of a megabyte": field(b"hours_per_week", b"7" * MOST),
    "a number with a huge exponent": field(b"hours_per_week", b"1e999999999"),
    "not a number": field(b"hours_per_week", b".nan"),
    "without end": field(b"hours_per_week", b".inf"),
    "a negative number": field(b"hours_per_week", b"-1"),
    "digits of another script": field(b"hours_per_week", "٧".encode()),
    "sexagesimal": field(b"hours_per_week", b"190:20:30"),
    "an octal": field(b"hours_per_week", b"0o17"),
    "year zero": field(b"starts_on", b"0000-01-01"),
    "year 9999": field(b"starts_on", b"9999-12-31T23:59:59Z"),
    "a key twice": more(b"title: again"),
    "a key that is a list": more(b"? [a, b]\n: 1"),
    "a key that is a mapping": more(b"? {a: b}\n: 1"),
    "an empty key": more(b": 1"),
    "the key null": more(b"~: 1"),
    "keys of Python": more(b"__class__: 1\n__init__: 2\nmodel_config: 3\nmodel_fields: 4"),
    "keys of JavaScript": more(b"__proto__: 1\nconstructor: 2\ntoString: 3"),
    "keys of MkDocs": more(b"template: ../../../etc/passwd\nhooks: [x.py]\nrender_macros: true"),
    "two documents": front(FRONT + b"\n...\n---\na: 1"),
    "a directive": front(b"%YAML 9.9\n---\n" + FRONT),
    "a byte order mark within": more("\ufeffa: 1".encode()),
    "line separators": more("a: x\u2028b: y\u2029c: z\u0085d".encode()),
    "a tab before a key": more(b"\ta: 1"),
    "a block text without end": more(b"a: |\n" + b"  x\n" * 100_000),
    "a folded text": more(b"a: >\n" + b"  x\n\n" * 100_000),
    "quotes that are never closed": more(b'a: "' + b"x" * 500_000),
    "escapes in quotes": more(b'a: "' + b"\\u0041" * 100_000 + b'"'),
    "an escaped NUL": more(b'a: "\\0"'),
    "an escaped lone surrogate": more(b'a: "\\ud800"'),
    "comments only": front(b"# x\n" * 200_000),
    "weeks by the ten thousand": front(FRONT + b"\n" + b"  - week: 1\n    goals: [x]\n" * 20_000),
    "a week of many digits": more(b"weeks: " + b"1" * 100_000),
    "gaps that are one another": more(b"x: &x\n  skill: git\n  resources: [*y]\ny: &y [*x]"),
    "traps in one long line": front(b"a: b: " + b"'it's' \"q\" : @x " * 50_000),
    # bytes
    "nothing": b"",
    "white space": b" \n\t\n" * 1000,
    "a NUL": GOOD.replace(b"title", b"ti\0tle", 1),
    "NULs, a megabyte": b"\0" * MEGABYTE,
    "an escape": more(b"a: \x1b[31mred"),
    "a bell": GOOD + b"\x07",
    "a delete": GOOD + b"\x7f",
    "C1 controls": GOOD + "\u0090\u009b".encode(),
    "not UTF-8": GOOD + b"\xff\xfe\xfd",
    "a cut character": GOOD + b"\xf0\x9f\xa6",
    "an overlong slash": GOOD + b"\xc0\xaf",
    "an encoded surrogate": GOOD + b"\xed\xa0\x80",
    "UTF-16, little end": GOOD.decode().encode("utf-16"),
    "UTF-16, big end": b"\xfe\xff" + GOOD.decode().encode("utf-16-be"),
    "UTF-32": GOOD.decode().encode("utf-32"),
    "Latin-1": GOOD + "café".encode("latin-1"),
    "over a megabyte": GOOD + b"x" * MEGABYTE,
    "a picture": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 100,
    "a ZIP": b"PK\x03\x04" + bytes(range(256)) * 100,
    "carriage returns": b"\r" * 500_000,
    "dashes, half a megabyte": b"---\n" * 130_000,
    "not closed": b"---\n" + FRONT,
    # Markdown
    "quotations, deep": body(b"> " * 5000 + b"x\n", 10_100),
    "quotations, a megabyte deep": body(b"> " * 400_000 + b"x\n"),
    "lists, deep": body(b"".join(b"  " * n + b"- x\n" for n in range(700)), 500_000),
    "lists in one line": body(b"- " * 400_000 + b"x\n"),
    "numbers in one line": body(b"1. " * 300_000 + b"x\n"),
    "a list of a hundred thousand": body(b"- x\n"),
    "numbers that begin anew": body(b"1. x\n\n2) y\n\n"),
    "headings": body(b"## x\n"),
    "more lines than are read": GOOD + b"\n" * 30_000,
    "more headings than are read": GOOD + b"#\n" * 400_000,
    "headings of sections": body(b"## Why this plan\n"),
    "headings without text": body(b"#\n"),
    "headings, underlined": body(b"x\n---\n"),
    "sub-headings": body(b"###### x\n"),
    "a heading of a megabyte": body(b"## " + b"x" * (MOST - 10) + b"\n"),
    "a fence that is never closed": body(b"```\n" + b"x\n" * 100_000, 200_100),
    "fences": body(b"```\n```\n"),
    "fences, each longer": body(b"".join(b"`" * n + b"\n" for n in range(3, 1400))),
    "backticks, each longer": body(b"".join(b"`" * n + b" x " for n in range(1, 1400))),
    "comments": body(b"<!-- x -->\n"),
    "comments that are never closed": body(b"<!-- "),
    "comments in a paragraph": body(b"x <!-- y "),
    "a comment without end, and dashes": body(b"<!--" + b"-" * MOST),
    "tags": body(b"<div>\n"),
    "tags that are never closed": body(b"<a href='"),
    "CDATA": body(b"<![CDATA["),
    "instructions": body(b"<?php "),
    "brackets": body(b"["),
    "brackets, closed": body(b"[" * 400_000 + b"]" * 400_000),
    "links in links": body(b"[a](", 900_000),
    "images in images": body(b"![a"),
    "link definitions": body(b"[a]: b\n"),
    "link definitions, all different": body(
        b"\n".join(b"[%s]: x" % _RUN[n : n + 9] for n in range(1300)) + b"\n"
    ),
    "a link definition of many lines": body(b"[a\n"),
    "stars": body(b"*"),
    "stars and words": body(b"*a **b "),
    "underscores": body(b"_a__b_"),
    "stars in pairs": body(b"a**b" + b"c* "),
    "tildes": body(b"~"),
    "backslashes": body(b"\\"),
    "entities": body(b"&amp;&#x1F989;&nope;"),
    "bare ampersands": body(b"&"),
    "angle brackets": body(b"<"),
    "addresses": body(b"<https://example.com/x> "),
    "tables": body(b"| a | b |\n|---|---|\n| c | d |\n\n"),
    "a table of many rows": body(b"| a | b |\n|---|---|\n" + b"| c | d |\n" * 18_990),
    "a table of a hundred thousand columns": body(_columns(100_000)),
    "a table of two hundred columns": body(_columns(199) + _columns(199)[:399] * 2000),
    "many columns, and short rows": body(_columns(2000) + b"|x|\n" * 18_000),
    "footnotes": body(b"[^1]\n\n[^1]: x\n\n"),
    "rules": body(b"---\n\n"),
    "line breaks": body(b"x  \n"),
    "indented code": body(b"    x\n"),
    "tabs": body(b"\t"),
    "spaces": body(b" "),
    "empty lines": body(b"\n"),
    "one paragraph of a megabyte": body(b"word "),
    "one word of a megabyte": body(b"x"),
    "emoji": body("🦉".encode()),
    "combining marks": body("e\u0301\u0323".encode()),
    "right to left": body("\u202eabc\u202c مرحبا ".encode()),
    "nothing to be seen": body("\u200b\u200c\u200d\u2060\ufeff".encode()),
    "placeholders": body(b"[Your name] {{ x }} TODO <here> ____ "),
    "braces": body(b"{{{{{{{{"),
    "Jinja": body(b"{{ config.__class__.__init__.__globals__ }}{% for x in y %}"),
    "a macro without end": body(b"{% raw %}", 20),
    "task lists": body(b"- [ ] x\n- [x] y\n"),
    "admonitions": body(b'!!! note "x"\n    y\n'),
    "attributes": body(b"### x { #a .b onclick=alert(1) }\n"),
    "paragraphs of stars": body(b"*a **b " * 330 + b"\n\n"),
    "paragraphs of brackets": body(b"[" * 490 + b"]" * 490 + b"\n\n"),
    "paragraphs of images": body(b"![a](" * 190 + b"\n\n"),
    "paragraphs of addresses": body(b"<http://a>" * 700 + b"\n\n"),
    "paragraphs of entities": body(b"&amp;" * 1500 + b"\n\n"),
    "backticks, each longer, in paragraphs": body(
        b" ".join(b"`" * n for n in range(1, 120)) + b"\n\n"
    ),
    "a note pointed at from everywhere": body(b"[^1] " * 1500 + b"\n\n") + b"\n[^1]: x\n",
    "a table without bars outside": body(_bare(b"a") + _bare(b"-") + _bare(b"b") * 2000),
    "tables of forty rows": body(b"|a|b|\n|-|-|\n" + b"|c|d|\n" * 40 + b"\n"),
    "headings in bold": body(b"**Why this plam**\n"),
    "headings in HTML": FRONT_ONLY + b"<h2>Why this</h2>\n" * LINES,
    "headings that go on": FRONT_ONLY + b"## a " + b"#" * MOST + b"b\n",
    "lines of tags": FRONT_ONLY + b"<a <a <a <a <a <a " * 40_000,
    "pictures that are not there": body(
        b"".join(b"![](%d.png)" % n + b"\n" * (n % 9 == 0) for n in range(80_000))
    ),
    "pictures of other hosts": body(b"![](//a)" * 900 + b"\n"),
    "pictures far down": body(b"![](" + b"a/" * 900 + b"b.png)\n\n"),
    **{f"code in {name.decode()}": body(_code(name, of)) for name, of in _SLOW_CODE.items()},
    "include": body(b'--8<-- "/etc/passwd"\n', 30),
    "math": body(b"$$x^2$$ \\(y\\) "),
    "snippets of script": body(b"<script>alert(1)</script><img src=x onerror=alert(1)>\n"),
    "addresses that run": body(b"[x](javascript:alert(1)) ![x](data:text/html,x) "),
    # what private texts are looked for
    "a secret told on one line": teller(b"SECRET. "),
    "a secret told on every line": teller(b"SECRET.\n"),
    "a secret told in every section": teller(b"## SECRET\n\nSECRET.\n\n"),
    "a secret told in sections of all names": teller(
        b"".join(b"## Part %d\n\nSECRET.\n\n" % part for part in range(4_000))
    ),
    "ten thousand private names": more(b"private:\n" + b"  - starts_on\n" * 10_000),
    "five thousand private names, and headings": _names_and_headings(),
    "a private text that is a pattern": more(b"private: [schedule]\ndescription: '(a+)+$ .* [['"),
    "private numbers": more(b"private: [hours_per_week, weeks, gaps]\ndescription: '7000'"),
}


def _link(folder: Path) -> None:
    (folder / PLAN).unlink()
    (folder / PLAN).symlink_to("/etc/passwd")


def _loop(folder: Path) -> None:
    (folder / PLAN).unlink()
    (folder / PLAN).symlink_to(PLAN)


def _into_nowhere(folder: Path) -> None:
    (folder / PLAN).unlink()
    (folder / PLAN).symlink_to("nowhere.md")


def _device(folder: Path) -> None:
    (folder / PLAN).unlink()
    (folder / PLAN).symlink_to("/dev/zero")


def _pipe(folder: Path) -> None:
    (folder / PLAN).unlink()
    os.mkfifo(folder / PLAN)


def _folder(folder: Path) -> None:
    (folder / PLAN).unlink()
    (folder / PLAN).mkdir()


def _capitals(folder: Path) -> None:
    (folder / PLAN).rename(folder / "Learning-Plan.md")


def _both_cases(folder: Path) -> None:
    (folder / PLAN).write_bytes(b"")
    (folder / "Learning-Plan.md").write_bytes(GOOD)


def _make_empty(folder: Path, names: Iterable[str]) -> None:
    for name in names:  # as many as make `Path.touch` slow
        os.close(os.open(f"{folder}/{name}", os.O_CREAT))


def _many_files(folder: Path) -> None:
    (folder / PLAN).unlink()
    _make_empty(folder, (f"{number}.md" for number in range(5000)))


def _hides(texts: Iterable[str], prose: bytes) -> Callable[[Path], None]:
    """Return what hides texts in the plan, and has prose on two other pages."""
    tags = "".join(f"- {each}\n" for each in texts)

    def lay_out(folder: Path) -> None:
        plan = GOOD.replace(b"---\n", f"---\nprivate: [tags]\ntags:\n{tags}".encode(), 1)
        (folder / PLAN).write_bytes(plan)
        for name in ("career-roadmap.md", "job-market-research.md"):
            with (folder / name).open("ab") as file:
                file.write(prose)

    return lay_out


def _never(number: int) -> list[str]:
    return [f"It is never said to anybody {each}" for each in range(number)]


_ONE_LETTER = (b"a " * 300 + b"\n") * 700
_NUMBERS = b"95k 24 lakh 1 2 3 45 678 901 95 to 105k 2026-11-26 24,00,000 1.2.3\n"


def _shows(pictures: dict[str, bytes]) -> Callable[[Path], None]:
    """Return what puts pictures beside the plan, and shows them in it."""

    def lay_out(folder: Path) -> None:
        for name, data in pictures.items():
            (folder / name).write_bytes(data)
        text = "".join(f"\n![It]({name})\n" for name in pictures)
        (folder / PLAN).write_bytes(GOOD + text.encode())

    return lay_out


def _pictures_with_other_names(folder: Path) -> None:
    _make_empty(folder, (f"chrat{number}.png" for number in range(4_000)))
    text = "".join(f"![It](chart{number}.png)\n\n" for number in range(4_000))
    (folder / PLAN).write_bytes(GOOD + text.encode())


def _drawing(inside: bytes) -> bytes:
    return b'<svg xmlns="http://www.w3.org/2000/svg">' + inside[: 10 * MEGABYTE - 60] + b"</svg>"


def _no_files(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.mkdir()


OF_UNIX = {
    "a link to a secret": _link,
    "a link to itself": _loop,
    "a link into nowhere": _into_nowhere,
    "a link to a device": _device,
    "a pipe": _pipe,
}
PRIVATE: dict[str, Callable[[Path], None]] = {  # these write on several pages
    "many private texts": _hides(
        (f"{each}{', and not to any of them at all' * 4}" for each in _never(1_700)),
        b"It is never said to anybody at all.\n" * 9_000,
    ),
    "many private texts in long prose": _hides(
        _never(1_700), "".join(f"{each}.\n" for each in _never(1_700) * 4).encode()
    ),
    "private texts of one letter": _hides(("a " * 140 + f"x{n}" for n in range(40)), _ONE_LETTER),
    "private texts that begin otherwise": _hides(
        (f"x{n}" + " a" * 140 for n in range(40)), _ONE_LETTER
    ),
    "private texts within each other": _hides((" a" * n for n in range(4, 145)), _ONE_LETTER),
    "private numbers, and others": _hides(map(str, range(90_000, 91_700)), _NUMBERS * 3_000),
    "private numbers that are told": _hides(map(str, range(95_000, 96_700)), _NUMBERS * 3_000),
    "a private number, and too many": _hides(["95000"], _NUMBERS * 7_000),
}
FOLDERS = {
    **PRIVATE,
    **({} if sys.platform == "win32" else OF_UNIX),
    "a folder for a file": _folder,
    "a name in capitals": _capitals,
    "names that differ in case": _both_cases,
    "five thousand other files": _many_files,
    "drawings of many shapes": _shows({f"{n}.svg": _drawing(b"<g/>" * 99_000) for n in range(30)}),
    "a drawing of ten megabytes of shapes": _shows({"a.svg": _drawing(b"<g/>" * 3_000_000)}),
    "a drawing of one long class": _shows(
        {"a.svg": _drawing(b'<g class="' + b"a" * (10 * MEGABYTE - 200) + b'"/>')}
    ),
    "a drawing of one long style": _shows(
        {"a.svg": _drawing(b'<g style="' + b"javascript" * (MEGABYTE - 50) + b'"/>')}
    ),
    "a drawing, deep": _shows({"a.svg": _drawing(b"<g>" * 49_000 + b"</g>" * 49_000)}),
    "pictures like those that are not there": _pictures_with_other_names,
    "no file": _no_files,
}


def lay_out(folder: Path, name: str) -> Path:
    """Write the good portfolio with one hostile thing in it; return its folder."""
    shutil.copytree(ROOT / "tests" / "portfolio", folder)
    if name in FILES:
        (folder / PLAN).write_bytes(FILES[name])
    else:
        FOLDERS[name](folder)
    return folder


if __name__ == "__main__":
    for each in [*FILES, *FOLDERS]:
        lay_out(Path(sys.argv[1]) / each.replace("/", " "), each)
