"""What several builds begin with."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from helpers.project import DOCS, copy_project

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A learner's copy whose portfolio is the worked example's."""
    project = copy_project(tmp_path / "project")
    shutil.copytree(DOCS / "example", project / "docs", dirs_exist_ok=True)
    return project
