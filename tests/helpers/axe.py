"""What axe finds on a page that somebody could not use or read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from axe_playwright_python.base import AXE_SCRIPT

if TYPE_CHECKING:
    from playwright.sync_api import Page

RUN = """
async (options) => {
  const least = { resultTypes: ["violations"], preload: false }; // it would read sheets for sounds
  const { violations } = await axe.run({ ...least, ...options });
  const told = ({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`);
  return violations.flatMap(told);
}
"""


def violations(page: Page, *rules: str, contrast: bool = True) -> list[str]:
    """Return each rule that is broken, and where.

    Args:
        page: as it is now.
        rules: those that are asked for; without any, all.
        contrast: whether to measure that of each text, which takes axe longer than all the rest.
            `pale-text` of `looking/` measures it too, by the same formula.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    options: dict[str, object] = {"runOnly": rules} if rules else {}
    if not contrast:
        options["rules"] = {"color-contrast": {"enabled": False}}
    return page.evaluate(RUN, options)
