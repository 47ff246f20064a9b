"""Photos of every page, side by side, in look/index.html: change a page, run this, and look.

    make look                  every page
    make look PAGES=steps      those whose address has this word in it

The photos of paper are of a dark screen's print, with the sheets themselves beside them.
"""

from __future__ import annotations

import contextlib
import re
import shutil
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click
import jinja2
from helpers.chromium import chromium
from helpers.project import ROOT
from helpers.server import served

from looking import portfolios, rules, sites

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

OUT = ROOT / "look"
HIGHEST = 16_000  # CSS pixels: Chromium draws no larger picture
QUALITY = 55
DRAWN = "!document.querySelector('#form') || document.querySelector('.form__bar')"


class Screen(NamedTuple):
    name: str
    width: int
    scheme: str
    media: str = "screen"


SCREENS = [
    *(
        Screen(f"{width} {scheme}", width, scheme)
        for width in (390, 1280)
        for scheme in ("light", "dark")
    ),
    Screen("paper", rules.PAPER, "dark", "print"),
]


class View(NamedTuple):
    """A page in some edition, and the file that its form is filled in from."""

    edition: str
    page: str
    address: str
    form: Path | None = None

    def photo(self, screen: Screen, ending: str = "jpg") -> str:
        name = f"{self.edition} {self.page or 'first'} {screen.name}"
        return f"{re.sub(r'[^a-z0-9]+', '-', name.lower())}.{ending}"


BUILDS = {
    "exercise": sites.working,
    "public": sites.public,
    "serve, nothing": partial(sites.serve, begin=portfolios.nothing),
    "serve, half": partial(sites.serve, begin=portfolios.half),
    "serve, wrong": partial(sites.serve, begin=portfolios.wrong),
    "class report": sites.report,
}


def build(folder: Path) -> None:
    with ThreadPoolExecutor(2) as pool:
        for made in [pool.submit(make, folder / name) for name, make in BUILDS.items()]:
            made.result()


def views(folder: Path, addresses: dict[str, str], word: str) -> Iterator[View]:
    """Go through the editions; of `mkdocs serve`, through what it alone shows."""
    for name, address in addresses.items():
        pages = sites.pages(folder / name)
        if name.startswith("serve"):
            pages = sites.differing(folder / name, folder / "exercise")
        found = [View(name, page, address + page) for page in pages]
        if name == "exercise":
            forms = sites.forms()
            found += [
                View("form, filled in", page, address + page, forms[page])
                for page in pages
                if page in forms
            ]
        yield from (view for view in found if word in view.page)


def photograph(screen: Screen, all_views: list[View]) -> None:
    with chromium() as browser:
        context = browser.new_context(
            color_scheme=screen.scheme,
            viewport={"width": screen.width, "height": rules.HEIGHT},
            has_touch=screen.width < 500,
            reduced_motion="reduce",
        )
        page = context.new_page()
        for view in all_views:
            page.emulate_media(media="screen")
            page.goto(view.address)
            page.wait_for_function(DRAWN)
            if view.form:
                sites.fill_in(page, view.form)
            page.emulate_media(media=screen.media)
            take(page, screen, view)


def take(page: Page, screen: Screen, view: View) -> None:
    high = min(HIGHEST, page.evaluate("document.documentElement.scrollHeight"))
    page.screenshot(
        path=OUT / view.photo(screen),
        type="jpeg",
        quality=QUALITY,
        full_page=True,
        clip={"x": 0, "y": 0, "width": screen.width, "height": high},
    )
    if screen.media == "print":
        page.pdf(path=OUT / view.photo(screen, "pdf"), prefer_css_page_size=True)


def main(word: str = "") -> None:
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir()
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        build(folder)
        with contextlib.ExitStack() as servers:  # each at its root, or its 404 page has no style
            addresses = {name: servers.enter_context(served(folder / name)) for name in BUILDS}
            seen = list(views(folder, addresses, word))
            if not seen:
                raise SystemExit(f"No page has {word} in its address.")
            with ThreadPoolExecutor(len(SCREENS)) as pool:
                list(pool.map(lambda screen: photograph(screen, seen), SCREENS))
    template = (Path(__file__).parent / "album.html.jinja").read_text(encoding="utf-8")
    page = jinja2.Environment(autoescape=True).from_string(template)
    (OUT / "index.html").write_text(page.render(views=seen, screens=SCREENS), encoding="utf-8")
    click.echo(f"{len(seen)} pages, {len(SCREENS)} photos of each: open {OUT / 'index.html'}")


if __name__ == "__main__":
    main(*sys.argv[1:])
