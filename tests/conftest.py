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
