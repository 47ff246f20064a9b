"""The pictures in README.md: `make pictures` takes them, and a test notices when they are old.

Beside them lies what their pages said, in .github/pictures.json.
"""

from __future__ import annotations

import base64
import contextlib
import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click
from helpers.chromium import chromium
from helpers.project import ROOT
from helpers.server import served

from looking import sites
from looking.album import DRAWN

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

FOLDER = ROOT / ".github"
SAID = FOLDER / "pictures.json"
HEIGHT = 844
TOP = 170  # CSS pixels above what is shown of a form: the bar, and the words before it
QUALITY = 82
READ = """
() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const words = [], range = document.createRange();
  while (walker.nextNode()) {
    range.selectNodeContents(walker.currentNode);
    const { top, bottom, width } = range.getBoundingClientRect();
    if (width && bottom > 0 && top < innerHeight) words.push(walker.currentNode.data);
  }
  return words.join(" ").split(/\\s+/).filter(Boolean).join(" ");
}
"""
FRAME = """
<body style="display:flex;gap:28px;margin:0;padding:28px;width:max-content;background:#eef1f5">
{images}</body>
"""
IMAGE = """<img src="data:image/png;base64,{data}" style="height:660px;border-radius:10px;
box-shadow:0 1px 8px #0004">"""


class Shot(NamedTuple):
    """One screen of a picture: an edition, a page of it, and who looks at it on what."""

    edition: str
    page: str
    width: int
    scheme: str
    of_form: str = ""  # what to show of a form that is filled in


PICTURES = {
    "portfolio": (Shot("public", "", 1280, "light"), Shot("public", "", 390, "dark")),
    "form": (
        Shot("exercise", "skills-assessment/", 1280, "light", ".form__matrix"),
        Shot("exercise", "job-market-research-template/", 390, "light", ".form__items"),
    ),
}


def open_shot(browser: Browser, shot: Shot, address: str) -> Page:
    """Open the page of a shot, as it is photographed."""
    page = browser.new_page(
        viewport={"width": shot.width, "height": HEIGHT},
        color_scheme=shot.scheme,
        reduced_motion="reduce",
    )
    page.goto(address + shot.page)
    page.wait_for_function(DRAWN)
    if shot.of_form:
        sites.fill_in(page, sites.forms()[shot.page])
        page.get_by_role("button", name="Close this message").click()
        page.locator(shot.of_form).first.evaluate(
            "(box, top) => scrollTo(0, box.getBoundingClientRect().top + scrollY - top)", TOP
        )
    return page


def said(browser: Browser, addresses: dict[str, str]) -> dict[str, list[str]]:
    """Return what each screen of each picture says today."""
    return {
        name: [open_shot(browser, shot, addresses[shot.edition]).evaluate(READ) for shot in shots]
        for name, shots in PICTURES.items()
    }


def take(browser: Browser, addresses: dict[str, str], name: str) -> None:
    """Write a picture: its screens side by side."""
    pages = [open_shot(browser, shot, addresses[shot.edition]) for shot in PICTURES[name]]
    data = (base64.b64encode(page.screenshot()).decode() for page in pages)
    frame = browser.new_page(viewport={"width": 1500, "height": 700})
    frame.set_content(FRAME.format(images="".join(IMAGE.format(data=each) for each in data)))
    picture = FOLDER / f"{name}.jpg"
    frame.locator("body").screenshot(path=picture, type="jpeg", quality=QUALITY)
    click.echo(f"{picture.relative_to(ROOT)}: {picture.stat().st_size // 1000} kB")


def main() -> None:
    with tempfile.TemporaryDirectory() as made, contextlib.ExitStack() as servers:
        folder = Path(made)
        sites.working(folder / "exercise")
        sites.public(folder / "public")
        editions = ("exercise", "public")
        addresses = {each: servers.enter_context(served(folder / each)) for each in editions}
        browser = servers.enter_context(chromium())
        for name in PICTURES:
            take(browser, addresses, name)
        words = json.dumps(said(browser, addresses), ensure_ascii=False, indent=1)
    SAID.write_text(f"{words}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
