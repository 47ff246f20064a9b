"""The forms, in a real Chromium: from nothing to four files that the checks accept, and back."""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
from datetime import UTC, datetime
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from helpers import script
from helpers.axe import violations
from helpers.forms import (
    ASSESSMENT,
    EXERCISE,
    FILLED,
    FRONT,
    MARKET,
    PAGES,
    PLAN,
    ROAD,
    Learner,
    address,
    begins,
    download,
    left,
    load,
    opened,
)
from helpers.forms_kept import SETTLED, example, keep, paste
from helpers.project import DOCS, TODAY, copy_project, lighten
from helpers.server import served
from looking import rules
from playwright.sync_api import expect
from portfolio.check import checks

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page, Request
    from portfolio.ask import exercise


# Where a control is from here, and how many presses it takes at least: inputs are left out, since
# a group of radios is one stop and a day is three.
WAY = """
each => {
  const focus = document.activeElement, stops = "a[href], button, select, textarea, summary";
  const isAfter = (one, other) =>
    one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING;
  const isBelow = Boolean(isAfter(focus, each));
  const [first, last] = isBelow ? [focus, each] : [each, focus];
  const isBetween = stop => isAfter(first, stop) && isAfter(stop, last) && stop.tabIndex >= 0
    && !stop.disabled && stop.checkVisibility({ visibilityProperty: true });
  const isUnknown = !each.isConnected || focus === document.body;
  const between = isUnknown ? 0 : [...document.querySelectorAll(stops)].filter(isBetween).length;
  return { isReached: each === focus, isThere: each.isConnected, isBelow, least: between + 1 };
}
"""


class ByKeyboard(Learner):
    """With the tabulator, arrows, space and return alone."""

    def reach(self, control: Locator) -> None:
        """Go up past it where it is above, and then down: a day is typed from its beginning."""
        wanted = control.element_handle()  # looked up once: by its role, that takes long
        key, presses = "Tab", 0
        while presses < 400:
            way = wanted.evaluate(WAY)
            if way["isReached"] and key == "Tab":
                return
            if not way["isThere"]:
                wanted = control.element_handle()  # it was drawn anew
            key = "Tab" if way["isBelow"] or not way["isThere"] else "Shift+Tab"
            for _ in range(way["least"]):
                self.page.keyboard.press(key)
            presses += way["least"]
        raise AssertionError(f"the keyboard does not reach {control}")

    def skip_to_content(self) -> None:
        self.page.keyboard.press("Tab")
        self.page.keyboard.press("Enter")
        self.page.wait_for_url("**#*")

    def press(self, control: Locator) -> None:
        self.reach(control)
        self.page.keyboard.press("Enter")

    def tick(self, control: Locator) -> None:
        self.reach(control)
        self.page.keyboard.press("Space")

    def rate(self, skill: str, rating: int) -> None:
        self.reach(self.group(skill).get_by_role("radio").first)
        self.page.keyboard.press("Space")
        for _ in range(rating):
            self.page.keyboard.press("ArrowRight")


def test_a_learner_without_a_file_hands_in_four_by_keyboard(
    look: Any, site: str, tmp_path: Path
) -> None:
    """Of many rows alike, the first two; by touch, `test_forms_grow.py` begins with this."""
    for deliverable in (ASSESSMENT, PLAN, ROAD, MARKET):
        page = opened(look, site, deliverable)
        learner = ByKeyboard(page)
        learner.skip_to_content()
        FILLED[deliverable.id](learner)
        page.wait_for_timeout(SETTLED)
        assert left(page) in ("Complete", "Nothing left on this page")
        with page.expect_download() as waiting:
            learner.click("Download my file")
        (tmp_path / deliverable.file).write_bytes(Path(waiting.value.path()).read_bytes())
        assert waiting.value.suggested_filename == deliverable.file
        assert not page.errors

    code, said, _ = script.run(tmp_path)
    _, wanted, _ = script.run(DOCS / "example")
    assert code == 0, said
    assert said == wanted


