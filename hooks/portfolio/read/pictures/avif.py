"""AVIF: nested boxes that point into each other, so that none can simply be removed.

A file that holds more than a still picture, such as Exif, XMP or a film, is not published.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .reader import ByteReader, PictureError, check_magic

if TYPE_CHECKING:
    from collections.abc import Iterator

_BRANDS = {b"avif", b"avis"}
_TOP = {b"ftyp", b"meta", b"mdat"}
_META = {b"hdlr", b"pitm", b"iloc", b"iinf", b"iprp", b"iref", b"idat", b"grpl"}
_ITEMS = {b"av01", b"grid", b"iovl", b"iden", b"tmap"}  # pictures, and pictures made of pictures
_PROPERTIES = {*b"ispe pixi pasp av1C auxC colr irot imir clap clli cclv mdcv".split()}
_PROPERTIES |= {*b"amve reve ndwt a1op a1lx lsel".split()}


def clean(data: bytes) -> bytes:
    """Return a file as it is, if it holds only a picture."""
    check_magic(data, b"ftyp", at=4)
    reader = ByteReader(data)
    boxes = list(_boxes(reader))
    brands = bytes(boxes[0][1])
    if not _BRANDS & {brands[at : at + 4] for at in range(0, len(brands), 4)}:
        raise PictureError("picture-misnamed")
    names = [name for name, _ in boxes]
    if names.count(b"meta") != 1 or b"mdat" not in names:
        raise PictureError("picture-broken")
    _allow(names, _TOP)
    _check_meta(reader.inside(boxes[names.index(b"meta")][1]))
    return data


def _boxes(reader: ByteReader) -> Iterator[tuple[bytes, memoryview]]:
    while not reader.is_done:
        size, name = reader.number(4), bytes(reader.take(4))
        if size == 0:
            yield name, reader.rest()
        elif size == 1:
            yield name, reader.take(reader.number(8) - 16)
        else:
            yield name, reader.take(size - 8)


def _check_meta(reader: ByteReader) -> None:
    reader.take(4)  # version and flags
    boxes = list(_boxes(reader))
    _allow([name for name, _ in boxes], _META)
    for name, payload in boxes:
        if name == b"iinf":
            _allow(_items(reader.inside(payload)), _ITEMS)
        if name == b"iprp":
            for inner, properties in _boxes(reader.inside(payload)):
                _allow([inner], {b"ipco", b"ipma"})
                if inner == b"ipco":
                    _allow([each for each, _ in _boxes(reader.inside(properties))], _PROPERTIES)


def _items(reader: ByteReader) -> Iterator[bytes]:
    """Yield the kinds of all that is in the file."""
    version = reader.number(4) >> 24
    reader.take(4 if version else 2)  # their number, which the boxes show as well
    for name, payload in _boxes(reader):
        _allow([name], {b"infe"})
        item = reader.inside(payload)
        version = item.number(4) >> 24
        item.take((4 if version == 3 else 2) + 2)  # its id, and how it is protected
        yield bytes(item.take(4))


def _allow(names: Iterator[bytes] | list[bytes], allowed: set[bytes]) -> None:
    if not allowed.issuperset(names):
        raise PictureError("picture-holds-more")
