"""How a form reads: nothing said twice, no button by a name it has not, all on one line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from helpers.forms import ASSESSMENT, MARKET, PLAN, ROAD, download, load, opened
from helpers.forms_kept import SETTLED, box, example, keep, paste
from helpers.project import DOCS

if TYPE_CHECKING:
    from playwright.sync_api import Page

VISIBLE = """all => all.map(one => [...one.childNodes].filter(each => each.clientHeight !== 1)
  .map(each => each.textContent).join("").trim())"""


def test_a_button_is_named_as_it_is_seen(look: Any, site: str) -> None:
    page = opened(look, site, ROAD)
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 844})
        (save,) = page.locator(".form__save").evaluate_all(VISIBLE)
        (name,) = page.locator(".form__file > p > strong").evaluate_all(VISIBLE)
        assert name == save


@pytest.mark.parametrize("width", [390, 1280])
def test_a_pasted_file_takes_one_to_the_top_of_its_form(width: int, look: Any, site: str) -> None:
    page = opened(look, site, ROAD, width=width)
    page.locator("summary", has_text="Open it here").click()
    box = page.get_by_role("textbox", name="The text of your file")
    assert box.bounding_box()["height"] > 60
    box.fill(example(ROAD))
    assert box.bounding_box()["height"] < 844 / 2
    page.get_by_role("button", name="Use this text").click()
    page.wait_for_timeout(SETTLED)

    assert not box.is_visible()
    begin = page.locator(".form__begin").bounding_box()
    header = page.locator(".md-header").bounding_box()
    assert header["y"] + header["height"] <= begin["y"] < 844 / 2
    assert page.evaluate("document.activeElement.matches('.form__notices')")


def test_only_what_went_wrong_looks_like_it(look: Any, site: str) -> None:
    page = opened(look, site, ROAD)
    edge = "one => getComputedStyle(one).borderInlineStartColor"
    notice = page.locator(".form__notices .form__notice")
    paste(page, "---\n[")
    wrong = notice.evaluate(edge)
    load(page, DOCS / "example" / ROAD.file)
    page.get_by_text(f"{ROAD.file} is loaded").wait_for()
    assert notice.evaluate(edge) != wrong
    undo, close = (each.bounding_box() for each in notice.locator("button").all())
    assert abs(undo["y"] - close["y"]) < 1

    paste(page, example(ROAD))
    page.get_by_text("The text is loaded").wait_for()
    assert notice.evaluate(edge) != wrong


def test_what_is_done_is_chosen_as_its_help_says(look: Any, site: str) -> None:
    page = opened(look, site, ROAD)
    before = example(ROAD).replace("done: yes", "done: true")
    paste(page, before)
    menus = page.get_by_label(re.compile("^Done"))
    assert "yes" in menus.evaluate_all("all => all.map(one => one.value)")
    options = menus.evaluate_all("all => all.map(one => [...one.options].map(each => each.value))")
    assert all(each == ["", "yes", "no"] for each in options)
    assert download(page).decode().count("done: true") == before.count("done: true")
    for name in (ROAD, PLAN):
        assert "done: true" not in example(name)


ROWS = """all => all.filter(row => row.checkVisibility()).map(row => {
  const columns = getComputedStyle(row).gridTemplateColumns.split(" ").length;
  return Object.values(Object.groupBy([...row.children].map((field, index) => {
    const [{y: top}, {y, height}] = [".form__label", "input, select"]
      .map(each => field.querySelector(each).getBoundingClientRect());
    return [Math.floor(index / columns), ...[top, y, height].map(Math.round)];
  }), ([line]) => line));
})"""


@pytest.mark.parametrize("deliverable", [ROAD, MARKET], ids=["roadmap", "market"])
def test_fields_of_a_row_are_on_a_line(deliverable: Any, look: Any, site: str) -> None:
    page = opened(look, site, deliverable)
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 844})
        lines = [line for row in page.locator(".form__row").evaluate_all(ROWS) for line in row]
        assert max(map(len, lines)) > 1
        for line in lines:
            assert all(each == line[0] for each in line), lines


# --- offers


def draft(page: Page) -> Any:
    return page.locator(".form__draft")


def test_a_plan_that_is_written_asks_for_no_assessment(look: Any, site: str) -> None:
    page = opened(look, site, PLAN)
    assert "first" in draft(page).inner_text()
    load(page, DOCS / "example" / PLAN.file)
    assert not draft(page).is_visible()
    keep(page, site, ASSESSMENT)
    page.reload()
    assert draft(page).get_by_role("button").is_visible()


def test_a_week_with_goals_offers_none_until_one_is_added(look: Any, site: str) -> None:
    page = opened(look, site, PLAN)
    load(page, DOCS / "example" / PLAN.file)
    page.eval_on_selector_all("#form details", "all => all.forEach(one => one.open = true)")
    week = page.locator("details.form__item", has=page.locator("summary", has_text="Week 11 ·"))
    assert week.locator(".form__chip").count() == 0
    week.get_by_role("button", name="Add a goal").click()
    assert week.locator(".form__chip").count() > 1
    rated = re.sub(r"(?m)^  docker: \d", "  docker: 4", example(ASSESSMENT), count=1)
    keep(page, site, ASSESSMENT, text=rated)
    page.reload()
    page.eval_on_selector_all("#form details", "all => all.forEach(one => one.open = true)")
    offered = week.locator(".form__chip").all_inner_texts()
    assert offered
    assert not [each for each in offered if "multi-stage" in each]


def test_what_other_postings_ask_for_is_unfolded_where_nothing_stands(look: Any, site: str) -> None:
    page = opened(look, site, MARKET)
    load(page, DOCS / "example" / MARKET.file)
    offers = page.locator(".form__offers")
    is_open = "all => all.map(one => one.open)"
    assert True not in offers.evaluate_all(is_open)[::2]  # each of them says what it requires
    page.get_by_role("button", name="Add a posting").click()
    offer = offers.nth(-2).get_by_role("button").first
    term = offer.inner_text().removeprefix("+ ")
    offer.click()
    assert offers.evaluate_all(is_open)[-2]
    assert offer.inner_text() != f"+ {term}"
    assert page.get_by_role("textbox", name=re.compile("^Requirements, 1")).input_value() == term


def test_lines_that_other_programs_end_are_lines(look: Any, site: str) -> None:
    """Word's soft break is a vertical tab; taken out, it would glue two words together."""
    page = opened(look, site, ROAD)
    box(page, "Where I am now").fill("Shop\vTesco\u0085Leeds")
    page.wait_for_timeout(SETTLED)
    assert "Shop\nTesco\nLeeds" in download(page).decode()
