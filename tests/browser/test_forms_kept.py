"""The forms over time: nothing written is lost, by undo, by a second tab, or by the keyboard."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from helpers.forms import (
    ASSESSMENT,
    FRONT,
    MARKET,
    PAGES,
    PLAN,
    ROAD,
    begins,
    download,
    left,
    load,
    opened,
)
from helpers.forms_kept import SETTLED, box, example, keep, paste, turn_to
from helpers.project import DOCS

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Locator, Page

HAS_FOCUS = "each => each === document.activeElement"


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=re.compile(f"^{re.escape(name)}")).first.press("Enter")


def notice(page: Page) -> str:
    return page.locator(".form__notices").inner_text()


def unfold(page: Page) -> None:
    page.eval_on_selector_all("#form details", "all => all.forEach(one => one.open = true)")


def secret(item: Locator) -> Locator:
    """Return what leaves the first value of an item out of the file."""
    return item.get_by_role("checkbox", name=begins("Leave this out of the file")).first


def test_complete_is_said_only_when_no_page_has_anything_left(look: Any, site: str) -> None:
    page = opened(look, site, ASSESSMENT)
    keep(page, site, ASSESSMENT, PLAN, ROAD, MARKET)
    turn_to(page, site, ROAD)
    assert left(page) == "Complete"

    box(page, "Role").fill("")
    page.wait_for_timeout(SETTLED)
    turn_to(page, site, PLAN)

    assert left(page) == "Nothing left on this page"
    said = page.locator(".form__file").inner_text()
    assert "Left on other pages: Career roadmap (1 item)." in said, said


def test_two_tabs_do_not_write_over_each_other(look: Any, site: str) -> None:
    page = opened(look, site, PLAN)
    other = page.context.new_page()
    other.goto(page.url)
    box(page, "Hours per week").fill("5")
    page.wait_for_timeout(SETTLED)
    box(other, "Hours per week").fill("9")
    other.wait_for_timeout(SETTLED)
    kept = "Object.values(localStorage).join()"
    assert "changed in another tab" in notice(other)
    assert "hours_per_week: 5 " in other.evaluate(kept)

    press(other, "Keep this one")
    other.wait_for_timeout(SETTLED)
    assert "hours_per_week: 9 " in other.evaluate(kept)

    assert "changed in another tab" in notice(page)
    press(page, "Use the other one")
    assert box(page, "Hours per week").input_value() == "9"
    press(page, "Undo")
    assert box(page, "Hours per week").input_value() == "5"


def test_the_question_of_two_tabs_stays_until_it_is_answered(look: Any, site: str) -> None:
    page = opened(look, site, FRONT)
    other = page.context.new_page()
    other.goto(page.url)
    load(other, DOCS / "example" / FRONT.file)
    page.wait_for_timeout(SETTLED)
    box(page, "Name").fill("Mine")
    page.get_by_role("button", name=re.compile("^Remove")).first.press("Enter")
    paste(page, example(FRONT))
    assert "changed in another tab" in notice(page)

    page.get_by_role("button", name="Remove my answers from this browser").press("Enter")
    assert "changed in another tab" not in notice(page)
    press(page, "Undo")
    box(page, "Headline").fill("Kept again")
    page.wait_for_timeout(SETTLED)
    page.reload()
    page.wait_for_selector(".form__bar")
    assert box(page, "Headline").input_value() == "Kept again"


def test_undo_can_be_undone_and_says_what_goes_with_it(look: Any, site: str) -> None:
    page = opened(look, site, PLAN)
    load(page, DOCS / "example" / PLAN.file)
    press(page, "Undo")
    assert "Undone." in notice(page)
    press(page, "Redo")
    assert "Redone." in notice(page)
    box(page, "Hours per week").fill("7.25")
    page.get_by_role("button", name="Undo this and everything since").press("Enter")
    assert "Undone, along with everything you changed since." in notice(page)
    assert not box(page, "Hours per week").input_value()
    press(page, "Redo")
    assert box(page, "Hours per week").input_value() == "7.25"


ITEM = "Remove posting 2"
LINE = "Remove Common requirements, 1"
PRIORITY = "Remove Kubernetes"
UNASKED, MISSHAPEN = "Remove colour", "Remove it and answer here"
OUT = [
    pytest.param(MARKET, [ITEM, LINE], id="an item of fields, a line"),
    pytest.param(ASSESSMENT, [PRIORITY], id="a priority"),
    pytest.param(PLAN, [UNASKED, MISSHAPEN], id="what nobody asks for, and a wrong shape"),
]


@pytest.mark.parametrize(("deliverable", "names"), OUT)
def test_what_is_taken_out_comes_back(
    deliverable: Any, names: list[str], look: Any, site: str
) -> None:
    page = opened(look, site, deliverable)
    text = example(deliverable)
    if deliverable is PLAN:
        text = text.replace("hours_per_week: 7", "colour: blue\nhours_per_week: [7]", 1)
    paste(page, text)
    before = download(page)
    for name in names:
        unfold(page)

        page.get_by_role("button", name=name, exact=True).press("Enter")
        after = download(page)
        assert re.match("Removed: .", notice(page)), name
        press(page, "Undo")

        assert after != before, name
        assert download(page) == before, name


def test_a_plan_drafted_anew_keeps_what_is_learned_from(look: Any, site: str) -> None:
    page = opened(look, site, FRONT)
    keep(page, site, ASSESSMENT)
    turn_to(page, site, PLAN)
    rows = (
        "gaps:\n  - skill: git  # mine\n    resources:\n      - title: My own notes\n"
        "  - skill:\n    resources:\n      - title: Without a skill\n"
        "  - skill: git\n    resources:\n      - title: Git once more\n"
        "weeks:\n  - week: 1\n    hours: 3\n"
    )
    paste(page, re.sub(r"gaps:\n(?:.*\n)*?(?=---\n)", rows, example(PLAN), count=1))
    press(page, "Draft again, replacing the weeks below")
    made = download(page).decode()

    for kept in ("skill: git  # mine\n", "My own notes", "Without a skill", "Git once more"):
        assert made.count(kept) == 1, kept
    assert "hours: 3" not in made
    assert "skill: kubernetes\n" in made


def test_half_a_day_leaves_the_day_that_was_there(look: Any, site: str) -> None:
    page = opened(look, site, PLAN)
    day = box(page, "Starts on")
    day.press_sequentially("11302026")
    box(page, "Hours per week").focus()
    page.wait_for_timeout(SETTLED)
    day.focus()
    page.keyboard.type("02")
    page.keyboard.type("31")
    page.get_by_role("button", name="Next item left").focus()
    page.wait_for_timeout(SETTLED)

    told = page.locator(".form__problem").first.inner_text()
    assert "no such date" in told
    assert "still says 2026-11-30" in told
    assert b"starts_on: 2026-11-30" in download(page)

    day.fill("2026-12-01")
    page.wait_for_timeout(SETTLED)
    assert page.locator(".form__problem", has_text="no such date").count() == 0
    assert b"starts_on: 2026-12-01" in download(page)


def test_a_fence_left_open_hides_no_box(look: Any, site: str) -> None:
    page = opened(look, site, PLAN)
    box(page, "Why this plan").fill("```\ncode without an end")
    box(page, "How I will stay on track").fill("A friend asks me.")
    page.wait_for_timeout(SETTLED)
    page.reload()
    page.wait_for_selector(".form__bar")

    assert box(page, "How I will stay on track").input_value() == "A friend asks me."
    assert box(page, "Why this plan").input_value() == "```\ncode without an end"
    part = page.get_by_role("link", name=begins("How I will stay on track"))
    assert "not known" in part.inner_text()
    box(page, "Why this plan").fill("```\ncode\n```")
    box(page, "How I will stay on track").fill("Two friends ask me.")
    page.wait_for_timeout(SETTLED)
    assert "nothing left" in part.inner_text()
    assert download(page).decode().count("## How I will stay on track") == 1


def test_a_line_of_dashes_makes_no_heading(look: Any, site: str) -> None:
    page = opened(look, site, PLAN)
    box(page, "Why this plan").fill("A reason\n---\nAnother")
    page.get_by_role("button", name="Next item left").focus()
    page.wait_for_timeout(SETTLED)
    assert box(page, "Why this plan").input_value() == "A reason\n---\nAnother"
    assert "Why this plan nothing left" in page.locator(".form__parts").inner_text().replace(
        "✓", ""
    ).replace("\n", " ").replace("  ", " ")


def test_a_heading_typed_into_a_section_has_a_box(look: Any, site: str) -> None:
    page = opened(look, site, PLAN)
    box(page, "Why this plan").fill("Reasons\n\n## My own\n\nMore")
    box(page, "How I will stay on track").focus()
    page.get_by_role("textbox", name="My own").wait_for()

    assert "is a heading" in notice(page)
    assert box(page, "My own").input_value() == "More"
    assert box(page, "Why this plan").input_value() == "Reasons"


def test_sections_of_one_name_have_a_box_each(look: Any, site: str) -> None:
    page = opened(look, site, PLAN)
    paste(page, example(PLAN) + "\n## Why this plan\n\nOnce more.\n")
    both = page.get_by_role("textbox", name="Why this plan")
    assert [both.nth(0).input_value() != "", both.nth(1).input_value()] == [True, "Once more."]
    both.nth(1).fill("Twice.")
    made = download(page).decode()
    assert made.endswith("## Why this plan\n\nTwice.\n")
    assert made.count("## Why this plan") == 2


def test_a_heading_nearly_right_is_mended_by_a_button(look: Any, site: str) -> None:
    page = opened(look, site, PLAN)
    paste(page, example(PLAN).replace("## Why this plan", "## Why that plan"))
    assert left(page) == "1 item left"
    press(page, "Use this text under “Why this plan”")
    assert left(page) == "Nothing left on this page"
    assert download(page).decode().count("## Why this plan") == 1


def test_what_is_withheld_stays_with_its_item(look: Any, site: str) -> None:
    """After an undo, too, which draws all anew."""
    page = opened(look, site, MARKET)
    load(page, DOCS / "example" / MARKET.file)
    unfold(page)
    items = page.locator("details.form__item")
    company = items.nth(0).get_by_role("textbox", name="Company").input_value()

    secret(items.nth(0)).check()
    press(page, "Remove posting 3")
    press(page, "Undo")
    unfold(page)
    secret(items.nth(0)).uncheck()
    assert items.nth(0).get_by_role("textbox", name="Company").input_value() == company

    secret(items.nth(0)).check()
    press(page, "Move posting 1 down")
    assert company not in download(page).decode().split("postings:")[1].split("\n## ")[0]
    secret(items.nth(1)).uncheck()
    assert items.nth(1).get_by_role("textbox", name="Company").input_value() == company


def test_ratings_that_cannot_be_read_break_no_form(look: Any, site: str) -> None:
    """What else is in the storage of a site, nobody knows."""
    page = opened(look, site, ASSESSMENT)
    page.evaluate(
        "Object.keys(localStorage).filter((key) => key.endsWith(' ratings then'))"
        ".forEach((key) => { localStorage[key] = '{' })"
    )
    page.reload()
    page.wait_for_selector(".form__bar")
    assert page.get_by_role("group", name=begins("Docker")).is_visible()
    assert not page.errors


def test_ratings_of_an_earlier_day_are_kept_after_a_reload_too(look: Any, site: str) -> None:
    """As they were, not as they have been raised since."""
    page = opened(look, site, ASSESSMENT)
    load(page, DOCS / "example" / ASSESSMENT.file)
    group = page.get_by_role("group", name=begins("Docker"))
    assert group.get_by_role("radio").nth(2).is_checked()
    group.get_by_role("radio").nth(4).locator("xpath=ancestor::label").click()
    page.wait_for_timeout(SETTLED)
    page.reload()
    page.wait_for_selector(".form__bar")
    assert "You raised your rating for Docker." in page.inner_text("#form")
    page.get_by_role("button", name="Assess again").click()
    front = download(page).decode().split("---\n")[1]
    (then, *_) = yaml.safe_load(front)["earlier"]
    assert (str(then["assessed_on"]), then["ratings"]["docker"]) == ("2026-11-23", 2)


def test_a_tick_taken_back_leaves_the_file_as_it_was(look: Any, site: str) -> None:
    page = opened(look, site, MARKET)
    load(page, DOCS / "example" / MARKET.file)
    before = download(page)
    secret = page.get_by_role("checkbox", name=begins("Leave this out of the file")).first
    secret.check()
    assert "remembers the value until you leave" in notice(page)
    assert download(page) != before
    secret.uncheck()
    assert download(page) == before


def test_withheld_typed_by_hand_is_ticked_and_private(look: Any, site: str) -> None:
    page = opened(look, site, FRONT)
    box(page, "Location").fill("withheld")
    box(page, "Location").press("Tab")
    page.wait_for_timeout(SETTLED)
    assert page.get_by_role("checkbox", name=begins("Leave this out of the file")).is_checked()
    assert b"private:\n  - location\n" in download(page)


UNREADABLE = (
    "for (const each of Object.keys(localStorage)) localStorage[each] = '---\\na: *b\\n---\\nMine'"
)


def test_a_kept_page_that_cannot_be_read_is_not_lost(look: Any, site: str) -> None:
    page = opened(look, site, PLAN)
    box(page, "Hours per week").fill("7")
    page.wait_for_timeout(SETTLED)
    page.evaluate(UNREADABLE)
    turn_to(page, site, FRONT)  # else leaving the page keeps it once more
    page.evaluate(UNREADABLE)
    turn_to(page, site, PLAN)
    assert "Line 2 of what this browser saved cannot be read" in notice(page)
    box(page, "Hours per week").fill("8")
    page.wait_for_timeout(SETTLED)
    assert download(page, "Download what was saved").decode().endswith("Mine")
    kept = page.evaluate("Object.entries(localStorage)")
    assert [text[-4:] for key, text in kept if key.endswith("learning-plan unreadable")] == ["Mine"]


# --- by keyboard


def test_the_keyboard_keeps_its_place(look: Any, site: str, tmp_path: Path) -> None:
    """After each press that draws something anew, the next key acts nearby."""
    page = opened(look, site, ASSESSMENT)
    text = example(ASSESSMENT)
    file = tmp_path / ASSESSMENT.file
    file.write_text(re.sub(r"priorities:\n(?:  - .*\n)+", "priorities:\n  -\n", text), "utf-8")
    load(page, file)

    def focused() -> str:
        return page.evaluate("document.activeElement.ariaLabel || document.activeElement.innerText")

    rest = page.get_by_role("combobox", name="Another skill")
    rest.focus()
    for _ in range(3):
        page.keyboard.press("ArrowDown")
    skill = rest.locator("option:checked").inner_text()
    assert page.locator(".form__chosen li").count() == 0
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.locator(".form__chosen li").inner_text().startswith(skill)
    press(page, "+ Terraform")
    press(page, "+ Git")
    page.get_by_role("button", name="Move Git up").focus()
    for name in ("Move Git up", "Move Git down"):
        page.keyboard.press("Enter")
        assert focused() == name
    page.get_by_role("button", name=f"Remove {skill}").press("Enter")
    assert focused().startswith("Remove ")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    assert page.locator(".form__chosen li").count() == 0
    assert page.evaluate("document.activeElement.closest('#form') !== null")


def test_a_moved_item_takes_the_keyboard_along(look: Any, site: str) -> None:
    page = opened(look, site, MARKET)
    load(page, DOCS / "example" / MARKET.file)
    items = page.locator("details.form__item")
    for index in (2, 5):
        items.nth(index).locator("summary").first.click()
    move = page.get_by_role("button", name="Move posting 3 up")
    move.focus()
    page.keyboard.press("Enter")
    assert page.get_by_role("button", name="Move posting 2 up").evaluate(HAS_FOCUS)
    page.keyboard.press("Enter")
    assert page.get_by_role("button", name="Move posting 1 down").evaluate(HAS_FOCUS)
    opened_now = items.evaluate_all("all => all.map(one => one.open ? 1 : 0)")
    assert opened_now[:6] == [1, 0, 0, 0, 0, 1]


# --- words


@pytest.mark.parametrize("deliverable", PAGES, ids=[deliverable.id for deliverable in PAGES])
def test_nobody_needs_to_know_yaml(deliverable: Any, look: Any, site: str) -> None:
    """Help and hints speak of boxes and buttons, whatever is wrong."""
    page = opened(look, site, deliverable)
    wrong = "---\ntitle: {a: b}\ncolour: red\npublish: perhaps\nprivate: [nothing, gaps]\n"
    paste(page, wrong + "weeks: x\npriorities: [x]\nlinks: 3\n---\n")
    unfold(page)
    helps = page.locator("#form .form__help").all_inner_texts()
    said = [*helps, *page.locator("#form .form__problem").all_inner_texts()]
    assert len(said) > 10
    for text in said:
        assert not re.search(r'"- |front matter|on its own line|delete the line|withheld', text)
    assert all(text[:1].isupper() for text in helps if text)


def test_half_an_assessment_of_yesterday_is_gone_on_with(look: Any, site: str) -> None:
    """There is nothing whole to keep, and nothing to press before."""
    page = opened(look, site, ASSESSMENT)
    box(page, "Assessed on").fill("2026-11-02")
    page.get_by_role("group", name=begins("Docker")).get_by_role("radio").nth(1).locator(
        "xpath=ancestor::label"
    ).click()
    page.wait_for_timeout(SETTLED)
    page.reload()
    page.wait_for_selector(".form__bar")
    assert page.get_by_role("group", name=begins("Docker")).get_by_role("radio").nth(1).is_checked()
    assert not page.get_by_role("button", name="Assess again").is_visible()
