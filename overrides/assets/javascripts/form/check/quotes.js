// What of a learner's words no message repeats: what is private, or may be meant to be. The
// browser's half of hooks/portfolio/check/quotes.py.

import { LIMITS } from "../limits.js";
import { headingName } from "../read/sections.js";
import { nearest } from "../ask/nearest.js";
import { hidden, hiddenSections, hides, isKnown, MOST_NAMES } from "./privacy.js";
import { PATTERNS } from "../patterns.js";
import { has, strip } from "../text.js";
import { isEmpty } from "../ask/fields.js";

/** @import { Deliverable, Fields, Value } from "../types.d.ts" */
/** @import { Body } from "../read/sections.js" */

/** @typedef {import("../messages.js").Words[string]} Word */

/** @type {Object<string, string>} */
const BESIDE = { "less-than-min": "min", "ends-before-start": "start" }; // which the message repeats, too
const FIND = PATTERNS.quotes;
const LETTERS = /^\p{L}+$/u;

/** What no message about a page may repeat: the values of these fields, or all. */
export class Unquotable {
  /** @param {Fields} fields @param {Deliverable} deliverable @param {Body} body */
  constructor(fields, deliverable, body) {
    this.names = new Set([...hidden(fields)].filter((name) => !isEmpty(name)));
    const known = Object.keys(deliverable.schema.properties);
    const mayMeanPrivate = (/** @type {string} */ key) =>
      !known.includes(key) && nearest(key, known) === "private";
    const isClear =
      isListOfNames(fields.get("private") ?? "") &&
      [...this.names].every((name) => isKnown(name, deliverable, body)) &&
      ![...fields.keys()].some(mayMeanPrivate);
    const publish = fields.get("publish") ?? "";
    const isShown = isEmpty(publish) || ["yes", "true"].includes(strip(String(publish)).toLowerCase());
    this.everything = !(isClear && isShown);
  }

  /** Tell whether a value of a field, or one that stands in or around it, may be private.
   * @param {string} pattern @param {Word} [value] */
  has(pattern, value = "") {
    const names = new Set([...this.names, ...LIMITS.private.of_the_learner]);
    return this.everything || hides(names, pattern, value);
  }

  /** Tell whether what stands in a section may be private. @param {string | null} heading */
  hasSection(heading) {
    return this.everything || (heading !== null && hiddenSections(this.names).has(headingName(heading)));
  }

  /** Tell whether a message of this key about a field would repeat what may be private.
   * @param {string} key @param {string} pattern @param {Word} value */
  hasValueAt(key, pattern, value) {
    const around = pattern.slice(0, Math.max(pattern.lastIndexOf("."), 0));
    return Boolean(BESIDE[key] && this.has(`${around}.${BESIDE[key]}`)) || this.has(pattern, value ?? null);
  }

  /** Return what may be said of what YAML takes for the name of an unknown field.
   * @param {string} parent @param {string} key @param {Deliverable} deliverable @param {boolean} isBare */
  keySaid(parent, key, deliverable, isBare) {
    const mayBe = parent ? this.has(parent) : this.everything || this.names.size > 0;
    const word = key.match(FIND.word)?.[0] ?? "";
    const isName = parent ? LETTERS.test(key) && !isBare : has(key, FIND.name);
    if (isName || !mayBe) return key;
    const rest = word === key ? "" : "…";
    return knownWords(deliverable).includes(word.toLowerCase()) ? `${word}${rest}` : "…";
  }
}

/**
 * Add what gives away the ratings, where these are private: the skills that are named as gaps.
 * @param {Map<string, Unquotable>} pages by their ids
 */
export function giveAway(pages) {
  const ratings = pages.get("skills-assessment");
  if (!ratings?.has("ratings")) return;
  ratings.names.add("priorities");
  pages.get("learning-plan")?.names.add("gaps[].skill");
}

/**
 * Tell whether a message about a relation would repeat what one of the pages hides.
 * @param {Object<string, string[]>} repeated pages and fields from which it takes its words
 * @param {Map<string, Unquotable>} pages
 */
export function repeatsPrivate(repeated, pages) {
  return Object.entries(repeated).some(([id, names]) => names.some((name) => pages.get(id)?.has(name)));
}

/** Return every word of the names that the contract has. @param {Deliverable} deliverable */
export function knownWords(deliverable) {
  return deliverable.names.flatMap((name) => name.match(FIND.words) ?? []);
}

/** @param {Value} value */
function isListOfNames(value) {
  if (typeof value === "string") return true;
  return (
    Array.isArray(value) && value.length <= MOST_NAMES && value.every((each) => typeof each === "string")
  );
}