# --- what people see

BROKEN = "colour: blue\n__proto__: x\ntitle: [a, b]\n"


def errors(page: Page, example: Path, folder: Path) -> None:
    """As it is opened, and with what is told of the first item left."""
    page.get_by_role("button", name="Next item left").click()
    assert page.locator(".form__problem:visible").count()


def wrong_shape(page: Page, example: Path, folder: Path) -> None:
    """As the example fills it in, but for fields that cannot be."""
    text = example.read_text(encoding="utf-8")
    wrong = folder / example.name
    wrong.write_text(text.replace("---\ntitle:", f"---\n{BROKEN}description:", 1), "utf-8")
    load(page, wrong)
    assert page.get_by_role("button", name="Remove colour").count()
    assert page.locator("button", has_text="Remove it and answer here").count()


UNFOLDED = "#form details:not(.form__item:nth-of-type(n + 4))"
SCREENS = [("light", 1280), ("dark", 390)]
IN_TURN = [  # from one form to the next, the other screen
    pytest.param(deliverable, *screen, id=deliverable.id)
    for deliverable, screen in zip(PAGES, cycle(SCREENS))
]


@pytest.mark.parametrize(("deliverable", "scheme", "width"), IN_TURN)
def test_every_state_is_for_everybody(  # noqa: PLR0917
    deliverable: exercise.Deliverable, scheme: str, width: int, look: Any, site: str, tmp_path: Path
) -> None:
    """Folded out, but for the fourth item of a list and on, which are drawn like the first.

    All that is told, and a whole file, `test_look_states.py` looks at in both colors.
    """
    page = opened(look, site, deliverable, scheme=scheme, width=width)
    for state in (errors, wrong_shape):
        state(page, DOCS / "example" / deliverable.file, tmp_path)
        page.eval_on_selector_all(UNFOLDED, "all => all.forEach(one => one.open = true)")

        assert not violations(page, contrast=False), state
        pale = rules.look(page, rules.READING, deliverable.id, scheme)
        assert not pale, rules.told(pale)
        for each in (1670 - width, width):
            page.set_viewport_size({"width": each, "height": 844})
            assert page.evaluate("document.documentElement.scrollWidth") <= each
    assert not page.foreign
    assert not page.errors


@pytest.mark.parametrize("deliverable", [ASSESSMENT, FRONT], ids=["an exercise's", "the front's"])
def test_a_form_sends_nothing(deliverable: exercise.Deliverable, look: Any, site: str) -> None:
    page = opened(look, site, deliverable)
    page.wait_for_load_state("networkidle")
    sent: list[str] = []

    def note(request: Request) -> None:
        sent.append(f"{request.method} {request.url}")

    page.on("request", note)
    load(page, DOCS / "example" / deliverable.file)
    page.locator("#form textarea:visible").first.fill("Something new")
    assert download(page)
    page.get_by_role("button", name="Remove my answers from this browser").click()
    page.wait_for_timeout(300)
    page.remove_listener("request", note)
    assert [each for each in sent if "blob:" not in each] == []


