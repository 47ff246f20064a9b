"""A real Chromium, and what it opens."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from helpers import sheets
from helpers.browser import publish
from helpers.chromium import chromium
from helpers.project import DOCS
from helpers.server import served
from looking import portfolios, sites

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Dialog, Page


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The public edition of the worked example."""
    folder = tmp_path_factory.mktemp("www") / "portfolio"
    publish(DOCS / "example", folder)
    return folder


@pytest.fixture(scope="session")
def public(published: Path) -> Iterator[str]:
    """The first page of it, served below a path of its own."""
    with served(published.parent) as address:
        yield f"{address}portfolio/index.html"


@pytest.fixture(scope="session")
def working(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The exercise, with the worked example as its portfolio."""
    folder = tmp_path_factory.mktemp("working") / "site"
    sites.working(folder)
    return folder


@pytest.fixture(scope="session")
def half(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `mkdocs serve` shows: one document done, one begun, two not begun, one unreadable."""
    folder = tmp_path_factory.mktemp("half") / "site"
    sites.serve(folder, portfolios.half)
    return folder


@pytest.fixture(scope="session")
def serve(half: Path) -> Iterator[str]:
    with served(half) as address:
        yield address


# --- in a real Chromium


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="session")
def tabs(browser: Browser) -> dict[bool, Page]:
    """One tab that is touched, and one that is not: to begin one takes longer than a page."""
    return {}


@pytest.fixture
def look(browser: Browser, tabs: dict[bool, Page]) -> Iterator[object]:
    """Open a page as somebody with this colour scheme and this screen would: a phone is touched."""
    opened: dict[Page, set[str]] = {}

    def open_page(address: str, scheme: str = "light", width: int = 1280) -> Page:
        is_phone = width < 500
        page = tabs.get(is_phone) or tabs.setdefault(is_phone, tab(browser, is_phone=is_phone))
        opened.setdefault(page, set()).add(address)
        page.home = address[:17]
        page.set_viewport_size({"width": width, "height": 844})
        page.emulate_media(media="null", color_scheme=scheme, forced_colors="none")
        page.goto(address)
        return page

    yield open_page
    for page, addresses in opened.items():
        forget(page, addresses)


def tab(browser: Browser, *, is_phone: bool) -> Page:
    """Begin a tab that notes what goes wrong in it."""
    page = browser.new_context(has_touch=is_phone, reduced_motion="reduce").new_page()
    page.foreign, page.errors = [], []

    def answer(dialog: Dialog) -> None:
        if dialog.type != "beforeunload":
            page.errors.append(f"dialog: {dialog.message}")
        dialog.accept()

    page.on("request", lambda r: r.url.startswith(page.home) or page.foreign.append(r.url))
    page.on("console", lambda m: m.type == "error" and page.errors.append(m.text))
    page.on("pageerror", lambda error: page.errors.append(str(error)))
    page.on("dialog", answer)
    return page


def forget(page: Page, addresses: set[str]) -> None:
    """Leave a tab as if nobody had been there."""
    for other in page.context.pages:
        if other is not page:
            other.close()
    page.mouse.move(-1, -1)
    page.goto("about:blank")  # first: on leaving, a form keeps what is written in it
    storage = page.context.new_cdp_session(page)
    for address in addresses:
        what = {"origin": address, "storageTypes": "local_storage,cookies"}
        storage.send("Storage.clearDataForOrigin", what)
    storage.detach()
    page.foreign.clear()
    page.errors.clear()


@pytest.fixture(scope="session")
def selectors(browser: Browser) -> sheets.Selectors:
    """What our stylesheets style."""
    page = browser.new_page()
    found = sheets.selectors(page)
    page.close()
    return found


@pytest.fixture(scope="module")
def screen(browser: Browser) -> Iterator[Page]:
    """A page to look around with, on a light screen of any width, until a test makes it dark."""
    page = tab(browser, is_phone=False)
    page.home = "http://127.0.0.1:"
    yield page
    page.context.close()
