// The body of a page -> its sections, line by line. The browser's half of
// hooks/portfolio/read/sections.py, with the same rule: comments are taken out of the lines; then a
// line `## Heading` outside fenced code begins a section, which lasts until the next such line.

import { LIMITS } from "../limits.js";
import { PATTERNS } from "../patterns.js";
import { casefold, has, split, strip, stripEnd } from "../text.js";
import { bare, inBrackets, isPlaceholder } from "./placeholders.js";

/**
 * A line without its comments; `kind` is "code" in a fence, "fence" where one opens or closes.
 * @typedef {{text: string, kind: "" | "code" | "fence"}} Line
 */

/**
 * A heading and the lines below it; above the first heading, the lines without one.
 * @typedef {object} Part
 * @property {string} heading
 * @property {string} name of the heading, as headings are compared
 * @property {number} line of the file, on which the heading stands
 * @property {Line[]} lines
 * @property {number} first line of the file on which `lines` begin
 */

/**
 * One section: all parts whose headings have the same name.
 * @typedef {object} Section
 * @property {string} heading
 * @property {number} line of its first heading
 * @property {[string, string, boolean][]} shown as written, as text, whether code
 */

/**
 * What was read of a body.
 * @typedef {object} Body
 * @property {Part[]} parts
 * @property {Map<string, Section>} sections
 * @property {[string, number][]} headings what looks like one and begins no section: text, line
 * @property {Map<string, string>} links addresses by their labels
 * @property {{key: string, line: number, section: Section | null} | null} fault
 * @property {Set<string>} swallowed names of the headings that the fault hides
 * @property {(line: number) => string | null} headingAt
 */

/** @typedef {{address: string, line: number}} Image as a link has it, with escapes such as %20 */

const LONGEST_HEADING = LIMITS.text.heading;
const LONGEST = LIMITS.text.line; // marks in longer ones are not read
const FIND = PATTERNS.sections;
const OF_HEADINGS = PATTERNS.headings;
const OF_IMAGES = PATTERNS.images;
const INVISIBLE = /[\ufe0f\u20e3\p{So}\p{Sk}\p{Cf}]/gu; // an emoji, and what makes one
const EDGE = /[\p{Po}\p{Pd}\p{Ps}\p{Pe}\p{Pi}\p{Pf}]/u; // punctuation that may end a heading

/**
 * Return a heading as headings are compared: no case, emoji, marks, number or `{…}`.
 * @param {string} text
 */
export function headingName(text) {
  const characters = Array.from(text.slice(0, 2 * LONGEST_HEADING)); // one may have two units
  const begin = characters.slice(0, LONGEST_HEADING).join("").replace(OF_HEADINGS.entity, unescapeHtml);
  const lower = strip(begin.replace(OF_HEADINGS.escaped, "$1").toLowerCase()); // as names in `private` are
  const plain = strip(lower.replace(OF_HEADINGS.attributes, "")).replace(OF_HEADINGS.link, "$1").replace(OF_HEADINGS.shortcode, "");
  const bare = strip(plain.replace(INVISIBLE, "").replace(OF_HEADINGS.marks, "")).replace(OF_HEADINGS.number, "");
  const words = Array.from(bare);
  const isEdge = (/** @type {string} */ mark) => (EDGE.test(mark) && !LIMITS.text.no_edge.includes(mark)) || strip(mark) === "";
  while (words.length && isEdge(words[words.length - 1])) words.pop();
  const first = words.findIndex((mark) => !isEdge(mark));
  return casefold(split(words.slice(Math.max(first, 0)).join("")).join(" "));
}

/**
 * Read the sections of a body that begins on `firstLine` of its file.
 * @param {string} text @param {number} firstLine
 * @param {string[]} [wanted] names of the template's sections, which may be underlined
 * @returns {Body}
 */
