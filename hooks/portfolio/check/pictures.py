"""The pictures that pages name: one that cannot be shown is a problem at its line."""

from __future__ import annotations

import unicodedata
from itertools import islice
from typing import TYPE_CHECKING

from ..limits import LIMITS
from ..problems import nearest, problem
from ..read.images import images, is_image
from ..read.pictures import judge_together
from ..read.source import names_in

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from .answer import Answer

_LIMITS = LIMITS["pictures"]
_MOST_NAMES: int = LIMITS["text"]["headings"]


def check(answers: Sequence[Answer]) -> None:
    """Add a problem for each picture that the pages of a portfolio name and cannot show.

    A picture of another host is told wherever it is named, and a file once in each page.
    """
    found = [
        (answer, image)
        for answer in answers
        for image in images(answer.body.parts, answer.body.links)
    ]
    files = [(answer, image) for answer, image in found if not image.why_no_file]
    folder = answers[0].source.path.parent
    refused = judge_together((folder / image.path for _, image in files), folder)
    told = set()
    for answer, image in found:
        path, here = folder / image.path, (answer.deliverable.id, image.address)
        key = image.why_no_file or refused.get(path)
        if not key or (key != "image-elsewhere" and here in told):
            continue
        told.add(here)
        heading = answer.body.heading_at(image.line)
        quiet = answer.unquotable.has_section(heading)
        near = _near(path) if key == "picture-absent" and not quiet else ""
        answer.add(problem(key, answer.source.path, image.line, heading, near=near, **_LIMITS))


def _near(path: Path) -> str:
    """Return a hint about a picture that lies where a missing one should, under a name like it."""
    names = {_name(each): each for each in filter(is_image, names_in(path.parent) or ())}
    near = nearest(_name(path.name), islice(names, _MOST_NAMES))
    return f'; "{names[near]}" lies there: write that name, or rename it' if near else ""


def _name(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()
