"""JPEG: segments, each with a marker; the image data follows the marker of a scan."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from . import exif, icc
from .reader import ByteReader, PictureError, check_magic

if TYPE_CHECKING:
    from collections.abc import Iterator

_END, _SCAN, _COMMENT = 0xD9, 0xDA, 0xFE
_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
_DRAWS = {*_FRAMES, 0xC4, 0xCC, *range(0xDA, 0xE0)}
_OF_PROGRAMS = {*range(0xE0, 0xF0), _COMMENT}
_JFIF, _EXIF, _PROFILE, _ADOBE = b"\xe0JFIF\0", b"\xe1Exif\0\0", b"\xe2ICC_PROFILE\0", b"\xeeAdobe"
_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")  # the others are part of the image data


class _Segment(NamedTuple):
    marker: int
    payload: bytes
    drawn: memoryview = memoryview(b"")

    @property
    def begin(self) -> bytes:
        """Return the marker and first bytes, by which programs recognize their segments."""
        return bytes([self.marker]) + self.payload[:12]

    @property
    def is_profile(self) -> bool:
        return self.begin.startswith(_PROFILE)

    def file_bytes(self) -> bytes:
        return b"\xff%c%b%b" % (self.marker, (len(self.payload) + 2).to_bytes(2), self.payload)


def clean(data: bytes) -> bytes:
    """Return a photo up to its end, without metadata."""
    segments = list(_segments(data))
    markers = {segment.marker for segment in segments}
    if not markers & _FRAMES or _SCAN not in markers:
        raise PictureError("picture-broken")
    parts: list[bytes | memoryview] = [b"\xff\xd8"]
    for segment in _kept(segments):
        parts += [segment.file_bytes(), segment.drawn]
    return b"".join([*parts, b"\xff\xd9"])


def size(data: bytes) -> tuple[int, int]:
    """Return the width and height of a photo that `clean` accepts, in pixels, as stored."""
    frame = next(each.payload for each in _segments(data) if each.marker in _FRAMES)
    return int.from_bytes(frame[3:5]), int.from_bytes(frame[1:3])


def _segments(data: bytes) -> Iterator[_Segment]:
    check_magic(data, b"\xff\xd8\xff")
    reader = ByteReader(data)
    reader.take(2)
    while (marker := _marker(reader)) != _END:
        if marker not in _DRAWS | _OF_PROGRAMS:
            raise PictureError("picture-broken")
        payload = bytes(reader.take(reader.number(2) - 2))
        drawn = reader.until(_MARKER) if marker == _SCAN else memoryview(b"")
        yield _Segment(marker, payload, drawn)


def _marker(reader: ByteReader) -> int:
    if reader.number(1) != 0xFF:
        raise PictureError("picture-broken")
    while (marker := reader.number(1)) == 0xFF:
        pass  # any number of these bytes may precede a marker
    return marker


def _kept(segments: list[_Segment]) -> Iterator[_Segment]:
    """Yield the segments that are needed to show the photo, or change how it looks."""
    profile = sorted(segment.payload for segment in segments if segment.is_profile)
    has_profile = icc.is_profile(b"".join(payload[14:] for payload in profile))
    has_exif = False
    for segment in segments:
        begin, payload = segment.begin, segment.payload
        if segment.marker in _DRAWS or (segment.is_profile and has_profile):
            yield segment
        elif begin.startswith(_JFIF) and len(payload) >= 14:
            yield segment._replace(payload=payload[:12] + b"\0\0")  # without its preview
        elif begin.startswith(_ADOBE) and len(payload) >= 12:
            yield segment._replace(payload=payload[:12])  # up to the color transform
        elif begin.startswith(_EXIF) and not has_exif:
            has_exif = True
            if tiff := exif.orientation_alone(payload[6:]):
                yield segment._replace(payload=payload[:6] + tiff)