export function readBody(text, firstLine, wanted = []) {
  const written = text.split("\n");
  const { lines, fault } = withoutComments(written);
  const headings = lines.map((_, index) => headingOn(lines, index, wanted));
  const begins = [...headings.keys()].filter((index) => headings[index]);
  const links = linksOf(lines);
  const notes = notesOf(lines);
  /** @type {Part[]} */
  const parts = [{ heading: "", name: "", line: 0, lines: lines.slice(0, begins[0]), first: firstLine }];
  const partOf = Array(lines.length).fill(parts[0]); // of each line
  /** @type {Map<string, {heading: string, line: number, lines: Line[]}>} */
  const found = new Map();
  for (const [number, begin] of begins.entries()) {
    const heading = headings[begin];
    const [name, line] = [headingName(heading), begin + firstLine];
    const below = begin + (has(lines[begin].text, FIND.begins) ? 1 : 2);
    const part = { heading, name, line, lines: lines.slice(below, begins[number + 1]), first: below + firstLine };
    const section = found.get(name) ?? { heading, line, lines: [] };
    section.lines.push(...part.lines, { text: "", kind: "" });
    found.set(name, section);
    parts.push(part);
    partOf.fill(part, begin, begins[number + 1]);
  }
  /** @type {Map<string, Section>} */
  const sections = new Map();
  for (const [name, { heading, line, lines: of }] of found) {
    sections.set(name, { heading, line, shown: [...shown(of, links, notes)] });
  }
  const partAt = (/** @type {number} */ line) => partOf[line - firstLine] ?? parts[0];
  const hidden = fault?.hides.map(headingOf).filter(Boolean) ?? [];
  return {
    parts,
    sections,
    headings: [...lines.entries()].flatMap(([index, line]) =>
      !line.kind && !headings[index] && looksLikeHeading(line, lines[index + 1], wanted)
        ? [[strip(line.text), index + firstLine]]
        : [],
    ),
    links,
    fault: fault && {
      key: fault.key,
      line: fault.at + firstLine,
      section: sections.get(partAt(fault.at + firstLine).name) ?? null,
    },
    swallowed: new Set(hidden.map(headingName)),
    headingAt: (line) => sections.get(partAt(line).name)?.heading ?? null,
  };
}

/**
 * Return lines without their comments, and what is wrong, with the lines that it hides.
 * @param {string[]} written
 */
function withoutComments(written) {
  /** @type {Line[]} */
  const lines = [];
  let [marks, isIndented, fenceAt, commentAt] = ["", false, -1, -1];
  /** @type {{key: string, at: number, hides: string[]} | null} */
  let fault = null;
  for (const [index, raw] of written.entries()) {
    let text = raw;
    if (commentAt >= 0) {
      const end = raw.indexOf("-->");
      if (end < 0) {
        lines.push({ text: "", kind: "" });
        continue;
      }
      text = raw.slice(end + 3);
      commentAt = -1;
    }
    if (marks) {
      const isClosed = closes(text, marks);
      lines.push({ text, kind: isClosed ? "fence" : "code" });
      if (isIndented && !fault && headingOf(text)) {
        fault = { key: "fence-indented", at: fenceAt, hides: [text] };
      } else if (isIndented && fault?.at === fenceAt) {
        fault.hides.push(text);
      }
      if (isClosed) marks = "";
      continue;
    }
    const cut = cutLine(text);
    if (cut.isOpen) commentAt = index;
    const opened = cut.text.match(FIND.fence);
    if (opened) [marks, isIndented, fenceAt] = [opened[2], opened[1] !== "", index];
    lines.push({ text: cut.text, kind: opened ? "fence" : "" });
  }
  if (commentAt >= 0) {
    fault ??= { key: "comment-not-closed", at: commentAt, hides: written.slice(commentAt + 1) };
  } else if (marks) {
    fault ??= { key: "fence-not-closed", at: fenceAt, hides: written.slice(fenceAt + 1) };
  }
  return { lines, fault };
}

/** Return a line without its comments, and whether one goes on below. @param {string} text */
function cutLine(text) {
  let [kept, at] = ["", 0];
  for (let begin = text.indexOf("<!--"); begin >= 0; begin = text.indexOf("<!--", at)) {
    kept += text.slice(at, begin);
    const end = text.indexOf("-->", begin + 2); // `<!-->` is a whole comment to HTML
    if (end < 0) return { text: kept, isOpen: true };
    at = end + 3;
  }
  return { text: kept + text.slice(at), isOpen: false };
}

