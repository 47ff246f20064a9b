"""A real Chromium, and what it opens."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from helpers.browser import publish
from helpers.chromium import chromium
from helpers.project import DOCS, copy_project
from helpers.server import served, serving
from looking import portfolios

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page


@pytest.fixture(scope="session")
def public(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The public edition of the worked example, served below a path of its own."""
    folder = tmp_path_factory.mktemp("www")
    publish(DOCS / "example", folder / "portfolio")
    with served(folder) as address:
        yield f"{address}portfolio/index.html"


@pytest.fixture(scope="session")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A learner's `mkdocs serve`: one document done, one begun, two not begun, one unreadable."""
    project = copy_project(tmp_path_factory.mktemp("serve") / "project")
    portfolios.half(project / "docs")
    with serving(project) as address:
        yield address


# --- in a real Chromium


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture
def look(browser: Browser) -> Iterator[object]:
    """Open a page as somebody with this colour scheme and this screen would: a phone is touched."""
    opened = []

    def open_page(address: str, scheme: str = "light", width: int = 1280) -> Page:
        view = {"width": width, "height": 844}
        context = browser.new_context(
            color_scheme=scheme, viewport=view, has_touch=width < 500, reduced_motion="reduce"
        )
        page = context.new_page()
        page.foreign, page.errors = [], []
        page.on("request", lambda r: r.url.startswith(address[:17]) or page.foreign.append(r.url))
        page.on("console", lambda m: m.type == "error" and page.errors.append(m.text))
        page.on("pageerror", lambda error: page.errors.append(str(error)))
        page.goto(address)
        opened.append(context)
        return page

    yield open_page
    for context in opened:
        context.close()


@pytest.fixture(scope="module")
def screen(browser: Browser) -> Iterator[Page]:
    """A page to look around with, on a light screen of any width, until a test makes it dark."""
    context = browser.new_context(color_scheme="light", reduced_motion="reduce")
    yield context.new_page()
    context.close()
