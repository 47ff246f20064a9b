"""A learner's `mkdocs serve`, and addresses of what it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers.build import mkdocs
from helpers.project import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page


def publish(portfolio: Path, to: Path) -> None:
    settings = {"SITE_URL": "https://example.com/portfolio/", "PORTFOLIO_DIR": str(portfolio)}
    assert mkdocs(ROOT, "build", "-q", "-f", "portfolio.yml", "-d", str(to), **settings).code == 0


def addresses(page: Page) -> list[str]:
    links = page.eval_on_selector_all("nav a[href]", "all => all.map(a => a.href.split('#')[0])")
    return sorted({link for link in links if link.startswith(page.url)} | {page.url})


PUBLIC = (
    *("index", "skills-assessment-completed", "learning-plan", "career-roadmap"),
    *("job-market-research", "404"),
)
