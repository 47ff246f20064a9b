"""What the scripts share: where the project is, what it needs installed, and how they print."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "hooks"))
os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"  # none may change the rules; and it is faster

if sys.version_info < (3, 11):
    version = sys.version.split()[0]
    sys.stderr.write(f"This needs Python 3.11 or newer, and {sys.executable} is {version}.\n")
    sys.exit(2)


@contextmanager
def needed() -> Iterator[None]:
    """Import what has to be installed, or say how to install it."""
    try:
        yield
    except ModuleNotFoundError as error:
        sys.stderr.write(
            f"The package {error.name} is not installed for {sys.executable}.\n"
            "    hint: run `python -m pip install -r requirements.txt` in the project's folder,\n"
            "    or, after `make serve` or `make check`, use the Python in its .venv folder\n"
        )
        sys.exit(2)


def today() -> date:
    """Return the day by UTC, after which no date may lie."""
    from datetime import UTC, datetime  # noqa: PLC0415 - older Pythons have no UTC

    return datetime.now(UTC).date()


def cannot_run(reason: str) -> int:
    """Say why nothing can be checked; return the exit code for it."""
    tell(f"cannot check: {reason}")
    return 2


def tell(text: str) -> None:
    """Write a line beside the report."""
    sys.stderr.buffer.write(f"{text}\n".encode("utf-8", "backslashreplace"))
    sys.stderr.flush()


def write(text: str) -> None:
    """Write UTF-8 whatever the console's encoding is."""
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
        sys.stdout.buffer.flush()
    except BrokenPipeError:  # whoever read it has seen enough
        _end(_PIPE)


def end_at_once() -> None:
    """End the process, and those it has started, when somebody presses Ctrl-C.

    An exception would wait for what the others are at, and tell of itself.
    """
    signal.signal(signal.SIGINT, lambda *_: _end(_INTERRUPT))


_INTERRUPT, _PIPE = 130, 141  # as shells have it


def _end(code: int) -> NoReturn:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a second Ctrl-C may not break into this one
    # An import here could wait for ever for one that the signal broke into.
    loaded = sys.modules.get("multiprocessing")
    if loaded and hasattr(loaded, "active_children"):  # not where the signal broke into its import
        for process in loaded.active_children():
            process.kill()
    os._exit(code)


def replace_file(path: Path, text: str) -> None:
    """Write a file beside the one that is there, and put it in its place when it is whole."""
    there = path.resolve()
    content = text.encode("utf-8", "backslashreplace")
    if there.exists() and not there.is_file():  # a pipe, or a terminal
        there.write_bytes(content)
        return
    new = there.with_name(f".{there.name}.new")
    try:
        new.write_bytes(content)
        new.replace(there)
    finally:
        new.unlink(missing_ok=True)


if Path(sys.argv[0]).resolve().parent == ROOT / "scripts":  # not where a test imports it
    end_at_once()
