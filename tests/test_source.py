"""How a page is read: its values, the fault at its line, and where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from portfolio import source

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
    assert page.problems == []
    assert page.data == data


FAULTS = {
    r'a: "\u0007"': (2, "control character", "around the text instead"),
    "a: x\ntitle: @home": (3, "", 'title: "@home"'),
    "a: x\nb: &x y\nc: *z": (4, "z", ""),
}


@pytest.mark.parametrize(("front", "told"), FAULTS.items())
def test_a_fault_is_told_at_its_line(
    front: str, told: tuple[int, str, str], tmp_path: Path
) -> None:
    (found,) = read(front, tmp_path).problems
    assert found.line == told[0]
    assert told[1] in found.message
    assert found.hint.endswith(told[2])


def test_a_page_in_a_folder_of_its_own_is_found(tmp_path: Path) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    read("a: x", inner)
    page = source.read(inner / "page.md", tmp_path, source.names_in(tmp_path))
    assert page.data == {"a": "x"}
