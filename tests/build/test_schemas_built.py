"""The schemas for editors, as the command and another checker see them."""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

from helpers.project import ROOT
from helpers.script import run

if TYPE_CHECKING:
    from pathlib import Path


def test_drift_is_told(tmp_path: Path) -> None:
    assert run("--check", script="schemas") == (0, "", "")
    project = tmp_path / "project"
    for name in ("docs", "hooks", "scripts"):
        shutil.copytree(ROOT / name, project / name)
    template = project / "docs" / "learning-plan-template.md"
    text = template.read_text(encoding="utf-8")
    template.write_text(text.replace("the first day of your plan", "a day"), encoding="utf-8")
    command = [sys.executable, project / "scripts" / "schemas.py"]

    check = subprocess.run(
        [*command, "--check"], capture_output=True, encoding="utf-8", check=False
    )
    write = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    again = subprocess.run(
        [*command, "--check"], capture_output=True, encoding="utf-8", check=False
    )

    assert (check.returncode, again.returncode) == (1, 0)
    assert "docs/schemas/learning-plan.json is not what the models say" in check.stdout
    assert "make schemas" in check.stdout
    assert "1 of them changed" in write.stdout