/** Tell whether a line closes the fence that some marks opened. @param {string} line @param {string} marks */
function closes(line, marks) {
  const inside = stripEnd(line.replace(FIND.margin, ""), " \t");
  return inside.length >= marks.length && !strip(inside, marks[0]);
}

/**
 * Return the heading of the section that begins on a line, or nothing.
 * @param {Line[]} lines @param {number} index @param {string[]} wanted
 */
function headingOn(lines, index, wanted) {
  const line = lines[index];
  if (line.kind || isBlank(line)) return "";
  if (has(line.text, FIND.begins)) return headingOf(line.text);
  const after = lines[index + 1];
  const isUnderlined = after && !after.kind && has(after.text, FIND.dashes);
  const isAlone = index === 0 || isBlank(lines[index - 1]);
  if (!wanted.length || !isAlone || !isUnderlined || has(line.text, FIND.no_text)) return "";
  return wanted.includes(headingName(line.text)) ? strip(line.text) : "";
}

/** @param {Line} line @param {Line | undefined} after @param {string[]} wanted */
function looksLikeHeading(line, after, wanted) {
  const isUnderlined = after !== undefined && has(after.text, FIND.underline);
  return (isUnderlined && wanted.includes(headingName(line.text))) || has(line.text, FIND.looks_like_heading);
}

/** Return the text of a line `## Heading`, or nothing. @param {string} line */
export function headingOf(line) {
  const begin = line.match(FIND.begins);
  if (!begin) return "";
  const text = stripEnd(line.slice(begin[0].length), " \t");
  const opened = stripEnd(text, "#");
  return ["", " ", "\t"].includes(opened.slice(-1)) ? stripEnd(opened, " \t") : text;
}

/** @param {Line} line */
export const isBlank = (line) => !line.kind && strip(line.text) === "";

/** @param {Line[]} lines */
function linksOf(lines) {
  const links = new Map();
  for (const { text, kind } of lines) {
    const found = !kind && text.includes("]:") ? text.match(FIND.definition) : null;
    if (found) links.set(labelOf(found[1]), found[2]);
  }
  return links;
}

/** @param {Line[]} lines */
function notesOf(lines) {
  const texts = lines.filter(({ text }) => text.includes("[^"));
  return new Set(texts.flatMap(({ text }) => text.match(FIND.points_at) ?? []));
}

/** @param {string} text */
const labelOf = (text) => casefold(split(text).join(" "));

/**
 * Yield the lines in which a reader sees something: as written, as text, whether code.
 * @param {Line[]} lines @param {Map<string, string>} links @param {Set<string>} notes
 * @returns {Generator<[string, string, boolean]>}
 */
function* shown(lines, links, notes) {
  let [inTable, inNote, isApart] = [false, false, false]; // apart: below an empty line
  for (const [index, line] of lines.entries()) {
    if (line.kind === "code") yield [line.text, line.text, true];
    if (line.kind || isBlank(line)) {
      [inTable, isApart] = [false, true];
      continue;
    }
    if (isApart && !has(line.text, FIND.goes_on)) inNote = false;
    isApart = false;
    const note = line.text.match(FIND.note);
    if (note) {
      inNote = !notes.has(note[1]);
      if (!inNote) yield [note[2], seen(note[2]), false];
    }
    if (note || inNote || has(line.text, FIND.subheading) || has(line.text, FIND.definition)) continue;
    if (isTableHead(line, lines[index + 1])) inTable = true;
    else if (inTable) for (const cell of line.text.split(FIND.bar)) yield [line.text, seen(cell), false];
    else {
      const linked = line.text.replace(FIND.empty_link, "").replace(FIND.brackets, (whole, label) =>
        links.has(labelOf(label)) ? `${whole}(link)` : whole,
      );
      yield [line.text, seen(linked), false];
    }
  }
}

