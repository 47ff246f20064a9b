"""SVG: a drawing is published if it holds only elements and attributes that draw.

If somebody opens the drawing itself, it is a page of the site, so it must not run or load anything
in a browser, which reads it as XML in UTF-8. Escapes are not decoded here, but refused.
"""

from __future__ import annotations

import re
from xml.parsers import expat

from ...data import word_set
from ...limits import LIMITS
from .reader import PictureError, check_magic

_MOST_PARTS = LIMITS["pictures"]["parts"]
_SVG = "http://www.w3.org/2000/svg "
_XML = "http://www.w3.org/XML/1998/namespace "
_ELEMENTS = word_set(
    """
    svg g defs symbol use path rect circle ellipse line polyline polygon text tspan title desc
    linearGradient radialGradient stop clipPath mask pattern marker
    """
)
_NAMED = {_SVG + name for name in _ELEMENTS}
_LINKS = {"href", "http://www.w3.org/1999/xlink href"}  # to parts of the same drawing
# only people and style sheets read these, so their values are free
_WORDS = word_set(
    """
    id class lang role aria-label aria-labelledby aria-describedby aria-hidden aria-roledescription
    """
)
_WORDS |= {_XML + "lang", _XML + "space"}
_ATTRIBUTES = word_set(
    """
    x y x1 x2 y1 y2 cx cy r rx ry fx fy fr d width height points pathLength viewBox
    preserveAspectRatio transform dx dy rotate textLength lengthAdjust offset spreadMethod
    orient gradientUnits gradientTransform clipPathUnits maskUnits maskContentUnits patternUnits
    patternContentUnits patternTransform markerUnits markerWidth markerHeight refX refY version
    baseProfile enable-background style alignment-baseline baseline-shift clip clip-path
    clip-rule color color-interpolation color-rendering cursor direction display fill
    dominant-baseline fill-opacity fill-rule filter font font-family font-size font-size-adjust
    font-stretch font-style font-variant font-weight image-rendering letter-spacing marker
    marker-end marker-mid marker-start mask mask-type mix-blend-mode opacity overflow
    paint-order pointer-events shape-rendering stop-color stop-opacity stroke stroke-dasharray
    stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity
    stroke-width text-anchor text-decoration text-overflow text-rendering transform-origin
    unicode-bidi vector-effect visibility white-space word-spacing writing-mode
    """
)
_FUNCTIONS = word_set(
    """
    url rgb rgba hsl hsla hwb lab lch oklab oklch color calc matrix translate translatex
    translatey scale scalex scaley rotate skewx skewy var
    """
)
_DECLARATION = re.compile(  # of XML; no other encoding is allowed
    rb"""<\?xml\s+version\s*=\s*["']1\.0["']"""
    rb"""(?:\s+encoding\s*=\s*["']utf-8["'])?(?:\s+standalone\s*=\s*["'](?:yes|no)["'])?\s*\?>""",
    re.IGNORECASE,
)
_OTHER_ENCODINGS = (b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff", b"\0<")  # their first bytes
_HIDES = re.compile(r"\\|/\*|//|@|script:", re.IGNORECASE)  # CSS escapes and comments, addresses
_NAME = re.compile(r"[\w-]*$")
_FRAGMENT = re.compile(r"\s*[\"']?#")


def clean(data: bytes) -> bytes:
    """Return a drawing as it is, if it does nothing but draw."""
    body = data.removeprefix(b"\xef\xbb\xbf")
    if declared := _DECLARATION.match(body):
        body = body[declared.end() :]
    check_magic(body.lstrip(), b"<", *_OTHER_ENCODINGS)
    if re.match(rb"<\?xml\s", body) or b"\0" in body:
        raise PictureError("drawing-not-utf-8")
    if b"<!" in body or b"<?" in body:
        raise PictureError("drawing-holds-more")
    if sum(map(body.count, (b"<", b"=", b"("))) > _MOST_PARTS:
        raise PictureError("drawing-too-large")
    try:
        body.decode("utf-8")  # so that expat cannot take it for another encoding
        _parse(body)
    except UnicodeDecodeError:
        raise PictureError("drawing-not-utf-8") from None
    except expat.ExpatError:
        raise PictureError("picture-broken") from None
    return data


def _parse(body: bytes) -> None:
    parser = expat.ParserCreate("utf-8", namespace_separator=" ")

    def root(element: str, attributes: dict[str, str]) -> None:
        if element != f"{_SVG}svg":
            raise PictureError("picture-misnamed")
        _check(element, attributes)
        parser.StartElementHandler = _check

    parser.StartElementHandler = root
    parser.Parse(body, True)  # noqa: FBT003 - no keyword takes it


def _check(element: str, attributes: dict[str, str]) -> None:
    if element not in _NAMED:
        raise PictureError("drawing-holds-more")
    for name, value in attributes.items():
        if name in _WORDS:
            continue
        is_known = value.startswith("#") if name in _LINKS else name in _ATTRIBUTES
        if not is_known or _HIDES.search(value) or _loads(value):
            raise PictureError("drawing-holds-more")


def _loads(value: str) -> bool:
    """Tell whether a value has a function that does not draw, or points outside the drawing."""
    before, *after = value.split("(")
    for inside in after:
        name = _NAME.findall(before.rstrip()[-20:])[0].lower()
        if name not in _FUNCTIONS or (name == "url" and not _FRAGMENT.match(inside)):
            return True
        before = inside
    return False
