"""The project's own data: YAML files beside the modules that use them, and sets of words."""

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


def word_set(text: str) -> frozenset[str]:
    """Return the words of a text: a set that is too long for a line each."""
    return frozenset(text.split())
