"""A built site takes the place of the last one, all at once or not at all."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def beside(site: Path) -> Path:
    """Return the folder in which a site is made, beside its place."""
    return site.with_name(f".{site.name}-in-the-making")


def replace(site: Path, made: Path) -> None:
    """Put a made site in the place of the last one.

    Raises:
        OSError: on Windows, a program has a file of the last site open; it stays as it was.
    """
    last = site.with_name(f".{site.name}-before")
    shutil.rmtree(last, ignore_errors=True)
    try:
        if site.exists():
            site.rename(last)
        made.rename(site)
    except OSError:
        if last.exists() and not site.exists():
            last.rename(site)
        raise
    shutil.rmtree(last, ignore_errors=True)
