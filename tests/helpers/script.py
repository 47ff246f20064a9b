"""The command, run as from a shell."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from helpers import python
from helpers.project import ROOT

if TYPE_CHECKING:
    from pathlib import Path


def run(
    *arguments: object,
    cwd: Path = ROOT,
    script: str = "validate_exercise01",
    anew: bool = False,
    **env: str,
) -> tuple[int, str, str]:
    path = ROOT / "scripts" / f"{script}.py"
    ran = python.script(path, *arguments, cwd=cwd, env=os.environ | env, anew=anew)
    return ran.code, ran.out.decode("utf-8"), ran.err.decode("utf-8")
