"""How the forms look and are reached: on small phones, in high contrast, by keyboard, by touch."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

import pypdf
import pytest
from helpers.axe import violations
from helpers.forms import (
    ASSESSMENT,
    EXERCISE,
    FRONT,
    MARKET,
    PAGES,
    PLAN,
    ROAD,
    address,
    begins,
    opened,
)
from helpers.forms_kept import SETTLED, box, example, keep, paste, turn_to
from helpers.project import DOCS
from looking import sites
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Page

TECHNICAL = [skill for skill in EXERCISE.matrix.values() if skill.levels]


def rate(page: Page, skill: str, rating: int) -> None:
    group = page.get_by_role("group", name=begins(skill))
    radio = group.get_by_role("radio").nth(rating)
    # The label is what a learner taps: a click on the hidden circle can miss it while the page
    # grows around it.
    radio.locator("xpath=ancestor::label").click()
    expect(radio).to_be_checked()


@pytest.fixture(scope="module", params=PAGES, ids=[deliverable.id for deliverable in PAGES])
def unfolded(request: pytest.FixtureRequest, screen: Page, site: str) -> Page:
    """Each form, opened once for all that is asked of how it is drawn."""
    screen.goto(f"{site}{address(request.param)}")
    screen.wait_for_selector(".form__bar")
    screen.eval_on_selector_all("#form details", "all => all.forEach(one => one.open = true)")
    return screen


# --- what is worth a look


def test_a_note_stands_at_its_section_and_is_not_counted(look: Any, site: str) -> None:
    page = opened(look, site, ASSESSMENT)
    text = example(ASSESSMENT)
    paste(page, text.replace("## Gaps\n", "## Gaps\n\nSome.<br>More. [On](#nowhere)\n"))
    control = box(page, "Gaps")
    notes = page.locator(".form__note")
    expect(notes).to_have_count(2)
    assert notes.all_inner_texts()[0].startswith("Note: <br> is shown as text")
    assert notes.first.evaluate("note => note.parentNode.id") in control.get_attribute(
        "aria-describedby"
    )
    assert control.get_attribute("aria-invalid") is None
    assert not page.locator(".form__problem").count()
    assert page.get_by_text("Nothing left on this page").count()
    control.fill("Some, and more.")
    control.blur()
    expect(notes).to_have_count(0)


# --- one way to save


def test_a_form_has_one_way_to_save(unfolded: Page) -> None:
    """The empty template stands with what to do by hand, says what it is, and has another name."""
    saving = unfolded.get_by_role("button", name=re.compile("Download|Save"))
    assert saving.all_inner_texts() == ["Download my file"]
    empty = unfolded.get_by_role("link", name="Download the blank template")
    assert not empty.is_visible()
    unfolded.get_by_text("Prefer to write it by hand?").click()
    assert empty.is_visible()
    assert empty.get_attribute("class") is None
    with unfolded.expect_download() as waiting:
        empty.click()
    assert waiting.value.suggested_filename == empty.get_attribute("download")
    assert waiting.value.suggested_filename not in {each.file for each in PAGES}


def test_it_says_what_it_counts_and_leads_on(look: Any, site: str) -> None:
    page = opened(look, site, ASSESSMENT)
    said = page.locator(".form__file").inner_text()
    assert "This list covers what you wrote in this browser" in said
    assert "The check and your site use the files in docs" in said
    assert not page.locator(".form__after a").count()
    keep(page, site, PLAN, ROAD, MARKET, ASSESSMENT)
    page.reload()
    after = page.locator(".form__after")
    assert "Move each file into docs" in after.inner_text()
    links = after.locator("a").evaluate_all("all => all.map(one => one.href)")
    assert links == [f"{site}portfolio-template/", f"{site}publish/"]
    for link in links:
        assert page.request.get(link).ok


def test_one_word_for_one_thing(unfolded: Page) -> None:
    """What takes away is Remove, what adds says what; the form counts what is left."""
    name = "all => all.map(one => one.ariaLabel || one.textContent)"
    names = unfolded.locator("#form button").evaluate_all(name)
    assert not re.findall(r"Take|Delete|Erase|Clear|Add it|Add a line", "\n".join(names))
    assert "Remove my answers from this browser" in names
    assert not re.findall(r"\d problem", unfolded.locator("#form").inner_text())


# --- the rating


def test_no_word_of_a_rating_is_torn(look: Any, site: str) -> None:
    page = opened(look, site, ASSESSMENT, width=320)
    page.get_by_role("combobox", name="Target level").select_option("mid")
    rate(page, "Python", 2)
    page.wait_for_timeout(SETTLED)
    assert page.locator(".form__meaning", has_text="Intermediate: ").is_visible()
    for width in (320, 360, 768):  # at others, `test_look_states.py` looks for the same
        page.set_viewport_size({"width": width, "height": 844})
        is_whole(page, width)


def is_whole(page: Page, width: int) -> None:
    """No word is in two pieces, no letters are too small, nothing is beside the screen."""
    torn = """all => all.filter(one => {
      const range = document.createRange();
      range.selectNodeContents(one);
      const lines = new Set([...range.getClientRects()].map(each => Math.round(each.top)));
      return one.clientHeight !== 1 && lines.size > one.textContent.split(" ").length;
    }).length"""
    assert page.locator(".form__word").evaluate_all(torn) == 0
    sizes = page.locator("#form :is(p, span, label, button, legend)").evaluate_all(
        "all => all.filter(one => one.checkVisibility())"
        ".map(one => parseFloat(getComputedStyle(one).fontSize))"
    )
    assert min(sizes) >= 11
    scale = "one => one.closest('svg').getBoundingClientRect().width / 340"
    label = page.locator(".radar__label").first
    size = label.evaluate("one => parseFloat(getComputedStyle(one).fontSize)")
    assert size * label.evaluate(scale) >= 10.9
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_bar_of_a_phone_is_one_row(look: Any, site: str) -> None:
    """With the shortest and the longest that it says of what is left."""
    page = opened(look, site, MARKET, width=320)
    for text in ("items left", "Nothing left on this page"):
        assert text in page.locator(".form__bar").inner_text()
        for width in (320, 360, 390):
            page.set_viewport_size({"width": width, "height": 844})
            assert page.locator(".form__bar").bounding_box()["height"] < 60
        page.evaluate("scrollTo(0, 900)")
        page.wait_for_timeout(100)
        page.evaluate("scrollTo(0, 500)")
        page.wait_for_timeout(200)
        assert not page.locator(".md-top").is_visible()
        keep(page, site, MARKET)
        turn_to(page, site, MARKET)


def test_high_contrast_shows_what_is_chosen(look: Any, site: str) -> None:
    page = opened(look, site, ASSESSMENT)
    page.emulate_media(forced_colors="active")
    rate(page, "Docker", 3)
    chosen = page.get_by_role("group", name=re.compile("^Docker")).locator(".form__choice")
    paint = "all => all.map(one => getComputedStyle(one).backgroundColor)"
    colors = chosen.evaluate_all(paint)
    assert colors.count(colors[3]) == 1, colors


def test_the_radar_waits_for_all_technical_skills(look: Any, site: str) -> None:
    """What is not rated is not 0, and no gap is ruled out before everything is rated."""
    page = opened(look, site, ASSESSMENT)
    picture = page.locator(".form__picture")
    shapes = picture.locator("polygon:not(.radar__ring)")
    page.get_by_role("combobox", name="Target level").select_option("junior")
    page.wait_for_timeout(SETTLED)
    assert "Rate a skill and your gaps appear here" in picture.inner_text()
    assert shapes.count() == 0
    ratings = "".join(f"  {skill.id}: 4\n" for skill in TECHNICAL[:-1])
    paste(page, f"---\ntarget_level: junior\nratings:\n{ratings}---\n")
    assert "No gaps" not in picture.inner_text()
    assert "9 of 10" in picture.inner_text()
    assert shapes.count() == 0
    assert picture.locator(".radar__dot").count() == 9
    rate(page, TECHNICAL[-1].name, 0)
    page.wait_for_timeout(SETTLED)
    assert shapes.count() == 2
    assert "Gaps to close for the junior level" in picture.inner_text()
    rate(page, TECHNICAL[-1].name, 4)
    page.wait_for_timeout(SETTLED)
    assert "No gaps: you meet the junior level" in picture.inner_text()


def test_an_empty_part_that_nobody_asks_for_is_neither_done_nor_left(look: Any, site: str) -> None:
    page = opened(look, site, FRONT)
    part = page.locator(".form__parts li", has_text="Location")
    assert part.get_attribute("class") == "form__optional"
    assert "✓" not in part.inner_text()
    box(page, "Location").fill("Upper Dale")
    page.wait_for_timeout(SETTLED)
    assert "✓" in part.inner_text()


# --- answers


def test_an_answer_of_one_line_is_shown_whole(look: Any, site: str) -> None:
    """No grip where there is nothing to make higher; Enter in a name is no part of it."""
    page = opened(look, site, ROAD)
    line, sentence, section = (box(page, each) for each in ("Role", "Team impact", "Action plan"))
    for control in (line, sentence, section):
        grip = control.evaluate("one => getComputedStyle(one).resize")
        assert grip == ("vertical" if control is section else "none")
        control.fill("I find out why a number is wrong before someone acts on it. " * 3)
        assert control.evaluate("one => one.scrollHeight <= one.clientHeight + 1")
    line.fill("Zoë")
    line.press("Enter")
    assert line.input_value() == "Zoë"
    line.fill("Zoë\nKershaw")
    assert line.input_value() == "Zoë Kershaw"


def test_a_name_on_two_lines_stays_as_the_file_has_it(look: Any, site: str) -> None:
    page = opened(look, site, FRONT)
    text = example(FRONT)
    paste(page, re.sub(r"(?m)^name: .*$", 'name: "Nuala\\\\nKershaw"', text))
    assert box(page, "Name").input_value() == "Nuala\nKershaw"


def test_every_answer_runs_the_way_of_its_script(unfolded: Page) -> None:
    ways = unfolded.locator("#form :is(input, textarea, select)").evaluate_all(
        "all => all.map(one => one.dir)"
    )
    assert set(ways) == {"auto"}


def test_questions_stand_in_boxes_alike(unfolded: Page) -> None:
    borders = unfolded.locator(".form__fields > .form__field:not(.form__notice)").evaluate_all(
        "all => all.map(one => getComputedStyle(one).borderTopWidth)"
    )
    assert set(borders) == {borders[0]}
    assert borders[0] != "0px"


# --- the keyboard

COVERED = """
() => {
  const one = document.activeElement;
  if (!one.closest("#form")) return null;
  const place = (one.closest(".form__choice") ?? one).getBoundingClientRect();
  const top = document.querySelector(".md-header").getBoundingClientRect().bottom;
  const bar = document.querySelector(".form__bar").getBoundingClientRect().top;
  const isInBar = one.closest(".form__bar");
  const room = bar - top;
  const isHidden = place.height > room ? place.bottom < top + 20 || place.top > bar - 20
    : place.top < top - 1 || (!isInBar && place.bottom > bar + 1);
  return isHidden ? `${place.top} to ${place.bottom}: ${one.outerHTML.slice(0, 90)}` : "";
}
"""


@pytest.mark.parametrize(
    ("deliverable", "width", "height", "key"),
    [
        pytest.param(ASSESSMENT, 640, 400, "Tab", id="skills at 200 %"),
        pytest.param(PLAN, 390, 844, "Tab", id="plan on a phone"),
        pytest.param(MARKET, 1280, 844, "Tab", id="market"),
        pytest.param(ROAD, 640, 400, "Shift+Tab", id="roadmap at 200 %"),
    ],
)
def test_what_has_the_focus_is_seen(  # noqa: PLR0917
    deliverable: Any, width: int, height: int, key: str, look: Any, site: str
) -> None:
    """Between the bars, and whole; `test_look_states.py` asks less of more pages."""
    page = opened(look, site, deliverable)
    page.set_viewport_size({"width": width, "height": height})
    start = ".form__begin summary" if key == "Tab" else ".form__file button"
    page.locator(start).last.focus()
    hidden = []
    while len(hidden) < 60:
        page.keyboard.press(key)
        hidden.append(page.evaluate(COVERED))
        if hidden[-1] is None:  # it has left the form
            break
    assert len(hidden) > 20
    assert not any(hidden)


def test_a_printed_form_is_all_its_answers_and_nothing_to_press(look: Any, site: str) -> None:
    """Chromium draws boxes of a grid over each other where one sheet ends and the next begins."""
    page = opened(look, site, ASSESSMENT)
    sites.fill_in(page, DOCS / "example" / ASSESSMENT.file)
    pdf = pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    places: dict[str, tuple[int, float]] = {}
    for number, sheet in enumerate(pdf.pages):

        def note(text: str, cm: Any, tm: Any, *_: Any, number: int = number) -> None:
            down = -(tm[4] * cm[1] + tm[5] * cm[3] + cm[5])
            places.setdefault(" ".join(text.split()), (number, down))

        sheet.extract_text(visitor_text=note)

    order = ["Continuous learning", "Gaps to close for the junior level", "Above the first heading"]
    order += ["What your public pages never show", "Hides your text under Priority areas."]
    order += ["Page settings", "Description"]
    seen = [places[each] for each in order]
    assert seen == sorted(seen), dict(zip(order, seen, strict=True))
    assert not {"Download my file", "Use this text", "Add a skill"} & set(places)


def test_next_thing_left_shows_where_it_went(look: Any, site: str) -> None:
    page = opened(look, site, ASSESSMENT)
    next_one = page.get_by_role("button", name="Next item left")
    for count in (1, 2, 3):
        next_one.click()
        assert page.locator(".form__problem:visible").count() == count
        framed = page.locator(".form__here")
        assert framed.count() == 1
        assert framed.evaluate("one => getComputedStyle(one).outlineStyle") == "solid"
        assert framed.evaluate("one => one.contains(document.activeElement)")
    assert "Python" in page.locator(".form__here").inner_text()


# --- by touch


def test_what_is_wide_can_be_scrolled_without_a_mouse(look: Any, site: str) -> None:
    """Code and rows of tabs, on a phone with a keyboard."""
    stops = 0
    for name in ("learning-plan-template/", "how-to-fill-in/"):
        page = look(site + name, width=390)
        page.eval_on_selector_all("details", "all => all.forEach(one => one.open = true)")
        page.wait_for_timeout(300)
        stops += page.locator("pre > code[tabindex]").count()
        assert not violations(page, "scrollable-region-focusable"), name
    assert stops


def test_every_link_leads_somewhere(unfolded: Page) -> None:
    assert unfolded.locator("#form a:not([href])").count() == 0
