"""Pictures made by hand, byte by byte, so that a test can put anything anywhere in them."""

from __future__ import annotations

import base64
import zlib

CANARY = b"GPSCANARY 53.8008 N"


def exif(orientation: int = 1, order: str = "big") -> bytes:
    """What a camera writes: its maker, the orientation, and where it was."""
    mark = {"big": b"MM\0*", "little": b"II*\0"}[order]
    maker = CANARY.ljust(24, b"\0")
    entries = [(0x010F, 2, 24, 38), (0x0112, 3, 1, None)]
    tiff = mark + (8).to_bytes(4, order) + len(entries).to_bytes(2, order)
    for tag, kind, count, value in entries:
        tiff += tag.to_bytes(2, order) + kind.to_bytes(2, order) + count.to_bytes(4, order)
        is_offset = value is not None
        tiff += value.to_bytes(4, order) if is_offset else orientation.to_bytes(2, order) + b"\0\0"
    return tiff + bytes(4) + maker


def exif_of_orientation(orientation: int) -> bytes:
    """Exif that says the orientation alone."""
    return bytes.fromhex("4d4d002a000000080001" + "011200030000") + bytes(
        [0, 1, 0, orientation, *bytes(6)]
    )


def profile(text: bytes = b"sRGB") -> bytes:
    """What a color profile looks like from outside."""
    body = bytes(32) + b"acsp" + bytes(88) + text
    return (len(body) + 4).to_bytes(4) + body


# --- JPEG


def segment(marker: int, payload: bytes) -> bytes:
    return bytes([0xFF, marker]) + (len(payload) + 2).to_bytes(2) + payload


JFIF = segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\0\0")
ADOBE = segment(0xEE, b"Adobe\0\x64\0\0\0\0\1")
TABLES = segment(0xDB, bytes(65)) + segment(0xC0, b"\x08\0\1\0\1\1\1\x11\0")
SCAN = segment(0xDA, b"\1\1\0\0\x3f\0") + b"\x12\xff\x00\x34\xff\xd0\x56"


def jpeg(*extra: bytes, scan: bytes = SCAN, after: bytes = b"") -> bytes:
    return b"\xff\xd8" + b"".join(extra) + TABLES + scan + b"\xff\xd9" + after


# --- PNG


def chunk(name: bytes, payload: bytes = b"") -> bytes:
    return len(payload).to_bytes(4) + name + payload + zlib.crc32(name + payload).to_bytes(4)


PNG_HEAD = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", bytes.fromhex("00000001000000010802000000"))
PNG_DATA = chunk(b"IDAT", zlib.compress(b"\0\xc8\x32\x14"))


def png(*extra: bytes, late: bytes = b"", after: bytes = b"") -> bytes:
    return PNG_HEAD + b"".join(extra) + PNG_DATA + late + chunk(b"IEND") + after


def png_of(color: bytes) -> bytes:
    """A picture of one pixel."""
    return PNG_HEAD + chunk(b"IDAT", zlib.compress(b"\0" + color)) + chunk(b"IEND")


def iccp(name: bytes, body: bytes) -> bytes:
    return chunk(b"iCCP", name + b"\0\0" + zlib.compress(body))


# --- WebP


def part(name: bytes, payload: bytes) -> bytes:
    return name + len(payload).to_bytes(4, "little") + payload + b"\0" * (len(payload) % 2)


_SIX = "LwJAAAAvIBBI2h96jfkXEBT5P9r8B7KlDAYFaRuwuHtKFtH/uFY="
LOSSLESS = part(b"VP8L", base64.b64decode(_SIX))  # three by two pixels


def webp_head(flags: int) -> bytes:
    return part(b"VP8X", bytes([flags, 0, 0, 0, 2, 0, 0, 1, 0, 0]))


def frame(*parts: bytes) -> bytes:
    head = bytes([0, 0, 0, 0, 0, 0, 2, 0, 0, 1, 0, 0, 100, 0, 0, 0])
    return part(b"ANMF", head + b"".join(parts))


def webp(*parts: bytes, after: bytes = b"") -> bytes:
    body = b"WEBP" + b"".join(parts)
    return b"RIFF" + len(body).to_bytes(4, "little") + body + after


# --- GIF

GIF_HEAD = b"GIF89a\1\0\1\0\x80\0\0" + bytes((200, 50, 20, 0, 0, 0))
GIF_TURN = b"\x21\xf9\4\0\x0a\0\0\0"
GIF_IMAGE = b"\x2c\0\0\0\0\1\0\1\0\0\2\2\x44\1\0"


def gif(*extra: bytes, late: bytes = b"", after: bytes = b"") -> bytes:
    return GIF_HEAD + b"".join(extra) + GIF_TURN + GIF_IMAGE + late + b"\x3b" + after


def extension(label: int, *blocks: bytes) -> bytes:
    return bytes([0x21, label]) + b"".join(bytes([len(b)]) + b for b in blocks) + b"\0"


LOOP = extension(0xFF, b"NETSCAPE2.0", b"\1\0\0")

# --- AVIF: two by two pixels

AVIF = base64.b64decode(
    "AAAAIGZ0eXBhdmlmAAAAAGF2aWZtaWYxbWlhZk1BMUIAAADybWV0YQAAAAAAAAAoaGRscgAAAAAAAAAAcGljdAAAAAAA"
    "AAAAAAAAAGxpYmF2aWYAAAAADnBpdG0AAAAAAAEAAAAeaWxvYwAAAABEAAABAAEAAAABAAABGgAAAB0AAAAoaWluZgAA"
    "AAAAAQAAABppbmZlAgAAAAABAABhdjAxQ29sb3IAAAAAamlwcnAAAABLaXBjbwAAABRpc3BlAAAAAAAAAAIAAAACAAAA"
    "EHBpeGkAAAAAAwgICAAAAAxhdjFDgQ0MAAAAABNjb2xybmNseAACAAIAAYAAAAAXaXBtYQAAAAAAAAABAAEEAQKDBAAA"
    "ACVtZGF0EgAKCBgANogQEAwgMg8f8D///8WfhwB8+ErK42A="
)


def box(name: bytes, payload: bytes = b"") -> bytes:
    return (len(payload) + 8).to_bytes(4) + name + payload


def avif(items: list[tuple[bytes, bytes]], properties: bytes = b"", meta: bytes = b"") -> bytes:
    """An AVIF that holds these kinds of items and these properties; nothing can be drawn of it."""
    infos = b"".join(
        box(b"infe", b"\2\0\0\0" + n.to_bytes(2) + b"\0\0" + kind + name + b"\0")
        for n, (kind, name) in enumerate(items, start=1)
    )
    iinf = box(b"iinf", bytes(4) + len(items).to_bytes(2) + infos)
    iprp = box(b"iprp", box(b"ipco", box(b"ispe", bytes(12)) + properties))
    head = box(b"ftyp", b"avif\0\0\0\0avifmif1")
    return head + box(b"meta", bytes(4) + iinf + iprp + meta) + box(b"mdat", b"\x12\0")


# --- SVG

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"{}>{}</svg>'
)


def svg(inside: str = "", attributes: str = "") -> bytes:
    return SVG.format(attributes, inside).encode()


def of_kind(name: str) -> bytes:
    """A small good file of the kind that its name says."""
    kinds = {".jpg": jpeg(), ".jpeg": jpeg(), ".gif": gif(), ".webp": webp(LOSSLESS), ".avif": AVIF}
    kinds |= {".svg": svg(), ".pdf": b"%PDF-1.4\n%%EOF\n"}
    return kinds.get(name[name.rfind(".") :].lower(), png())
