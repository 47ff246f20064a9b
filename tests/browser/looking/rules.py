"""What is out of place on a page, by the rules of rules.js, at every width and in every state."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any

    from playwright.sync_api import Page

WIDTHS = (320, 390, 768, 1280)
HEIGHT = 844
LOW = (640, 400)
PAPER, LANDSCAPE = 718, 1040  # CSS pixels between the margins of a sheet
SHAPE = ("narrow-text", "torn-word", "overlap", "sticks-out", "cut-text", "cut-letters", "sideways")
LAYOUT = (
    *(*SHAPE, "empty-page", "empty-band", "empty-box", "tiny-text", "small-target"),
    *("hidden-column", "cut-output", "dot-off-line", "lost-item"),
)
ON_SHEETS = ("covered-text", "printed-button", "torn-box", "lone-lead")
PRINT = (*SHAPE, *ON_SHEETS, "pale-text")
READING = ("pale-text", "wrong-way")  # the same at every width
HIGH_CONTRAST = ("told-by-color", "lost-edge")
RULES = (*LAYOUT, *READING, *HIGH_CONTRAST, *ON_SHEETS, "hidden-focus")

_HERE = Path(__file__).parent
_SETTLE = """
  await new Promise((go) => requestAnimationFrame(() => setTimeout(go))); // drawn once
  for (const each of document.getAnimations()) if (each instanceof CSSTransition) each.finish();
"""
_SCRIPT = "\n".join(
    [f"async (asked) => {{ if (!asked.hurry) {{ {_SETTLE} }}"]
    + [(_HERE / name).read_text(encoding="utf-8") for name in ("seen.js", "rules.js")]
    + ["}"]
)
_STOPS = f"""() => {{
  const stops = new Set(), look = {_SCRIPT};
  return () => stops.has(document.activeElement)
    ? null
    : stops.add(document.activeElement) && look({{ rules: ["hidden-focus"], hurry: true }});
}}"""  # what is out of place at a stop, or null where one has been
_IS_LANDSCAPE = """() => [...document.styleSheets].some(function look(sheet) {
  return [...(sheet.cssRules ?? [])].some((rule) =>
    rule instanceof CSSPageRule ? /landscape/.test(rule.cssText) : look(rule));
})"""

# Material goes by the screen when it loads a page, and from then on by its own switch
_SWITCH = "to => document.querySelector(`[name=__palette][data-md-color-scheme=${to}]`)?.click()"


class Finding(NamedTuple):
    """What is out of place: by which rule, where on the page, and what is seen there."""

    rule: str
    where: str
    what: str
    page: str
    state: str  # a width, or what else was set


def look(page: Page, rules: Iterable[str], name: str, state: str, **more: Any) -> list[Finding]:
    """Look at a page as it is now."""
    found = page.evaluate(_SCRIPT, {"rules": list(rules), **more})
    return [Finding(**each, page=name, state=state) for each in found]


def nothing(width: int) -> list[Finding]:
    return []


def at_every_width(
    page: Page,
    name: str,
    state: str = "",
    also: Callable[[int], list[Finding]] = nothing,
    widths: tuple[int, ...] = WIDTHS,
) -> list[Finding]:
    """Look at a page at every width, at the last one at its colors too, and ask `also` at each."""
    found = []
    for width in widths:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        rules = (*LAYOUT, *READING) if width == widths[-1] else LAYOUT
        found += [*look(page, rules, name, f"{state} {width}".strip()), *also(width)]
    return found


def in_high_contrast(page: Page, name: str, state: str = "") -> list[Finding]:
    """Compare what tells things apart now with what is left of it in high contrast."""
    before = page.evaluate_handle(_SCRIPT, {"rules": []})
    page.emulate_media(forced_colors="active")
    found = look(page, HIGH_CONTRAST, name, f"{state} high contrast".strip(), before=before)
    page.emulate_media(forced_colors="none")
    return found


def in_the_dark(page: Page, name: str, state: str = "") -> list[Finding]:
    """Look at a page on a dark screen, and as it is printed from there, which must be light."""
    page.emulate_media(color_scheme="dark")
    page.evaluate(_SWITCH, "slate")
    found = look(page, READING, name, f"{state} dark".strip())
    found += on_paper(page, name, state)
    page.emulate_media(color_scheme="light")
    page.evaluate(_SWITCH, "default")
    return found


def on_paper(page: Page, name: str, state: str = "") -> list[Finding]:
    """Look at a page as it is printed."""
    width = LANDSCAPE if page.evaluate(_IS_LANDSCAPE) else PAPER
    page.set_viewport_size({"width": width, "height": HEIGHT})
    page.emulate_media(media="print")
    found = look(page, PRINT, name, f"{state} print".strip())
    page.emulate_media(media="screen")
    return found


def with_the_keyboard(page: Page, name: str, key: str = "Shift+Tab") -> list[Finding]:
    """Go from stop to stop on a low screen, such as a laptop at 200 %, and look at each."""
    page.set_viewport_size({"width": LOW[0], "height": LOW[1]})
    found, seen = [], page.evaluate_handle(_STOPS)
    page.keyboard.press(key)
    while (here := seen.evaluate("look => look()")) is not None:
        found += [Finding(**each, page=name, state=key) for each in here]
        page.keyboard.press(key)
    return found


def everywhere(
    page: Page, name: str, state: str = "", also: Callable[[int], list[Finding]] = nothing
) -> list[Finding]:
    """Look at a page at every width, in both colors, in high contrast, and on paper."""
    return [
        *at_every_width(page, name, state, also),
        *in_high_contrast(page, name, state),
        *in_the_dark(page, name, state),
    ]


def in_shape(page: Page, name: str) -> list[Finding]:
    """Look at a page at every width and on paper, where the lengths of texts show."""
    return [*at_every_width(page, name), *on_paper(page, name)]


def all_of(
    page: Page,
    site: str,
    names: Iterable[str],
    look_at: Callable[[Page, str], list[Finding]] = everywhere,
) -> list[Finding]:
    """Look at the pages of a site everywhere, or as somebody says."""
    found = []
    for name in names:
        page.goto(site + name)
        found += look_at(page, name)
    return found


def told(found: Iterable[Finding]) -> str:
    """Return what is out of place, one line for each rule and place."""
    places: dict[tuple[str, str], list[Finding]] = {}
    for each in found:
        places.setdefault((each.rule, each.where), []).append(each)
    lines = []
    for (rule, where), same in sorted(places.items()):
        pages, states = (
            dict.fromkeys(each) for each in ((f.page for f in same), (f.state for f in same))
        )
        lines.append(
            f"{rule}: {where}: {same[0].what}\n    {', '.join(pages)} [{', '.join(states)}]"
        )
    return "\n".join(lines)
