"""The modules of the forms without a page: what draws nothing, run by Chromium's engine."""

from __future__ import annotations

import contextlib
import html
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from portfolio.ask import exercise, forms

from helpers.project import DOCS, ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import IO


class Engine:
    """It answers as a page of the exercise does; `root` is where that would be: a folder."""

    def __init__(self, folder: Path, to: IO[str], out: IO[str]) -> None:
        self.folder, self.root, self._to, self._out = folder, f"{folder.as_uri()}/", to, out

    def evaluate(self, code: str, argument: Any) -> Any:
        """Return what an async function makes of an argument."""
        self._to.write(json.dumps({"code": code, "argument": argument}) + "\n")
        self._to.flush()
        made = json.loads(self._out.readline())
        assert "error" not in made, made["error"]
        return made.get("value")


def deno() -> str:
    """Return the program that runs the form's modules, and checks their types."""
    found = shutil.which("deno", path=str(Path(sys.executable).parent))
    assert found, "run `make quick` once: it installs deno"
    return found


@contextlib.contextmanager
def engine(folder: Path) -> Iterator[Engine]:
    """Lay out in a folder what the forms fetch, and run their modules from there."""
    shutil.copytree(ROOT / "overrides" / "assets", folder / "assets")
    for name, text in forms.files(exercise.load(DOCS), exercise.portfolio_page(DOCS)):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    known = json.dumps([html.entities.html5, html._invalid_charrefs])
    (folder / "entities.json").write_text(known, encoding="utf-8")
    shutil.copy(Path(__file__).with_suffix(".js"), folder)
    flags = ["--quiet", "--no-config", "--no-remote", "--allow-read=."]
    command = [deno(), "run", *flags, "engine.js"]
    with subprocess.Popen(
        command, cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
    ) as running:
        yield Engine(folder, running.stdin, running.stdout)
        running.stdin.close()
