"""PNG: chunks, each with a name, a length and a checksum."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from . import exif, icc
from .reader import ByteReader, PictureError, check_magic

if TYPE_CHECKING:
    from collections.abc import Iterator

    Chunk = tuple[bytes, bytes | memoryview]

_MAGIC = b"\x89PNG\r\n\x1a\n"
_DRAWN = {b"IDAT", b"fdAT"}
_LOOKS = {  # chunks that change how it looks, and their greatest length
    b"IHDR": 13,
    b"PLTE": 768,
    b"IEND": 0,
    b"tRNS": 256,
    b"bKGD": 6,
    b"gAMA": 4,
    b"cHRM": 32,
    b"sRGB": 1,
    b"sBIT": 4,
    b"cICP": 4,
    b"mDCV": 24,
    b"cLLI": 8,
    b"pHYs": 9,
    b"acTL": 8,
    b"fcTL": 26,
}
_LARGEST_PROFILE = 1024 * 1024


def clean(data: bytes) -> bytes:
    """Return a picture up to its end, without texts, times and unknown chunks."""
    check_magic(data, _MAGIC)
    chunks = list(_chunks(ByteReader(memoryview(data)[len(_MAGIC) :])))
    names = [name for name, _ in chunks]
    if names[0] != b"IHDR" or b"IDAT" not in names:
        raise PictureError("picture-broken")
    parts: list[bytes | memoryview] = [_MAGIC]
    for name, payload in _kept(chunks):
        parts += [len(payload).to_bytes(4), name, payload, _checksum(name, payload)]
    return b"".join(parts)


def size(data: bytes) -> tuple[int, int]:
    """Return the width and height of a picture that `clean` accepts, in pixels."""
    return int.from_bytes(data[16:20]), int.from_bytes(data[20:24])


def _chunks(reader: ByteReader) -> Iterator[Chunk]:
    name = b""
    while name != b"IEND":
        size, name = reader.number(4), bytes(reader.take(4))
        payload = reader.take(size)
        if reader.take(4) != _checksum(name, payload):
            raise PictureError("picture-broken")
        yield name, payload


def _checksum(name: bytes, payload: bytes | memoryview) -> bytes:
    return zlib.crc32(payload, zlib.crc32(name)).to_bytes(4)


def _kept(chunks: list[Chunk]) -> Iterator[Chunk]:
    read: set[bytes] = set()
    for name, payload in chunks:
        if name in _DRAWN or len(payload) <= _LOOKS.get(name, -1):
            yield name, payload
        elif name in _READ and name not in read:
            read.add(name)
            if kept := _READ[name](payload):
                yield name, kept
        elif name[:1].isupper():  # a chunk without which the picture cannot be drawn
            raise PictureError("picture-broken")


def _profile(payload: bytes | memoryview) -> bytes:
    """Return a color profile without its name."""
    _, _, packed = bytes(payload).partition(b"\0")
    unpacker = zlib.decompressobj()
    try:
        profile = unpacker.decompress(packed[1:], _LARGEST_PROFILE)
    except zlib.error:
        return b""  # browsers ignore it as well
    is_whole = unpacker.eof and not unpacker.unused_data
    return b"icc\0" + packed if is_whole and icc.is_profile(profile) else b""


_READ = {b"iCCP": _profile, b"eXIf": exif.orientation_alone}  # the first of each counts
