// What a person would see at once, and no test of markup does. Each rule compares a page with
// itself, so no picture is kept. It says where, and what is seen there.

const LEAST = {
  charactersOfALine: 6, // on average; fewer, over as many lines as below, and one reads downwards
  charactersOfALongLine: 9, // the same over as many lines as below
  linesOfAColumn: 4,
  linesOfALongColumn: 7,
  charactersOfAColumn: 16,
  text: 11, // CSS pixels
  phone: 360, // CSS pixels; on a smaller one, a table may move to the side
  target: 24, // CSS pixels, WCAG 2.5.8
  box: 60, // CSS pixels; in a lower one no line has another to be parted from
  ink: 0.045, // the share of a page that text and pictures fill
  contrast: 4.5, // WCAG 1.4.3
  contrastOfLargeText: 3,
  tail: 0.22, // em below the baseline: the tails of g and j
};
const MOST = {
  lettersOfAWord: 16, // a longer one may break
  band: 500, // CSS pixels of a page with nothing on them
  box: 200, // CSS pixels of paper; a higher one may have to break
  columns: 3, // a phone has room for as many
  lettersInAColumn: 30, // a longer word makes a table too wide for a phone
  off: 1, // CSS pixels between the middle of a dot and its line
};
// Half of ascent minus descent in Segoe UI, the font of Windows: its baseline lies this much of an
// em below the middle of a line.
const BASELINE = 0.414;
const LATIN = /^[\p{Script=Latin}\p{M}\d\p{P}]+$/u; // other scripts may break elsewhere
const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u;
const NAME = /^[\p{L}\p{M}\s-]{1,40}$/u; // alone it reads the same in both directions
const SLACK = 2; // CSS pixels by which rounding may be wrong

// What the theme does on purpose: rule, where, why it is right
const EXCEPTIONS = [
  [
    "cut-text",
    ".md-nav .md-ellipsis, .md-nav__title, .md-header__topic .md-ellipsis, .md-footer .md-ellipsis",
    "a long name in a menu, the header or the foot ends in an ellipsis; its page has it whole",
  ],
  ["small-target", ".tabbed-button", "an arrow beside tabs; the tabs move under a finger as well"],
  ["wrong-way", ".md-nav, .md-header, .md-footer", "a name alone, in a menu that is in English"],
  ["told-by-color", ".md-button--primary", "an advice which button to press first, and no state"],
];

const found = [];

/** @param {string} rule @param {Element} element @param {string} what */
function report(rule, element, what) {
  if (EXCEPTIONS.some(([name, where]) => name === rule && element.closest(where))) return;
  const where = place(element);
  if (!found.some((each) => each.rule === rule && each.where === where)) found.push({ rule, where, what });
}

