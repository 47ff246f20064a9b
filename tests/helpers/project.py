"""The project's folders, a fixed day, a copy of what a learner has, and edits to it."""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime, time
from pathlib import Path

from portfolio.ask import exercise

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
TODAY = date(2026, 11, 23)
NOON = str(int(datetime.combine(TODAY, time(12), UTC).timestamp()))  # as SOURCE_DATE_EPOCH


def copy_project(target: Path) -> Path:
    """Copy what a learner has of the project: pages, theme, hook, scripts, settings."""
    for name in ("docs", "hooks", "overrides", "scripts"):
        shutil.copytree(ROOT / name, target / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", target)
    shutil.copy(ROOT / "portfolio.yml", target)
    for deliverable in exercise.load(DOCS)[0].deliverables:  # what the owner of this copy filled in
        (target / "docs" / deliverable.file).unlink(missing_ok=True)
    (target / "docs" / "portfolio.md").unlink(missing_ok=True)
    return target


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
