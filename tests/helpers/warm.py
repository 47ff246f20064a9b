"""A Python that has imported what builds and scripts need, and forks for each run of some code.

A line in is JSON: what to run. A line out is its exit code. No run sees anything of another: all
that has happened before it are imports, and that the settings were read. Jinja alone keeps in a
folder what it has compiled of each template, as it is made to, or a fourth of each build would go
to the same ones again.
"""

from __future__ import annotations

import atexit
import gc
import importlib
import json
import os
import pkgutil
import signal
import sys
import threading
from functools import partialmethod
from pathlib import Path
from typing import Any, NoReturn

import jinja2
import pygments.lexers

_ROOT = Path(__file__).resolve().parents[2]
_NAMES = (
    *("mkdocs.__main__", "mkdocs.commands.build", "argparse", "concurrent.futures.process", "csv"),
    *("secrets", "xml.etree.ElementTree"),
)


class _Compiled(jinja2.FileSystemBytecodeCache):
    """Templates by name and text, in whichever copy of the project they stand."""

    def get_cache_key(self, name: str, filename: str | None = None) -> str:  # noqa: ARG002
        return super().get_cache_key(name)


def _warm_up() -> None:
    os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"  # as the hooks have it
    sys.path[0] = str(_ROOT / "hooks")
    package = importlib.import_module("portfolio")
    ours = (module.name for module in pkgutil.walk_packages(package.__path__, "portfolio."))
    for name in (*_NAMES, *ours):
        importlib.import_module(name)
    importlib.import_module("mkdocs.config").load_config(str(_ROOT / "mkdocs.yml"))
    for model in sys.modules["portfolio.ask.models"].MODELS.values():
        model.model_rebuild()  # or each run would, when it first checks
    for patterns in sys.modules["portfolio.patterns"].PATTERNS.values():
        patterns.by_name()  # which keeps them
    for language in ("bash", "powershell", "text", "yaml"):  # of the pages; a lexer does as well
        pygments.lexers.get_lexer_by_name(language)
    init = partialmethod(jinja2.Environment.__init__, bytecode_cache=_Compiled(sys.argv[1]))
    jinja2.Environment.__init__ = init  # type: ignore[method-assign,assignment]
    gc.freeze()  # or each fork would look through all of it again


def _become(asked: dict[str, Any]) -> None:
    """Be as a Python that was started in a folder, with an environment, arguments and streams."""
    os.chdir(asked["cwd"])
    os.environ.clear()
    os.environ.update(asked["env"])
    for stream, name in enumerate((os.devnull, asked["out"], asked["err"])):
        file = os.open(name, os.O_RDWR | os.O_CREAT | os.O_APPEND)
        os.dup2(file, stream)
        os.close(file)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    sys.path[0], sys.argv = "", ["-c", *asked["arguments"]]


def _next() -> dict[str, Any]:
    """Answer in a fork of its own for each line; return only there."""
    for line in sys.stdin:
        if not (child := os.fork()):
            return json.loads(line)
        _, status = os.waitpid(child, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()
    sys.exit()


def _leave(code: int) -> NoReturn:
    """End as Python does, but take nothing apart: that takes longer than to check a portfolio."""
    threading._shutdown()  # type: ignore[attr-defined]
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who presses Ctrl-C ends the tests, and so this
    _warm_up()
    asked = _next()
    _become(asked)
    try:
        exec(asked["code"], {"__name__": "__main__"})
    except SystemExit as end:
        if not isinstance(end.code, int | None):
            raise
        _leave(end.code or 0)
    _leave(0)
