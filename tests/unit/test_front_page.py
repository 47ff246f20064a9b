"""The fields of the front page that no deliverable has: how to reach the learner, and others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from helpers import photos as p
from helpers.forms_checked import answers_of
from helpers.project import DOCS, TODAY
from portfolio.ask import exercise
from portfolio.check import checks
from portfolio.publish.direction import of_language

if TYPE_CHECKING:
    from pathlib import Path

    from helpers.engine import Engine

FRONT = exercise.portfolio_page(DOCS)
RIGHT = {
    "contact": (
        *("name@host.example", "a.b+c@sub.example.co.uk", "josé@exämple.de", "用户@例子.中国"),
        *("https://example.com/contact", "Https://example.com", "HTTPS://EXAMPLE.COM"),
        *("https://xn--e1afmkfd.xn--p1ai/", "a@xn--e1afmkfd.xn--p1ai", "https://example.भारत"),
        *("https://example.com?a=b", "https://example.com:8443/@a(b)"),
    ),
    "image": (),  # what is right, the disk says: see below
    "language": (
        *("en", "pt-BR", "no", "EN-gb", "es-419", "zh-Hant-TW", "sr-Latn-RS", "de-CH-1996"),
        *("sl-rozaj-biske", "de-DE-u-co-phonebk", "en-US-x-twain"),
    ),
}
WRONG = {
    "contact": (
        *("name@host", "mailto:me@example.com", "http://example.com", "https://localhost"),
        *("+44 20 7946 0000", "me@example.com, you@example.com", "https://me@example.com"),
        *("example.com", "javascript:alert(1)", "https://example.com/" + "a" * 3000),
        *("https://ex\u202eample.com", "a@exam\u200bple.com"),
    ),
    "image": (
        "me.gif",
        "photo.svg",
        "https://example.com/me.png",
        "C:/a\\\\b.png",
        "p<!-- x -->.png",
    ),
    "language": ("Portuguese", "en_US", "e", "a1", "pt-", "pt BR", "en-" + "abcde-" * 8 + "abcde"),
}


@pytest.mark.parametrize("name", RIGHT)
def test_a_value_is_right_or_wrong_in_the_build_and_in_the_form(
    name: str, engine: Engine, tmp_path: Path
) -> None:
    text = (DOCS / "example" / FRONT.file).read_text(encoding="utf-8")
    rest = "\n".join(line for line in text.split("\n") if not line.startswith(f"{name}:"))
    values = [*RIGHT[name], *WRONG[name]]
    cases = []
    for value in values:
        page = rest.replace("---\n", f'---\n{name}: "{value}"\n', 1)
        (tmp_path / FRONT.file).write_text(page, encoding="utf-8")
        _, answer = checks.check_all([], FRONT, tmp_path, TODAY)
        told = [(found.code, found.line, found.field) for found in answer.problems]
        assert told == ([] if value in RIGHT[name] else [("invalid-field", 2, name)]), value
        cases.append((page.encode(), answer.problems))

    said = answers_of(engine, [{FRONT.id: page} for page, _ in cases])

    for value, (_, problems), form in zip(values, cases, said, strict=True):
        wanted = [[FRONT.id, found.code, found.field, found.message] for found in problems]
        assert form["told"] == wanted, value


@pytest.mark.parametrize(
    ("tag", "direction"),
    [
        *(("en", "ltr"), ("pt-BR", "ltr"), ("zh-Hant-TW", "ltr"), ("az-Latn-IR", "ltr")),
        *(("ar", "rtl"), ("AR-eg", "rtl"), ("he", "rtl"), ("ur-PK", "rtl"), ("az-Arab", "rtl")),
    ],
)
def test_a_language_has_the_direction_of_its_script(tag: str, direction: str) -> None:
    assert of_language(tag) == direction


# --- the picture that links show


def png(width: int, height: int) -> bytes:
    head = width.to_bytes(4) + height.to_bytes(4) + b"\x08\0\0\0\0"
    return p.png().replace(p.png()[8:33], p.chunk(b"IHDR", head))


def jpeg(width: int, height: int) -> bytes:
    return p.jpeg().replace(b"\x08\0\1\0\1", b"\x08" + height.to_bytes(2) + width.to_bytes(2))


def webp(width: int, height: int) -> bytes:
    sides = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    return p.webp(p.part(b"VP8X", bytes(4) + sides), p.LOSSLESS)


def lossy(width: int, height: int) -> bytes:
    sides = width.to_bytes(2, "little") + height.to_bytes(2, "little")
    return p.webp(p.part(b"VP8 ", b"\x30\1\0\x9d\1\x2a" + sides))


def lossless(width: int, height: int) -> bytes:
    bits = (width - 1) | (height - 1) << 14
    return p.webp(p.part(b"VP8L", b"\x2f" + bits.to_bytes(4, "little")))


MADE = {"a.png": png, "a.jpg": jpeg, "a.webp": webp, "lossy.webp": lossy, "lossless.webp": lossless}
SIZES = {
    (600, 315): "",
    (1200, 630): "",
    (599, 400): "599 by 400 pixels, too small",
    (700, 314): "700 by 314 pixels, too small",
}


def of_image(folder: Path, image: str) -> list[tuple[str, int | None, str | None, str]]:
    text = (DOCS / "example" / FRONT.file).read_text(encoding="utf-8")
    page = text.replace("---\n", f'---\nimage: "{image}"\n', 1)
    (folder / FRONT.file).write_text(page, encoding="utf-8")
    _, answer = checks.check_all([], FRONT, folder, TODAY)
    assert ("image" in answer.valid) == (not answer.problems)
    return [(each.code, each.line, each.field, each.message) for each in answer.problems]


@pytest.mark.parametrize("name", MADE)
def test_a_picture_is_large_enough_for_a_link(name: str, tmp_path: Path) -> None:
    for size, wanted in SIZES.items():
        (tmp_path / name).write_bytes(MADE[name](*size))
        told = of_image(tmp_path, name)
        assert [each[:3] for each in told] == ([("invalid-field", 2, "image")] if wanted else [])
        assert all(wanted in message for *_, message in told)


def test_a_picture_of_a_link_lies_beside_the_page_and_is_one(tmp_path: Path) -> None:
    folder = tmp_path / "docs"
    folder.mkdir()
    for place in (tmp_path / "above.png", folder / "my photo.png"):
        place.write_bytes(png(600, 315))
    (folder / "large.png").write_bytes(png(600, 315) + bytes(1024 * 1024))
    (folder / "text.png").write_text("not a picture", encoding="utf-8")
    (folder / "a.gif").write_bytes(p.gif())
    wanted = {
        "my photo.png": "",
        "gone.png": "missing",
        "../above.png": "outside",
        "large.png": "larger than 1 MB",
        "text.png": "not what its name says",
        "a.gif": "a.gif is not a picture that links can show",
        "https://example.com/a.png": "not a picture that links can show",
        "a\\\\b.png": "not a picture that links can show",
    }
    for image, message in wanted.items():
        told = of_image(folder, image)
        assert len(told) == bool(message), (image, told)
        assert message in "".join(each[3] for each in told), image
