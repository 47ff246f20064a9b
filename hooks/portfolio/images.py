"""Images in learners' pages: which stand in a text, and which files may travel with it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import unquote
from xml.etree import ElementTree as ET

from .sections import label_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from .sections import Part

_IMAGE = re.compile(
    r"!\[(?P<alt>(?:\\.|[^\[\]\\]|\[[^\[\]]*\])*)\]"
    r"(?:\([ \t]*(?P<link><[^<>]*>|(?:\\.|[^\s()\\]|\([^\s()]*\))+)|\[(?P<ref>[^\[\]]*)\])?"
)
_CODE_SPAN = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_MAX_BYTES = 10 * 1024 * 1024
_KINDS = {".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg"}
_OTHER_HOST = re.compile(r"(?:https?:|//|\\\\)", re.IGNORECASE)
_SVG = "{http://www.w3.org/2000/svg}"
_DRAWS = {  # elements of SVG that draw, and neither run nor load anything
    *("svg", "g", "defs", "symbol", "use", "path", "rect", "circle", "ellipse", "line", "polyline"),
    *("polygon", "text", "tspan", "title", "desc", "linearGradient", "radialGradient", "stop"),
    *("clipPath", "mask", "pattern", "marker"),
}
_ELSEWHERE = re.compile(r"url\(\s*[\"']?(?!#)|[a-z]+script:|//", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Image:
    """An image as a text names it."""

    source: str
    line: int

    @property
    def is_elsewhere(self) -> bool:
        """Tell whether it would be loaded from another host."""
        return _OTHER_HOST.match(self.source) is not None


def images(parts: Iterable[Part], links: Mapping[str, str]) -> Iterator[Image]:
    """Yield the images that parts of a body name, but for code.

    Args:
        parts: of the body.
        links: its addresses, by the labels under which links can refer to them.
    """
    for part in parts:
        for number, line in enumerate(part.lines, part.first):
            if "![" in line.text and not line.kind:
                for found in _IMAGE.finditer(_CODE_SPAN.sub("", line.text)):
                    source = found["link"] or links.get(label_of(found["ref"] or found["alt"]))
                    if source:
                        yield Image(unquote(_plain(source)), number)


def _plain(address: str) -> str:
    """Return an address without what Markdown lets people write around and in it."""
    return unescape(_ESCAPED.sub(r"\1", address.strip("<>")))


def is_image(name: str) -> bool:
    """Tell whether a file has the name of an image."""
    return name.lower().endswith(tuple(_KINDS))


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
        return path.suffix.lower() != ".svg" or _only_draws(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RuntimeError, ET.ParseError):  # not there, outside, no drawing
        return False


def _only_draws(text: str) -> bool:
    """Tell whether an SVG drawing has nothing in it but what draws."""
    head = re.match(r"\s*<\?xml[^?<>]*\?>", text)
    coded = re.search(r"encoding=[\"']([^\"']*)", head[0]) if head else None
    if coded and coded[1].lower() != "utf-8":
        return False
    body = text[head.end() :] if head else text
    if "<!" in body or "<?" in body or re.search("[\x00-\x08\x0b-\x1f]", body):
        return False
    for element in ET.fromstring(body).iter():  # noqa: S314 - no entity can be declared in it
        if element.tag.removeprefix(_SVG) not in _DRAWS or not element.tag.startswith(_SVG):
            return False
        for name, value in element.attrib.items():
            is_link = name.rpartition("}")[2] == "href"
            if name.startswith("on") or "base" in name or _ELSEWHERE.search(value):
                return False
            if is_link and not value.startswith("#"):
                return False
    return True
