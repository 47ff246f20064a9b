"""scripts/ci.py, run as on GitHub or by hand."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from helpers import python

_OURS = ("GITHUB_ACTIONS", "GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY", "PORTFOLIO_DIR")
_QUIET = {name: text for name, text in os.environ.items() if name not in _OURS}


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str
    summary: str
    output: str


def start(project: Path, *arguments: str, **env: str) -> Ran:
    script = project / "scripts" / "ci.py"
    ran = python.script(script, *arguments, cwd=project, env=_QUIET | env)
    files = (Path(env.get(f"GITHUB_{name}", project / name)) for name in ("STEP_SUMMARY", "OUTPUT"))
    said = (file.read_text(encoding="utf-8") if file.exists() else "" for file in files)
    return Ran(ran.code, ran.out.decode("utf-8"), ran.err.decode("utf-8"), *said)


def on_github(project: Path, *arguments: str) -> Ran:
    summary, output = project.parent / "summary.md", project.parent / "output"
    for file in (summary, output):
        file.unlink(missing_ok=True)
    env = {"GITHUB_STEP_SUMMARY": str(summary), "GITHUB_OUTPUT": str(output)}
    return start(project, *arguments, GITHUB_ACTIONS="true", **env)
