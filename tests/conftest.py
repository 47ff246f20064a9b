"""What the tests share: the project's folders, a fixed day, and a portfolio to break."""

from __future__ import annotations

import contextlib
import functools
import http.server
import os
import shutil
import subprocess
import sys
import threading
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import sync_playwright
from portfolio.ask import exercise

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
TODAY = date(2026, 11, 23)


@pytest.fixture(scope="session")
def exercise01() -> exercise.Exercise:
    return exercise.load(DOCS)[0]


@pytest.fixture
def portfolio(tmp_path: Path) -> Path:
    """A folder with a small complete portfolio."""
    return Path(shutil.copytree(ROOT / "tests" / "portfolio", tmp_path / "portfolio"))


def copy_project(target: Path) -> Path:
    """Copy what a learner has of the project: pages, theme, hook, scripts, settings."""
    for name in ("docs", "hooks", "overrides", "scripts"):
        shutil.copytree(ROOT / name, target / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", target)
    shutil.copy(ROOT / "portfolio.yml", target)
    for asked in exercise.load(DOCS)[0].deliverables:  # what the owner of this copy filled in
        (target / "docs" / asked.file).unlink(missing_ok=True)
    (target / "docs" / "portfolio.md").unlink(missing_ok=True)
    return target


# --- in a real Chromium


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@contextlib.contextmanager
def chromium() -> Iterator[Browser]:
    system = next(filter(None, map(shutil.which, ("chromium", "google-chrome", "chrome"))), None)
    options = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=system, args=options)
        yield started
        started.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The exercise for readers, served below a path of its own."""
    folder = tmp_path_factory.mktemp("www")
    environment = os.environ | {"REQUIRE_DELIVERABLES": "false", "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-q", "-d", folder / "exercise"]
    subprocess.run(command, cwd=ROOT, env=environment, check=True)

    with served(folder) as address:
        yield f"{address}exercise/"


@contextlib.contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder; what is not there gets the 404 page of the first site in it."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Say nothing."""

    handler = functools.partial(Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


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
