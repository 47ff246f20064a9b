"""The images that a learner's page names."""

from __future__ import annotations

from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import unquote

from ..limits import LIMITS
from ..patterns import PATTERNS
from .sections import label_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from .sections import Part

_FIND = PATTERNS["images"]
_LONGEST: int = LIMITS["text"]["line"]
_KINDS = {".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg"}


@dataclass(frozen=True, slots=True)
class Image:
    """An image as a text names it."""

    source: str
    line: int

    @property
    def is_remote(self) -> bool:
        """Tell whether it would be loaded from another host."""
        return _FIND.other_host.match(self.source) is not None


def images(parts: Iterable[Part], links: Mapping[str, str]) -> Iterator[Image]:
    """Yield the images that parts of a body name, except in code.

    Args:
        parts: of the body.
        links: the addresses of its link reference definitions, by label.
    """
    for part in parts:
        for number, line in enumerate(part.lines, part.first):
            if "![" in line.text and not line.kind and len(line.text) <= _LONGEST:
                for found in _FIND.image.finditer(_FIND.code_span.sub("", line.text)):
                    source = found["link"] or links.get(label_of(found["ref"] or found["alt"]))
                    if source:
                        yield Image(unquote(_plain(source)), number)


def _plain(address: str) -> str:
    """Return an address without its angle brackets, escapes and entities."""
    return unescape(_FIND.escaped.sub(r"\1", address.strip("<>")))


def is_image(name: str) -> bool:
    """Tell whether a file has the name of an image."""
    return name.lower().endswith(tuple(_KINDS))
