// What of a page is seen: its lines of text, its things, its boxes, and who they belong to. The
// rules in rules.js stand on this. Both run inside the page, in a function of their own.

const TEXTLESS = "script, style, noscript, title, template, option, textarea";
const THINGS = "img, svg, canvas, video, iframe, input, select, textarea, button, progress, pre, table";
const MOVES_ALONG = /fixed|sticky/; // it covers what lies below only until somebody scrolls

/** Keep what a function said of an element. */
const remember = (find, known = new Map()) => (element) => {
  if (!known.has(element)) known.set(element, find(element));
  return known.get(element);
};

const style = remember((element) => getComputedStyle(element));
const boxOf = remember((element) => element.getBoundingClientRect());
const paper = matchMedia("print").matches;
const px = (value) => parseFloat(value) || 0;

function* upwards(element) {
  for (let each = element; each && each !== document.body; each = each.parentElement) yield each;
}

/** Return the boxes around an element, the nearest first, beginning with itself. */
const boxesAround = remember((each) => {
  if (!each || each === document.body) return [];
  const { display, overflowX, overflowY, position } = style(each);
  const around = boxesAround(each.parentElement);
  if (/^(inline|contents)$/.test(display)) return around;
  const isOutOfTheFlow = /absolute|fixed/.test(position);
  return [{ each, box: boxOf(each), overflowX, overflowY, isOutOfTheFlow }, ...around];
});

/** Tell whether an element is there for a screen reader alone, as `.unseen` and `.skip` are. */
const isForTheEarAlone = remember((element) => {
  if (!element || element === document.body) return false;
  const { clipPath, clip, position } = style(element);
  const isTiny = position === "absolute" && element.offsetWidth <= 1 && element.offsetHeight <= 1;
  const isClipped = clipPath.startsWith("inset(50%") || clip === "rect(0px, 0px, 0px, 0px)";
  return isTiny || isClipped || isForTheEarAlone(element.parentElement);
});

const OPAQUE = { opacityProperty: true, visibilityProperty: true };
const isSeen = remember((element) => element.checkVisibility(OPAQUE) && !isForTheEarAlone(element));

const isBlock = (element) => !/^(inline|contents|ruby.*)$/.test(style(element).display);
const block = remember((element) => {
  if (element.ownerSVGElement) return element.closest("text") ?? element;
  return [...upwards(element)].find(isBlock) ?? document.body;
});
const movesAlong = remember((element) => {
  if (!element || element === document.body) return false;
  return MOVES_ALONG.test(style(element).position) || movesAlong(element.parentElement);
});

/** Tell whether a box is drawn: with lines at both sides, or a background. */
const isDrawn = remember((element) => {
  const { borderLeftStyle, borderLeftWidth, borderRightStyle, borderRightWidth } = style(element);
  const hasLeft = borderLeftStyle !== "none" && px(borderLeftWidth) > 0;
  const hasRight = borderRightStyle !== "none" && px(borderRightWidth) > 0;
  return (hasLeft && hasRight) || alpha(style(element).backgroundColor) > 0;
});

