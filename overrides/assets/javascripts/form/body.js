// The body of a page -> its `##` sections as CommonMark reads them, and what stands in each. The
// browser's half of hooks/portfolio/sections.py; the two must always say the same.

import {
  countLines,
  cutComments,
  linesOf,
  readBlocks,
  readMarks,
  unescapeHtml,
  unquote,
} from "./commonmark.js";
import { casefold, pattern, split, strip } from "./placeholders.js";

/**
 * One `##` section: where it begins, and the lines of it that a reader would see.
 * @typedef {object} Section
 * @property {string} heading
 * @property {number} line of its first heading
 * @property {number[]} begins lines of all headings of this name
 * @property {[string, string, boolean][]} shown raw line, text, is code
 * @property {string[]} raw
 */

/**
 * The sections of a page by name, its other headings, and what is opened but never closed.
 * @typedef {object} Body
 * @property {Map<string, Section>} sections
 * @property {[string, number][]} headings as written, line: not sections
 * @property {{key: string, line: number, section: Section | null} | null} unclosed
 * @property {Set<string>} swallowed names of the headings that it hides
 * @property {(line: number) => string | null} headingAt
 */

/** @typedef {import("./commonmark.js").Block} Block */
/** @typedef {import("./commonmark.js").Piece} Piece */
/** @typedef {{source: string, line: number, isElsewhere: boolean}} Image */

const LONGEST_HEADING = 300; // characters of it that are compared

const EDGES = " \t.,:;!?…。:!?-\u2013\u2014";
const ATTRIBUTES = /\{[^{}]*\}$/;
const SHORTCODE = /:[a-z0-9_+-]+:/g;
const LINK_TEXT = /!?\[([^[\]]*)\]\([^()]*\)/g;
const INVISIBLE = /[\ufe0f\u20e3\p{So}\p{Sk}\p{Cf}]/gu; // an emoji, and what makes one
const HEADING_MARKS = pattern("[*`~]|\\b_+|_+\\b", "gu");
const NUMBER = pattern("^[#(]*\\d+(?:\\.\\d+)*(?:\\s*[.):\u2013\u2014-])*\\s+");
const TAG = pattern("<\\/?[a-z][a-z0-9-]*(?:\\s[^<>]*)?\\/?>", "giu");
const SHOWS = pattern("<(?:img|video|audio|iframe|svg|object)\\b", "iu");
const OTHER_HOST = /^(?:https?:|\/\/|\\\\)/i;

/**
 * Return a heading as headings are compared: no case, emoji, marks, number or `{…}`.
 * @param {string} text
 */
export function headingName(text) {
  const characters = Array.from(text.slice(0, 2 * LONGEST_HEADING)); // one may have two units
  const begin = characters.slice(0, LONGEST_HEADING).join("").toLowerCase(); // as `private` is read
  const plain = strip(strip(begin).replace(ATTRIBUTES, "")).replace(LINK_TEXT, "$1").replace(SHORTCODE, "");
  const bare = strip(plain.replace(INVISIBLE, "").replace(HEADING_MARKS, ""));
  return casefold(split(strip(bare.replace(NUMBER, ""), EDGES)).join(" "));
}

/**
 * Read the sections of a body that begins on `firstLine` of its file.
 * @param {string} text @param {number} firstLine @returns {Body}
 */
export function readBody(text, firstLine) {
  const lines = linesOf(text);
  let lastText = lines.length - 1;
  while (lastText >= 0 && !strip(lines[lastText])) lastText -= 1;
  /** @type {Body} */
  const body = {
    ...{ sections: new Map(), headings: [], unclosed: null, swallowed: new Set() },
    headingAt,
  };
  /** @type {[number, Section][]} */
  const begins = [];
  /** @type {Section | null} */
  let section = null;

  /** @param {number} line */
  function headingAt(line) {
    const before = begins.filter(([begin]) => begin + firstLine <= line);
    return before.length ? before[before.length - 1][1].heading : null;
  }

  for (const block of readBlocks(text).blocks) {
    const line = block.begin + firstLine;
    if (block.kind === "heading" && block.size === 2 && block.isOutermost) {
      section = sectionOf(body, block.text, line);
      begins.push([block.begin, section]);
    } else if (block.kind === "heading") {
      body.headings.push([strip(lines[block.begin]), line]);
    }
    if (!block.text) continue;
    const unclosed = body.unclosed ? null : findUnclosed(block, lines, lastText);
    if (unclosed) {
      body.unclosed = { key: unclosed.key, line: unclosed.line + firstLine, section };
      body.swallowed = headingNames(lines.slice(unclosed.line + 1));
    }
    if (block.kind !== "heading" && block.kind !== "head-cell") {
      for (const shown of shownLines(block, lines[block.begin])) section?.shown.push(shown);
    }
  }
  begins.forEach(([begin, { raw }], i) => {
    for (const line of lines.slice(begin + 1, begins[i + 1]?.[0])) raw.push(line);
  });
  return body;
}

