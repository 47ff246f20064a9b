"""What several builds begin with."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from helpers.project import DOCS, copy_project, lighten

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A learner's copy whose portfolio is the worked example's, with one page that is only read."""
    project = lighten(copy_project(tmp_path / "project"), "role.md")
    shutil.copytree(DOCS / "example", project / "docs", dirs_exist_ok=True)
    return project
