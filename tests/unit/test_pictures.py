"""Which pictures leave, and that nothing leaves with them; their pixels are the same."""

from __future__ import annotations

import os
import random
import sys
import time
import tracemalloc
from functools import partial
from typing import TYPE_CHECKING

import pytest
from helpers import photos as p
from helpers.photos import CANARY
from helpers.project import TODAY
from portfolio.check import checks
from portfolio.limits import LIMITS
from portfolio.problems import wording
from portfolio.read import images, pictures

if TYPE_CHECKING:
    from pathlib import Path

    from portfolio.ask.exercise import Exercise

EXIF, XMP = b"Exif\0\0" + p.exif(), b"http://ns.adobe.com/xap/1.0/\0" + CANARY
JFIF_WITH_PREVIEW = p.segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\1\1\xaa\xbb\xcc")
ICC_1, ICC_2 = (b"ICC_PROFILE\0" + n + b"\2" + d for n, d in
                ((b"\1", p.profile()[:50]), (b"\2", p.profile()[50:])))  # fmt: skip
KEPT_PNG = [
    *(p.chunk(b"gAMA", bytes(4)), p.chunk(b"cHRM", bytes(32)), p.chunk(b"sRGB", b"\0")),
    *(p.chunk(b"sBIT", bytes(3)), p.chunk(b"bKGD", bytes(6)), p.chunk(b"tRNS", bytes(6))),
    *(p.chunk(b"pHYs", bytes(9)), p.chunk(b"cICP", bytes(4)), p.chunk(b"PLTE", bytes(6))),
    *(p.chunk(b"acTL", bytes(8)), p.chunk(b"fcTL", bytes(26))),
]
LOSSY = p.part(b"VP8 ", bytes(11))
A_PROFILE = p.part(b"ICCP", p.profile())

