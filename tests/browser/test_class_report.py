"""The class report as an instructor sees it: on screens of every size, on paper, in every color."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest
from helpers.axe import violations
from portfolio.report import overview, result
from pypdf import PdfReader

NAMES = """Aisha Bello
Ana María Fernández de la Vega y Montenegro
Anna-Lena Müller-Lüdenscheidt
ben
Björk Guðrún Þorsteinsdóttir
chen-wei/exercise-01
Đặng Thị Ngọc Hân
Ewa Brzęczyszczykiewicz
Fatima-Zahra
أحمد محمد العلي
שירה כהן
שירה (group 2) כהן!
Giorgos Papadopoulos-Anagnostopoulos
Hubert Wolfeschlegelsteinhausen
ivan_petrovich_sidorov
Jürgen
kim
Łukasz
Mary O'Neil
nuala
日本 太郎
Oluwaseun Adébáyọ̀
Priya
Qi
raj
San
Tamar
Uma
very-long-long-long-long-long-long-long-long-long-long-long-long-long-long-long-long-long-long
x
Zoë""".splitlines()
HEADS = [
    "Portfolio",
    "State",
    "Done",
    "Problems",
    "What comes next",
    "Worth a look",
    "Withheld",
    "Private",
    "Last changed",
]
NOT_IN_ORDER = {  # a PDF holds them, and pypdf gives them in another order, or has no font
    "שירה (group 2) כהן!",
    "日本 太郎",
}
LONG_WORD = "Taumata" + "whakatangihanga" * 10
NEXT = "job-market-research.md:34: postings[3].requirements[2]: nothing filled in"


def row(name: str, **words: Any) -> overview.Row:
    given: dict[str, Any] = {
        "state": "complete",
        "done": 4,
        "asked": 4,
        "problems": 0,
        "next": "",
        "withheld": 0,
        "private": 3,
        "changed": "2026-11-19",
        "unchanged": [],
        "example": [],
        "result": result.Result(Path(name)),
    }
    return overview.Row(path=Path(name), folder=name, **given | words)


def class_of_31() -> list[overview.Row]:
    """Most are complete; the others lack or show whatever a row can say."""
    rows = [row(name) for name in NAMES]
    begun = {"state": "started", "done": 2, "problems": 12, "next": NEXT}
    for n in range(0, 31, 4):
        rows[n] = row(NAMES[n], **begun, withheld=1)
    none = {"state": "not started", "done": 0, "problems": 4, "changed": "", "private": 0}
    rows[3] = row(NAMES[3], **none, next="skills-assessment-completed.md is not there yet")
    rows[5] = row(NAMES[5], **begun, unchanged=["Learning plan", "Career roadmap"])
    rows[16] = row(NAMES[16], example=["Skills assessment", "Job market research"])
    for one, other in ((1, 13), (13, 1), (10, 11), (11, 10)):
        rows[one].copies.append(result.Copy(NAMES[other], "88%"))
    return rows


@pytest.fixture
def report(tmp_path: Path, look: Any) -> Any:
    """Open the report of some rows."""

    def open_report(rows: list[overview.Row] | None = None, **words: Any) -> Any:
        file = tmp_path / "report.html"
        html = overview.as_html(rows or class_of_31(), "Exercise 01", "2026-11-23")
        file.write_text(html, encoding="utf-8")
        return look(file.as_uri(), **words)

    return open_report


# --- on paper

PAPER = ["Letter landscape", "A4 landscape", "A4 portrait"]  # the last if somebody turns it


@pytest.mark.parametrize("paper", PAPER)
def test_a_print_has_every_learner_and_what_comes_next(report: Any, paper: str) -> None:
    page = report()
    page.add_style_tag(content=f"@page {{ size: {paper} }}")
    printed = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    sheets = [" ".join(normalize("NFKC", s.extract_text()).split()) for s in printed.pages]
    with_rows = [sheet for sheet in sheets if "2026-11-19" in sheet]
    text = "".join(sheets).replace(" ", "")

    assert len(with_rows) > 1
    if "landscape" in paper:  # upright, long words of the heads break
        assert [head for head in HEADS for sheet in with_rows if head not in sheet] == []
    assert text.count("2026-11-19") == 30
    assert len(re.findall("[024]of4", text)) == 31
    names = [name for name in NAMES if name not in NOT_IN_ORDER]
    assert [name for name in names if name.replace(" ", "") not in text] == []


def test_a_print_lies_on_its_side(report: Any) -> None:
    sheet = PdfReader(io.BytesIO(report().pdf(prefer_css_page_size=True))).pages[0].mediabox
    assert sheet.width > sheet.height


def test_a_print_puts_nothing_beside_the_paper(report: Any) -> None:
    page = report([*class_of_31(), row(LONG_WORD, next=f"learning-plan.md: {'x' * 200}")])
    page.emulate_media(media="print")
    for width in (700, 1040):  # upright and lying paper within its margins
        page.set_viewport_size({"width": width, "height": 1000})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        cut = page.evaluate(
            """[...document.querySelectorAll("body *")].filter((each) =>
               !["visible", "clip"].includes(getComputedStyle(each).overflowX)
               || each.getBoundingClientRect().right > innerWidth).map((each) => each.outerHTML)"""
        )
        assert cut == []


def test_a_dark_screen_prints_dark_text_on_white(report: Any) -> None:
    page = report(scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    colors = page.evaluate(
        """[...document.querySelectorAll("body, h1, p, th, td, dt, dd")].map((each) =>
           getComputedStyle(each).color.match(/[0-9]+/g).map(Number))"""
    )
    assert max(max(color[:3]) for color in colors) < 170
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert paper in ("rgb(255, 255, 255)", "rgba(0, 0, 0, 0)")


# --- on a screen

TORN = """(() => {
  const torn = [];
  for (const name of document.querySelectorAll(".name")) {
    const walk = document.createTreeWalker(name, NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node; node = walk.nextNode())
      for (const word of node.data.matchAll(/[^\\s\\-\\/]+/g)) {
        const range = document.createRange();
        range.setStart(node, word.index);
        range.setEnd(node, word.index + word[0].length);
        const tops = new Set([...range.getClientRects()].map((box) => Math.round(box.bottom)));
        if (tops.size > 1) torn.push(word[0]);
      }
  }
  return torn;
})()"""


OUTSIDE = """[...document.querySelectorAll("thead th, tbody th, tbody td, p, dd")].filter((each) =>
  each.getBoundingClientRect().right > innerWidth).map((each) => each.textContent)"""


def test_names_are_whole_and_the_page_never_scrolls_sideways(report: Any) -> None:
    page = report()
    for width in (320, 390, 768, 1024, 1280, 1920):
        page.set_viewport_size({"width": width, "height": 844})
        assert page.locator("tbody .name").first.is_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate(TORN) == []
        assert page.evaluate(OUTSIDE) == []
        assert not page.get_by_text("wider than the window").is_visible()


@pytest.mark.parametrize("width", [320, 1280])
def test_one_word_wider_than_the_screen_is_broken(report: Any, width: int) -> None:
    page = report([row(LONG_WORD), row("Ann")], width=width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(TORN) == [LONG_WORD]


def test_a_table_wider_than_the_window_says_so_and_scrolls_by_keyboard(report: Any) -> None:
    copied = row(LONG_WORD, copies=[result.Copy(LONG_WORD, "90%")])
    page = report([*class_of_31(), copied], width=1200)
    assert page.get_by_text("wider than the window").is_visible()
    box = page.get_by_role("region", name="Portfolios")
    assert not page.get_by_role("columnheader", name="Last changed").evaluate(
        "(head) => head.getBoundingClientRect().right < innerWidth"
    )
    box.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(300)  # for it to glide
    assert box.evaluate("(box) => box.scrollLeft") > 0
    assert page.evaluate("document.documentElement.scrollWidth") <= 1200
    assert not violations(page, contrast=False)


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (1280, "dark")])
def test_the_report_is_for_everybody(report: Any, width: int, scheme: str) -> None:
    page = report(width=width, scheme=scheme)
    assert not violations(page)
    assert page.get_by_role("row").count() == 32
    assert page.get_by_role("cell").count() == 31 * 8, "an empty one holds its place"
    assert not page.errors


# --- columns

PLAIN = {"private": 0, "changed": ""}
COLUMNS = {
    "everything": (class_of_31(), HEADS),
    "all complete": ([row("Ann"), row("Ben")], [*HEADS[:3], "Private", "Last changed"]),
    "nothing to say": ([row("Ann", **PLAIN)], HEADS[:3]),
    "problems": ([row("Ann", **PLAIN, state="started", problems=2, next=NEXT)], HEADS[:5]),
    "a copy": (
        [row("Ann", **PLAIN, copies=[result.Copy("Ben", "61%")])],
        [*HEADS[:3], "Worth a look"],
    ),
    "not there": ([row("Ann", **PLAIN, state="not there", done=0, asked=0)], HEADS[:2]),
}


@pytest.mark.parametrize(("rows", "heads"), COLUMNS.values(), ids=COLUMNS)
def test_columns_with_nothing_in_them_are_left_out(
    report: Any, rows: list[overview.Row], heads: list[str]
) -> None:
    page = report(rows)
    assert page.locator("thead th").all_inner_texts() == heads
    assert page.locator("dt").all_inner_texts() == heads, "each is explained"
    widths = page.locator("tbody tr").evaluate_all("(rows) => rows.map((row) => row.cells.length)")
    assert widths == [len(heads)] * len(rows)


def test_done_is_one_column(report: Any) -> None:
    page = report([row("Ann"), row("Ben", state="started", done=1), row("Cem", done=0, asked=0)])
    assert page.locator("td.progress").all_inner_texts() == ["4 of 4", "1 of 4", ""]


def test_a_look_says_what_was_found(report: Any) -> None:
    page = report()
    cells = page.locator("td.look")
    said = [text.split("\n") for text in cells.all_inner_texts() if text]
    assert ["Template unchanged: Learning plan, Career roadmap"] in said
    assert ["Worked example: Skills assessment, Job market research"] in said
    assert ["Near copy of Hubert Wolfeschlegelsteinhausen (88%)"] in said


# --- sorting


@pytest.mark.parametrize("width", [390, 1280])
def test_heads_look_like_buttons_and_say_how_they_sort(report: Any, width: int) -> None:
    page = report(width=width)
    head = page.get_by_role("columnheader", name="Problems")
    button = head.get_by_role("button")
    style = "(each, name) => getComputedStyle(each, name ? '::after' : null)"

    def mark() -> str:
        return button.evaluate("(each) => getComputedStyle(each, '::after').content")

    def looks() -> str:
        return button.evaluate(f"(each) => ({style})(each).background")

    unsorted, still = mark(), looks()
    assert unsorted not in ("none", "normal", '""')
    assert button.evaluate(f"(each) => ({style})(each).borderTopStyle") == "solid"
    assert head.get_attribute("aria-sort") in (None, "none")
    button.hover()
    assert looks() != still

    button.focus()
    marks = {unsorted}
    for key, way in (("Enter", "ascending"), ("Space", "descending"), ("Enter", "ascending")):
        page.keyboard.press(key)
        assert head.get_attribute("aria-sort") == way
        marks.add(mark())
        numbers = list(map(int, page.locator("td.problems").all_text_contents()))
        assert numbers == sorted(numbers, reverse=way == "descending")
    assert len(marks) == 3
    assert page.locator("[aria-sort=ascending], [aria-sort=descending]").count() == 1


def test_empty_cells_come_last_both_ways(report: Any) -> None:
    page = report()
    button = page.get_by_role("button", name="Last changed")
    for _ in range(2):
        button.click()
        assert page.locator("td.changed").last.inner_text() == ""


def test_the_heads_stay_in_sight(report: Any) -> None:
    page = report()
    page.locator("tbody tr").last.scroll_into_view_if_needed()
    assert page.evaluate("scrollY") > 100
    assert page.get_by_role("columnheader", name="Portfolio").evaluate(
        "(head) => head.getBoundingClientRect().top >= 0"
    )


# --- names of every script


def test_names_stand_in_their_own_direction(report: Any) -> None:
    page = report()
    names = page.locator(".name")
    assert names.count() == 31 + 4  # four of them again, as near copies
    assert names.evaluate_all("(all) => all.every((name) => name.dir === 'auto')")
    directions = dict(
        names.evaluate_all(
            "(all) => all.map((name) => [name.textContent, getComputedStyle(name).direction])"
        )
    )
    assert {name for name, way in directions.items() if way == "rtl"} == set(NAMES[9:12])