const rules = {
  /** A column so narrow that one reads it downwards, a word or two a line. */
  "narrow-text"(say) {
    for (const { text, lines, block } of runs()) {
      const count = heights(lines);
      if (text.length < LEAST.charactersOfAColumn || count < LEAST.linesOfAColumn) continue;
      const share = text.length / count;
      const isLong = count >= LEAST.linesOfALongColumn;
      if (share < (isLong ? LEAST.charactersOfALongLine : LEAST.charactersOfALine))
        say(block, `${share.toFixed(1)} characters a line over ${count} lines: "${short(text)}"`);
    }
  },

  /** A word or a number of common length that goes on in the next line, without a hyphen. */
  "torn-word"(say) {
    const text = /[^\s\p{Pd}\u00ad\u200b]+/gu; // a line may end after spaces, dashes, hyphens
    const code = /[^\s\u00ad\u200b]+/gu; // of which one would copy a half
    for (const { node, lines, block, element } of runs()) {
      if (lines.length < 2 || style(block).writingMode !== "horizontal-tb") continue;
      if (element.closest("pre[dir]")) continue; // a learner's code, which breaks where it must
      const words = element.closest("code:not(pre *)") ? code : text; // what a program says may break
      for (const { 0: word, index } of node.data.matchAll(words)) {
        if (word.length < 3 || word.length > MOST.lettersOfAWord || !LATIN.test(word)) continue;
        const pieces = rectsOf(node, index, index + word.length);
        if (heights(pieces) > 1) say(block, `"${word}" goes on in the next line`);
      }
    }
  },

  /** Two texts in one place, so that neither can be read. */
  overlap(say) {
    const all = runs()
      .filter(({ element }) => !movesAlong(element))
      .flatMap((run) => linesThatShow(run).map((line) => ({ run, ...line })))
      .sort((a, b) => a.top - b.top);
    for (const [at, one] of all.entries()) {
      for (let next = at + 1; next < all.length && all[next].top < one.bottom - 3; next++) {
        const other = all[next];
        if (one.run.block === other.run.block) continue;
        const wide = Math.min(one.right, other.right) - Math.max(one.left, other.left);
        const high = Math.min(one.bottom, other.bottom) - other.top;
        // boxes of lines touch where lines stand close; letters fill about the middle of them
        const least = 0.3 * Math.min(one.bottom - one.top, other.bottom - other.top);
        if (wide >= 3 && high >= Math.max(4, least))
          say(other.run.block, `"${short(other.run.text, 25)}" over "${short(one.run.text, 25)}"`);
      }
    }
  },

  /** A bar that stays on the screen: on paper it lies over text for good. */
  "covered-text"(say) {
    const bars = [...document.querySelectorAll("body *")].filter(
      (each) => MOVES_ALONG.test(style(each).position) && isSeen(each) && isDrawn(each),
    );
    for (const bar of bars) {
      const box = boxOf(bar);
      for (const run of runs().filter(({ element }) => !bar.contains(element)))
        for (const { left, top, right, bottom } of linesThatShow(run)) {
          const wide = Math.min(right, box.right) - Math.max(left, box.left);
          const high = Math.min(bottom, box.bottom) - Math.max(top, box.top);
          if (wide >= 3 && high >= 4) say(bar, `over "${short(run.text)}"`);
        }
    }
  },

  /** What is there to be pressed, chosen or pasted over, on paper. */
  "printed-button"(say) {
    for (const element of document.querySelectorAll("button, .md-button, .md-code__nav"))
      if (isSeen(element) && (element.matches("button") || isDrawn(element))) say(element, "nothing to press");
    for (const element of document.querySelectorAll("input[placeholder], textarea[placeholder]"))
      if (isSeen(element) && !element.value && alpha(getComputedStyle(element, "::placeholder").color) > 0)
        say(element, `words where one would write: "${short(element.placeholder)}"`);
  },

  /** A small box that the end of a sheet may cut in two. */
  "torn-box"(say) {
    for (const element of document.querySelectorAll("main *")) {
      const { height, width } = boxOf(element);
      if (height < LEAST.box || height > MOST.box || width < LEAST.box || !isSeen(element)) continue;
      if (!isBlock(element) || !isDrawn(element) || element.closest("svg") || element.matches(THINGS)) continue;
      const isWhole = [...upwards(element)].some((each) => /^avoid/.test(style(each).breakInside));
      if (!isWhole) say(element, `may be cut: "${short(element.textContent.trim())}"`);
    }
  },

  /** A heading, or a sentence that ends in a colon, that may stand alone at the foot of a sheet. */
  "lone-lead"(say) {
    for (const element of document.querySelectorAll("main :is(h1, h2, h3, h4, p, summary)")) {
      const next = element.nextElementSibling;
      const leads = element.matches("p") ? element.textContent.trim().endsWith(":") : true;
      if (!leads || !next || !isSeen(element) || !isSeen(next)) continue;
      if (style(element).breakAfter !== "avoid" && style(next).breakBefore !== "avoid")
        say(element, `may be parted from what it leads to: "${short(element.textContent.trim())}"`);
    }
  },

  /** A text or a thing that goes past the edge of the box that is drawn round it. */
  "sticks-out"(say) {
    const texts = runs().flatMap(({ lines, element, text }) => lines.map((rect) => ({ rect, element, text })));
    for (const { rect, element, text = "" } of [...texts, ...things()]) {
      for (const around of boxesAround(text ? element : element.parentElement)) {
        const { each, box, overflowX, overflowY, isOutOfTheFlow } = around;
        if (overflowX !== "visible" || overflowY !== "visible") break;
        const low = text && rect.bottom > box.bottom + rect.height * 0.4;
        if (isDrawn(each) && (rect.right > box.right + SLACK || rect.left < box.left - SLACK || low)) {
          const by = Math.max(rect.right - box.right, box.left - rect.left, rect.bottom - box.bottom);
          say(element, `${by.toFixed(0)} px past the edge of ${place(each)}: "${short(text)}"`);
        }
        if (isOutOfTheFlow) break;
      }
    }
  },

  /** A line that is not shown since its box is too small; on paper, what one would have to scroll to. */
  "cut-text"(say) {
    for (const { lines, element, block, text } of runs()) {
      for (const { left, top, right, bottom, height } of lines) {
        for (const { each, box, overflowX, overflowY, isOutOfTheFlow } of boxesAround(element)) {
          if (!paper && /auto|scroll/.test(overflowX + overflowY)) break;
          const most = height * 0.35; // the letters of a line fill about the middle of it
          const isWide = right > box.right + SLACK || left < box.left - SLACK;
          const isHigh = bottom > box.bottom + most || top < box.top - most;
          if ((overflowX !== "visible" && isWide) || (overflowY !== "visible" && isHigh))
            say(block, `hidden by ${place(each)}: "${short(text)}"`);
          if (isOutOfTheFlow) break;
        }
      }
    }
  },

  /** A last line without its tails of g and j: in a font with more room below, they are cut off. */
  "cut-letters"(say) {
    for (const element of new Set(runs().map(({ block }) => block))) {
      const { fontSize, lineHeight, overflowY, paddingBottom, textOverflow } = style(element);
      if (!/hidden|clip/.test(overflowY) || textOverflow === "ellipsis") continue;
      const room = px(lineHeight) / 2 - BASELINE * px(fontSize) + px(paddingBottom);
      const isOver = element.scrollHeight > element.clientHeight + SLACK && !px(paddingBottom);
      if (room < LEAST.tail * px(fontSize) || isOver)
        say(element, `${room.toFixed(1)} px below the baseline: "${short(element.textContent.trim())}"`);
    }
  },

  /** A column of a table that is off the screen, though all of its words would fit. */
  "hidden-column"(say) {
    for (const table of document.querySelectorAll("main table")) {
      if (!isSeen(table) || innerWidth < LEAST.phone || (table.rows[0]?.cells.length ?? 0) > MOST.columns) continue;
      const words = table.textContent.split(/\s+/);
      if (words.some((each) => each.length > MOST.lettersInAColumn)) continue;
      const around = [table, table.parentElement, table.parentElement.parentElement];
      const box = around.find((each) => scrolls(each));
      if (box) say(table, `${box.scrollWidth} px wide in ${box.clientWidth} px`);
    }
  },

  /** What a program says, and one reads: a line of it ends off the screen. */
  "cut-output"(say) {
    const read = ["main .language-text"];
    if (innerWidth < 500) read.push("main pre[dir]"); // a learner's code, on a phone
    for (const each of document.querySelectorAll(read.join())) {
      const box = [each, ...each.querySelectorAll("pre, code")].find((one) => scrolls(one));
      if (box && isSeen(each)) say(each, `${box.scrollWidth} px wide in ${box.clientWidth} px`);
    }
  },

  /** A dot beside the line that it marks a place on, or one that is no circle. */
  "dot-off-line"(say) {
    for (const element of document.querySelectorAll("main *")) {
      const dot = getComputedStyle(element, "::before");
      if (dot.position !== "absolute" || dot.borderTopLeftRadius !== "50%" || !isSeen(element)) continue;
      const [wide, high] = [outer(dot, "width", "Left", "Right"), outer(dot, "height", "Top", "Bottom")];
      if (Math.abs(wide - high) > MOST.off) say(element, `${wide.toFixed(1)} x ${high.toFixed(1)} px`);
      const { borderLeftWidth, borderTopWidth } = style(element);
      const line = px(borderLeftWidth) || px(borderTopWidth);
      const middle = px(borderLeftWidth) ? px(dot.left) + wide / 2 : px(dot.top) + high / 2;
      if (line && Math.abs(middle + line / 2) > MOST.off)
        say(element, `its middle is ${Math.abs(middle + line / 2).toFixed(1)} px off its line`);
    }
  },

  /** An item of a list in the middle of a sentence: Markdown wants an empty line above it. */
  "lost-item"(say) {
    for (const { node, element } of runs()) {
      const item = /\n([-*+] .*)/.exec(node.data);
      if (item && !style(element).whiteSpace.startsWith("pre")) say(element, `"${short(item[1])}"`);
    }
  },

  /** The page moves to the side under a finger, or ends before its text does. */
  sideways(say) {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth > clientWidth + 1) say(document.body, `${scrollWidth} px wide in ${clientWidth} px`);
    for (const { lines, block, element, text } of runs()) {
      const isInABox = boxesAround(element).some(({ overflowX }) => overflowX !== "visible");
      const most = Math.max(...lines.map(({ right }) => right));
      if (!isInABox && most > clientWidth + SLACK)
        say(block, `${(most - clientWidth).toFixed(0)} px past the edge of the page: "${short(text)}"`);
    }
  },

  /** A page much longer than what is on it: screen after screen of nothing. */
  "empty-page"(say) {
    const main = document.querySelector("main article, main") ?? document.body;
    const { scrollHeight } = document.documentElement;
    const texts = runs().flatMap((run) => linesThatShow(run));
    const areas = [
      ...texts.map(({ left, top, right, bottom }) => (right - left) * (bottom - top)),
      ...things().map(({ rect }) => rect.width * rect.height * 0.6),
    ];
    const filled = areas.reduce((sum, area) => sum + area, 0);
    const share = filled / (Math.max(1, main.offsetWidth) * scrollHeight);
    if (scrollHeight > 2 * innerHeight && share < LEAST.ink)
      say(main, `${scrollHeight} px high, and text and pictures fill ${(100 * share).toFixed(1)} %`);
  },

  /** A hole in a page, more than half a screen high, with something below it. */
  "empty-band"(say) {
    const texts = runs().flatMap((run) => linesThatShow(run));
    const all = [...texts, ...things().map(({ rect }) => rect)].sort((a, b) => a.top - b.top);
    if (document.documentElement.scrollHeight < 1.2 * innerHeight) return; // its foot is the screen's
    let end = -scrollY;
    for (const { top, bottom } of all) {
      if (top - end > MOST.band)
        say(document.querySelector("main") ?? document.body, `${(top - end).toFixed(0)} px of nothing`);
      end = Math.max(end, bottom);
    }
  },

  /** Letters so small that one comes closer to read them; in a picture, after it was made smaller. */
  "tiny-text"(say) {
    for (const { text, element } of runs()) {
      const drawn = element.ownerSVGElement && element.getScreenCTM();
      const size = px(style(element).fontSize) * (drawn ? Math.hypot(drawn.a, drawn.b) : 1);
      if (size < LEAST.text && text.length > 1) say(element, `${size.toFixed(1)} px: "${short(text)}"`);
    }
  },

  /** Something to press, so small and so near another that a thumb meets both. */
  "small-target"(say) {
    const size = LEAST.target;
    const all = targets().filter(({ element }) => !movesAlong(element));
    const isSmall = ({ width, height }) => width < size || height < size;
    const middle = ({ left, top, width, height }) => [left + width / 2, top + height / 2];
    for (const { element, rect } of all) {
      if (!isSmall(rect) || isInASentence(element)) continue;
      const [x, y] = middle(rect);
      const near = all.find(({ element: other, rect: theirs }) => {
        if (other === element || other.contains(element) || element.contains(other)) return false;
        const [a, b] = middle(theirs);
        if (isSmall(theirs)) return Math.hypot(a - x, b - y) < size;
        const wide = Math.max(theirs.left - x, 0, x - theirs.right);
        const high = Math.max(theirs.top - y, 0, y - theirs.bottom);
        return Math.hypot(wide, high) < size / 2;
      });
      if (near) {
        const of = `${rect.width.toFixed(0)} x ${rect.height.toFixed(0)} px`;
        say(element, `${of}, and ${place(near.element)} beside it: "${short(element.textContent.trim())}"`);
      }
    }
  },

  /** A frame or a colored patch with nothing in it. */
  "empty-box"(say) {
    for (const element of document.querySelectorAll("main *")) {
      if (element.matches(`${THINGS}, hr`) || element.closest("svg, pre") || !isSeen(element)) continue;
      const { width, height } = boxOf(element);
      if (width <= 60 || height <= 24 || !isDrawn(element)) continue;
      const isFilled = element.textContent.trim() || element.querySelector(THINGS);
      if (!isFilled && !hasSigns(element) && style(element).backgroundImage === "none")
        say(element, `${width.toFixed(0)} x ${height.toFixed(0)} px with nothing in it`);
    }
  },

  /** Text that hardly shows on what is below it: on paper that is white, unless the page insists. */
  "pale-text"(say) {
    const written = [...document.querySelectorAll("input, select, textarea")]
      .filter((each) => isSeen(each) && each.value && !/checkbox|radio|file/.test(each.type))
      .map((element) => ({ element, text: element.value }));
    for (const { element, text } of [...runs(), ...written]) {
      if (element.closest(":disabled, [aria-disabled=true]")) continue;
      const below = background(element);
      if (!below) continue;
      const { color, fill, fontSize, fontWeight } = style(element);
      const [r, g, b, a] = rgba(element.ownerSVGElement ? fill : color);
      const ratio = contrast(over([r, g, b, a * opacity(element)], below), below);
      const isLarge = px(fontSize) >= 24 || (px(fontSize) >= 18.66 && Number(fontWeight) >= 700);
      if (ratio < (isLarge ? LEAST.contrastOfLargeText : LEAST.contrast))
        say(element, `${ratio.toFixed(2)} to 1: "${short(text)}"`);
    }
  },

  /** A text from right to left that is set from left to right: its full stop is at the wrong end. */
  "wrong-way"(say) {
    for (const [block, own] of Map.groupBy(runs(), ({ block }) => block)) {
      const first = own.find(({ text }) => /\p{L}/u.test(text));
      if (!first || NAME.test(own.map(({ text }) => text).join(" "))) continue;
      if (!RIGHT_TO_LEFT.test(first.text.match(/\p{L}/u)[0])) continue;
      const isSet = style(block).direction === "rtl" || style(block).unicodeBidi === "plaintext";
      if (!isSet && style(first.element).direction !== "rtl")
        say(first.element, `set from left to right: "${short(first.text)}"`);
    }
  },

  /** What is chosen, done or current looks like the rest in the few colors of high contrast. */
  "told-by-color"(say, before) {
    for (const { element, neighbor, one, other } of before.states)
      if (one !== other && paint(element) === paint(neighbor))
        say(element, `looks like its neighbor: "${short(element.textContent.trim())}"`);
  },

  /** Something to press that is plain text in high contrast, since a color alone drew it. */
  "lost-edge"(say, before) {
    for (const { element, isPlain } of before.edges)
      if (!isPlain && isPlainText(element))
        say(element, `nothing drawn round it: "${short(element.textContent.trim())}"`);
  },

  /** What has the keyboard's focus lies below a bar that stays on the screen, or off the screen. */
  "hidden-focus"(say) {
    const focus = document.activeElement;
    if (!focus || focus === document.body || movesAlong(focus)) return;
    const element = isSeen(focus) ? focus : (focus.closest("label") ?? focus);
    const { left, top, width, height } = element.getBoundingClientRect();
    const isSeenAt = (x, y) => {
      const hit = document.elementFromPoint(x, y);
      return hit && (element.contains(hit) || !movesAlong(hit));
    };
    const across = [0.1, 0.5, 0.9].map((share) => left + share * width);
    const down = [0.1, 0.3, 0.5, 0.7, 0.9].map((share) => top + share * height);
    const seen = down.map((y) => across.some((x) => isSeenAt(x, y)));
    const fits = height < innerHeight / 3;
    if (fits ? !seen.every(Boolean) : !seen.some(Boolean))
      say(element, `at ${top.toFixed(0)} px of ${innerHeight}, ${height.toFixed(0)} px high`);
  },
};

for (const name of asked.rules) rules[name]((element, what) => report(name, element, what), asked.before);
return asked.rules.length ? found : { states: states(), edges: edges() };
