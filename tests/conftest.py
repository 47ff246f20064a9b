"""What the tests share: the project's folders, a fixed day, and a portfolio to break."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from portfolio import exercise

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
