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

    from .sections import Line, Part

_FIND = PATTERNS["images"]
_LONGEST: int = LIMITS["text"]["line"]
_KINDS = tuple(LIMITS["text"]["pictures"])


@dataclass(frozen=True, slots=True)
class Image:
    """An image as a text names it."""

    address: str  # as a link has it, with escapes such as %20
    line: int

    @property
    def path(self) -> str:
        """Return the path of its file from the page."""
        return unquote(self.address.partition("#")[0])

    @property
    def why_no_file(self) -> str | None:
        """Return why it is no file beside its page, whatever lies there: a key of messages.yml."""
        address = unquote(self.address)
        if _FIND.other_host.match(address):
            return "image-elsewhere"
        if _FIND.absolute.match(address):
            return "picture-outside"
        return None if is_image(self.path) else "picture-kind"


def images(parts: Iterable[Part], links: Mapping[str, str]) -> Iterator[Image]:
    """Yield the images that parts of a body name, except in code.

    Args:
        parts: of the body.
        links: the addresses of its link reference definitions, by label.
    """
    for part in parts:
        if not any("![" in line.text for line in part.lines):
            continue  # as most have none
        for number, (line, is_code) in enumerate(with_code(part.lines), part.first):
            if "![" in line.text and not is_code and len(line.text) <= _LONGEST:
                for found in _FIND.image.finditer(_FIND.code_span.sub("", line.text)):
                    source = found["link"] or links.get(label_of(found["ref"] or found["alt"]))
                    if source:
                        yield Image(_plain(source), number)


def with_code(lines: Iterable[Line]) -> Iterator[tuple[Line, bool]]:
    """Yield lines, each with whether it is code: in a fence, or indented and in no list."""
    in_list, is_apart = False, True  # whether the line above is blank, or code
    for line in lines:
        is_indented = is_apart and not in_list and _FIND.indented.match(line.text) is not None
        is_code = bool(line.kind) or (is_indented and not line.is_blank)
        yield line, is_code
        if _FIND.item.match(line.text):
            in_list = True
        elif is_apart and not line.text.startswith((" ", "\t")) and not line.is_blank:
            in_list = False
        is_apart = line.is_blank or is_code


def _plain(address: str) -> str:
    """Return an address without its angle brackets, escapes and entities."""
    return unescape(_FIND.escaped.sub(r"\1", address.strip("<>")))


def is_image(name: str) -> bool:
    """Tell whether a file has the name of an image."""
    return name.lower().endswith(_KINDS)
