"""A picture without what goes with it is the same picture in a browser."""

from __future__ import annotations

import base64
from functools import partial
from typing import TYPE_CHECKING

from helpers import photos as p
from helpers.photos import CANARY
from portfolio.read import pictures

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

# --- in a real browser

SEEN = """async ([kind, data]) => {
  const image = new Image()
  image.src = `data:${kind};base64,${data}`
  await image.decode()
  const canvas = document.createElement('canvas')
  canvas.width = image.naturalWidth
  canvas.height = image.naturalHeight
  const context = canvas.getContext('2d')
  context.drawImage(image, 0, 0)
  return [canvas.width, canvas.height,
    [...context.getImageData(0, 0, canvas.width, canvas.height).data]]
}"""
DRAWN = """(kind) => {
  const canvas = document.createElement('canvas')
  canvas.width = 48
  canvas.height = 32
  const context = canvas.getContext('2d')
  for (let n = 0; n < 24; n++) {
    context.fillStyle = `hsl(${n * 15}, 90%, ${20 + n * 2}%)`
    context.fillRect((n % 6) * 8, Math.floor(n / 6) * 8, 8, 8)
  }
  return canvas.toDataURL(kind, 0.9).split(',')[1]
}"""


def test_a_browser_sees_the_same_pixels(browser: Browser, tmp_path: Path) -> None:
    page = browser.new_page()
    by_canvas = {
        kind: base64.b64decode(page.evaluate(DRAWN, f"image/{kind}"))
        for kind in ("jpeg", "png", "webp")
    }
    jpeg, png, webp = by_canvas.values()

    def photo(orientation: int) -> bytes:
        extra = (p.segment(0xE1, b"Exif\0\0" + p.exif(orientation)), p.segment(0xFE, CANARY))
        return jpeg[:2] + b"".join(extra) + jpeg[2:] + CANARY

    def scan(orientation: int) -> bytes:
        extra = (p.chunk(b"eXIf", p.exif(orientation)), p.chunk(b"tEXt", CANARY))
        return png[:33] + b"".join(extra) + png[33:] + CANARY

    assert webp[12:16] == b"VP8X"
    wide, tall = (48, 32), (32, 48)
    seen = {
        **{f"{n}.jpg": (photo(n), wide if n < 5 else tall) for n in range(1, 9)},
        **{f"{n}.png": (scan(n), wide if n < 5 else tall) for n in range(1, 9)},
        "a.webp": (
            p.webp(
                bytes([*webp[12:20], webp[20] | 0x0C, *webp[21:]]),
                p.part(b"EXIF", p.exif(6)),
                p.part(b"XMP ", CANARY),
            ),
            wide,
        ),
        "film.webp": (p.webp(p.webp_head(2), p.part(b"ANIM", bytes(6)),
                             p.frame(p.LOSSLESS, p.part(b"CNRY", CANARY))), (3, 2)),
        "a.gif": (p.gif(p.LOOP, p.extension(0xFE, CANARY)), (1, 1)),
    }  # fmt: skip
    for name, (file, size) in seen.items():
        (tmp_path / name).write_bytes(file)
        left = pictures.published(tmp_path / name)
        kind = "image/" + name.partition(".")[2].replace("jpg", "jpeg")
        look = partial(page.evaluate, SEEN)
        before, after = (look([kind, base64.b64encode(each).decode()]) for each in (file, left))
        assert CANARY in file
        assert CANARY not in left
        assert before[:2] == list(size), name
        assert after == before, name
    page.close()