CLEANED = {  # a file with what should not leave, and all that is left of it
    "nothing to clean.jpg": (p.jpeg(p.JFIF, p.ADOBE), p.jpeg(p.JFIF, p.ADOBE)),
    "Exif.jpg": (p.jpeg(p.JFIF, p.segment(0xE1, EXIF)), p.jpeg(p.JFIF)),
    "Exif before JFIF.JPEG": (p.jpeg(p.segment(0xE1, EXIF), p.JFIF), p.jpeg(p.JFIF)),
    "Exif twice.jpg": (p.jpeg(p.segment(0xE1, EXIF), p.segment(0xE1, EXIF)), p.jpeg()),
    "XMP.jpg": (p.jpeg(p.segment(0xE1, XMP)), p.jpeg()),
    "IPTC.jpg": (p.jpeg(p.segment(0xED, b"Photoshop 3.0\0" + CANARY)), p.jpeg()),
    "comment.jpg": (p.jpeg(p.segment(0xFE, CANARY)), p.jpeg()),
    "any other.jpg": (
        p.jpeg(*(p.segment(n, CANARY) for n in range(0xE0, 0xF0))),
        p.jpeg(),
    ),
    "preview.jpg": (p.jpeg(JFIF_WITH_PREVIEW, p.segment(0xE0, b"JFXX\0" + CANARY)), p.jpeg(p.JFIF)),
    "short JFIF.jpg": (p.jpeg(p.segment(0xE0, b"JFIF\0\1")), p.jpeg()),
    "long Adobe.jpg": (p.jpeg(p.segment(0xEE, p.ADOBE[4:] + CANARY)), p.jpeg(p.ADOBE)),
    "several pictures.jpg": (
        p.jpeg(p.segment(0xE2, b"MPF\0" + CANARY), after=p.jpeg(p.segment(0xE1, EXIF))),
        p.jpeg(),
    ),
    "film.jpg": (p.jpeg(after=b"\0\0\0\x18ftypmp42" + CANARY), p.jpeg()),
    "after the picture.jpg": (p.jpeg(scan=p.SCAN + p.segment(0xFE, CANARY)), p.jpeg()),
    "between scans.jpg": (
        p.jpeg(scan=p.SCAN + p.segment(0xE1, EXIF) + p.SCAN),
        p.jpeg(scan=p.SCAN + p.SCAN),
    ),
    "fill.jpg": (p.jpeg(b"\xff\xff" + p.segment(0xFE, CANARY), b"\xff"), p.jpeg()),
    "profile.jpg": (
        p.jpeg(p.segment(0xE2, ICC_1), p.segment(0xE2, ICC_2)),
        p.jpeg(p.segment(0xE2, ICC_1), p.segment(0xE2, ICC_2)),
    ),
    "no profile.jpg": (p.jpeg(p.segment(0xE2, b"ICC_PROFILE\0\1\1" + CANARY)), p.jpeg()),
    "profile and more.jpg": (
        p.jpeg(p.segment(0xE2, b"ICC_PROFILE\0\1\1" + p.profile() + CANARY)),
        p.jpeg(),
    ),
    "turned.jpg": (
        p.jpeg(p.JFIF, p.segment(0xE1, b"Exif\0\0" + p.exif(6))),
        p.jpeg(p.JFIF, p.segment(0xE1, b"Exif\0\0" + p.exif_of_orientation(6))),
    ),
    "turned, little-endian.jpg": (
        p.jpeg(p.segment(0xE1, b"Exif\0\0" + p.exif(8, "little"))),
        p.jpeg(p.segment(0xE1, b"Exif\0\0" + p.exif_of_orientation(8))),
    ),
    "turned by nine.jpg": (p.jpeg(p.segment(0xE1, b"Exif\0\0" + p.exif(9))), p.jpeg()),
    "Exif that is cut.jpg": (p.jpeg(p.segment(0xE1, b"Exif\0\0MM\0*\0\0\0\x08\0")), p.jpeg()),
    "Exif that lies.jpg": (p.jpeg(p.segment(0xE1, b"Exif\0\0MM\0*\xff\0\0\x08\0")), p.jpeg()),
    "no Exif.jpg": (p.jpeg(p.segment(0xE1, b"Exif\0\0" + CANARY)), p.jpeg()),
    # ---
    "nothing to clean.png": (p.png(*KEPT_PNG), p.png(*KEPT_PNG)),
    "text.png": (p.png(p.chunk(b"tEXt", CANARY), p.chunk(b"zTXt", CANARY)), p.png()),
    "late text.png": (p.png(late=p.chunk(b"iTXt", CANARY) + p.chunk(b"tIME", CANARY)), p.png()),
    "Exif.png": (p.png(p.chunk(b"eXIf", p.exif())), p.png()),
    "late Exif.png": (p.png(late=p.chunk(b"eXIf", p.exif())), p.png()),
    "turned.png": (
        p.png(p.chunk(b"eXIf", p.exif(6)), p.chunk(b"eXIf", p.exif(3))),
        p.png(p.chunk(b"eXIf", p.exif_of_orientation(6))),
    ),
    "of a program.png": (p.png(p.chunk(b"caNv", CANARY), p.chunk(b"sPLT", CANARY)), p.png()),
    "long values.png": (p.png(p.chunk(b"pHYs", CANARY), p.chunk(b"gAMA", CANARY)), p.png()),
    "profile.png": (p.png(p.iccp(CANARY, p.profile())), p.png(p.iccp(b"icc", p.profile()))),
    "no profile.png": (p.png(p.iccp(b"icc", CANARY), p.chunk(b"iCCP", CANARY)), p.png()),
    "after its end.PNG": (p.png(after=CANARY + p.PNG_DATA + p.chunk(b"IEND")), p.png()),
    # ---
    "nothing to clean.webp": (p.webp(p.LOSSLESS), p.webp(p.LOSSLESS)),
    "Exif.webp": (
        p.webp(p.webp_head(0x08), LOSSY, p.part(b"EXIF", p.exif())),
        p.webp(p.webp_head(0), LOSSY),
    ),
    "XMP.webp": (
        p.webp(p.webp_head(0x1C), LOSSY, p.part(b"XMP ", CANARY), p.part(b"EXIF", p.exif())),
        p.webp(p.webp_head(0x10), LOSSY),
    ),
    "turned.webp": (
        p.webp(p.webp_head(0x0C), LOSSY, p.part(b"EXIF", p.exif(6)), p.part(b"EXIF", p.exif(3))),
        p.webp(p.webp_head(0x08), LOSSY, p.part(b"EXIF", p.exif_of_orientation(6))),
    ),
    "turned as in a JPEG.webp": (
        p.webp(p.webp_head(0x08), LOSSY, p.part(b"EXIF", b"Exif\0\0" + p.exif(6))),
        p.webp(p.webp_head(0x08), LOSSY, p.part(b"EXIF", p.exif_of_orientation(6))),
    ),
    "of a program.webp": (p.webp(p.LOSSLESS, p.part(b"CNRY", CANARY)), p.webp(p.LOSSLESS)),
    "profile.webp": (
        p.webp(p.webp_head(0x20), A_PROFILE, LOSSY),
        p.webp(p.webp_head(0x20), A_PROFILE, LOSSY),
    ),
    "no profile.webp": (
        p.webp(p.webp_head(0x20), p.part(b"ICCP", CANARY), LOSSY),
        p.webp(p.webp_head(0), LOSSY),
    ),
    "in a frame.webp": (
        p.webp(p.webp_head(2), p.frame(p.LOSSLESS, p.part(b"CNRY", CANARY))),
        p.webp(p.webp_head(2), p.frame(p.LOSSLESS)),
    ),
    "after its end.webp": (p.webp(p.LOSSLESS, after=CANARY), p.webp(p.LOSSLESS)),
    # ---
    "nothing to clean.gif": (p.gif(p.LOOP), p.gif(p.LOOP)),
    "comment.gif": (p.gif(p.extension(0xFE, CANARY, CANARY)), p.gif()),
    "late comment.gif": (p.gif(late=p.extension(0xFE, CANARY)), p.gif()),
    "XMP.gif": (
        p.gif(p.LOOP, b"\x21\xff\x0bXMP DataXMP<x>" + CANARY + bytes(range(255, -1, -1)) + b"\0"),
        p.gif(p.LOOP),
    ),
    "plain text.gif": (p.gif(p.extension(1, bytes(12), CANARY)), p.gif()),
    "of a program.gif": (p.gif(p.extension(0xFF, b"ICCRGBG1012", CANARY)), p.gif()),
    "long loop.gif": (
        p.gif(p.extension(0xFF, b"NETSCAPE2.0", b"\1\0\0", CANARY)),
        p.gif(p.LOOP),
    ),
    "no loop.gif": (p.gif(p.extension(0xFF, b"NETSCAPE2.0", CANARY)), p.gif()),
    "after its end.gif": (p.gif(after=CANARY), p.gif()),
    # ---
    "nothing to clean.avif": (p.AVIF, p.AVIF),
    "review.pdf": (b"%PDF-1.7\n" + CANARY, b"%PDF-1.7\n" + CANARY),  # goes as it is
}


