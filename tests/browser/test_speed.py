"""How fast the pages are: what they weigh at first sight, and what moves while they load."""

from __future__ import annotations

import gzip
import re
from typing import TYPE_CHECKING, Any

import pytest
from helpers.forms import ASSESSMENT, PAGES, PLAN, address

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page, Response, Route

READING = ("", "skills/", "one-model/", "how-to-fill-in/", "example/portfolio/")  # the heaviest
READING_LIMIT = 100_000  # bytes of a page with all that it loads, compressed
REFERENCE_LIMIT = 112_000  # all fields and messages on one page: each takes some 50 bytes
FORM_LIMIT = 220_000
ADDED_LIMIT = 135_000  # of it by the form
OF_A_FORM = re.compile(r"/forms/|javascripts/form/|js-yaml|form\.css")


@pytest.fixture(scope="module")
def newcomer(browser: Browser) -> Iterator[Page]:
    """A page that keeps nothing of what it has loaded."""
    page = browser.new_page()
    network = page.context.new_cdp_session(page)
    network.send("Network.enable")
    network.send("Network.setCacheDisabled", {"cacheDisabled": True})
    yield page
    page.close()


def weighed(page: Page, address: str) -> dict[str, int]:
    """Return what a page loads at first sight: addresses, and their bytes compressed."""
    parts: dict[str, int] = {}

    def weigh(response: Response) -> None:
        parts.setdefault(response.url, len(gzip.compress(response.body())))

    page.on("response", weigh)
    page.goto(address)
    page.wait_for_load_state("networkidle")
    page.remove_listener("response", weigh)
    return parts


@pytest.mark.parametrize("name", READING)
def test_a_reading_page_is_light(name: str, newcomer: Page, site: str) -> None:
    parts = weighed(newcomer, site + name)
    assert len(parts) > 5
    assert sum(parts.values()) <= READING_LIMIT, parts


def test_the_reference_is_light(newcomer: Page, site: str) -> None:
    parts = weighed(newcomer, f"{site}reference/")
    assert sum(parts.values()) <= REFERENCE_LIMIT, parts


@pytest.mark.parametrize("deliverable", [ASSESSMENT, PLAN], ids=["skills-assessment", "plan"])
def test_a_form_and_its_page_are_light(deliverable: Any, newcomer: Page, site: str) -> None:
    """The two with the most text; all load the same modules, and what is asked in one file."""
    parts = weighed(newcomer, site + address(deliverable))
    own = {url: size for url, size in parts.items() if OF_A_FORM.search(url)}
    assert len(own) > 10
    assert sum(own.values()) < ADDED_LIMIT, own
    assert sum(parts.values()) <= FORM_LIMIT, parts


# --- search, whose index waits until somebody searches


def by_mouse(page: Page) -> None:
    page.click("input[name=query]")


def by_slash(page: Page) -> None:
    page.keyboard.press("/")


def by_letter(page: Page) -> None:
    page.keyboard.press("s")


INDEX, WORKER = re.compile(r"/search_index\.json"), re.compile(r"/workers/search\.")


@pytest.mark.parametrize("begin", [by_mouse, by_slash, by_letter])
def test_search_is_fetched_once_somebody_begins(begin: Any, look: Any, site: str) -> None:
    """What it finds on a wide screen, and links that ask at once, are for `test_search.py`."""
    page = look(f"{site}role/")

    with page.expect_request(INDEX), page.expect_request(WORKER):
        begin(page)


def test_search_finds_what_readers_look_for_on_a_phone(browser: Browser, site: str) -> None:
    """Index and worker are fetched then, once, and a result marks the words on its page."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True)
    page = context.new_page()
    fetched: list[str] = []
    of_search = (INDEX, WORKER)
    page.on("request", lambda r: any(p.search(r.url) for p in of_search) and fetched.append(r.url))
    page.goto(f"{site}role/")
    page.wait_for_load_state("networkidle")
    assert not fetched

    page.locator(".md-header__button[for=__search]").tap()
    page.keyboard.type("feature stores")
    page.locator(".md-search-result__link", has_text="Levels and pay").first.wait_for()
    assert len(fetched) == 2
    page.locator(".md-search-result__link[href*='h=feature']").first.click()
    page.locator("mark", has_text="feature").first.wait_for()
    context.close()


# --- what moves while a page loads

SHIFTS = """
addEventListener("DOMContentLoaded", () => {
  window.shifted = 0;
  new PerformanceObserver(list => {
    for (const each of list.getEntries()) if (!each.hadRecentInput) shifted += each.value;
  }).observe({ type: "layout-shift", buffered: true });
});
"""
SHIFT_LIMIT = 0.1  # above, a reader loses the place


@pytest.fixture(scope="module")
def slow(browser: Browser) -> Iterator[Page]:
    """A page in which what a form asks for comes when a test lets it."""
    page = browser.new_page()
    page.add_init_script(SHIFTS)
    page.held = []

    def hold(route: Route) -> None:
        page.held.append(route)

    page.route("**/forms/*.json", hold)
    yield page
    page.close()


DRAWN = (
    "new Promise(go => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(go))))"
)
WIDTHS = [*((each, 390) for each in PAGES), (ASSESSMENT, 1280), (PLAN, 1280)]


@pytest.mark.parametrize(
    ("deliverable", "width"), WIDTHS, ids=[f"{each.id}-{width}" for each, width in WIDTHS]
)
def test_a_form_that_comes_late_moves_nothing(
    deliverable: Any, width: int, slow: Page, site: str
) -> None:
    """Whatever is on the screen when the form is drawn stays where it is."""
    slow.set_viewport_size({"width": width, "height": 844})
    slow.goto(site + address(deliverable))
    slow.evaluate(DRAWN)
    slow.held.pop().continue_()
    slow.wait_for_selector(".form__bar")
    slow.evaluate(DRAWN)
    assert slow.evaluate("shifted") < SHIFT_LIMIT
