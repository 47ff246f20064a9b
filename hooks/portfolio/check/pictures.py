"""The pictures that pages name: one that cannot be shown is a problem at its line."""

from __future__ import annotations

import unicodedata
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from ..limits import LIMITS
from ..problems import nearest, problem
from ..read.images import images, is_image
from ..read.pictures import judge_preview, judge_together
from ..read.source import names_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from ..read.images import Image
    from .answer import Answer

_LIMITS = LIMITS["pictures"]
_MOST_TOLD: int = LIMITS["text"]["images"]
_FRONT = "portfolio"  # the page whose field `image` links show
_MOST_NAMES = 50  # among which one like a missing one is looked for


def check(answers: Sequence[Answer]) -> None:
    """Add a problem for each picture that the pages of a portfolio name and cannot show.

    A picture of another host is told wherever it is named, and a file once in each page.
    """
    found = {
        answer.deliverable.id: (answer, list(images(answer.body.parts, answer.body.links)))
        for answer in answers
    }
    folder = answers[0].source.path.parent
    files = [image.path for _, named in found.values() for image in named if not image.why_no_file]
    refused = judge_together((folder / path for path in files), folder)
    names = cache(_pictures_in)
    for answer, named in found.values():
        for key, image in islice(_refused(named, folder, refused), _MOST_TOLD):
            heading = answer.body.heading_at(image.line)
            is_told = key == "picture-absent" and not answer.unquotable.has_section(heading)
            near = _near(folder / image.path, names) if is_told else ""
            words = {"near": near, **_LIMITS}
            answer.add(problem(key, answer.source.path, image.line, heading, **words))
        if answer.deliverable.id == _FRONT:
            _check_preview(answer)


def _check_preview(answer: Answer) -> None:
    """Add a problem for a picture that links to the site cannot show."""
    value, source = str(answer.valid.get("image") or "").strip(), answer.source
    folder = source.path.parent
    if not value or not (found := judge_preview(folder / value, folder)):
        return
    key, words = found
    quiet = answer.unquotable.has("image", value)
    known = {"value": value, "near": "", **LIMITS["previews"], **words}
    answer.add(problem(key, source.path, source.line(("image",)), "image", quiet=quiet, **known))
    answer.faulty.add(("image",))
    answer.typed, answer.valid = None, {k: v for k, v in answer.valid.items() if k != "image"}


def _refused(
    named: Iterable[Image], folder: Path, refused: Mapping[Path, str]
) -> Iterator[tuple[str, Image]]:
    """Yield the images of a page that cannot be shown, each with a key of messages.yml."""
    told = set()
    for image in named:
        key = image.why_no_file or refused.get(folder / image.path)
        once = key if key == "too-many-pictures" else image.address
        if key and (once not in told or key == "image-elsewhere"):
            told.add(once)
            yield key, image


def _near(path: Path, pictures_in: Callable[[Path], dict[str, str]]) -> str:
    """Return a hint about a picture that lies where a missing one should, under a name like it."""
    names, name = pictures_in(path.parent), _name(path.name)
    near = name if name in names else nearest(name, islice(names, _MOST_NAMES))
    return f'; "{names[near]}" is there: write that name, or rename it' if near else ""


def _pictures_in(folder: Path) -> dict[str, str]:
    """Return the names of the pictures in a folder by how names are compared."""
    return {_name(each): each for each in sorted(filter(is_image, names_in(folder) or ()))}


def _name(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()
