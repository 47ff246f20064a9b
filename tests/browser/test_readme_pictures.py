"""The pictures in README.md show the pages as they are."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from helpers.project import ROOT
from helpers.server import served
from looking import pictures

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser


def test_they_say_what_the_pages_say_today(browser: Browser, working: Path, public: str) -> None:
    """If not, run `make pictures`, and look at them."""
    with served(working) as exercise:
        addresses = {"exercise": exercise, "public": public.removesuffix("index.html")}
        said = pictures.said(browser, addresses)

    assert said == json.loads(pictures.SAID.read_text(encoding="utf-8"))


def test_each_is_in_the_readme_and_small() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")

    assert set(re.findall(r"\.github/(\w+)\.jpg", readme)) == set(pictures.PICTURES)
    for name in pictures.PICTURES:
        assert (pictures.FOLDER / f"{name}.jpg").stat().st_size < 200_000
