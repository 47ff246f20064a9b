"""The command, run as from a shell."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

from helpers.project import ROOT

if TYPE_CHECKING:
    from pathlib import Path


def run(
    *arguments: object, cwd: Path = ROOT, script: str = "validate_exercise01", **env: str
) -> tuple[int, str, str]:
    command = [sys.executable, ROOT / "scripts" / f"{script}.py", *map(str, arguments)]
    ran = subprocess.run(command, cwd=cwd, env=os.environ | env, capture_output=True, check=False)
    return ran.returncode, ran.stdout.decode("utf-8"), ran.stderr.decode("utf-8")
