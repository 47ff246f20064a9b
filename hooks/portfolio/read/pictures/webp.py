"""WebP: chunks in a RIFF file, each with a name and a length, padded to an even one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import exif, icc
from .reader import ByteReader, PictureError, check_magic

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    Chunk = tuple[bytes, bytes | memoryview]

_DRAWS = {b"VP8 ", b"VP8L", b"ALPH"}
_LOOKS = {b"VP8X": 10, b"ANIM": 6}  # and their length
_HAS_EXIF, _HAS_XMP, _HAS_PROFILE = 0x08, 0x04, 0x20
_FRAME_HEAD = 16


def clean(data: bytes) -> bytes:
    """Return a picture up to its end, without metadata."""
    check_magic(data, b"RIFF")
    check_magic(data, b"WEBP", at=8)
    size = int.from_bytes(data[4:8], "little")
    reader = ByteReader(data)
    reader.take(8)
    inside = reader.inside(reader.take(size))
    inside.take(4)
    kept = list(_kept(inside))
    names = {name for name, _ in kept}
    if not names & {b"VP8 ", b"VP8L", b"ANMF"}:
        raise PictureError("picture-broken")
    body = b"WEBP" + _file_bytes(_mend_head(kept, names))
    return b"RIFF" + len(body).to_bytes(4, "little") + body


def size(data: bytes) -> tuple[int, int]:
    """Return the width and height of a picture that `clean` accepts, in pixels.

    See https://developers.google.com/speed/webp/docs/riff_container, and RFC 6386, section 9.1.
    """
    name, first = data[12:16], data[20:30]
    if name == b"VP8X":
        return 1 + int.from_bytes(first[4:7], "little"), 1 + int.from_bytes(first[7:10], "little")
    if name == b"VP8L":
        bits = int.from_bytes(first[1:5], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    return _side(first[6:8]), _side(first[8:10])


def _side(data: bytes) -> int:
    return int.from_bytes(data, "little") & 0x3FFF  # the two bits above say how it is scaled


def _chunks(reader: ByteReader) -> Iterator[Chunk]:
    while not reader.is_done:
        name, size = bytes(reader.take(4)), reader.number(4, "little")
        yield name, reader.take(size)
        if size % 2 and not reader.is_done:
            reader.take(1)


def _kept(reader: ByteReader) -> Iterator[Chunk]:
    has_exif = False
    for name, payload in _chunks(reader):
        if name in _DRAWS or len(payload) == _LOOKS.get(name):
            yield name, payload
        elif name == b"ANMF":
            yield name, _frame(reader.inside(payload))
        elif name == b"ICCP" and icc.is_profile(payload):
            yield name, payload
        elif name == b"EXIF" and not has_exif:
            has_exif = True
            tiff = bytes(payload).removeprefix(b"Exif\0\0")  # some programs add it, as in JPEG
            if orientation := exif.orientation_alone(tiff):
                yield name, orientation


def _frame(reader: ByteReader) -> bytes:
    head = bytes(reader.take(_FRAME_HEAD))
    return head + _file_bytes(chunk for chunk in _chunks(reader) if chunk[0] in _DRAWS)


def _mend_head(chunks: list[Chunk], names: set[bytes]) -> Iterator[Chunk]:
    """Yield the chunks; the first no longer announces those that were removed."""
    gone = _HAS_XMP
    gone |= 0 if b"EXIF" in names else _HAS_EXIF
    gone |= 0 if b"ICCP" in names else _HAS_PROFILE
    for name, payload in chunks:
        mended = bytes([payload[0] & ~gone, *payload[1:]]) if name == b"VP8X" else payload
        yield name, mended


def _file_bytes(chunks: Iterable[Chunk]) -> bytes:
    parts: list[bytes | memoryview] = []
    for name, payload in chunks:
        parts += [name, len(payload).to_bytes(4, "little"), payload, b"\0" * (len(payload) % 2)]
    return b"".join(parts)
