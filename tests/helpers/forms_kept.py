"""What tests of the forms over time and of their look share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers.forms import begins

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

SETTLED = 400  # milliseconds in which a form has kept and checked what was typed


def box(page: Page, name: str) -> Locator:
    return page.get_by_role("textbox", name=begins(name)).first


def paste(page: Page, text: str) -> None:
    page.locator("summary", has_text="Open it here").click()
    box(page, "The text of your file").fill(text)
    page.get_by_role("button", name="Use this text").click()
