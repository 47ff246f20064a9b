"""Images in learners' pages: which stand in a text, and which files may travel with it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote

from .sections import commonmark

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_MARKDOWN = commonmark()
_MAX_BYTES = 10 * 1024 * 1024
_KINDS = {".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg"}
_OTHER_HOST = re.compile(r"(?:https?:|//|\\\\)", re.IGNORECASE)
_RUNS = re.compile(  # what makes a program of a drawing, or loads something into it
    r"<\s*(?:[\w.-]+:)?(?:script|foreignobject|handler|set|animate\w*|style|iframe|embed|object)\b"
    r"|\bon\w+\s*=|javascript:|<!(?:doctype|entity)|<\?xml-|&#"
    r"|href\s*=\s*(?![\"']\s*(?:\#|data:image/(?:png|jpeg|gif|webp)))|url\(\s*[\"']?(?!\#)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Image:
    """An image as a text names it."""

    source: str
    line: int

    @property
    def is_elsewhere(self) -> bool:
        """Tell whether it would be loaded from another host."""
        return _OTHER_HOST.match(self.source) is not None


def images(text: str, first_line: int = 1) -> Iterator[Image]:
    """Yield the images of a body that begins on `first_line` of its file."""
    if "![" not in text:
        return
    for token in _MARKDOWN.parse(text):
        line = first_line + (token.map[0] if token.map else 0)
        for child in token.children or []:
            if child.type in ("softbreak", "hardbreak"):
                line += 1
            elif child.type == "image":
                yield Image(unquote(str(child.attrGet("src") or "")), line)


def travels(path: Path, folder: Path) -> bool:
    """Tell whether a file is an image that may go with the pages of a folder.

    Not a link out of the folder, not a hidden file, nothing huge, and no drawing that can run a
    program or load something from elsewhere.
    """
    try:
        inside = path.resolve(strict=True).relative_to(folder.resolve())
        if path.suffix.lower() not in _KINDS or any(part[:1] == "." for part in inside.parts):
            return False
        if not path.is_file() or path.stat().st_size > _MAX_BYTES:
            return False
        return path.suffix.lower() != ".svg" or not _RUNS.search(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RuntimeError):  # not there, outside, no text, a loop of links
        return False
