// Three things of Material that a screen reader or a keyboard stumbles over: the toolbar of a block
// of code is a landmark without a name; a wide table cannot be scrolled without a mouse; wide code,
// and a row of tabs, only where there is one.

{
  let toolbars = 0;

  /** What is wider than its box is a stop of the keyboard. @param {{target: Node}[]} found */
  const stop = (found) => {
    for (const { target } of found) {
      if (!(target instanceof Element)) continue;
      const isWide = target.scrollWidth > target.clientWidth;
      if (isWide && !target.hasAttribute("tabindex")) target.setAttribute("tabindex", "0");
      if (!isWide) target.removeAttribute("tabindex");
    }
  };
  const widths = new ResizeObserver(stop);
  const undone = new MutationObserver(stop); // Material takes it away where there is no mouse

  /** @param {Element} within */
  const mend = (within) => {
    for (const toolbar of within.querySelectorAll(".md-code__nav:not([aria-label])")) {
      toolbars += 1;
      toolbar.setAttribute("aria-label", `Code block ${toolbars}`);
    }
    for (const frame of within.querySelectorAll(".md-typeset__scrollwrap:not([tabindex], :has([tabindex]))")) {
      frame.setAttribute("tabindex", "0");
    }
    for (const box of within.querySelectorAll("pre > code, .tabbed-labels")) {
      widths.observe(box);
      undone.observe(box, { attributeFilter: ["tabindex"] });
    }
  };

  mend(document.body);
  // Material adds them late, each on its own. A form has neither, and changes often.
  new MutationObserver((records) => {
    const changed = new Set(records.map(({ target }) => target));
    for (const each of changed) if (each instanceof Element && !each.closest(".form")) mend(each);
  }).observe(document.body, { childList: true, subtree: true });
}
