"""GIF: a screen, then pictures and extensions in blocks of up to 255 bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .reader import ByteReader, PictureError, check_magic

if TYPE_CHECKING:
    from collections.abc import Iterator

_IMAGE, _EXTENSION, _END = 0x2C, 0x21, 0x3B
_CONTROL, _PROGRAM = 0xF9, 0xFF
_HAS_COLORS = 0x80
_LOOPS = (b"NETSCAPE2.0", b"ANIMEXTS1.0")


def clean(data: bytes) -> bytes:
    """Return a picture up to its end, without comments and metadata."""
    check_magic(data, b"GIF87a", b"GIF89a")
    reader = ByteReader(data)
    parts: list[bytes | memoryview] = [reader.take(6), *_with_colors(reader.take(7), 4, reader)]
    has_image = False
    while (kind := reader.number(1)) != _END:
        if kind == _IMAGE:
            has_image = True
            parts += [b"\x2c", *_with_colors(reader.take(9), 8, reader), reader.take(1)]
            parts += _blocks(reader)
        elif kind == _EXTENSION:
            label = reader.number(1)
            parts += _kept(label, list(_blocks(reader)))
        else:
            raise PictureError("picture-broken")
    if not has_image:
        raise PictureError("picture-broken")
    return b"".join([*parts, b"\x3b"])


def _with_colors(head: memoryview, flags: int, reader: ByteReader) -> Iterator[memoryview]:
    """Yield the head of a screen or picture, and its color table, if it has one."""
    yield head
    if head[flags] & _HAS_COLORS:
        yield reader.take(3 * 2 ** (1 + head[flags] % 8))


def _blocks(reader: ByteReader) -> Iterator[bytes]:
    """Yield blocks with their sizes, up to the empty one that ends them."""
    while size := reader.number(1):
        yield bytes([size]) + reader.take(size)
    yield b"\0"


def _kept(label: int, blocks: list[bytes]) -> Iterator[bytes]:
    """Yield an extension if it changes how the picture looks: timing, and how often it loops."""
    if label == _CONTROL and len(blocks[0]) == 5:
        yield from (b"\x21\xf9", blocks[0], b"\0")
    elif label == _PROGRAM and blocks[0][1:] in _LOOPS and blocks[1][:2] == b"\3\1":
        yield from (b"\x21\xff", *blocks[:2], b"\0")
