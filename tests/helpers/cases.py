"""The cases of tests/cases/ and of the grid, and how each damages a portfolio."""

from __future__ import annotations

import base64
import os
import sys
from typing import TYPE_CHECKING, Any

import pytest
from portfolio.data import read_data

from helpers import grid, photos
from helpers.project import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def spellings() -> Iterator[dict[str, Any]]:
    """Make a case of every spelling of a private number or company in tests/cases/spellings.yml."""
    table = read_data(ROOT / "tests" / "cases" / "spellings.yml")
    for row in table["numbers"]:
        pay = f"    min: {row['number']}\n    max: {row['number']}\n"
        yield from _told(row, ROAD, ["    min: 52000\n    max: 64000\n", pay])
    for row in table["companies"]:
        hide = ["deliverable: job-market-research\n"] * 2
        hide[1] += 'private: ["postings[].company"]\n'
        named = [f"  - company: {name}\n" for name in ("Northwind Compute", row["company"])]
        yield from _told(row, MARKET, hide, named)


ROAD = ("career-roadmap.md", 61, "Action plan", "month_12.salary.min")
ROAD_TEXT = "Half a year of labs, half a year of applying. I show my work as I go.\n"
MARKET = ("job-market-research.md", 85, "What this means for my plan", "postings[0].company")
MARKET_TEXT = "I bring clusters forward and leave speech for later.\n"


def _told(
    row: dict[str, Any], where: tuple[str, int, str, str], *edit: list[str]
) -> Iterator[dict[str, Any]]:
    file, line, heading, item = where
    text = ROAD_TEXT if where is ROAD else MARKET_TEXT
    secret = row.get("number") or row["company"]
    for kind in ("told", "not_told"):
        for each in row[kind]:
            said = each if isinstance(each, dict) else {"text": each}
            problem = {"code": "private-told", "line": line + said.get("line", 0)}
            problem |= {"field": heading, "message": f"private: {item}"}
            yield {
                "name": f"{secret} is {kind.replace('_', ' ')} by {said['text']!r}",
                "file": file,
                "edit": [*edit, [text, f"{text}\n{said['text']}\n"]],
                "problems": [problem] if kind == "told" else [],
            }


def _cases() -> Iterator[tuple[str, dict[str, Any]]]:
    for path in sorted((ROOT / "tests" / "cases").glob("*.yml")):
        if path.stem != "spellings":
            for item in read_data(path):
                yield from ((path.stem, case) for case in _each(item))
    yield from (("spellings", case) for case in spellings())
    yield from (("grid", case) for case in grid.cases())


def _each(item: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield a case, or one for each text that is `put` in place of the same words."""
    if "put" not in item:
        yield item
    for name, text in item.get("put", {}).items():
        yield item | {"name": name, "edit": [[item["find"], text]]}


def _marks(case: dict[str, Any]) -> list[pytest.MarkDecorator]:
    needs_unix = sys.platform == "win32" and case.keys() & {"fifo", "link"}
    return [pytest.mark.skip("Windows has no such file")] if needs_unix else []


CASES = [
    pytest.param(case, id=f"{stem}: {case['name']}", marks=_marks(case)) for stem, case in _cases()
]


WHOLE = {path.name: path.read_bytes() for path in (ROOT / "tests" / "portfolio").iterdir()}


def lay_out(case: dict[str, Any], folder: Path) -> Path:
    """Put the whole portfolio back into a folder, and damage it; return the file of the case.

    A folder of its own for each of the cases would take three times as long.
    """
    for path in folder.iterdir():
        if path.is_dir() and not path.is_symlink():
            path.rmdir()
        else:
            path.unlink()
    for name, data in WHOLE.items():
        (folder / name).write_bytes(data)
    damage(case, folder)
    return folder / case["file"]


def damage(case: dict[str, Any], folder: Path) -> None:
    path = folder / case["file"]
    for name in case.get("pictures", []):
        (folder / name).write_bytes(photos.of_kind(name))
    text = case["text"] if "text" in case else path.read_text(encoding="utf-8")
    for find, put in case.get("edit", []):
        assert text.count(find) == 1, f"{find!r} stands {text.count(find)} times in {path.name}"
        text = text.replace(find, put)
    text += case.get("append", "")
    if case.get("newlines") == "crlf":
        text = text.replace("\n", "\r\n")
    data = text.encode("utf-8-sig" if case.get("bom") else "utf-8")
    if "base64" in case:
        data = base64.b64decode(case["base64"])
    path.unlink()
    if case.get("folder"):
        path.mkdir()
    elif case.get("fifo"):
        os.mkfifo(path)
    elif "link" in case:
        path.symlink_to(case["link"])
    elif not case.get("remove"):
        (folder / case.get("rename", path.name)).write_bytes(data)
