// What is worth a look, and stops nothing: dead links within a page, HTML, employers' words. The
// browser's half of hooks/portfolio/check/notes.py.

import { LIMITS } from "../limits.js";
import { nearest } from "../ask/nearest.js";
import { anchors, ownName } from "../read/anchors.js";
import { unquote, withCode } from "../read/sections.js";
import { PATTERNS } from "../patterns.js";
import { has } from "../text.js";
import { publicParts } from "./privacy.js";
import { askedFor, items, theirWord, wordsFor } from "./relations.js";

/** @import { Loc } from "../read/file.js" */
/** @import { Words } from "../messages.js" */
/** @import { Body } from "../read/sections.js" */
/** @import { Definition, Fields } from "../types.d.ts" */
/** @import { Unquotable } from "./quotes.js" */

/** @typedef {{key: string, heading: string | null, words: Words, isQuiet: boolean}} Note */

const FIND = PATTERNS.notes;
const OF_IMAGES = PATTERNS.images;
const OF_POSTINGS = ["postings[].requirements[]", "postings[].nice_to_have[]"];

/** Note each common requirement that most postings call by another name.
 * @param {Fields} valid @param {Unquotable} unquotable */
export function otherWords(valid, unquotable) {
  const texts = items(valid, "postings").map(askedFor);
  const isQuiet = ["common_requirements[]", ...OF_POSTINGS].some((name) => unquotable.has(name));
  return items(valid, "common_requirements").flatMap((term, index) => {
    const theirs = typeof term === "string" && term ? theirWord(wordsFor(term), texts) : "";
    /** @type {Loc} */
    const loc = ["common_requirements", index];
    return theirs ? [{ loc, words: { term: String(term), theirs }, isQuiet }] : [];
  });
}

/**
 * Return what is worth a look on a page, each kind once, in the order of lines.
 * @param {Body} body @param {Set<string>} names that are private @param {Unquotable} unquotable
 * @param {Definition["insteadOfHtml"]} instead
 */
export function notes(body, names, unquotable, instead) {
  /** @type {Note[]} */
  const found = [];
  for (const note of all(body, names, unquotable, instead)) {
    if (found.length === LIMITS.text.notes) break;
    found.push(note);
  }
  return found;
}

/** @param {Body} body @param {Set<string>} names @param {Unquotable} unquotable
 * @param {Definition["insteadOfHtml"]} instead @returns {Generator<Note>} */
function* all(body, names, unquotable, instead) {
  const there = anchors(publicParts({ body }, names));
  const written = anchors(body.parts); // of a private heading no message says the words
  const told = new Set();
  for (const [line, text] of texts(body)) {
    const heading = body.headingAt(line);
    const isQuiet = unquotable.hasSection(heading);
    for (const [tag, name] of text.matchAll(FIND.tag)) {
      if (told.has(name.toLowerCase())) continue;
      told.add(name.toLowerCase());
      const words = { tag, instead: hintFor(name.toLowerCase(), instead) };
      yield { key: "html-shown", heading, words, isQuiet };
    }
    for (const [, inline, defined] of text.matchAll(FIND.anchor)) {
      const to = unquote(inline ?? defined);
      if (there.has(ownName(to)) || told.has(to)) continue;
      told.add(to);
      const meant = nearest(to, there);
      const words = { link: `#${to}`, near: meant ? `; did you mean #${meant}?` : "" };
      yield { key: "link-to-no-heading", heading, words, isQuiet: isQuiet || written.has(to) };
    }
  }
}

/** @param {string} tag @param {Definition["insteadOfHtml"]} instead */
function hintFor(tag, instead) {
  const tags = Object.keys(instead).find((each) => each.split(" ").includes(tag));
  return instead[tags ?? "other"];
}

/** Yield the lines of a page that are no code, without code in them, with their numbers.
 * @param {Body} body @returns {Generator<[number, string]>} */
function* texts({ parts }) {
  for (const { lines, first } of parts) {
    for (const [index, [{ text }, isCode]] of withCode(lines).entries()) {
      if (isCode || text.length > LIMITS.text.line || !has(text, FIND.may_hold)) continue;
      yield [first + index, text.replace(OF_IMAGES.code_span, "")];
    }
  }
}
