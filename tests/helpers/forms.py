"""A form in a browser: how it is opened, filled, loaded and left."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from portfolio.ask import exercise

from helpers.project import DOCS

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

EXERCISE = exercise.load(DOCS)[0]
FRONT = exercise.portfolio_page(DOCS)
PAGES = [*EXERCISE.deliverables, FRONT]


def address(deliverable: exercise.Deliverable) -> str:
    return deliverable.template_file.removesuffix(".md") + "/"


def begins(name: str) -> re.Pattern[str]:
    return re.compile("^" + re.escape(name).replace("/", r"\/") + r"(?!\w)")


def left(page: Page) -> str:
    return page.locator(".form__state").inner_text()


def opened(look: Any, site: str, deliverable: exercise.Deliverable, **screen: Any) -> Page:
    page = look(f"{site}{address(deliverable)}", **screen)
    page.wait_for_selector(".form__bar")
    return page


def load(page: Page, file: Path) -> None:
    page.set_input_files("input[type=file]", file)
    page.wait_for_function("document.querySelector('.form__notices').textContent")


def download(page: Page, button: str = "Download my file") -> bytes:
    with page.expect_download() as waiting:
        page.get_by_role("button", name=button).press("Enter")
    return Path(waiting.value.path()).read_bytes()


# --- from nothing to four files


class Learner:
    """Somebody who fills in a form, and how they get to a control and press it."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def reach(self, control: Locator) -> None:
        raise NotImplementedError

    def press(self, control: Locator) -> None:
        raise NotImplementedError

    def tick(self, control: Locator) -> None:
        raise NotImplementedError

    def rate(self, skill: str, rating: int) -> None:
        raise NotImplementedError

    def write(self, name: str, text: str, within: Locator | None = None) -> None:
        self.reach((within or self.page).get_by_role("textbox", name=begins(name)).first)
        self.page.keyboard.insert_text(text)

    def day(self, name: str, text: str) -> None:
        control = self.page.get_by_role("textbox", name=begins(name))
        self.reach(control)
        year, month, day = text.split("-")
        self.page.keyboard.type(f"{month}{day}{year}")
        assert control.input_value() == text

    def choose(self, name: str, text: str, within: Locator | None = None) -> None:
        control = (within or self.page).get_by_role("combobox", name=begins(name))
        self.reach(control)
        options = control.locator("option").all_inner_texts()
        for _ in range(options.index(text)):
            self.page.keyboard.press("ArrowDown")
        assert control.locator("option:checked").inner_text() == text

    def click(self, name: str, within: Locator | None = None) -> None:
        self.press((within or self.page).get_by_role("button", name=name))

    def group(self, name: str) -> Locator:
        return self.page.get_by_role("group", name=begins(name))

    def of_row(self, index: int) -> Learner:
        """Return who fills in one of many rows alike: from the third on, the way is known."""
        return self if index < 2 else AtOnce(self.page)


WRITE = """
(each, text) => {
  each.value = text;
  each.dispatchEvent(new Event("input", { bubbles: true }));
}
"""


class AtOnce(Learner):
    """With no way to go: a control is written or pressed wherever it is."""

    def write(self, name: str, text: str, within: Locator | None = None) -> None:
        control = (within or self.page).get_by_role("textbox", name=begins(name)).first
        control.evaluate(WRITE, text)

    def press(self, control: Locator) -> None:
        control.evaluate("each => each.click()")

    def rate(self, skill: str, rating: int) -> None:
        self.press(self.group(skill).get_by_role("radio").nth(rating))


RATINGS = {"Python": 3, "Docker": 1, "Git": 2, "Communication": 4}


def assess(learner: Learner) -> None:
    learner.day("Assessed on", "2026-11-02")
    learner.choose("Target level", "junior")
    for index, skill in enumerate(EXERCISE.matrix.values()):
        learner.of_row(index).rate(skill.name, RATINGS.get(skill.name, 0))
    learner.write("Evidence for Python", 'A script: it runs # every night, says "ok" {{ here }}')
    chosen = learner.group("Priorities")
    for name in ("+ Kubernetes", "+ Docker", "+ Terraform"):
        learner.click(name, chosen)
    learner.write("Strengths", "I script my way out of dull work.")
    learner.write("Gaps", "I have never run a cluster.")
    learner.write("Priority areas", "Clusters first, then code for networks.")


