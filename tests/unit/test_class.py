"""A class at once: several processes, one bad folder, who needs a look, CSV and a page."""

from __future__ import annotations

import shutil
import textwrap
import time
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from helpers.classes import EXERCISE, said
from helpers.project import DOCS, ROOT, TODAY
from portfolio.report import cohort, copies, overview, result

if TYPE_CHECKING:
    from pathlib import Path


def test_a_cell_that_a_stranger_wrote_is_no_formula() -> None:
    row = overview.row(result.Result(DOCS), DOCS)
    row.folder, row.next = "=1+1", "@SUM(A1)"
    assert "'=1+1" in overview.as_csv([row])
    assert "'@SUM(A1)" in overview.as_csv([row])


def test_a_folder_that_nobody_may_read_is_told(tmp_path: Path) -> None:
    class Locked(type(tmp_path)):  # the tests may run as somebody who may read all
        def is_dir(self) -> bool:
            raise PermissionError("Permission denied")

    found = cohort.Cohort(EXERCISE, DOCS, TODAY).result(Locked(tmp_path))
    assert len(found.problems) == 4
    assert "PermissionError" in found.problems[0].message


def test_a_folder_that_is_closed_is_unreadable_and_not_begun(
    portfolio: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cohort.os, "access", lambda *_: False)  # the tests may run as root
    found = cohort.Cohort(EXERCISE, DOCS, TODAY).result(portfolio)
    row = overview.row(found, portfolio.parent)
    assert (row.state, row.next) == (
        "unreadable",
        "portfolio cannot be opened with your permissions: give yourself permission to read it",
    )
    assert "❌ portfolio: portfolio cannot be opened with your permissions\n" in overview.line(row)


def test_a_day_that_no_calendar_has_is_left_out(tmp_path: Path) -> None:
    portfolio = tmp_path / "ann"
    shutil.copytree(ROOT / "tests" / "portfolio", portfolio)
    found = cohort.Cohort(EXERCISE, DOCS, TODAY).result(portfolio)
    rows = [overview.row(replace(found, changed=day), tmp_path) for day in (1e15, 0.5, None)]
    assert [row.changed for row in rows] == ["", "1970-01-01", ""]


def wrapped(text: str) -> str:
    return textwrap.fill(text, 60)


PLAIN = """I fix what breaks in a bike shop and count the spares at night. A friend gave me an old
server in spring, and I put a small cluster on it. It broke three times before it stood. Each time I
wrote down what I saw first, what I tried next, and what helped. Now I know how a node joins, why a
pod waits, and where a log hides. I want to be paid for that, so I look at what firms ask."""

COPIES = [
    pytest.param([said(range(300)), said(range(300))], [(0, 1)], id="the same text"),
    pytest.param([said(range(300)), said(range(270), range(400, 430))], [(0, 1)], id="a tenth new"),
    pytest.param([said(range(300)), said(range(300)).upper()], [(0, 1)], id="in capitals"),
    pytest.param([said(range(300)), wrapped(said(range(300)))], [(0, 1)], id="in other lines"),
    pytest.param([said(range(300)), said(range(300, 600))], [], id="nothing alike"),
    pytest.param([said(range(300)), said(range(60), range(300, 540))], [], id="a fifth alike"),
    pytest.param(["", ""], [], id="nothing written"),
    pytest.param([said(range(4)), said(range(4))], [], id="too little to tell"),
    pytest.param([said(range(5)), said(range(5))], [(0, 1)], id="just enough to tell"),
    pytest.param([PLAIN, PLAIN.replace("spares", "parts")], [(0, 1)], id="in plain words"),
]


@pytest.mark.parametrize(("texts", "wanted"), COPIES)
def test_near_copies(
    texts: list[str], wanted: list[tuple[int, int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    sketches = [copies.sketch(text, ()) for text in texts]
    pairs = copies.near_copies(sketches)
    assert [(pair.one, pair.other) for pair in pairs] == wanted
    monkeypatch.setattr(copies, "_PARTS", 1)
    assert copies.near_copies(sketches) == pairs


def test_copies_far_apart_are_found() -> None:
    sketches = [range(n * 100, n * 100 + 64) for n in range(70)]
    sketches[69] = sketches[1]
    assert copies.near_copies(sketches) == [(1, 69, 1.0)]


def test_copies_of_one_are_one_group() -> None:
    texts = [said(range(300)), said(range(300, 600)), *[said(range(290))] * 12]
    texts.append(said(range(310, 600)))
    pairs = copies.near_copies([copies.sketch(text, ()) for text in texts])
    ones, others = copies.groups(pairs)
    assert [others.members, ones.members] in ([[1, 14], [0, *range(2, 14)]],
                                            [[0, *range(2, 14)], [1, 14]])  # fmt: skip
    assert 0.5 < min(ones.alike, others.alike) < 1


def test_what_the_template_says_is_no_copy() -> None:
    text = said(range(300))
    assert len(copies.sketch(text, copies.shingles(text))) == 0


def test_many_copies_of_one_are_found_in_a_short_time() -> None:
    sketches = [copies.sketch(said(range(300)), ())] * 3000
    begin = time.process_time()
    pairs = copies.near_copies(sketches)
    assert time.process_time() - begin < 5
    assert {pair.one for pair in pairs} | {pair.other for pair in pairs} == set(range(3000))
