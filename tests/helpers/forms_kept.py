"""What tests of the forms over time and of their look share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers.forms import address, begins
from helpers.project import DOCS

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page
    from portfolio.ask import exercise

SETTLED = 400  # milliseconds in which a form has kept and checked what was typed


def box(page: Page, name: str) -> Locator:
    return page.get_by_role("textbox", name=begins(name)).first


PASTE = """
text => {
  const begin = document.querySelector(".form__begin");
  begin.querySelector("textarea").value = text;
  [...begin.querySelectorAll("button")].find(each => each.textContent === "Use this text").click();
}
"""


def paste(page: Page, text: str) -> None:
    """Go on with a text. How that is by hand, `test_forms_read.py` looks at."""
    page.evaluate(PASTE, text)


KEEP = "([root, files]) => files.forEach(([id, text]) => { localStorage[`${root} ${id}`] = text })"


def keep(page: Page, site: str, *forms: exercise.Deliverable, text: str | None = None) -> None:
    """Put a text, or else the example's, where this browser keeps what is written in a form."""
    page.evaluate(KEEP, [site, [(each.id, text or example(each)) for each in forms]])


def turn_to(page: Page, site: str, deliverable: exercise.Deliverable) -> None:
    """Leave a form for another."""
    page.goto(f"{site}{address(deliverable)}")
    page.wait_for_selector(".form__bar")


def example(deliverable: exercise.Deliverable) -> str:
    return (DOCS / "example" / deliverable.file).read_text(encoding="utf-8")