def test_without_javascript_the_template_is_there(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for deliverable in (PLAN, FRONT):
        page.goto(f"{site}{address(deliverable)}")
        assert "open “Prefer to write it by hand?” below" in page.inner_text("#form")
        page.locator("summary", has_text="Prefer to write it by hand?").click()
        assert page.get_by_role("link", name="Download the blank template").is_visible()
        assert page.get_by_text(
            f"title: My {deliverable.title.lower().removesuffix(' page')}"
        ).first.is_visible()
    context.close()


REFUSED = {
    "a colon": (b"---\ntitle: a: b\n---\n", "Line 2"),
    "a name twice": (b"---\ntitle: x\ntitle: y\n---\n", "line 3"),
    "another coding": ("---\ntitle: x\n---\n".encode("utf-16"), "UTF-8"),
    "nothing above": (b"no front matter", "---"),
    "an alias": (b"---\na: *b\n---\n", "Line 2"),
    "a tag": (b"---\na: !!python/object:os.system x\n---\n", "Line 2"),
    "a control character": (b"---\na: \x00\n---\n", "U+0000"),
    "a megabyte": (b"---\ntitle: x\n---\n" + b"x" * 1024 * 1024, "cannot be read"),
    "a picture": (b"\x89PNG\r\n\x1a\n\xff", "cannot be read"),
    "another page": (b"---\ndeliverable: career-roadmap\n---\n", "Career roadmap"),
}


def test_a_file_that_cannot_be_read_changes_nothing(look: Any, site: str, tmp_path: Path) -> None:
    page = opened(look, site, PLAN)
    hours = page.get_by_role("textbox", name="Hours per week")
    hours.fill("7")
    for name, (data, told) in REFUSED.items():
        file = tmp_path / f"{name}.md"
        file.write_bytes(data)

        load(page, file)

        said = page.locator(".form__notices").inner_text()
        assert told in said, name
        assert file.name in said
        assert "undefined" not in said, name
        assert hours.input_value() == "7", name
        page.get_by_role("button", name="Close this message").press("Enter")
    assert not page.errors


def test_a_strangers_file_is_text(look: Any, site: str, tmp_path: Path) -> None:
    page = opened(look, site, ROAD)
    evil = "<img src=x onerror=alert(1)><script>alert(2)</script>"
    text = example(ROAD)
    text = re.sub(r"(?m)^( *)role: .*$", rf"\1role: '{evil}'", text, count=1)
    text = text.replace("---\n", f"---\n'{evil}': '{evil}'\nmonth_6x: {{a: '{evil}'}}\n", 1)
    file = tmp_path / "mine.md"
    file.write_text(text + f"\n## {evil}\n\n{evil}\n", encoding="utf-8")

    load(page, file)
    page.wait_for_timeout(200)

    assert page.locator("#form img, #form script").count() == 0
    assert evil in page.get_by_role("textbox", name="Role").input_value()
    assert download(page).decode().count(evil) >= 5
    assert not page.errors


KEPT = "Object.keys(localStorage).filter(key => key.endsWith('learning-plan')).length"


def test_work_is_kept_in_this_browser_until_it_is_erased(look: Any, site: str) -> None:
    page = opened(look, site, PLAN)
    assert page.evaluate(KEPT) == 0

    page.get_by_role("textbox", name="Hours per week").fill("7")
    page.wait_for_timeout(300)
    page.reload()
    hours = page.get_by_role("textbox", name="Hours per week")
    assert hours.input_value() == "7"
    assert "Nothing is sent anywhere" in page.locator("#form").inner_text()
    assert page.evaluate(KEPT) == 1

    page.get_by_role("button", name="Remove my answers from this browser").click()
    assert page.get_by_role("textbox", name="Hours per week").input_value() == ""
    assert page.evaluate(KEPT) == 0
    page.get_by_role("button", name="Undo").click()
    assert page.get_by_role("textbox", name="Hours per week").input_value() == "7"
    page.get_by_role("button", name="Remove my answers from this browser").click()
    page.reload()
    page.wait_for_selector(".form__bar")
    assert page.get_by_role("textbox", name="Hours per week").input_value() == ""


def test_a_browser_that_keeps_nothing_says_so(look: Any, site: str) -> None:
    page = opened(look, site, PLAN)
    page.evaluate("() => { Storage.prototype.setItem = () => { throw new Error('full'); } }")
    page.get_by_role("textbox", name="Hours per week").fill("7")
    page.wait_for_timeout(300)
    assert "download your file before you leave" in page.locator(".form__file").inner_text()


SAID = [
    pytest.param(PLAN, {"Hours per week": "90", "Start": "after work"}, id="a number, a time"),
    pytest.param(
        MARKET,
        {"Address (URL)": "example.com", "Currency": "US dollars"},
        id="an address, a currency",
    ),
    pytest.param(ROAD, {"Job title": "TODO", "Month": "99"}, id="a placeholder, a month"),
]


@pytest.mark.parametrize(("deliverable", "texts"), SAID)
def test_a_mistake_is_told_at_its_field_in_the_words_of_the_checks(
    deliverable: exercise.Deliverable, texts: dict[str, str], look: Any, site: str, tmp_path: Path
) -> None:
    page = opened(look, site, deliverable)
    controls = [page.get_by_role("textbox", name=begins(name)).last for name in texts]
    for control, text in zip(controls, texts.values(), strict=True):
        control.fill(text)
        assert control.get_attribute("aria-invalid") is None
        control.press("Tab")
        expect(control).to_have_attribute("aria-invalid", "true")

    (tmp_path / deliverable.file).write_bytes(download(page))
    found = checks.check(EXERCISE, tmp_path, TODAY).problems
    messages = {
        problem.message.lower() for problem in found if problem.path.name == deliverable.file
    }
    gone = set()
    for control in controls:
        said = control.evaluate(
            "each => each.getAttribute('aria-describedby').split(' ')"
            ".map(id => document.getElementById(id).textContent).join(' ')"
        )
        mine = {message for message in messages if message in said.lower()}
        assert mine, said
        gone |= mine - {"nothing filled in"}  # which is what is told of an empty field, too

    for control in controls:
        control.fill("")
    page.wait_for_timeout(300)
    told = page.locator(".form__problem:visible").all_inner_texts()
    assert not [each for each in told if any(message in each.lower() for message in gone)]


MEANT = [
    pytest.param(PLAN, {"Start": [("7pm", "19:00")]}, id="a time in half days"),
    pytest.param(
        ROAD,
        {"Currency": [("brl", "BRL")], "Min": [("85.000", "85000"), ("12 LPA", "12 LPA")]},
        id="a currency in small letters, a number with a point, one with a unit",
    ),
]


@pytest.mark.parametrize(("deliverable", "texts"), MEANT)
def test_what_is_beyond_doubt_is_converted_as_an_input_is_left(
    deliverable: exercise.Deliverable,
    texts: dict[str, list[tuple[str, str]]],
    look: Any,
    site: str,
) -> None:
    page = opened(look, site, deliverable)
    for name, pairs in texts.items():
        control = page.get_by_role("textbox", name=begins(name)).last
        for text, meant in pairs:
            control.fill(text)
            control.press("Tab")

            assert control.input_value() == meant
            assert meant in download(page).decode()


def test_a_posting_named_twice_is_caught(look: Any, site: str) -> None:
    page = opened(look, site, MARKET)
    for _ in range(2):
        item = page.locator("details.form__item[open]")
        item.get_by_role("textbox", name="Company").fill("Example Works")
        item.get_by_role("textbox", name="Address").fill("https://example.com/1")
        page.get_by_role("button", name="Add a posting").click()
    assert page.get_by_text("2 of 10").is_visible()
    assert not page.locator("details.form__item[open] .form__problem").count()
    page.get_by_role("button", name="Next item left").click()
    page.locator("details.form__item").nth(1).locator("> summary").click()
    second = page.locator("details.form__item").nth(1)
    told = second.locator(".form__problem").all_inner_texts()
    assert any("This one is already in this list" in each for each in told), told  # it is private


def test_what_is_withheld_is_private_and_comes_back(look: Any, site: str) -> None:
    page = opened(look, site, FRONT)
    page.get_by_role("textbox", name="Location").fill("Upper Dale")
    page.get_by_role("checkbox", name=begins("Leave this out of the file")).check()
    away = download(page).decode()
    page.get_by_role("checkbox", name=begins("Leave this out of the file")).uncheck()
    back = download(page).decode()

    assert "location: withheld" in away
    assert "Dale" not in away
    assert "private:\n  - location\n" in away
    assert not page.get_by_role("checkbox", name=begins("Location")).is_checked()
    assert "location: Upper Dale" in back
    assert "private" not in back


def test_what_is_left_is_counted_and_found(look: Any, site: str) -> None:
    page = opened(look, site, PLAN)
    assert left(page) == "11 items left"
    seen = []
    for _ in range(11):
        page.get_by_role("button", name="Next item left").press("Enter")
        seen.append(page.evaluate("document.activeElement.id || document.activeElement.ariaLabel"))
    assert len(set(seen)) >= 10
    assert page.get_by_role("link", name="Schedule 3 left").count() == 1


def test_other_pages_of_this_browser_are_held_together(look: Any, site: str) -> None:
    page = opened(look, site, PLAN)
    keep(page, site, ASSESSMENT)
    page.reload()
    paste(page, re.sub(r"  - skill: kubernetes\n(?:    .*\n)+", "", example(PLAN)))
    assert left(page) == "1 item left"
    assert "kubernetes" in page.locator(".form__problem:visible").inner_text()
    states = page.locator(".form__pages").inner_text()
    assert "Skills assessment: nothing left" in states
    assert "Career roadmap: not started in this browser" in states


def test_a_link_carries_the_file_to_github(look: Any, site: str) -> None:
    page = opened(look, site, FRONT)
    page.locator("summary", has_text="Save to GitHub").click()
    link = page.locator(".form__github a")
    assert not link.is_visible()
    page.get_by_role("textbox", name="Your repository").fill(
        "https://github.com/me/mine/tree/draft"
    )
    assert link.get_attribute("href").startswith(
        "https://github.com/me/mine/new/draft/docs?filename=portfolio.md&value=---%0A%23%20yaml-language-server"
    )
    page.get_by_role("textbox", name="Headline").fill("long " * 2000)
    page.wait_for_timeout(300)
    assert link.get_attribute("href").endswith("/docs?filename=portfolio.md")
    assert "too long for a link" in page.locator(".form__github").inner_text()


def test_a_field_added_to_a_model_is_in_the_form(look: Any, tmp_path: Path) -> None:
    """A field of the model and a line of the template; the command makes the schemas of it."""
    project = lighten(copy_project(tmp_path / "project"))
    models = project / "hooks" / "portfolio" / "ask" / "models.py"
    text = models.read_text(encoding="utf-8")
    before = "    hours_per_week: Hours\n"
    assert text.count(before) == 1
    models.write_text(text.replace(before, before + "    mentor: Optional[Text] = None\n"), "utf-8")
    template = project / "docs" / PLAN.template_file
    line = "mentor:  # optional: write who helps you\nstarts_on:"
    template.write_text(template.read_text("utf-8").replace("starts_on:", line, 1), "utf-8")
    environment = os.environ | {"REQUIRE_DELIVERABLES": "false", "NO_MKDOCS_2_WARNING": "1"}
    for command in (["scripts/schemas.py"], ["-m", "mkdocs", "build", "-q"]):
        subprocess.run([sys.executable, *command], cwd=project, env=environment, check=True)
    with served(project / "site") as site:
        page = opened(look, site, PLAN)
        mentor = page.get_by_role("textbox", name="Mentor optional")
        assert page.get_by_text("Who helps you.").is_visible()
        mentor.fill("no: # one")
        assert b'mentor: "no: # one"' in download(page)


def test_the_public_edition_holds_no_form(published: Path) -> None:
    files = {path.relative_to(published).as_posix() for path in published.rglob("*")}
    assert "resume.json" in files  # which `export` offers
    others = files - {"resume.json"}
    assert not [each for each in others if "form" in each or each.endswith((".js", ".json"))]


DROP = """
([name, text]) => {
  const data = new DataTransfer();
  data.items.add(new File([text], name, { type: "text/markdown" }));
  const how = { dataTransfer: data, bubbles: true, cancelable: true };
  const event = type => new DragEvent(type, how);
  const form = document.getElementById("form");
  return [!form.dispatchEvent(event("dragover")), !form.dispatchEvent(event("drop"))];
}
"""


def test_a_file_is_dropped_and_gone_on_with(look: Any, site: str) -> None:
    page = opened(look, site, PLAN)
    text = example(PLAN)
    text = text.replace("starts_on:", "# my own note\nstarts_on:", 1)
    windows = "\ufeff" + text.replace("\n", "\r\n") + "\r\n## My own heading\r\n\r\nKept.\r\n"

    taken = page.evaluate(DROP, ["plan.md", windows])
    page.get_by_text("plan.md is loaded.").wait_for()
    page.get_by_role("textbox", name="Hours per week").fill("7.5")
    page.get_by_role("textbox", name="My own heading").fill("Still kept.")
    made = download(page).decode("utf-8")

    assert taken == [True, True]
    wanted = text.replace("hours_per_week: 7\n", "hours_per_week: 7.5\n")
    assert made.split("---\n")[2].startswith(wanted.split("---\n")[2].rstrip())
    assert "# my own note\nstarts_on:" in made
    assert "hours_per_week: 7.5\n" in made
    assert made.endswith("## My own heading\n\nStill kept.\n")


CONTROLS = ":is(input, textarea, select):not([type=hidden])"
TEXTS = ["", "Kubernetes", "2026-10-10", "7", "https://example.com/z", "a: b # c", "TODO"]
TEXTS += [
    "## Heading\n\ntext",
    "<!-- x",
    "withheld",
    "- item",
    "```\ncode",
    "{{ x }}",
    "USD",
    "3-4",
]
TEXTS += ['"q"', "---", "🦉", "\u2028x", "text\n\n---\nmore", "<b>", "Under\n===\n", "Gaps", "36"]
WRITE = f"""
([at, text]) => {{
  const all = document.querySelectorAll(".form__fields {CONTROLS}"), one = all[at % all.length];
  if (["checkbox", "radio"].includes(one.type)) return one.click();
  if (one.matches("select")) one.selectedIndex = text.length % one.options.length;
  else one.value = text;
  for (const type of ["input", "change"]) one.dispatchEvent(new Event(type, {{ bubbles: true }}));
}}
"""
PRESS = """
at => {
  const all = document.querySelectorAll(".form__fields button:not(:disabled)");
  all[at % all.length].click();
}
"""


@pytest.mark.parametrize("seed", range(4))
def test_it_says_what_the_checks_say_whatever_is_done(
    seed: int, look: Any, site: str, tmp_path: Path
) -> None:
    """Anything written anywhere, any button pressed, on a blank form and then on a whole file.

    The count is the same, and the same after a reload.
    """
    chance = random.Random(seed)
    deliverable = EXERCISE.deliverables[seed]
    page = opened(look, site, deliverable)
    for is_whole in (False, True):
        if is_whole:
            load(page, DOCS / "example" / deliverable.file)
            page.get_by_text(f"{deliverable.file} is loaded.").wait_for()
        for _ in range(15):
            if chance.random() < 0.6:
                page.evaluate(WRITE, [chance.randrange(1000), chance.choice(TEXTS)])
            else:
                page.evaluate(PRESS, chance.randrange(1000))
            if chance.random() < 0.2:
                page.wait_for_timeout(chance.choice([0, 200]))

        made, said = download(page), left(page)

        (tmp_path / deliverable.file).write_bytes(made)
        problems = checks.check(EXERCISE, tmp_path, datetime.now(UTC).date()).problems
        found = [problem for problem in problems if problem.path.name == deliverable.file]
        items = "item" if len(found) == 1 else "items"
        assert said == (f"{len(found)} {items} left" if found else "Nothing left on this page")
    page.reload()
    page.wait_for_selector(".form__bar")
    assert left(page) == said
    assert download(page) == made
    assert not page.errors
