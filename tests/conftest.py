"""What all tests share: an exercise, a portfolio to break, a built site."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from helpers.build import mkdocs
from helpers.classes import EVIL, EXERCISE
from helpers.engine import engine as start_engine
from helpers.project import DOCS, NOON, ROOT, copy_project, lighten
from helpers.quotes import SAMPLE, SECRETS
from helpers.server import served
from portfolio.ask import exercise

if TYPE_CHECKING:
    from collections.abc import Iterator

    from helpers.engine import Engine


os.environ.setdefault("SOURCE_DATE_EPOCH", NOON)  # of all builds: or pages would change by the day


@pytest.fixture(scope="module")
def learners(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A class of thirty: most are fine, and some as classes have them."""
    folder = tmp_path_factory.mktemp("class")
    command = [sys.executable, ROOT / "bench" / "portfolios.py", folder, "30"]
    subprocess.run(command, check=True)
    (folder / "a-none").mkdir()
    (folder / ".git").mkdir()
    (folder / "list.txt").write_text("not a learner", encoding="utf-8")
    clone = folder / "b-clone" / "docs"
    shutil.copytree(folder / "learner-00000", clone)
    for path in clone.glob("*.md"):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("Leeds", "York"), encoding="utf-8")
    (folder / "c-templates").mkdir()
    for deliverable in EXERCISE.deliverables:
        shutil.copy(DOCS / deliverable.template_file, folder / "c-templates" / deliverable.file)
    shutil.copytree(DOCS / "example", folder / "d-example")
    shutil.copytree(folder / "learner-00001", folder / "e-evil")
    path = folder / "e-evil" / "learning-plan.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"starts_on: .*", f"starts_on: '{EVIL}'", text), encoding="utf-8")
    os.utime(path, (1_790_000_000, 1_790_000_000))
    return folder


@pytest.fixture(scope="module")
def secretive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project, whose learner made every kind of fault in what is private."""
    project = lighten(copy_project(tmp_path_factory.mktemp("secretive") / "project"))
    for name, edits in SECRETS.items():
        here = SAMPLE if (SAMPLE / name).exists() else DOCS / "example"
        text = (here / name).read_text(encoding="utf-8")
        for old, new in edits:
            assert old in text, (name, old)
            text = text.replace(old, new, 1)
        (project / "docs" / name).write_text(text, encoding="utf-8")
    return project


@pytest.fixture(scope="session")
def exercise01() -> exercise.Exercise:
    return exercise.load(DOCS)[0]


@pytest.fixture
def portfolio(tmp_path: Path) -> Path:
    """A folder with a small complete portfolio."""
    return Path(shutil.copytree(ROOT / "tests" / "portfolio", tmp_path / "portfolio"))


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The exercise for readers, served below a path of its own."""
    folder = tmp_path_factory.mktemp("www")
    to = str(folder / "exercise")
    ran = mkdocs(ROOT, "build", "--strict", "-q", "-d", to, REQUIRE_DELIVERABLES="false")
    assert ran.code == 0, ran.log

    with served(folder) as address:
        yield f"{address}exercise/"


@pytest.fixture(scope="session")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """What runs the form's modules where no page is needed."""
    with start_engine(tmp_path_factory.mktemp("forms") / "exercise") as running:
        yield running
