"""The project's own YAML files, which stand beside the modules that use them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from pathlib import Path

_SAFE_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # in C, where it can be


def read_data(path: Path) -> dict[str, Any]:
    """Return what a file of the project says. (Learners' files are read by source.py alone.)"""
    text = path.read_text(encoding="utf-8")
    found: dict[str, Any] = yaml.load(text, Loader=_SAFE_LOADER)  # noqa: S506 - either is safe
    return found
