"""The project's folders, a fixed day, a copy of what a learner has, and edits to it."""

from __future__ import annotations

import re
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


READ_ONLY = {
    *("role.md", "one-model.md", "running.md", "market.md", "postings.md", "ladder.md", "steps.md"),
    *("finish.md", "how-to-fill-in.md", "publish.md", "class.md", "authors.md", "reference.md"),
}


def lighten(project: Path, *kept: str) -> Path:
    """Take pages from a project that nothing but links needs: a build takes half as long."""
    gone = READ_ONLY - {*kept}
    for name in gone:
        (project / "docs" / name).unlink()
    config = project / "mkdocs.yml"
    before, _, nav = config.read_text(encoding="utf-8").partition("\nnav:\n")
    nav, _, after = nav.partition("\n\n")
    pages = ", ".join(name for name in re.findall(r"\S+\.md", nav) if name not in gone)
    after = after.replace("  anchors: warn", "  anchors: ignore\n  not_found: ignore")
    config.write_text(f"{before}\nnav: [{pages}]\n\n{after}", encoding="utf-8")
    return project


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
