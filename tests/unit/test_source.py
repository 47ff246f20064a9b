"""How a page is read: its values, the fault at its line, and where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from portfolio.read import source

if TYPE_CHECKING:
    from pathlib import Path

VALUES = {
    "a: &x one\nb: *x": {"a": "one", "b": "one"},
    "a: &x [one]\nb: *x": {"a": ["one"], "b": ["one"]},
    r'a: "\u0041b"': {"a": "Ab"},
    "a: {min: 80,000, max: 90,000}": {"a": {"min": "80,000", "max": "90,000"}},
    "a:  ' padded '": {"a": "padded"},
}


def read(front: str, folder: Path) -> source.Source:
    path = folder / "page.md"
    path.write_text(f"---\n{front}\n---\n", encoding="utf-8")
    return source.read(path, folder)


@pytest.mark.parametrize(("front", "data"), VALUES.items())
def test_values_are_plain_text(front: str, data: object, tmp_path: Path) -> None:
    page = read(front, tmp_path)
    assert page.problem is None
    assert page.data == data


FAULTS = {
    r'a: "\u0007"': (2, "control character", r"around the text: a: '\u0007'"),
    "a: x\ntitle: @home": (3, "", 'title: "@home"'),
    "a: x\nb: &x y\nc: *z": (4, "z", ""),
    "a:\n  - b\n c: d": (4, "begins with 1 space", "with no spaces, as the template does"),
    "a: {x: :y}": (2, "this line: a: {x: :y}", "double quotes"),
    "title:x\nother:y": (2, "no space after the colon", "value: title: x"),
}


@pytest.mark.parametrize(("front", "told"), FAULTS.items())
def test_a_fault_is_told_at_its_line(
    front: str, told: tuple[int, str, str], tmp_path: Path
) -> None:
    page = read(front, tmp_path)
    found = source.as_problem(page.mistakes[0], page.path, quiet=False)
    assert found.line == told[0]
    assert told[1] in found.message
    assert found.hint.endswith(told[2])


def test_what_cannot_be_used_repeats_no_line_and_has_no_body(tmp_path: Path) -> None:
    """What is private in it is not known; who knows the template may say more."""
    for front in FAULTS:
        page = read(f"{front}\n---\n\n## Mine\n\nAn owl", tmp_path)
        found = page.problem
        assert found
        assert (page.data, page.body) == (None, "")
        assert not any(line in found.message + found.hint for line in ("@home", "*z", "c: d"))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\nb\n\xff", "first invalid byte is on line 3"),
        (b"\xffb\n", "first invalid byte is on line 1"),
        (b"a\n\nb\x07", "U+0007, on line 3"),
        (b"\x07a", "U+0007, on line 1"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line(data: bytes, said: str, tmp_path: Path) -> None:
    (tmp_path / "page.md").write_bytes(data)
    found = source.read(tmp_path / "page.md", tmp_path).problem
    assert found
    assert said in found.message
    assert found.line is None  # of the file nothing is read, so no line of it is a place


def test_what_an_alias_stands_for_is_at_the_line_of_the_alias(tmp_path: Path) -> None:
    page = read("a: one\nb: &x\n  - c: [d, e]\n  - f\ng: *x\nh: last", tmp_path)
    within = ("b", 0), ("b", 0, "c"), ("b", 0, "c", 0), ("b", 0, "c", 1), ("b", 1)
    assert [page.line(loc) for loc in within] == [4, 4, 4, 4, 5]
    assert [page.line(("g", *loc[1:])) for loc in within] == [6] * 5
    assert page.line(("h",)) == 7


def test_a_page_in_a_folder_of_its_own_is_found(tmp_path: Path) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    read("a: x", inner)
    page = source.read(inner / "page.md", tmp_path, source.names_in(tmp_path))
    assert page.data == {"a": "x"}


def test_what_the_disk_says_comes_without_the_place_on_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Path, *_: object) -> None:
        raise PermissionError(13, "Permission denied", str(self))

    (tmp_path / "page.md").touch()
    monkeypatch.setattr(type(tmp_path), "open", refuse)
    found = source.read(tmp_path / "page.md", tmp_path).problem
    assert found
    assert found.message == "page.md cannot be opened (Permission denied)"
