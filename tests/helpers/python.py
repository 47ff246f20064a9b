"""Code run by a Python of its own, as from a shell."""

from __future__ import annotations

import atexit
import functools
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, NamedTuple


class Ran(NamedTuple):
    code: int
    out: bytes
    err: bytes


def run(code: str, *arguments: object, cwd: Path, env: dict[str, str], anew: bool = False) -> Ran:
    """Run code in a folder, with an environment; `anew` by a Python that nothing is known of yet.

    Others are forked where a system can: imports take as long as a small build.
    """
    said = [str(argument) for argument in arguments]
    if anew or not hasattr(os, "fork"):
        command = [sys.executable, "-c", code, *said]
        ran = subprocess.run(command, cwd=cwd, env=env, capture_output=True, check=False)
        return Ran(ran.returncode, ran.stdout, ran.stderr)
    with tempfile.TemporaryDirectory() as folder:
        out, err = Path(folder, "out"), Path(folder, "err")
        asked = {"code": code, "arguments": said, "cwd": str(cwd), "env": env}
        warm = _warm()
        print(json.dumps(asked | {"out": str(out), "err": str(err)}), file=warm.stdin, flush=True)
        return Ran(int(warm.stdout.readline()), out.read_bytes(), err.read_bytes())


_SCRIPT = """\
import os, runpy, sys
del sys.argv[0]
sys.path[0] = os.path.dirname(sys.argv[0])
runpy.run_path(sys.argv[0], run_name="__main__")
"""


def script(path: Path, *arguments: object, **options: Any) -> Ran:
    """Run a script as `run` runs code."""
    return run(_SCRIPT, path, *arguments, **options)


@functools.cache
def _warm() -> subprocess.Popen[str]:
    program = Path(__file__).with_name("warm.py")
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "encoding": "utf-8"}
    compiled = tempfile.TemporaryDirectory()
    atexit.register(compiled.cleanup)
    warm = subprocess.Popen([sys.executable, program, compiled.name], **pipes)
    atexit.register(warm.communicate)
    return warm
