// Markdown -> its blocks and the marks in them, as CommonMark with tables reads it. The reader that
// makes the pages is in Python; no parser in JavaScript comes as a Python package that pins it.
//
// Blocks are read line by line, each rule in the order and with the limits of that reader.

import { pattern, strip, stripEnd } from "./placeholders.js";

/**
 * A piece of the page that holds text. `begin` and `end` are lines, from 0.
 * @typedef {object} Block
 * @property {"text" | "heading" | "cell" | "head-cell" | "fence" | "code" | "html"} kind
 * @property {string} text
 * @property {number} begin
 * @property {number} end
 * @property {number} [size] of a heading
 * @property {boolean} [isOutermost] a heading in no list and no quotation
 * @property {string} [fence] what opens it
 */

/**
 * The lines of a text while they are read. Lists and quotations move where a line begins.
 * @typedef {object} State
 * @property {string[]} lines and an empty one after the last
 * @property {number[]} starts where the text of a line begins, quotation marks cut
 * @property {number[]} firsts its first character that is no space
 * @property {number[]} indents columns before that; -1 in a line that lazily goes on
 * @property {number[]} columns column at which the line starts
 * @property {number} count of lines
 * @property {boolean} endsInBreak
 * @property {number} margin columns that belong to the list around
 * @property {number} listMargin margin of the list around that one, or -1
 * @property {number} depth
 * @property {Block[]} blocks
 * @property {Map<string, string>} links targets of reference definitions, by label
 */

/** @typedef {"paragraph" | "reference" | "table" | "quote" | "list"} Interrupted */

/**
 * Reads the block that begins on line `n`, and returns the line after it.
 * @typedef {(s: State, n: number, end: number) => number} Reader
 */

const LONGEST_PARAGRAPH = 8000; // characters, beyond which marks are not read
const DEEPEST = 20; // lists, quotations and links in each other
const MOST_EMPTY_CELLS = 0x10000;

// --- text -------------------------------------------------------------------------------------

// What is a space to CommonMark; with it, `trim` would also cut U+FEFF.
const SPACES =
  " \t\n\v\f\r\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a" +
  "\u2028\u2029\u202f\u205f\u3000";

/** Characters that have a name in HTML. Those up to "uuml" may go without their semicolon. */
const NAMES = /** @type {Map<string, string>} */ (new Map());
const NAMED =
  'amp & lt < gt > quot " nbsp \xa0 shy \xad copy © reg ® laquo « raquo » middot · times × ' +
  "pound £ yen ¥ cent ¢ deg ° plusmn ± frac12 ½ para ¶ sect § iexcl ¡ iquest ¿ not ¬ szlig ß " +
  "agrave à aacute á acirc â auml ä Auml Ä aring å ccedil ç egrave è eacute é ecirc ê " +
  "iacute í ntilde ñ oacute ó ocirc ô ouml ö Ouml Ö oslash ø uacute ú Uuml Ü uuml ü " +
  "apos ' trade ™ hellip … mdash — ndash – lsquo ‘ rsquo ’ ldquo “ rdquo ” bull • euro € " +
  "larr ← rarr → check ✓ hearts ♥ ensp \u2002 emsp \u2003 thinsp \u2009 zwnj \u200c " +
  "zwj \u200d lsqb [ rsqb ] lbrack [ rbrack ] lcub { rcub } lowbar _ num # ast * colon : excl !";