/** @param {Line} line @param {Line | undefined} after */
function isTableHead(line, after) {
  return line.text.includes("|") && after?.kind === "" && has(strip(after.text, " \t"), FIND.delimiter);
}

/** Return what a reader sees of a text that could look filled and show nothing. @param {string} text */
function seen(text) {
  const isTag = strip(text).startsWith("<") && !has(text, FIND.shows);
  return unescapeHtml(isTag ? text.replace(FIND.tag, "") : text).replace(FIND.empty_link, "");
}

/** Return a text with its entities as the characters that they name. @param {string} text */
export function unescapeHtml(text) {
  if (!text.includes("&")) return text;
  const box = document.createElement("textarea");
  box.innerHTML = text.replaceAll("<", "&lt;");
  return box.value;
}

/** @param {string} line */
const withoutMarks = (line) => line.replaceAll("<!--", "").replaceAll("-->", "");

/**
 * Tell whether a reader sees anything in a section that is neither in `known` nor a placeholder.
 * @param {Section} section @param {Set<string>} known
 */
export function isFilled(section, known) {
  return section.shown.some(([raw, text, code]) => {
    return strip(text) !== "" && !known.has(bare(raw)) && !isPlaceholder(text, code);
  });
}

/**
 * Tell whether a reader would see an answer in a section, were it not in brackets.
 * @param {Section} section
 * @param {Set<string>} known
 */
export function isInBrackets(section, known) {
  return section.shown.some(
    ([raw, , code]) => !code && !known.has(bare(raw)) && inBrackets(raw) !== "",
  );
}

/**
 * Return every line of a template's section, its prompt included, as `isFilled` asks.
 * @param {string[]} raw
 */
export function knownLines(raw) {
  return new Set(raw.map((line) => bare(withoutMarks(line))));
}

/** Return the first line of a template's prompt. @param {string[]} raw */
export function prompt(raw) {
  return raw.map((line) => strip(withoutMarks(line))).find(Boolean) ?? "";
}

/**
 * Return the images that a body names, but for those in code.
 * @param {Body} body @returns {Image[]}
 */
export function images({ parts, links }) {
  return parts.flatMap(({ lines, first }) =>
    withCode(lines).flatMap(([{ text }, isCode], index) => {
      if (isCode || !text.includes("![") || text.length > LONGEST) return [];
      return [...text.replace(OF_IMAGES.code_span, "").matchAll(OF_IMAGES.image)].flatMap(({ groups = {} }) => {
        const { alt, link, ref } = groups;
        const source = link ?? links.get(labelOf(ref || alt));
        const address = source && unescapeHtml(strip(source, "<>").replace(OF_IMAGES.escaped, "$1"));
        return address ? [{ address, line: first + index }] : [];
      });
    }),
  );
}

/** Return lines, each with whether it is code: in a fence, or indented and in no list.
 * @param {Line[]} lines @returns {[Line, boolean][]} */
export function withCode(lines) {
  let [inList, isApart] = [false, true]; // whether the line above is blank, or code
  return lines.map((line) => {
    const isIndented = isApart && !inList && has(line.text, OF_IMAGES.indented);
    const isCode = line.kind !== "" || (isIndented && !isBlank(line));
    if (has(line.text, OF_IMAGES.item)) inList = true;
    else if (isApart && !/^[ \t]/.test(line.text) && !isBlank(line)) inList = false;
    isApart = isBlank(line) || isCode;
    return [line, isCode];
  });
}

/** Return why an image is no file beside its page, whatever lies there. @param {Image} image */
export function whyNoFile({ address }) {
  const source = unquote(address);
  if (has(source, OF_IMAGES.other_host)) return "image-elsewhere";
  if (has(source, OF_IMAGES.absolute)) return "picture-outside";
  const path = unquote(address.split("#")[0]).toLowerCase();
  return LIMITS.text.pictures.some((kind) => path.endsWith(kind)) ? null : "picture-kind";
}

/** @param {string} text */
export function unquote(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // half an escape is none
  }
}