def plan(learner: Learner) -> None:
    """Draft it; then from its end up, where the keyboard is."""
    learner.day("Starts on", "2026-11-30")
    learner.write("Hours per week", "2")
    learner.choose("Day", "Tuesday")
    learner.write("Start", "19:00")
    learner.write("End", "21:00")
    learner.click("Draft the plan from my priorities")
    assert "items left" in left(learner.page)
    learner.write("How I will stay on track", "A friend asks me every Sunday.")
    learner.write("Why this plan", "The widest gaps come first.")
    weeks = learner.page.locator("details.form__item summary", has_text="Week ")
    for count, index in enumerate(reversed(range(weeks.count()))):
        of_week = learner.of_row(count)
        of_week.press(weeks.nth(index))
        box = weeks.nth(index).locator("..")
        of_week.write("Goals, 1", f"Reach step {index + 1}: try, break, mend", box)
        of_week.press(weeks.nth(index))
    for name in ("Terraform", "Docker", "Kubernetes"):
        gap = learner.group(name)
        offered = gap.locator(".form__chip")
        if offered.count():
            learner.press(offered.first)
        else:
            learner.write("Title", f"All of {name}", gap)


def road(learner: Learner) -> None:
    learner.day("Starts on", "2026-12-01")
    now, half, year, three = (
        learner.group(name) for name in ("Now", "In 6 months", "In 1 year", "In 3 years")
    )
    learner.write("Role", "Help desk technician", now)
    learner.write("Experience, 1", "Four years of tickets", now)
    learner.write("Skills, 1", "Bash", now)
    learner.write("Skills, 1", "Kubernetes", half)
    learner.write("Name", "A small cluster", half)
    learner.click("Remove Certifications, 1", half)
    learner.write("Job title", "Junior AI Infrastructure Engineer", year)
    learner.tick(year.get_by_role("checkbox", name=begins("Leave this out of the file")))
    learner.write("Name", "A cluster for training", year)
    learner.choose("Level", "mid", three)
    learner.write("Expertise, 1", "Clusters that heal", three)
    learner.write("Team impact", "Nobody is woken at night.", three)
    for index, month in enumerate((6, 12, 36)):
        if index:
            learner.click("Add a milestone")
        item = learner.group("Milestones").locator("details.form__item[open]")
        learner.write("Month", str(month), item)
        learner.write("Milestone", f"Stop {index + 1}", item)
        learner.write("Metric", "Anyone can see it", item)
    learner.write("Where I am now", "I answer tickets, and I like logs.")
    learner.write("Action plan", "Labs, then applying.")
    learner.write("How I will measure progress", "I look once a month.")


def research(learner: Learner) -> None:
    learner.write("Role", "Junior AI Infrastructure Engineer")
    learner.write("Location", "Denver, remote included")
    learner.day("Searched on", "2026-11-03")
    for index in range(10):
        of_posting = learner.of_row(index)
        if index:
            of_posting.click("Add a posting")
        item = learner.page.locator("details.form__item[open]")
        of_posting.write("Company", f"Example Works {index}", item)
        of_posting.write("Title", "Platform Engineer", item)
        of_posting.write("Address", f"https://example.com/jobs/{index}", item)
        required = item.get_by_role("group", name=begins("Requirements"))
        if index == 0:
            for at, term in enumerate(("Kubernetes", "Python", "Linux")):
                learner.write(f"Requirements, {at + 1}", term, required)
                if at < 2:
                    learner.page.keyboard.press("Enter")
        else:
            for term in ("Kubernetes: ", "Python: ", "Linux")[: 3 if index == 1 else 1]:
                of_posting.click(f"Add {term}", required)
    common = learner.group("Common requirements")
    for term in ("Kubernetes", "Python", "Linux"):
        learner.click(f"Add {term}", common)
    pay = learner.group("Salary range")
    learner.write("Min", "80000", pay)
    learner.write("Max", "95000", pay)
    learner.write("Currency", "USD", pay)
    learner.write("What employers ask for", "Clusters, again and again.")
    learner.write("What pay looks like", "It differs by place.")
    learner.write("What this means for my plan", "I begin with clusters.")


FILLED = {
    "skills-assessment": assess,
    "learning-plan": plan,
    "career-roadmap": road,
    "job-market-research": research,
}


ASSESSMENT, PLAN, ROAD, MARKET = (
    next(deliverable for deliverable in EXERCISE.deliverables if deliverable.id == id_)
    for id_ in FILLED
)