for (const [, name, sign] of NAMED.matchAll(/(\w+) ([^]) ?/gu)) NAMES.set(name, sign);
const BARE_NAMES = [...NAMES.keys()].slice(0, [...NAMES.keys()].indexOf("uuml") + 1);
const WINDOWS = "€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ"; // what old pages mean by the numbers from 128 on
const ENTITY = /&(?:#(\d+|x[\da-f]+);?|([^\t\n\f <&#;]{1,32};?))/gi;

/**
 * Return the character of a number as HTML does; "" for one that stands for none.
 * @param {number} code
 */
function character(code) {
  if (code >= 0x80 && code <= 0x9f) return WINDOWS[code - 0x80];
  if (code === 13) return "\r";
  if (code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return "\ufffd";
  const isNone = code < 9 || code === 11 || (code > 13 && code < 32) || code === 127;
  const isNever = (code >= 0xfdd0 && code <= 0xfdef) || (code & 0xfffe) === 0xfffe;
  return isNone || isNever ? "" : String.fromCodePoint(code);
}

/** @param {string} digits of an entity, with its "x" */
function codeOf(digits) {
  return /^x/i.test(digits) ? parseInt(digits.slice(1), 16) : parseInt(digits, 10);
}

/** @param {string} text */
export function unescapeHtml(text) {
  return text.replace(ENTITY, (entity, digits, name) => {
    if (digits) return character(codeOf(digits));
    const whole = name.endsWith(";") && NAMES.get(name.slice(0, -1));
    if (whole) return whole;
    const begins = BARE_NAMES.filter((each) => name.startsWith(each));
    const longest = begins.reduce((a, b) => (b.length > a.length ? b : a), "");
    return longest ? `${NAMES.get(longest)}${name.slice(longest.length)}` : entity;
  });
}

/**
 * Return the text of an entity inside a paragraph or an address, which must be whole.
 * @param {string} entity
 */
function entityText(entity) {
  const [, digits, name] = /^&(?:#(\d{1,7}|x[\da-f]{1,6})|(\w+));$/i.exec(entity) ?? [];
  if (!digits) return NAMES.get(name);
  const code = codeOf(digits);
  return code >= 0x7f && code <= 0x9f ? "\ufffd" : character(code) || "\ufffd";
}

/** Return the text of an address: no escapes, no entities. @param {string} text */
function unescapeAddress(text) {
  const escapes = /\\([!-/:-@[-`{-~])|&#?\w+;/g;
  return strip(text.replace(escapes, (all, escaped) => escaped ?? entityText(all) ?? all));
}

/** Read the %-codes of an address; what is none stays. @param {string} text */
export function unquote(text) {
  return text.replace(/(?:%[\da-f]{2})+/gi, (codes) => {
    const bytes = codes
      .slice(1)
      .split("%")
      .map((code) => parseInt(code, 16));
    return new TextDecoder("utf-8", { ignoreBOM: true }).decode(Uint8Array.from(bytes));
  });
}

/** Tell whether pages make a link of an address. @param {string} address */
function isSafe(address) {
  const bad = /^(?:vbscript|javascript|file|data(?!:image\/(?:gif|png|jpeg|webp);)):/i;
  return !bad.test(address);
}

/** @param {string} label */
function labelName(label) {
  return strip(label, SPACES).split(LABEL_SPACES).join(" ").toLowerCase().toUpperCase();
}
const LABEL_SPACES = new RegExp(`[${SPACES}]+`);

/** @param {string} text */
export function linesOf(text) {
  return text.replace(/\r\n?/g, "\n").split("\n");
}

/** @param {string} text */
export function countLines(text) {
  let count = 0;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) count += 1;
  return count;
}

// --- blocks -----------------------------------------------------------------------------------

const FENCE = /^(?:(`{3,})[^`]*|(~{3,})[^]*)$/;
const RULE = /^(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$/;
const HEADING = /^(#{1,6})(?:[ \t]|$)/;
const UNDERLINE = /^(?:-+|=+)[ \t]*$/;
const ITEM = /^(?:[-+*]|[0-9]{1,9}[.)])(?=[ \t]|$)/;
const TABLE_LINE = /^(?:[|:][-:| \t]|-[-:|])[-:| \t]*$/;

const VALUE = "(?:[^\"'=<>`\\x00-\\x20]+|'[^']*'|\"[^\"]*\")";
const ATTRIBUTE = `(?:\\s+[a-zA-Z_:][a-zA-Z0-9:._-]*(?:\\s*=\\s*${VALUE})?)`;
const ANY_TAG = `(?:<[A-Za-z][A-Za-z0-9-]*${ATTRIBUTE}*\\s*\\/?>|<\\/[A-Za-z][A-Za-z0-9-]*\\s*>)`;
const RAW_TAGS = "script|pre|style|textarea";
const BLOCK_TAGS =
  "address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|" +
  "dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h1|h2|h3|h4|h5|h6|" +
  "head|header|hr|html|iframe|legend|li|link|main|menu|menuitem|nav|noframes|ol|optgroup|option|" +
  "p|param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul";
/** How a block of HTML begins and ends. Only the last kind cannot interrupt a paragraph. */
const HTML = [
  [pattern(`^<(?:${RAW_TAGS})(?=\\s|>|$)`, "i"), pattern(`</(?:${RAW_TAGS})>`, "i")],
  [/^<!--/, /-->/],
  [/^<\?/, /\?>/],
  [/^<![A-Za-z]/, />/],
  [/^<!\[CDATA\[/, /\]\]>/],
  [pattern(`^<\\/?(?:${BLOCK_TAGS})(?=\\s|\\/?>|$)`, "i"), /^$/],
  [pattern(`^${ANY_TAG}\\s*$`, ""), /^$/],
];

/** Read the blocks of a text. @param {string} text */
export function readBlocks(text) {
  const lines = linesOf(text.replaceAll("\0", "\ufffd"));
  const endsInBreak = /^[ \t]*$/.test(lines[lines.length - 1]);
  if (endsInBreak) lines.pop();
  const count = lines.push("") - 1;
  const zeros = lines.map(() => 0);
  /** @type {State} */
  const s = {
    ...{ lines, count, endsInBreak, starts: zeros, firsts: [...zeros], indents: [...zeros] },
    ...{ columns: [...zeros], margin: 0, listMargin: -1, depth: 0, blocks: [], links: new Map() },
  };
  lines.forEach((_, n) => ([s.firsts[n], s.indents[n]] = skipSpaces(s, n, 0, 0)));
  readLines(s, 0, count);
  return s;
}

/**
 * Return the place and the column behind the spaces that stand at a place of a line.
 * @param {State} s @param {number} n @param {number} at @param {number} column
 * @returns {[number, number]}
 */
function skipSpaces(s, n, at, column) {
  const line = s.lines[n];
  for (; line[at] === " " || line[at] === "\t"; at += 1) {
    column += line[at] === "\t" ? 4 - ((column + s.columns[n]) % 4) : 1;
  }
  return [at, column];
}

/** @param {State} s @param {number} n */
const rest = (s, n) => s.lines[n].slice(s.firsts[n]);

/** @param {State} s @param {number} n */
const isEmpty = (s, n) => s.firsts[n] >= s.lines[n].length;

/** @param {State} s @param {number} n */
const isCode = (s, n) => s.indents[n] - s.margin >= 4;

/**
 * Return lines without their first columns, those of the list around and of the block itself.
 * @param {State} s @param {number} begin @param {number} end @param {number} indent
 */
function take(s, begin, end, indent) {
  let taken = "";
  for (let n = begin; n < end; n += 1) {
    const line = s.lines[n];
    let [at, column] = [s.starts[n], 0];
    for (; at < line.length && column < indent; at += 1) {
      if (line[at] === "\t") column += 4 - ((column + s.columns[n]) % 4);
      else if (line[at] === " " || at < s.firsts[n]) column += 1;
      else break;
    }
    taken += " ".repeat(Math.max(0, column - indent)) + line.slice(at);
    if (n + 1 < s.count || s.endsInBreak) taken += "\n";
  }
  return taken;
}

/** Read blocks from one line up to another, or to where the list around ends. @type {Reader} */
function readLines(s, n, end) {
  while (n < end) {
    while (n < s.count && isEmpty(s, n)) n += 1;
    if (n >= end || s.indents[n] < s.margin) break;
    if (s.depth >= DEEPEST) return end;
    n = readBlock(s, n, end);
    if (n < end && isEmpty(s, n)) n += 1;
  }
  return n;
}

/** @type {Reader} */
function readBlock(s, n, end) {
  if (isCode(s, n)) return readCode(s, n, end);
  const line = rest(s, n);
  if (tableHead(s, n, end)) return readTable(s, n, end);
  if (FENCE.test(line)) return readFence(s, n, end);
  if (line[0] === ">") return readQuote(s, n, end);
  if (RULE.test(line)) return n + 1;
  if (beginsList(s, n, false)) return readList(s, n, end);
  const after = readReference(s, n, end);
  if (after) return after;
  if (htmlEnd(line)) return readHtml(s, n, end);
  return HEADING.test(line) ? readHeading(s, n, end) : readParagraph(s, n, end);
}

/**
 * Tell whether a line ends what stands before it without an empty line between.
 * @param {State} s @param {number} n @param {number} end @param {Interrupted} what
 */
function interrupts(s, n, end, what) {
  if (isCode(s, n)) return false;
  const line = rest(s, n);
  if ((what === "paragraph" || what === "reference") && tableHead(s, n, end)) return true;
  if (FENCE.test(line) || line[0] === ">" || RULE.test(line)) return true;
  if (what === "list") return false;
  if (beginsList(s, n, what === "paragraph") || HEADING.test(line)) return true;
  return htmlEnd(line, HTML.slice(0, -1)) !== undefined;
}

/** Return what ends the block of HTML that a line begins. @param {string} line */
function htmlEnd(line, kinds = HTML) {
  return line[0] === "<" ? kinds.find(([begins]) => begins.test(line))?.[1] : undefined;
}

/** @type {Reader} */
function readCode(s, n, end) {
  let last = n + 1;
  for (let next = last; next < end && (isEmpty(s, next) || isCode(s, next)); next += 1) {
    if (!isEmpty(s, next)) last = next + 1;
  }
  const text = `${stripEnd(take(s, n, last, 4 + s.margin), "\n")}\n`;
  s.blocks.push({ kind: "code", text, begin: n, end: last });
  return last;
}

/** @type {Reader} */
function readFence(s, n, end) {
  const [, ticks, tildes] = FENCE.exec(rest(s, n)) ?? [];
  const fence = ticks ?? tildes;
  const closes = new RegExp(`^${fence[0]}{${fence.length},}[ \t]*$`);
  let next = n + 1;
  let isClosed = false;
  for (; next < end && !isClosed; next += 1) {
    if (!isEmpty(s, next) && s.indents[next] < s.margin) break;
    isClosed = !isCode(s, next) && closes.test(rest(s, next));
  }
  const text = take(s, n + 1, isClosed ? next - 1 : next, s.indents[n]);
  s.blocks.push({ kind: "fence", text, begin: n, end: next, fence });
  return next;
}

/** @type {Reader} */
function readQuote(s, n, end) {
  /** @type {[number, number, number, number][]} */
  const before = [];
  const keep = (/** @type {number} */ at) =>
    before.push([s.starts[at], s.firsts[at], s.indents[at], s.columns[at]]);
  let next = n;
  for (let isAfterEmpty = false; next < end && !isEmpty(s, next); next += 1) {
    if (s.lines[next][s.firsts[next]] === ">" && (next === n || s.indents[next] >= s.margin)) {
      keep(next);
      cutQuoteMark(s, next);
      isAfterEmpty = isEmpty(s, next);
      continue;
    }
    if (isAfterEmpty || interrupts(s, next, end, "quote")) break;
    keep(next);
    s.indents[next] = -1; // a paragraph in the quotation may go on here
  }
  const margin = s.margin;
  s.margin = 0;
  s.depth += 1;
  const after = readLines(s, n, next);
  s.depth -= 1;
  s.margin = margin;
  before.forEach((old, i) => {
    [s.starts[n + i], s.firsts[n + i], s.indents[n + i], s.columns[n + i]] = old;
  });
  return after;
}

/**
 * Let a line begin behind its `>` and the space after that, which may be a part of a tab.
 * @param {State} s @param {number} n
 */
function cutQuoteMark(s, n) {
  const line = s.lines[n];
  const column = s.indents[n] + 1;
  const at = s.firsts[n] + 1;
  const isTab = line[at] === "\t";
  const isCut = line[at] === " " || (isTab && (s.columns[n] + column) % 4 === 3);
  const cut = isCut ? 1 : 0;
  if (isTab && !isCut) s.columns[n] += 1; // the rest of the tab
  const [first, end] = skipSpaces(s, n, at + cut, column + cut);
  s.columns[n] = column + (isCut || isTab ? 1 : 0);
  [s.starts[n], s.firsts[n], s.indents[n]] = [at + cut, first, end - column - cut];
}

/**
 * Tell whether a line begins a list. One that interrupts a paragraph begins with 1, and not empty.
 * @param {State} s @param {number} n @param {boolean} inParagraph
 */
function beginsList(s, n, inParagraph) {
  const line = rest(s, n);
  const mark = ITEM.exec(line)?.[0];
  const column = s.indents[n];
  if (!mark || (s.listMargin >= 0 && column - s.listMargin >= 4 && column < s.margin)) return false;
  if (!inParagraph || column < s.margin) return true;
  const isFirst = mark.length === 1 || parseInt(mark, 10) === 1;
  return isFirst && !/^[ \t]*$/.test(line.slice(mark.length));
}

/** @type {Reader} */
function readList(s, n, end) {
  let mark = ITEM.exec(rest(s, n))?.[0] ?? "";
  const kind = mark.slice(-1);
  s.depth += 2; // the list, and each item
  while (mark.slice(-1) === kind) {
    n = readItem(s, n, end, mark.length);
    if (n >= end || s.indents[n] < s.margin || isCode(s, n)) break;
    if (interrupts(s, n, end, "list")) break;
    mark = ITEM.exec(rest(s, n))?.[0] ?? "";
  }
  s.depth -= 2;
  return n;
}

/** @param {State} s @param {number} n @param {number} end @param {number} length of the mark */
function readItem(s, n, end, length) {
  const before = { margin: s.margin, list: s.listMargin, first: s.firsts[n], indent: s.indents[n] };
  const initial = s.indents[n] + length;
  const [first, column] = skipSpaces(s, n, s.firsts[n] + length, initial);
  const hasText = first < s.lines[n].length;
  const pad = hasText ? column - initial : 1;
  s.listMargin = s.margin;
  s.margin = initial + (pad > 4 ? 1 : pad); // the rest is indented code
  [s.firsts[n], s.indents[n]] = [first, column];
  const after = hasText || !isEmpty(s, n + 1) ? readLines(s, n, end) : Math.min(n + 2, end);
  [s.margin, s.listMargin] = [before.margin, before.list];
  [s.firsts[n], s.indents[n]] = [before.first, before.indent];
  return after;
}

/** Read `[label]: target "title"`, which shows nothing; 0 where none stands. @type {Reader} */
function readReference(s, n, end) {
  let next = n + 1;
  const source = {
    text: `${rest(s, n)}\n`,
    /** Add the next line, where a paragraph would go on. Only when asked: there may be many. */
    more() {
      if (next >= end || isEmpty(s, next)) return false;
      const goesOn = isCode(s, next) || s.indents[next] < 0;
      if (!goesOn && interrupts(s, next, end, "reference")) return false;
      source.text += `${rest(s, next)}\n`;
      next += 1;
      return true;
    },
  };
  const labelEnd = source.text[0] === "[" ? labelEndOf(source) : -1;
  if (labelEnd < 0 || source.text[labelEnd + 1] !== ":") return 0;
  const targetBegin = skipBlanks(source, labelEnd + 2);
  const target = destination(source.text, targetBegin);
  if (!target || !isSafe(target.value)) return 0;
  const begin = skipBlanks(source, target.end);
  const title = begin > target.end ? titleEnd(source, begin) : -1;
  const restOf = (/** @type {number} */ at) => /^[ \t]*(?=\n|$)/.test(lineFrom(source.text, at));
  const hasTitle = title >= 0 && (restOf(title) || title - begin === 2);
  const last = hasTitle ? title : target.end;
  const label = labelName(source.text.slice(1, labelEnd));
  if (!restOf(last) || !label) return 0;
  if (!s.links.has(label)) s.links.set(label, target.value);
  return n + 1 + countLines(source.text.slice(0, last - 1)); // a target may end in "\\" and a break
}

/** Return a line of a text from one place on. @param {string} text @param {number} at */
function lineFrom(text, at) {
  const end = text.indexOf("\n", at);
  return text.slice(at, end < 0 ? undefined : end);
}

/** @typedef {{text: string, more: () => boolean}} Source a text that may go on */

/** @param {Source} source @returns {number} where the label of a definition ends, or -1 */
function labelEndOf(source) {
  for (let at = 1; at < source.text.length; at += 1) {
    if (source.text[at] === "]") return at;
    if (source.text[at] === "[") return -1;
    if (source.text[at] === "\\") at += 1;
    if (source.text[at] === "\n") source.more();
  }
  return -1;
}

/** @param {Source} source @param {number} at */
function skipBlanks(source, at) {
  while (at < source.text.length && " \t\n".includes(source.text[at])) {
    if (source.text[at] === "\n") source.more();
    at += 1;
  }
  return at;
}

/**
 * Return the target of a link that stands at a place of a text, and where it ends.
 * @param {string} text @param {number} at
 */
function destination(text, at) {
  if (text[at] === "<") {
    const angled = /<((?:\\[^]|[^<>\n\\])*)>/y;
    angled.lastIndex = at;
    const found = angled.exec(text);
    return found && { value: unescapeAddress(found[1]), end: at + found[0].length };
  }
  let [end, open] = [at, 0];
  for (; end < text.length && !/[\0-\x20\x7f]/.test(text[end]); end += 1) {
    if (text[end] === "\\" && end + 1 < text.length) {
      if (text[end + 1] === " ") break;
      end += 1;
    } else if (text[end] === "(") {
      open += 1;
      if (open > 32) return null;
    } else if (text[end] === ")") {
      if (open === 0) break;
      open -= 1;
    }
  }
  return end > at && open === 0 ? { value: unescapeAddress(text.slice(at, end)), end } : null;
}

/**
 * Return where the title of a link ends that begins at a place, or -1.
 * @param {Source} source @param {number} at
 */
function titleEnd(source, at) {
  const open = source.text[at];
  const close = open === "(" ? ")" : open;
  if (open !== '"' && open !== "'" && open !== "(") return -1;
  for (at += 1; at < source.text.length || source.more(); at += 1) {
    if (source.text[at] === close) return at + 1;
    if (source.text[at] === open) return -1;
    if (source.text[at] === "\\") at += 1;
  }
  return -1;
}

/** @type {Reader} */
function readHtml(s, n, end) {
  const closes = htmlEnd(rest(s, n)) ?? /^$/;
  const endsOnEmpty = closes.test("");
  let next = n + 1;
  for (let isOver = closes.test(rest(s, n)); next < end && !isOver; next += 1) {
    if (s.indents[next] < s.margin && (endsOnEmpty || !isEmpty(s, next))) break;
    isOver = closes.test(rest(s, next));
    if (isOver && isEmpty(s, next)) break;
  }
  s.blocks.push({ kind: "html", text: take(s, n, next, s.margin), begin: n, end: next });
  return next;
}

/** @type {Reader} */
function readHeading(s, n) {
  const line = rest(s, n);
  const size = HEADING.exec(line)?.[1].length ?? 0;
  const text = stripEnd(line.slice(size), " \t");
  const cut = stripEnd(text, "#");
  addHeading(s, /[ \t]$/.test(cut) ? cut : text, n, size);
  return n + 1;
}

/** @param {State} s @param {string} text @param {number} n @param {number} size */
function addHeading(s, text, n, size) {
  const heading = { text: strip(text, SPACES), begin: n, end: n + 1, size };
  s.blocks.push({ kind: "heading", ...heading, isOutermost: s.depth === 0 });
}

/** Read a paragraph, or the heading that it is if it is underlined. @type {Reader} */
function readParagraph(s, n, end) {
  let next = n + 1;
  for (; next < end && !isEmpty(s, next); next += 1) {
    if (s.indents[next] - s.margin > 3) continue;
    const line = rest(s, next);
    if (s.indents[next] >= s.margin && UNDERLINE.test(line)) {
      addHeading(s, take(s, n, next, s.margin), n, line[0] === "=" ? 1 : 2);
      return next + 1;
    }
    if (s.indents[next] >= 0 && interrupts(s, next, end, "paragraph")) break;
  }
  const text = strip(take(s, n, next, s.margin), SPACES);
  s.blocks.push({ kind: "text", text, begin: n, end: next });
  return next;
}

/**
 * Return the cells of a table's head, or null where none begins.
 * @param {State} s @param {number} n @param {number} end
 */
function tableHead(s, n, end) {
  if (n + 2 > end || isCode(s, n) || isCode(s, n + 1) || s.indents[n + 1] < s.margin) return null;
  const under = rest(s, n + 1);
  const line = strip(rest(s, n), SPACES);
  if (!TABLE_LINE.test(under) || !line.includes("|")) return null;
  const columns = under.split("|").map((column) => strip(column, SPACES));
  if (columns[0] === "") columns.shift();
  if (columns[columns.length - 1] === "") columns.pop();
  const cells = cellsOf(line);
  const isTable = columns.every((column) => /^:?-+:?$/.test(column));
  return isTable && cells.length > 0 && cells.length === columns.length ? cells : null;
}

/** @param {string} line */
function cellsOf(line) {
  const cells = line.split(/(?<!\\)\|/).map((cell) => cell.replaceAll("\\|", "|"));
  if (cells[0] === "") cells.shift();
  if (cells[cells.length - 1] === "") cells.pop();
  return cells.map((cell) => strip(cell, SPACES));
}

/** @type {Reader} */
function readTable(s, n, end) {
  const head = tableHead(s, n, end) ?? [];
  for (const text of head) s.blocks.push({ kind: "head-cell", text, begin: n, end: n + 1 });
  let next = n + 2;
  for (let empty = 0; next < end && s.indents[next] >= s.margin; next += 1) {
    const line = strip(rest(s, next), SPACES);
    if (!line || isCode(s, next) || interrupts(s, next, end, "table")) break;
    const cells = cellsOf(line);
    empty += head.length - cells.length;
    if (empty > MOST_EMPTY_CELLS) break;
    for (const text of cells.slice(0, head.length)) {
      s.blocks.push({ kind: "cell", text, begin: next, end: next + 1 });
    }
  }
  return next;
}

/**
 * Return a block of HTML without its comments, and where one begins that never ends.
 * @param {string} text @returns {[string, number | null]}
 */
export function cutComments(text) {
  let kept = "";
  let at = 0;
  for (let begin = text.indexOf("<!--"); begin >= 0; begin = text.indexOf("<!--", at)) {
    kept += text.slice(at, begin);
    const end = text.indexOf("-->", begin + 2);
    if (end < 0) return [kept, begin];
    kept += "\n".repeat(countLines(text.slice(begin, end)));
    at = end + 3;
  }
  return [kept + text.slice(at), null];
}

// --- marks inside a paragraph -----------------------------------------------------------------

/**
 * A piece of a paragraph. `text` is what a reader sees of it; a "mark" shows nothing.
 * @typedef {object} Piece
 * @property {"text" | "break" | "code" | "comment" | "image" | "mark"} kind
 * @property {string} text
 * @property {string} [target] of an image
 */

/**
 * One of a run of `*` or `_` that may begin or end emphasis.
 * @typedef {object} Delimiter
 * @property {Piece} piece
 * @property {number} run where it begins
 * @property {number} length of the run
 * @property {boolean} opens
 * @property {boolean} closes
 */

/**
 * A paragraph while it is read.
 * @typedef {object} Inline
 * @property {string} text
 * @property {number} at
 * @property {number} end
 * @property {number} depth
 * @property {Piece[]} pieces
 * @property {Delimiter[]} delimiters
 * @property {Map<number, number>} skipped where what begins at a place ends
 * @property {Map<string, string>} links
 */

/** @typedef {[Piece["kind"], RegExp, (found: RegExpExecArray) => string | null]} Form */

const NAME = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
const EMAIL = new RegExp(`<([a-z0-9.!#$%&'*+/=?^_\`{|}~-]+@${NAME}(?:\\.${NAME})*)>`, "iy");
/** Marks by their form alone, and what a reader sees of them. Other HTML stays text. */
const FORMS = /** @type {Form[]} */ ([
  ["text", /[^\n!&*<[\\\]_`]+/y, ([all]) => all],
  ["break", /\\?\n[ \t]*/y, () => "\n"],
  ["text", /\\([!-/:-@[-`{-~])/y, ([, escaped]) => escaped],
  ["code", /(`+)(?!`)([^]*?[^`])\1(?!`)/y, ([, , code]) => codeText(code)],
  ["text", /`+/y, ([all]) => all],
  ["text", /<([a-z][a-z0-9+.-]{1,31}:[^<>\0-\x20]*)>/iy, ([, to]) => (isSafe(to) ? to : null)],
  ["text", EMAIL, ([, address]) => address],
  ["comment", /<!--(?:-?>|[^]*?-->)/y, () => ""],
  ["text", /&#?\w{1,32};/y, ([all]) => entityText(all) ?? null],
  ["text", /[^]/y, ([all]) => all],
]);

/**
 * Read the marks in a paragraph; one of a length that nobody writes stays plain text.
 * @param {string} text @param {Map<string, string>} [links] @returns {Piece[]}
 */
export function readMarks(text, links = new Map()) {
  if (text.length > LONGEST_PARAGRAPH && Array.from(text).length > LONGEST_PARAGRAPH) {
    return [{ kind: "text", text: cutComments(text)[0] }];
  }
  /** @type {Inline} */
  const s = {
    ...{ text, at: 0, end: text.length, depth: 0, pieces: [], delimiters: [] },
    ...{ skipped: new Map(), links },
  };
  readPieces(s);
  return joinText(s.pieces);
}

/** @param {Inline} s */
function readPieces(s) {
  const around = s.delimiters;
  s.delimiters = [];
  while (s.at < s.end) readPiece(s, false);
  matchEmphasis(s.delimiters);
  s.delimiters = around;
}

/** Read what begins at a place, or step over it. @param {Inline} s @param {boolean} isSilent */
function readPiece(s, isSilent) {
  const mark = s.text[s.at];
  const isTooDeep = s.depth >= DEEPEST;
  if (!isTooDeep && (mark === "[" || mark === "!") && readTarget(s, isSilent)) return;
  if (!isTooDeep && !isSilent && (mark === "*" || mark === "_")) {
    readEmphasis(s);
    return;
  }
  for (const [kind, form, textOf] of isTooDeep ? FORMS.slice(-1) : FORMS) {
    form.lastIndex = s.at;
    const found = form.exec(s.text);
    const text = found && textOf(found);
    if (text === null) continue;
    if (!isSilent) add(s, kind, text);
    s.at = form.lastIndex;
    return;
  }
}

/** @param {Inline} s @param {Piece["kind"]} kind @param {string} text @param {string} [target] */
function add(s, kind, text, target) {
  const last = s.pieces[s.pieces.length - 1];
  const isPlainBreak = kind === "break" && s.text[s.at] === "\n"; // no "\\" before it
  if (isPlainBreak && last?.kind === "text") last.text = stripEnd(last.text, " ");
  const piece = { kind, text, target };
  s.pieces.push(piece);
  return piece;
}

/** @param {Piece[]} pieces */
function joinText(pieces) {
  /** @type {Piece[]} */
  const joined = [];
  for (const piece of pieces) {
    const last = joined[joined.length - 1];
    if (piece.kind === "text" && last?.kind === "text") last.text += piece.text;
    else joined.push(piece);
  }
  return joined;
}

/** @param {string} text */
function codeText(text) {
  const line = text.replaceAll("\n", " ");
  return /^ .* $/s.test(line) && /[^ ]/.test(line) ? line.slice(1, -1) : line;
}

/** @param {Inline} s */
function readEmphasis(s) {
  const run = s.at;
  const mark = s.text[run];
  let end = run;
  while (end < s.end && s.text[end] === mark) end += 1;
  const before = kindOf(/[^]$/u.exec(s.text.slice(Math.max(0, run - 2), run))?.[0] ?? " ");
  const after = kindOf(end < s.end ? String.fromCodePoint(s.text.codePointAt(end) ?? 32) : " ");
  const left = after !== "space" && (after !== "sign" || before !== "letter");
  const right = before !== "space" && (before !== "sign" || after !== "letter");
  const opens = left && (mark === "*" || !right || before === "sign");
  const closes = right && (mark === "*" || !left || after === "sign");
  for (; s.at < end; s.at += 1) {
    s.delimiters.push({ piece: add(s, "text", mark), run, length: end - run, opens, closes });
  }
}

/** @param {string} character */
function kindOf(character) {
  if (SPACES.includes(character)) return "space";
  return /[\p{P}\p{S}]/u.test(character) ? "sign" : "letter";
}

/** Hide the characters that begin and end emphasis. @param {Delimiter[]} delimiters */
function matchEmphasis(delimiters) {
  /** @type {Delimiter[]} */
  const open = [];
  for (const closer of delimiters) {
    let at = closer.closes ? open.length - 1 : -1;
    while (at >= 0 && !belongTogether(open[at], closer)) at -= 1;
    if (at >= 0) {
      for (const { piece } of [open[at], closer]) [piece.kind, piece.text] = ["mark", ""];
      open.length = at;
    } else if (closer.opens) {
      open.push(closer);
    }
  }
}

/** @param {Delimiter} opener @param {Delimiter} closer */
function belongTogether(opener, closer) {
  if (opener.piece.text !== closer.piece.text || opener.run === closer.run) return false;
  const isOdd = (opener.length + closer.length) % 3 === 0 && opener.length % 3 !== 0;
  return !(isOdd && (opener.closes || closer.opens));
}

/**
 * Read `[text](target "title")`, `[text][label]` or `[label]`, and an image with its "!".
 * @param {Inline} s @param {boolean} isSilent
 */
function readTarget(s, isSilent) {
  const isImage = s.text[s.at] === "!";
  const begin = s.at + (isImage ? 2 : 1);
  const close = s.text[begin - 1] === "[" ? findLabelEnd(s, begin, !isImage) : -1;
  if (close < 0) return false;
  const inline = s.text[close + 1] === "(" ? readInlineTarget(s, close + 2) : null;
  if (isImage && inline && !inline.isWhole) return false;
  const found = inline?.isWhole ? inline : readLabel(s, begin, close, inline?.end ?? close + 1);
  if (!found) return false;
  if (!isSilent && isImage) {
    add(s, "image", s.text.slice(begin, close), found.value);
  } else if (!isSilent) {
    const { end } = s;
    [s.at, s.end] = [begin, close];
    s.depth += 1;
    readPieces(s);
    s.depth -= 1;
    s.end = end;
  }
  s.at = found.end;
  return true;
}

/**
 * Return where the `]` stands that ends a label, or -1.
 * @param {Inline} s @param {number} begin @param {boolean} isLink in which no other may stand
 */
function findLabelEnd(s, begin, isLink) {
  const before = s.at;
  s.at = begin;
  let open = 1;
  while (s.at < s.end) {
    const [at, mark] = [s.at, s.text[s.at]];
    if (mark === "]") open -= 1;
    if (open === 0) break;
    skipPiece(s);
    if (mark === "[" && s.at === at + 1) open += 1;
    else if (mark === "[" && isLink) s.at = s.end;
  }
  const found = open === 0 ? s.at : -1;
  s.at = before;
  return found;
}

/** Step over a piece, once: what stands in many brackets is asked often. @param {Inline} s */
function skipPiece(s) {
  const begin = s.at;
  const known = s.skipped.get(begin);
  if (known !== undefined) {
    s.at = known;
  } else if (s.depth >= DEEPEST) {
    s.at = s.end + 1;
  } else {
    s.depth += 1;
    readPiece(s, true);
    s.depth -= 1;
  }
  s.skipped.set(begin, s.at);
}

/** Read `(target "title")` behind its bracket. @param {Inline} s @param {number} at */
function readInlineTarget(s, at) {
  const source = { text: s.text.slice(0, s.end), more: () => false };
  at = skipBlanks(source, at);
  const target = destination(source.text, at);
  const isGood = target !== null && isSafe(target.value);
  const begin = isGood ? target.end : at;
  at = skipBlanks(source, begin);
  const title = at > begin ? titleEnd(source, at) : -1;
  if (title >= 0) at = skipBlanks(source, title);
  return { value: isGood ? target.value : "", end: at + 1, isWhole: source.text[at] === ")" };
}

/**
 * Read the `[label]` of a definition that may stand behind the text of a link.
 * @param {Inline} s @param {number} begin @param {number} close @param {number} at
 */
function readLabel(s, begin, close, at) {
  const end = at < s.end && s.text[at] === "[" ? findLabelEnd(s, at + 1, false) : -1;
  const label = (end >= 0 && s.text.slice(at + 1, end)) || s.text.slice(begin, close);
  const value = s.links.get(labelName(label));
  return value === undefined ? null : { value, end: (end >= 0 ? end : close) + 1 };
}
