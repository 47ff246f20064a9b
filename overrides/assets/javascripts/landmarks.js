// Two things of Material that a screen reader or a keyboard stumbles over: the toolbar of a block
// of code is a landmark without a name, and a wide table cannot be scrolled without a mouse.

let toolbars = 0;

const mend = () => {
  for (const toolbar of document.querySelectorAll(".md-code__nav:not([aria-label])")) {
    toolbars += 1;
    toolbar.setAttribute("aria-label", `Code block ${toolbars}`);
  }
  for (const frame of document.querySelectorAll(".md-typeset__scrollwrap:not([tabindex], :has([tabindex]))")) {
    frame.setAttribute("tabindex", "0");
  }
};

mend();
new MutationObserver(mend).observe(document.body, { childList: true, subtree: true });
