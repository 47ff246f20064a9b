"""A learner fills in the forms on a phone, and comes back: ratings go up, a plan was on hold."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from helpers.forms import (
    ASSESSMENT,
    EXERCISE,
    FILLED,
    MARKET,
    PLAN,
    ROAD,
    Learner,
    address,
    begins,
    left,
)
from helpers.forms_kept import SETTLED
from playwright.sync_api import expect
from portfolio.check import checks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Locator, Page
    from portfolio.ask import exercise

DAYS = {"2026-11-02": "2026-08-03", "2026-11-03": "2026-08-04"}  # of `FILLED`: all in August
AUGUST, NOVEMBER = date(2026, 8, 5), date(2026, 11, 12)


class ByTouch(Learner):
    """With a finger on a phone; the phone's keyboard writes."""

    def reach(self, control: Locator) -> None:
        control.tap()
        expect(control).to_be_focused()  # a busy machine takes a moment to see a tap in touches

    def press(self, control: Locator) -> None:
        control.tap()

    def day(self, name: str, text: str) -> None:
        """By the phone's own calendar."""
        self.page.get_by_role("textbox", name=begins(name)).fill(DAYS.get(text, text))

    def tick(self, control: Locator) -> None:
        control.tap()

    def rate(self, skill: str, rating: int) -> None:
        self.group(skill).get_by_role("radio").nth(rating).tap()

    def choose(self, name: str, text: str, within: Locator | None = None) -> None:
        control = (within or self.page).get_by_role("combobox", name=begins(name))
        control.select_option(text)  # the phone's own list, out of a test's reach


class Walk:
    """One browser over months, and the folder into which every file goes that it downloads."""

    def __init__(self, page: Page, site: str, folder: Path) -> None:
        self.page, self.site, self.folder = page, site, folder
        self.today = AUGUST
        self.errors: list[str] = []
        page.on("pageerror", lambda error: self.errors.append(str(error)))

    def open(self, deliverable: exercise.Deliverable, today: date) -> ByTouch:
        self.today = today
        self.page.clock.set_fixed_time(f"{today}T12:00:00Z")
        self.page.goto(f"{self.site}{address(deliverable)}")
        self.page.wait_for_selector(".form__bar")
        return ByTouch(self.page)

    def hand_in(self, deliverable: exercise.Deliverable) -> dict[str, Any]:
        """Save the file; return its fields once the checks find it green."""
        self.page.wait_for_timeout(SETTLED)
        assert left(self.page) in ("Complete", "Nothing left on this page")
        assert not self.errors
        with self.page.expect_download() as waiting:
            ByTouch(self.page).click("Download my file")
        (self.folder / deliverable.file).write_bytes(Path(waiting.value.path()).read_bytes())
        assert waiting.value.suggested_filename == deliverable.file
        found = checks.check(EXERCISE, self.folder, self.today)
        (answer,) = (each for each in found.answers if each.deliverable is deliverable)
        assert [f"{p.field}: {p.message}" for p in answer.problems] == []
        return answer.fields()


@pytest.fixture(scope="module")
def walk(browser: Browser, site: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walk]:
    """Four documents, filled in in August: of many rows alike, the first two by touch."""
    screen = {"width": 390, "height": 844}
    context = browser.new_context(
        viewport=screen, has_touch=True, is_mobile=True, locale="en-US", reduced_motion="reduce"
    )
    context.set_default_timeout(5000)
    walk = Walk(context.new_page(), site, tmp_path_factory.mktemp("grow"))
    for deliverable in (ASSESSMENT, PLAN, ROAD, MARKET):
        FILLED[deliverable.id](walk.open(deliverable, AUGUST))
        walk.hand_in(deliverable)
    yield walk
    context.close()


def test_a_learner_without_a_file_hands_in_four_by_touch(walk: Walk) -> None:
    assert checks.check(EXERCISE, walk.folder, AUGUST).complete


def test_ratings_that_are_raised_in_november_keep_those_of_august(walk: Walk) -> None:
    learner = walk.open(ASSESSMENT, NOVEMBER)
    offer = walk.page.get_by_role("button", name="Assess again").locator("..")
    assert "You rated yourself on 2026-08-03." in offer.inner_text()
    learner.rate("Docker", 2)
    learner.rate("Kubernetes", 1)
    walk.page.wait_for_timeout(SETTLED)
    assert "You raised your ratings for Docker, Kubernetes." in offer.inner_text()

    learner.click("Assess again")

    fields = walk.hand_in(ASSESSMENT)
    assert fields["assessed_on"] == NOVEMBER
    (then,) = fields["earlier"]
    assert then["assessed_on"] == date(2026, 8, 3)
    for skill in ("docker", "kubernetes"):
        assert fields["ratings"][skill] == then["ratings"][skill] + 1
        assert skill in fields["priorities"]  # reached, and no fault
    assert offer.count() == 0 or not offer.is_visible()
    assert checks.check(EXERCISE, walk.folder, NOVEMBER).complete

    kept = learner.group("Earlier ratings")
    assert "Docker 1" in kept.inner_text()
    learner.click("Remove earlier ratings, 1")
    assert kept.count() == 0
    learner.click("Undo")
    assert walk.hand_in(ASSESSMENT) == fields


def test_a_project_is_finished(walk: Walk) -> None:
    learner = walk.open(ROAD, NOVEMBER)
    half = learner.group("In 6 months")
    half.locator("summary", has_text="A small cluster").click()
    learner.choose("Done", "yes", half)

    (project,) = walk.hand_in(ROAD)["month_6"]["projects"]
    assert (project["name"], project["done"]) == ("A small cluster", True)


def test_three_weeks_away_move_what_is_open(walk: Walk) -> None:
    learner = walk.open(PLAN, NOVEMBER)
    first = learner.group("Weeks").locator("details.form__item").first
    first.locator("summary").click()
    learner.choose("Done", "yes", first)
    walk.page.wait_for_timeout(SETTLED)

    learner.click("I was away")
    learner.write("Weeks", "3", learner.group("Pauses"))
    learner.write("Reason", "A new job", learner.group("Pauses"))

    fields = walk.hand_in(PLAN)
    last = fields["weeks"][0]["week"][1]
    assert fields["pauses"] == [{"after": last, "weeks": 3, "reason": "A new job"}]
    assert checks.check(EXERCISE, walk.folder, NOVEMBER).complete
