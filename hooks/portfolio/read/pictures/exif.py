"""Exif: what a camera writes about a photo. Only the orientation is kept, to show it upright."""

from __future__ import annotations

from typing import Literal

from .reader import ByteReader, PictureError

_ORIENTATION, _SHORT, _UPRIGHT = 0x0112, 3, 1
_MOST_ENTRIES = 1000
_ORDERS: dict[bytes, Literal["big", "little"]] = {b"II*\0": "little", b"MM\0*": "big"}


def orientation_alone(tiff: bytes | memoryview) -> bytes:
    """Return an Exif block with only the orientation of a photo, or nothing if it is upright.

    Like browsers, this takes a block that it cannot read for upright.
    """
    try:
        orientation = _orientation(tiff)
    except PictureError:
        orientation = _UPRIGHT
    if not _UPRIGHT < orientation <= 8:
        return b""
    entry = b"".join(n.to_bytes(size) for n, size in ((_ORIENTATION, 2), (_SHORT, 2), (1, 4)))
    return b"MM\0*\0\0\0\x08\0\x01" + entry + orientation.to_bytes(2) + b"\0\0" + b"\0\0\0\0"


def _orientation(tiff: bytes | memoryview) -> int:
    order = _ORDERS.get(bytes(tiff[:4]))
    if not order:
        return _UPRIGHT
    reader = ByteReader(tiff[4:])
    reader.take(reader.number(4, order) - 8)
    for _ in range(min(reader.number(2, order), _MOST_ENTRIES)):
        entry = ByteReader(reader.take(12))
        head = (entry.number(2, order), entry.number(2, order), entry.number(4, order))
        if head == (_ORIENTATION, _SHORT, 1):
            return entry.number(2, order)
    return _UPRIGHT
