"""MkDocs, run as a learner or a CI job would run it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from helpers import python

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

COMMAND = "from mkdocs.__main__ import cli\ncli()"


class Ran(NamedTuple):
    code: int
    log: str


def mkdocs(project: Path, *arguments: str, patch: str = "", anew: bool = False, **env: str) -> Ran:
    """Run MkDocs, to which a patch of Python happens before; `anew` is told in `python.run`."""
    env = os.environ | {"NO_MKDOCS_2_WARNING": "1"} | env
    ran = python.run(f"{patch}\n{COMMAND}", *arguments, cwd=project, env=env, anew=anew)
    return Ran(ran.code, (ran.out + ran.err).decode("utf-8"))


def everything(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.relative_to(folder).as_posix(), path.read_bytes()
