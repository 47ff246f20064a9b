"""Which pictures and PDF files may be published with a page, and which of their bytes.

Pictures are published without what cameras and programs write into them: where, when and with what
a photo was taken, names, comments, previews, and whatever follows the end of the picture. Only the
orientation of a photo is kept, and pixels are never touched. Each kind has a module that reads its
file once and keeps what it knows (an allow-list); a file that it cannot read is not published. PDF
files are published as they are.
"""

from __future__ import annotations

import os
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from ...limits import LIMITS
from ..source import names_in
from . import avif, gif, jpeg, png, svg, webp
from .reader import PictureError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = ["PictureError", "clean", "judge", "judge_preview", "judge_together", "published"]

_OF_PICTURES: dict[str, int] = LIMITS["pictures"]
_OF_PREVIEWS: dict[str, int] = LIMITS["previews"]
_MEGABYTE = 1024 * 1024


def _pdf(data: bytes) -> bytes:
    if not data.startswith(b"%PDF-"):
        raise PictureError("picture-misnamed")
    return data


_KINDS: dict[str, Callable[[bytes], bytes]] = {
    ".png": png.clean,
    ".jpg": jpeg.clean,
    ".jpeg": jpeg.clean,
    ".gif": gif.clean,
    ".webp": webp.clean,
    ".avif": avif.clean,
    ".svg": svg.clean,
    ".pdf": _pdf,
}


_SIZES = {".png": png.size, ".jpg": jpeg.size, ".jpeg": jpeg.size, ".webp": webp.size}


def is_publishable(path: Path, folder: Path) -> bool:
    """Tell whether a file may be published with the pages of a folder."""
    return judge(path, folder) is None


def judge(path: Path, folder: Path) -> str | None:
    """Return why a file cannot be published with the pages of a folder: a key of messages.yml."""
    try:
        _check_place(path, folder)
        published(path)
    except PictureError as error:
        return error.key
    return None


def judge_preview(path: Path, folder: Path) -> tuple[str, dict[str, int]] | None:
    """Return why links cannot show a picture: a key of messages.yml, and words for it."""
    if not (sized := _SIZES.get(path.suffix.lower())):
        return "preview-kind", {}
    if key := judge(path, folder):
        return key, {}
    data = _read(path)
    if len(data) > _OF_PREVIEWS["megabytes"] * _MEGABYTE:
        return "preview-too-large", {}
    width, height = sized(data)
    if width < _OF_PREVIEWS["width"] or height < _OF_PREVIEWS["height"]:
        return "preview-too-small", {"wide": width, "high": height}
    return None


def judge_together(paths: Iterable[Path], folder: Path) -> dict[Path, str]:
    """Return which of the files that a portfolio names cannot be published with it, and why.

    Among them are pictures so many, or so large, that they could not be read in time.
    """
    refused: dict[Path, str] = {}
    left = _OF_PICTURES["megabytes_together"] * _MEGABYTE
    for number, path in enumerate(dict.fromkeys(paths), start=1):
        key = judge(path, folder) if number <= _OF_PICTURES["together"] else "too-many-pictures"
        if not key:
            is_drawing = path.suffix.lower() == ".svg"
            left -= path.stat().st_size * (_OF_PICTURES["drawings_weigh"] if is_drawing else 1)
            key = "too-many-pictures" if left < 0 else None
        if key:
            refused[path] = key
    return refused


def published(path: Path) -> bytes:
    """Return the bytes of a file that are published.

    Raises:
        PictureError: it cannot be published; the error's key says why.
    """
    return clean(path.name, _read(path))


def clean(name: str, data: bytes) -> bytes:
    """Return what is published of the bytes of a file of that name.

    Raises:
        PictureError: as above.
    """
    of_its_kind = _KINDS.get(PurePath(name).suffix.lower())
    if not of_its_kind:
        raise PictureError("picture-kind")
    return of_its_kind(data)


def _check_place(path: Path, folder: Path) -> None:
    """Refuse a file that is missing, hidden, or outside the folder, by its path or by a link."""
    _stop_outside(_written(path), _written(folder))
    try:
        real = path.resolve(strict=True)
    except (OSError, ValueError, RuntimeError):  # missing, not a file name, a loop of links
        raise PictureError("picture-absent") from None
    _stop_outside(real, folder.resolve())
    if not real.is_file() or not _is_named_exactly(path, folder):
        raise PictureError("picture-absent")


def _stop_outside(place: Path, home: Path) -> None:
    inside = place.parts[len(home.parts) :]
    if not place.is_relative_to(home) or any(part.startswith(".") for part in inside):
        raise PictureError("picture-outside")


def _is_named_exactly(path: Path, folder: Path) -> bool:
    """Tell whether a file has this very name, as some disks and no hosts overlook letter case."""
    at = _written(folder)
    for name in _written(path).parts[len(at.parts) :]:
        if name not in (names_in(at) or ()):
            return False
        at /= name
    return True


def _written(path: Path) -> Path:
    """Return where a path leads without following links: the place of its copy."""
    return Path(os.path.normpath(path.absolute()))


def _read(path: Path) -> bytes:
    most = _OF_PICTURES["megabytes"] * _MEGABYTE
    try:
        with path.open("rb") as file:
            data = file.read(most + 1)
    except OSError:
        raise PictureError("picture-absent") from None
    if len(data) > most:
        raise PictureError("picture-too-large")
    return data
