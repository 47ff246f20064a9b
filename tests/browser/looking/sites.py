"""What there is to see: both editions, what `mkdocs serve` adds in three states, a class report."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

from helpers.project import DOCS, NOON, ROOT, copy_project
from portfolio.ask import exercise

from looking import portfolios
from looking.portfolios import EXAMPLE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

# What `mkdocs serve` does before its server begins
SERVE = """
import sys
from mkdocs.commands.build import build
from mkdocs.config import load_config
config = load_config(site_dir=sys.argv[1])
config.plugins.on_startup(command="serve", dirty=False)
build(config, serve_url="http://127.0.0.1:8000/")
"""


def run(*command: str | Path, cwd: Path = ROOT, code: int = 0, **env: str) -> None:
    """Run Python, and say what it said where it does not end as it should."""
    ran = subprocess.run(
        [sys.executable, *command],
        cwd=cwd,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": NOON} | env,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    if ran.returncode != code:
        raise RuntimeError(f"{command}: {ran.stdout.decode('utf-8')}")


def working(to: Path, portfolio: Path = EXAMPLE) -> None:
    """Build the exercise, with somebody's portfolio in it."""
    run("-m", "mkdocs", "build", "-q", "-d", to, PORTFOLIO_DIR=str(portfolio))


def public(to: Path, portfolio: Path = EXAMPLE) -> None:
    where = {"PORTFOLIO_DIR": str(portfolio), "SITE_URL": "https://example.com/"}
    run("-m", "mkdocs", "build", "-q", "-f", "portfolio.yml", "-d", to, **where)


def serve(to: Path, begin: Callable[[Path], None]) -> None:
    """Write what `mkdocs serve` shows of a project that somebody has begun like this."""
    project = copy_project(to.with_name(f"{to.name}-project"))
    begin(project / "docs")
    run("-c", SERVE, to, cwd=project)


def report(to: Path) -> None:
    """Write the report on a class."""
    learners = portfolios.a_class(to.with_name(f"{to.name}-class"))
    to.mkdir()
    script = ROOT / "scripts" / "validate_exercise01.py"
    run(script, "--class", learners, "--output", to / "index.html", code=1)  # not all are complete


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
