"""What there is to see: both editions, what `mkdocs serve` adds in three states, a class report."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from helpers import python
from helpers.build import mkdocs
from helpers.project import DOCS, NOON, ROOT, copy_project
from portfolio.ask import exercise

from looking import portfolios
from looking.portfolios import EXAMPLE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

QUIET = {"NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": NOON}

# What `mkdocs serve` does before its server begins
SERVE = """
import sys
from mkdocs.commands.build import build
from mkdocs.config import load_config
config = load_config(site_dir=sys.argv[1])
config.plugins.on_startup(command="serve", dirty=False)
build(config, serve_url="http://127.0.0.1:8000/")
"""


def build(to: Path, *arguments: str, **env: str) -> None:
    ran = mkdocs(ROOT, "build", "-q", *arguments, "-d", str(to), **QUIET, **env)
    assert ran.code == 0, ran.log


def working(to: Path, portfolio: Path = EXAMPLE) -> None:
    """Build the exercise, with somebody's portfolio in it."""
    build(to, PORTFOLIO_DIR=str(portfolio))


def public(to: Path, portfolio: Path = EXAMPLE) -> None:
    where = {"PORTFOLIO_DIR": str(portfolio), "SITE_URL": "https://example.com/"}
    build(to, "-f", "portfolio.yml", **where)


def serve(to: Path, begin: Callable[[Path], None]) -> None:
    """Write what `mkdocs serve` shows of a project that somebody has begun like this."""
    project = copy_project(to.with_name(f"{to.name}-project"))
    begin(project / "docs")
    ran = python.run(SERVE, to, cwd=project, env=os.environ | QUIET)
    assert ran.code == 0, ran.err


def report(to: Path) -> None:
    """Write the report on a class."""
    learners = portfolios.a_class(to.with_name(f"{to.name}-class"))
    to.mkdir()
    path, page = ROOT / "scripts" / "validate_exercise01.py", to / "index.html"
    ran = python.script(
        path, "--class", learners, "--output", page, cwd=ROOT, env=os.environ | QUIET
    )
    assert ran.code == 1, ran.err  # not all are complete


def pages(site: Path) -> list[str]:
    """Return the pages of a built site, as they are linked to."""
    found = [path.relative_to(site).as_posix() for path in site.rglob("*.html")]
    return sorted(re.sub(r"(^|/)index\.html$", r"\1", name) for name in found)


def mine(site: Path) -> list[str]:
    """Return the pages of a portfolio in the exercise's site, with the first page of the site."""
    own = {path.name.replace(".md", "/") for path in EXAMPLE.glob("*.md")}
    return [name for name in pages(site) if not name or name in own]


def differing(site: Path, other: Path) -> list[str]:
    """Return the pages of a site that say something else than those of another, and the first."""

    def article(folder: Path, name: str) -> str:
        path = folder / name / ("" if name.endswith(".html") else "index.html")
        html = path.read_text(encoding="utf-8") if path.is_file() else ""
        return "".join(re.findall(r"<article.*</article>", html, re.DOTALL))

    return [name for name in pages(site) if not name or article(site, name) != article(other, name)]


def forms() -> dict[str, Path]:
    """Return the page of each form, and the example's file that it can go on with."""
    deliverable = [one for each in exercise.load(DOCS) for one in each.deliverables]
    all_asked = [*deliverable, exercise.portfolio_page(DOCS)]
    return {one.template_file.replace(".md", "/"): EXAMPLE / one.file for one in all_asked}


def fill_in(page: Page, file: Path) -> None:
    """Go on with a file in the form of a page, and fold everything out."""
    page.wait_for_selector(".form__bar")
    page.set_input_files("#form input[type=file]", file)
    page.wait_for_function("document.querySelector('.form__notices').textContent")
    page.eval_on_selector_all("#form details", "all => all.forEach(one => one.open = true)")