/**
 * Return the section of a heading; a second heading of the same name goes on with the first.
 * @param {Body} body @param {string} heading @param {number} line
 */
function sectionOf(body, heading, line) {
  const name = headingName(heading);
  /** @type {Section} */
  const section = body.sections.get(name) ?? { heading, line, begins: [], shown: [], raw: [] };
  section.begins.push(line);
  body.sections.set(name, section);
  return section;
}

/**
 * Return the lines of a block that a reader sees: as written, as text, and whether code.
 * @param {Block} block @param {string} row on which a cell of a table stands
 * @returns {[string, string, boolean][]}
 */
function shownLines({ kind, text }, row) {
  const isText = kind === "text" || kind === "cell";
  let seen = kind === "html" ? cutComments(text)[0] : text;
  if (isText && text.includes("<!--")) seen = readMarks(text).map(seenOf).join("");
  return seen.split("\n").map((line) => {
    const written = kind === "cell" && row ? row : line;
    if (kind === "fence" || kind === "code") return [written, line, true];
    const onlyTags = kind === "html" && !SHOWS.test(line);
    return [written, unescapeHtml(onlyTags ? line.replace(TAG, "") : line), false];
  });
}

/** @param {Piece} piece */
function seenOf({ kind, text }) {
  return kind === "image" ? `![${text}](image)` : text;
}

/**
 * Return what a block opens and never closes, and the line (from 0) on which it does so.
 * @param {Block} block @param {string[]} lines
 * @param {number} lastText the last line that is not empty
 */
function findUnclosed({ kind, text, begin, end, fence = "" }, lines, lastText) {
  if (kind === "fence") {
    const last = end > begin + 1 ? strip(lines[end - 1], "> \t") : "";
    const isClosed = last.length >= fence.length && !strip(last, fence[0]);
    return lastText < end && !isClosed ? { key: "fence-not-closed", line: begin } : null;
  }
  if (kind === "code" || !text.includes("<!--")) return null;
  const at = cutComments(text)[1];
  const isOpen = kind === "html" ? at !== null : readMarks(text).some(holdsComment);
  if (!isOpen) return null;
  return { key: "comment-not-closed", line: begin + countLines(text.slice(0, at ?? 0)) };
}

/** Tell whether a comment is opened here; in a code span it is not. @param {Piece} piece */
function holdsComment({ kind, text }) {
  return kind === "text" && text.includes("<!--");
}

/** @param {string[]} lines */
function headingNames(lines) {
  const headings = lines.filter((line) => line.startsWith("## "));
  return new Set(headings.map((line) => headingName(line.slice(3))));
}

/** @param {string} line */
const withoutMarks = (line) => line.replaceAll("<!--", "").replaceAll("-->", "");

/**
 * Tell whether a reader sees anything in a section that is neither in `known` nor a placeholder.
 * @param {Section} section @param {Set<string>} known
 * @param {import("./placeholders.js").Words} words
 */
export function isFilled(section, known, words) {
  return section.shown.some(([raw, text, code]) => {
    return strip(text) !== "" && !known.has(words.bare(raw)) && !words.isPlaceholder(text, code);
  });
}

/**
 * Return every line of a template's section, its prompt included, as `isFilled` asks.
 * @param {string[]} raw @param {import("./placeholders.js").Words} words
 */
export function knownLines(raw, words) {
  return new Set(raw.map((line) => words.bare(withoutMarks(line))));
}

/** Return the first line of a template's prompt. @param {string[]} raw */
export function prompt(raw) {
  return raw.map((line) => strip(withoutMarks(line))).find(Boolean) ?? "";
}

/**
 * Return the images of a body that begins on `firstLine` of its file.
 * @param {string} text @param {number} firstLine @returns {Image[]}
 */
export function images(text, firstLine) {
  if (!text.includes("![")) return [];
  /** @type {Image[]} */
  const found = [];
  const { blocks, links } = readBlocks(text);
  for (const block of blocks) {
    if (["fence", "code", "html"].includes(block.kind) || !block.text.includes("![")) continue;
    let line = firstLine + block.begin;
    for (const { kind, target } of readMarks(block.text, links)) {
      if (kind === "break") line += 1;
      if (kind !== "image") continue;
      const source = unquote(target ?? "");
      found.push({ source, line, isElsewhere: OTHER_HOST.test(source) });
    }
  }
  return found;
}