/** Tell whether a style sheet writes something into an element. */
const hasSigns = (element) =>
  ["::before", "::after"].some((pseudo) => /["(]/.test(getComputedStyle(element, pseudo).content));

/** Tell whether one would have to move what is in a box to the side to read it. */
const scrolls = (element) =>
  element.scrollWidth > element.clientWidth + 2 && style(element).overflowX !== "visible";

/** Return how wide or high a pseudo-element is with its border. */
function outer(sheet, name, ...sides) {
  const border = sheet.boxSizing === "border-box" ? [] : sides;
  return border.reduce((sum, side) => sum + px(sheet[`border${side}Width`]), px(sheet[name]));
}

/** Return what all around an element lets through of it. */
const opening = remember((element) => {
  let [left, top, right, bottom] = [-Infinity, -Infinity, Infinity, Infinity];
  for (const { box, overflowX, overflowY } of boxesAround(element)) {
    if (overflowX !== "visible") [left, right] = [Math.max(left, box.left), Math.min(right, box.right)];
    if (overflowY !== "visible") [top, bottom] = [Math.max(top, box.top), Math.min(bottom, box.bottom)];
  }
  return { left, top, right, bottom };
});

/** Return the lines of a run as far as they show. */
const linesThatShow = remember(({ lines, element }) => {
  const around = opening(element);
  const found = lines.map((line) => ({
    left: Math.max(line.left, around.left),
    top: Math.max(line.top, around.top),
    right: Math.min(line.right, around.right),
    bottom: Math.min(line.bottom, around.bottom),
  }));
  return found.filter(({ left, top, right, bottom }) => right - left > 1 && bottom - top > 1);
});

function rectsOf(node, from = 0, to = node.data.length) {
  const range = document.createRange();
  range.setStart(node, from);
  range.setEnd(node, to);
  return [...range.getClientRects()].filter(({ width, height }) => width > 0.5 && height > 0.5);
}

/** Return each run of text that is seen: its words, its lines, the element and the block it is in. */
const runs = remember(() => {
  const found = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const element = node.parentElement;
    const text = node.data.replace(/\s+/g, " ").trim();
    if (!text || element.matches(TEXTLESS) || !isSeen(element)) continue;
    const lines = rectsOf(node).filter(({ right }) => right + scrollX > 0); // left of all: a drawer
    if (lines.length) found.push({ node, text, lines, element, block: block(element) });
  }
  return found;
});

const things = remember(() =>
  [...document.querySelectorAll(THINGS)]
    .filter((each) => isSeen(each) && !each.parentElement.closest("svg"))
    .map((element) => ({ element, rect: element.getBoundingClientRect() }))
    .filter(({ rect }) => rect.width >= 8 && rect.height >= 8),
);

/** Count the lines that rectangles stand in. */
function heights(rects) {
  const tops = [];
  for (const { top, height } of rects)
    if (!tops.some((each) => Math.abs(each - top) < height * 0.6)) tops.push(top);
  return tops.length;
}

// --- colors, as numbers from 0 to 1

const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
const rgba = remember((color) => {
  canvas.clearRect(0, 0, 1, 1);
  canvas.fillStyle = color;
  canvas.fillRect(0, 0, 1, 1);
  return [...canvas.getImageData(0, 0, 1, 1).data].map((each) => each / 255);
});
const alpha = (color) => rgba(color)[3];
const over = ([r, g, b, a], below) => [r, g, b].map((each, at) => each * a + below[at] * (1 - a));

function luminance(color) {
  const [r, g, b] = color.map((each) => (each <= 0.04045 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

const opacity = remember((element) =>
  [...upwards(element)].reduce((all, each) => all * Number(style(each).opacity), 1),
);

function contrast(one, other) {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

// --- words for a finding

const short = (text, most = 40) => (text.length > most ? `${text.slice(0, most)}…` : text);

/** Return where an element is, as a selector that a person finds it by, without numbered ids. */
function place(element) {
  const steps = [];
  for (const each of upwards(element)) {
    const id = /^[\p{L}_-]+$/u.test(each.id) ? `#${each.id}` : "";
    const classes = [...each.classList].filter((name) => !name.includes("focus-visible")).slice(0, 2);
    steps.unshift([each.localName + id, ...classes].join("."));
    if (id || steps.length === 3) break;
  }
  return steps.join(" > ") || "body";
}

// --- what can be pressed, and what it looks like

/** Return what can be pressed. A choice inside its label is as large as the label. */
function targets() {
  const all = "a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button]";
  const wholes = [...document.querySelectorAll(all)].map((each) => each.closest("label") ?? each);
  return [...new Set(wholes)]
    .filter(isSeen)
    .map((element) => ({ element, rect: boxOf(element) }))
    .filter(({ rect }) => rect.width > 0 && rect.height > 0);
}

function isInASentence(element) {
  if (element.localName !== "a" || style(element).display !== "inline") return false;
  return block(element).textContent.trim().length > element.textContent.trim().length + 3;
}

/** Return the color below an element, or null where it is a picture. Paper is white. */
const background = remember((element) => {
  const layers = [];
  for (const each of [...upwards(element), document.body, document.documentElement]) {
    const { backgroundColor, backgroundImage, printColorAdjust } = style(each);
    if (paper && printColorAdjust !== "exact") continue;
    if (backgroundImage !== "none" && alpha(backgroundColor) < 1) return null;
    layers.push(rgba(backgroundColor));
    if (alpha(backgroundColor) === 1) break;
  }
  return layers.reduceRight((below, layer) => over(layer, below), [1, 1, 1]);
});

const PAINT = "color backgroundImage boxShadow textDecorationLine fontWeight fontStyle opacity fill stroke";
const SIDES = ["Top", "Right", "Bottom", "Left"];

/** Return all that draws an element, and what it holds, as one text. */
const paint = remember((element) => {
  const sheet = (each, pseudo) => {
    const all = getComputedStyle(each, pseudo);
    if (pseudo && /none|normal/.test(all.content)) return "";
    const lines = [...SIDES.map((side) => `border${side}`), "outline"].map((line) =>
      px(all[`${line}Width`]) && all[`${line}Style`] !== "none"
        ? all[`${line}Width`] + all[`${line}Style`] + all[`${line}Color`]
        : "",
    );
    const below = pseudo ? all.backgroundColor : background(each);
    return [pseudo && all.content, below, ...PAINT.split(" ").map((name) => all[name]), ...lines].join(" ");
  };
  const whole = [element, ...element.querySelectorAll("*")].slice(0, 12);
  return whole
    .map((each) => [each.localName, sheet(each), sheet(each, "::before"), sheet(each, "::after")].join("|"))
    .join("\n");
});

/** Return by what an element says that it is chosen, done or current. */
function marks(element) {
  const said = ["aria-current", "aria-selected", "aria-pressed", "aria-checked"];
  const states = said.filter((name) => (element.getAttribute(name) ?? "false") !== "false");
  const input = element.localName === "label" && element.querySelector("input");
  if (input && input.checked && !isSeen(input)) states.push("checked");
  return [...states, ...[...element.classList].filter((name) => name.includes("--"))];
}

/** Return each element with such a mark beside one without it, and how the two look. */
function states() {
  const found = [];
  for (const element of document.body.querySelectorAll("*")) {
    if (!isSeen(element)) continue;
    for (const mark of marks(element)) {
      const [base] = mark.includes("--") ? mark.split("--") : [];
      const isLike = (each) =>
        each.localName === element.localName && (!base || each.classList.contains(base)) && isSeen(each);
      for (const neighbor of element.parentElement.children)
        if (isLike(neighbor) && !marks(neighbor).includes(mark))
          found.push({ element, neighbor, one: paint(element), other: paint(neighbor) });
    }
  }
  return found;
}

/** Tell whether nothing of something to press is drawn but its words. */
function isPlainText(element) {
  const all = style(element);
  const hasBorder = all.borderBottomStyle !== "none" && px(all.borderBottomWidth) > 0;
  const hasLine = hasBorder || all.outlineStyle !== "none" || all.textDecorationLine !== "none";
  const isColored = String(background(element)) !== String(background(element.parentElement));
  return !hasLine && !isColored && all.boxShadow === "none";
}

/** Return the links and buttons that have words, and whether they are plain text. */
const edges = () =>
  targets()
    .map(({ element }) => element)
    .filter((each) => each.matches("a, button, [role=button]") && each.textContent.trim())
    .map((element) => ({ element, isPlain: isPlainText(element) }));
