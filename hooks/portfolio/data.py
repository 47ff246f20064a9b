"""The project's own data: YAML files beside the modules that use them, and sets of words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from pathlib import Path

_SAFE_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the one in C, if there is one


def read_data(path: Path) -> dict[str, Any]:
    """Return the content of a file of the project. (Only source.py reads learners' files.)"""
    text = path.read_text(encoding="utf-8")
    found: dict[str, Any] = yaml.load(text, Loader=_SAFE_LOADER)  # noqa: S506 - either is safe
    return found


def word_set(text: str) -> frozenset[str]:
    """Return the words of a text as a set, for sets that are too long for one item per line."""
    return frozenset(text.split())
