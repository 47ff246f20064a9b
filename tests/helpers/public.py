"""Files and edits for the public edition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers.project import edit

if TYPE_CHECKING:
    from pathlib import Path

PIXEL = (
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89\0\0\0\nIDATx"
    b"\x9cc\0\x01\0\0\x05\0\x01\r\n-\xb4\0\0\0\0IEND\xaeB`\x82"
)
SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:h="http://www.w3.org/1999/xhtml"{}>{}</svg>'
SVG_THAT_RUNS = (
    SVG.format(
        "", '<s\u00b7:script xmlns:s\u00b7="http://www.w3.org/2000/svg">x()</s\u00b7:script>'
    ),
    '<?xml version="1.0" encoding="ISO-2022-JP"?>' + SVG.format("", "<scr\x1b(Bipt/>"),
    SVG.format("", '<h:img src="https://example.org/x.png"/>'),
    SVG.format("", '<a href="javascript:x()"><path d="M0 0"/></a>'),
    SVG.format("", '<use href="https://example.org/x.svg#a"/>'),
    SVG.format(' onload="x()"', ""),
    SVG.format("", "<!-- a note to myself -->"),
    SVG.format("", "<style>path { fill: red }</style>"),
    "no drawing at all",
)


def change(project: Path, name: str, find: str, put: str) -> None:
    edit(project / "docs" / name, find, put)