@pytest.mark.parametrize(("name", "file", "left"), [(n, *row) for n, row in CLEANED.items()])
def test_a_picture_leaves_without_what_it_says_of_itself(
    name: str, file: bytes, left: bytes, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes(file)
    assert pictures.judge(path, tmp_path) is None
    assert pictures.is_publishable(path, tmp_path)
    assert pictures.published(path) == left
    path.write_bytes(left)
    assert pictures.published(path) == left


REFUSED = {  # of files that are pictures no more, or more than pictures
    "no SOF.jpg": (b"\xff\xd8" + p.SCAN + b"\xff\xd9", "picture-broken"),
    "no scan.jpg": (p.jpeg(scan=b""), "picture-broken"),
    "text between segments.jpg": (p.jpeg(p.JFIF, b"text"), "picture-broken"),
    "begins twice.jpg": (p.jpeg(b"\xff\xd8"), "picture-broken"),
    "empty.jpg": (b"", "picture-misnamed"),
    "text.jpg": (b"a text", "picture-misnamed"),
    "bad checksum.png": (p.png().replace(b"\x08\x02", b"\x08\x03"), "picture-broken"),
    "no head.png": (p.png()[:8] + p.png()[33:], "picture-broken"),
    "no data.png": (p.PNG_HEAD + p.chunk(b"IEND"), "picture-broken"),
    "words at its end.png": (p.PNG_HEAD + p.PNG_DATA + p.chunk(b"IEND", CANARY), "picture-broken"),
    "long head.png": (
        p.png().replace(p.PNG_HEAD[8:], p.chunk(b"IHDR", CANARY)),
        "picture-broken",
    ),
    "of a phone.png": (p.png(p.chunk(b"CgBI", bytes(4))), "picture-broken"),
    "line ends.png": (p.png().replace(b"\r\n", b"\n"), "picture-misnamed"),
    "no data.webp": (p.webp(p.webp_head(0)), "picture-broken"),
    "other RIFF.webp": (p.webp(LOSSY).replace(b"WEBP", b"WAVE"), "picture-misnamed"),
    "no picture.gif": (p.GIF_HEAD + b"\x3b", "picture-broken"),
    "unknown block.gif": (p.gif(b"\x77"), "picture-broken"),
    "Exif.avif": (p.avif([(b"av01", b""), (b"Exif", b"")]), "picture-holds-more"),
    "XMP.avif": (p.avif([(b"av01", b""), (b"mime", b"")]), "picture-holds-more"),
    "description.avif": (
        p.avif([(b"av01", b"")], p.box(b"udes", CANARY)),
        "picture-holds-more",
    ),
    "of a program.avif": (
        p.avif([(b"av01", b"")], meta=p.box(b"uuid", CANARY)),
        "picture-holds-more",
    ),
    "after its end.avif": (p.AVIF + p.box(b"uuid", CANARY), "picture-holds-more"),
    "free.avif": (p.AVIF + p.box(b"free", CANARY), "picture-holds-more"),
    "film.avif": (p.AVIF + p.box(b"moov", CANARY), "picture-holds-more"),
    "HEIC.avif": (p.AVIF.replace(b"avif", b"heic"), "picture-misnamed"),
    "photo.heic": (p.AVIF.replace(b"avif", b"heic"), "picture-kind"),
    "photo": (p.jpeg(), "picture-kind"),
    "notes.md": (b"# Notes", "picture-kind"),
    "page.html": (b"<p>", "picture-kind"),
    "text.pdf": (b"a text", "picture-misnamed"),
    "text.svg": (b"a text", "picture-misnamed"),
    "page.svg": (b"<html><body/></html>", "picture-misnamed"),
    "cut.svg": (p.svg("<path/>")[:-4], "picture-broken"),
}


@pytest.mark.parametrize(("name", "file", "key"), [(n, *row) for n, row in REFUSED.items()])
def test_what_cannot_be_cleaned_stays(name: str, file: bytes, key: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(file)
    assert pictures.judge(tmp_path / name, tmp_path) == key
    assert not pictures.is_publishable(tmp_path / name, tmp_path)
    row = wording()["messages"][key]
    assert row["message"].format_map({"source": name, **LIMITS["pictures"]})


AS_PICTURES = [(name, *row) for name, row in REFUSED.items() if name != "text.pdf"]


@pytest.mark.parametrize(("name", "file", "key"), AS_PICTURES)
def test_it_is_a_problem_at_the_line_that_names_it(
    name: str, file: bytes, key: str, portfolio: Path, exercise01: Exercise
) -> None:
    (portfolio / name).write_bytes(file)
    page = portfolio / "career-roadmap.md"
    with page.open("a", encoding="utf-8") as text:
        text.write(f"\n![It](<{name}>)\n")

    (found,) = checks.check(exercise01, portfolio, TODAY).problems

    row = wording()["messages"][key]
    assert (found.code, found.field) == (row["code"], "How I will measure progress")
    assert found.line == page.read_text(encoding="utf-8").count("\n")
    assert found.message == row["message"].format_map(LIMITS["pictures"])


def test_one_picture_too_many_is_told_and_no_other(portfolio: Path, exercise01: Exercise) -> None:
    most = LIMITS["pictures"]["together"]
    names = [f"{number}.png" for number in range(most + 1)]
    for name in names:
        (portfolio / name).write_bytes(p.png())
    with (portfolio / "career-roadmap.md").open("a", encoding="utf-8") as text:
        text.writelines(f"\n![It]({name})" for name in names)

    (found,) = checks.check(exercise01, portfolio, TODAY).problems

    assert found.message.startswith(f"your pages show more than {most} pictures")


SAMPLES = {
    "a.jpg": p.jpeg(p.JFIF, p.segment(0xE1, b"Exif\0\0" + p.exif(6)), p.segment(0xFE, CANARY)),
    "a.png": p.png(p.chunk(b"eXIf", p.exif(6)), p.iccp(b"x", p.profile()), *KEPT_PNG),
    "a.webp": p.webp(
        p.webp_head(0x2A), A_PROFILE, p.frame(p.LOSSLESS), p.part(b"EXIF", p.exif(6) + b"\0")
    ),
    "a.gif": p.gif(p.LOOP, p.extension(0xFE, CANARY)),
    "a.avif": p.AVIF,
    "a.svg": p.svg('<path d="M0 0h9" fill="url(#a)" style="stroke:rgb(1,2,3)"/>'),
}


@pytest.mark.parametrize(("name", "file"), SAMPLES.items(), ids=SAMPLES)
def test_a_picture_cut_anywhere_stays(name: str, file: bytes) -> None:
    for length in range(len(file)):
        with pytest.raises(pictures.PictureError):
            pictures.clean(name, file[:length])
    assert pictures.clean(name, file)


@pytest.mark.parametrize(("name", "file"), SAMPLES.items(), ids=SAMPLES)
def test_a_picture_under_the_name_of_another_kind_stays(
    name: str, file: bytes, tmp_path: Path
) -> None:
    for other in {*SAMPLES, "a.pdf"} - {name}:
        path = tmp_path / other
        path.write_bytes(file)
        assert pictures.judge(path, tmp_path) in ("picture-misnamed", "picture-broken"), other


@pytest.mark.parametrize(("name", "file"), SAMPLES.items(), ids=SAMPLES)
def test_bytes_changed_at_random_break_nothing(name: str, file: bytes) -> None:
    """It stays, or what leaves is clean: cleaned again, it is the same."""
    chance = random.Random(name)
    for _ in range(2000):
        changed = bytearray(file)
        for _ in range(chance.randint(1, 4)):
            changed[chance.randrange(len(changed))] = chance.choice((0, 1, 0xFF, 0x3C, 0x80))
        try:
            left = pictures.clean(name, bytes(changed))
        except pictures.PictureError:
            continue
        assert pictures.clean(name, left) == left


def test_every_image_that_a_page_may_draw_is_known() -> None:
    for ending in images._KINDS:
        assert ending in pictures._KINDS


# --- drawings

DRAWS = {
    "shapes": p.svg('<g id="a"><path d="M0 0"/></g><use href="#a"/><use xlink:href="#a"/>'),
    "declared": b'<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n' + p.svg(),
    "declared apart": b"<?xml version='1.0'  encoding = 'utf-8' ?>" + p.svg(),
    "with a byte order mark": b'\xef\xbb\xbf<?xml version="1.0"?>' + p.svg(),
    "words": p.svg("<title>Größe (2026) // &lt;b&gt;</title><text>a\\b url(x)</text>"),
    "labels": p.svg("", ' role="img" aria-label="Sales (2026)" class="a//b" xml:space="preserve"'),
    "middle": p.svg('<text dominant-baseline="middle" alignment-baseline="hanging">a</text>'),
    "gradient": p.svg('<path fill="url(#g)" style="fill:url( &quot;#g&quot; );mask:url(\'#m\')"/>'),
    "functions": p.svg('<g transform="translate (1,2) ROTATE(3)" style="fill:RGB(1 2 3)"/>'),
    "plain style": p.svg('<path style="fill:#fff;font-family:\'Noto Sans\',serif;opacity:.5"/>'),
}  # fmt: skip


@pytest.mark.parametrize("file", DRAWS.values(), ids=DRAWS)
def test_a_drawing_leaves_as_it_is(file: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_bytes(file)
    assert pictures.judge(tmp_path / "a.svg", tmp_path) is None
    assert pictures.published(tmp_path / "a.svg") == file


STYLES = [
    *("background:u\\72l(http:\\2f\\2f host/x)", "background:\\75rl(x)", "fill:url(x.svg)"),
    *("background:image-set('x' 1x)", "background:-webkit-image-set('x' 1x)", "mask:src('x')"),
    *("cursor:url(x.cur),auto", "mask:url(//host/x)", "fill:url( 'http://host/x#a')"),
    *("fill:URL(x)", "background:image('x')", "background:cross-fade(url(#a),'x')"),
    *("background:url(#a),url(x)", "fill:url(\t\n&quot; #a&quot;)", "background:element(#a)"),
    *("fill:&#117;rl(x)", "fill:u&#x72;l&#40;x)", "/* a note */fill:red", "fill:url(/**/#a)"),
    *("--a:url(x)", "@import 'x'", "src:local(x)", "fill:rgb(0,0,0) url(x)", "fill:paint(x)"),
    "fill:" + "a" * 30 + "url(x)",
]
NOT_DRAWN = {
    **{f"style {style}": p.svg(f'<path style="{style}"/>') for style in STYLES},
    **{
        f"{name} {value}": p.svg(f'<path {name}="{value}"/>')
        for name in ("fill", "mask", "cursor", "filter", "clip-path", "marker-start", "stroke")
        for value in ("url(http://host/x#a)", "u\\72l(x)", "image-set('x' 1x)", "url(x.svg#a)")
    },
    **{
        attribute: p.svg(f"<path {attribute}/>")
        for attribute in (
            *('onload="x()"', 'ONLOAD="x()"', 'href="x"', 'xlink:href="data:,"', 'xml:base="x"'),
            *('href=" #a"', 'src="x"', 'content="GPSCANARY"', 'data-note="GPSCANARY"'),
            *('xmlns:i="urn:i" i:label="GPSCANARY"', 'fill="javascript:x()"', 'd="//host"'),
        )
    },
    **{
        inside: p.svg(inside)
        for inside in (
            *("<script>x()</script>", "<style>a{}</style>", "<foreignObject/>", "<image/>"),
            *("<a><path/></a>", "<animate/>", "<set/>", "<metadata>GPSCANARY</metadata>"),
            *("<!-- GPSCANARY -->", "<?note GPSCANARY?>", "<![CDATA[GPSCANARY]]>"),
            *('<h:img xmlns:h="http://www.w3.org/1999/xhtml"/>', '<path xmlns="urn:i"/>'),
            '<s\u00b7:script xmlns:s\u00b7="http://www.w3.org/2000/svg"/>',
        )
    },
    "DOCTYPE": b'<!DOCTYPE svg [<!ENTITY a "b">]>' + p.svg("&a;"),
    "style sheet": b'<?xml-stylesheet href="x.css"?>' + p.svg(),
}


@pytest.mark.parametrize("file", NOT_DRAWN.values(), ids=NOT_DRAWN)
def test_a_drawing_that_does_more_stays(file: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_bytes(file)
    assert pictures.judge(tmp_path / "a.svg", tmp_path) == "drawing-holds-more"


def declared(encoding: str, as_written: str = ' encoding="{}"') -> bytes:
    return b'<?xml version="1.0"%b?>' % as_written.format(encoding).encode() + p.svg()


NOT_UTF_8 = {
    "UTF-16": p.SVG.format("", "<script/>").encode("utf-16"),
    "UTF-16 without a mark": p.SVG.format("", "<script/>").encode("utf-16-be"),
    "UTF-32": p.SVG.format("", "").encode("utf-32"),
    "Latin 1": p.SVG.format("", "<title>é</title>").encode("latin-1"),
    **{
        f"declared {name}": declared(name)
        for name in ("utf-7", "UTF-16", "ISO-2022-JP", "latin1", "")
    },
    "declared apart": declared("utf-7", " encoding\n = '{}' "),
    "declared in another order": declared("utf-7", ' standalone="no" encoding="{}"'),
    "declared twice": declared("utf-7", ' encoding="utf-8" encoding="{}"'),
    "declared after a mark": b"\xef\xbb\xbf" + declared("utf-7"),
}


@pytest.mark.parametrize("file", NOT_UTF_8.values(), ids=NOT_UTF_8)
def test_a_drawing_in_another_encoding_stays(file: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_bytes(file)
    assert pictures.judge(tmp_path / "a.svg", tmp_path) == "drawing-not-utf-8"


# --- where it lies


def test_only_what_lies_in_the_folder_leaves(tmp_path: Path) -> None:
    folder = tmp_path / "docs"
    for path in ("docs/deep/deeper/a.png", "docs/.git/a.png", "docs/.a.png", "a.png", "docs/a.png"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(p.png())
    (folder / "folder.png").mkdir()
    wanted = {
        "a.png": None,
        "deep/../a.png": None,
        "deep/deeper/a.png": None,
        "../a.png": "picture-outside",
        "../docs/a.png": None,
        str(tmp_path / "a.png"): "picture-outside",
        ".a.png": "picture-outside",
        ".git/a.png": "picture-outside",
        "gone.png": "picture-absent",
        "a.png/a.png": "picture-absent",
        "folder.png": "picture-absent",
        "a\0.png": "picture-absent",
        "a" * 300 + ".png": "picture-absent",
        "": "picture-absent",
    }
    if sys.platform != "win32":
        (folder / "out.png").symlink_to(tmp_path / "a.png")
        (folder / "in.png").symlink_to(folder / "a.png")
        (folder / "shy.png").symlink_to(folder / ".a.png")
        (folder / ".bold.png").symlink_to(folder / "a.png")
        (folder / "circle.png").symlink_to(folder / "circle.png")
        (folder / "deep/link").symlink_to(folder / "deep/deeper")
        (folder / "flat").symlink_to(folder / "deep/deeper")
        os.mkfifo(folder / "pipe.png")
        wanted |= {
            "in.png": None,
            "out.png": "picture-outside",
            "shy.png": "picture-outside",
            ".bold.png": "picture-outside",
            "circle.png": "picture-absent",
            "deep/link/a.png": None,
            "flat/../../a.png": "picture-outside",  # in the folder, but its copy would not be
            "pipe.png": "picture-absent",
        }
    assert {name: pictures.judge(folder / name, folder) for name in wanted} == wanted


def test_a_file_that_may_not_be_read_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.png").write_bytes(p.png())

    def locked(*_: object, **__: object) -> None:
        raise PermissionError

    monkeypatch.setattr("pathlib.Path.open", locked)
    assert pictures.judge(tmp_path / "a.png", tmp_path) == "picture-absent"


# --- how much

MOST = 10 * 2**20


def filled(begin: bytes, middle: bytes, end: bytes = b"", size: int = MOST) -> bytes:
    return begin + middle * ((size - len(begin) - len(end)) // len(middle)) + end


SVG_HEAD = p.svg("|").partition(b"|")[0]
FRAME = p.frame(*[p.part(b"VP8 ", b"")] * 9000)


def large(size: int) -> dict[str, bytes]:
    """Return pictures of a size, or as large as their limits let them be."""
    fill = partial(filled, size=size)
    return {
        "a class.svg": p.svg("", f' class="{"a" * 60_000}"'),
        "many groups.svg": fill(SVG_HEAD, b"<g/>", b"</svg>"),
        "just not too many groups.svg": filled(SVG_HEAD, b"<g/>", b"</svg>", 390_000),
        "deep.svg": fill(SVG_HEAD, b"<g>"),
        "attributes.svg": p.svg("<g" + "".join(f' a{n}=""' for n in range(900_000)) + "/>"),
        "just not too many attributes.svg": p.svg(
            "<g" + "".join(f' a{n}=""' for n in range(99_000))
        ),
        "name spaces.svg": p.svg("<g" + "".join(f' xmlns:a{n}="b"' for n in range(99_000)) + "/>"),
        "a class of all.svg": fill(
            b'<svg xmlns="http://www.w3.org/2000/svg" class="', b"a", b'"/>'
        ),
        "a fill.svg": fill(b'<svg xmlns="http://www.w3.org/2000/svg" fill="', b"a", b'"/>'),
        "functions.svg": fill(b'<svg xmlns="http://www.w3.org/2000/svg" fill="', b"rgb(", b'"/>'),
        "spaces.svg": fill(b'<svg xmlns="http://www.w3.org/2000/svg" fill="url(', b" ", b'"/>'),
        "escapes.svg": fill(b'<svg xmlns="http://www.w3.org/2000/svg" fill="', b"&#97;", b'"/>'),
        "declaration.svg": fill(b"<?xml version", b" ", b"?>"),
        "words.svg": fill(SVG_HEAD + b"<text>", b"a", b"</text></svg>"),
        "data.jpg": fill(p.jpeg()[:-2], b"\xff\0", b"\xff\xd9"),
        "fill.jpg": fill(b"\xff\xd8", b"\xff", b"\xd9"),
        "comments.jpg": fill(b"\xff\xd8", p.segment(0xFE, b""), b"\xff\xd9"),
        "scans.jpg": fill(p.jpeg()[:-2], p.segment(0xDA, b""), b"\xff\xd9"),
        "data.png": p.png(p.chunk(b"IDAT", bytes(size - 200))),
        "chunks.png": fill(p.PNG_HEAD, p.chunk(b"IDAT"), p.chunk(b"IEND")),
        "profiles.png": fill(p.PNG_HEAD, p.iccp(b"a", bytes(4 * 2**20)), p.png()[33:]),
        "Exif.png": fill(p.PNG_HEAD, p.chunk(b"eXIf", b"MM\0*\0\0\0\x08\xff\xff" + bytes(786_420))),
        "chunks.webp": p.webp(p.part(b"VP8 ", b"") * (size // 8 - 9)),
        "frames.webp": p.webp(FRAME * (size // len(FRAME) - 9)),
        "blocks.gif": fill(p.GIF_HEAD + p.GIF_IMAGE[:11], b"\1a", b"\0\x3b"),
        "pictures.gif": fill(p.GIF_HEAD, p.GIF_IMAGE, b"\x3b"),
        "boxes.avif": fill(p.AVIF, p.box(b"mdat")),
    }


LARGE = large(MOST)


@pytest.mark.parametrize(("name", "file"), LARGE.items(), ids=LARGE)
def test_no_picture_takes_long(name: str, file: bytes, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(file)
    assert len(file) <= MOST * 1.3
    began = time.process_time()
    pictures.judge(path, tmp_path)
    assert time.process_time() - began < 0.9


@pytest.mark.slow
@pytest.mark.parametrize(("name", "file"), large(MOST // 4).items(), ids=LARGE)
def test_no_picture_takes_much_memory(name: str, file: bytes, tmp_path: Path) -> None:
    """Besides the room to read one, nine times its size: 100 MB for the largest."""
    path = tmp_path / name
    path.write_bytes(file)
    tracemalloc.start()
    try:
        pictures.judge(path, tmp_path)
        assert tracemalloc.get_traced_memory()[1] < MOST + 9 * len(file)
    finally:
        tracemalloc.stop()


def test_a_picture_of_ten_megabytes_leaves(tmp_path: Path) -> None:
    path = tmp_path / "desk.jpg"
    for size, key in ((MOST, None), (MOST + 1, "picture-too-large")):
        path.write_bytes(p.jpeg(scan=p.SCAN + bytes(size - len(p.jpeg()))))
        assert path.stat().st_size == size
        assert pictures.judge(path, tmp_path) == key


def test_a_drawing_of_a_hundred_thousand_parts_leaves(tmp_path: Path) -> None:
    path = tmp_path / "a.svg"
    own = p.svg().count(b"<") + p.svg().count(b"=")
    for more, key in ((100_000 - own, None), (100_001 - own, "drawing-too-large")):
        path.write_bytes(p.svg("<g/>" * more))
        assert pictures.judge(path, tmp_path) == key


def test_the_pictures_of_a_portfolio_are_bounded_together(tmp_path: Path) -> None:
    def judged(*files: tuple[str, bytes]) -> list[tuple[str, str]]:
        for name, file in files:
            (tmp_path / name).write_bytes(file)
        found = pictures.judge_together([tmp_path / name for name, _ in files], tmp_path)
        return [(path.name, key) for path, key in found.items()]

    fit = [(f"{n}.png", p.png()) for n in range(200)]
    assert judged(*fit, *fit) == []
    many = "too-many-pictures"
    assert judged(("a.png", b""), *fit) == [("a.png", "picture-misnamed"), ("199.png", many)]
    large = p.jpeg(scan=p.SCAN + bytes(MOST - len(p.jpeg())))
    ten = [(f"{n}.jpg", large) for n in range(10)]
    assert judged(*ten) == []
    assert judged(*ten, fit[0]) == [("0.png", many)]
    drawings = [(f"{n}.svg", p.svg("a" * (MOST // 2 - len(p.svg())))) for n in range(3)]
    assert judged(*drawings) == [("2.svg", many)]
    assert judged(*ten[:9], fit[0], drawings[0], fit[1]) == [("0.svg", many), ("1.png", many)]
