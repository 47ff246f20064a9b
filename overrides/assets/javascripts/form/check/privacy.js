// What a page marks private: the general part of hooks/portfolio/check/privacy.py, and how fields are
// named.

import { LIMITS } from "../limits.js";
import { headingName } from "../read/sections.js";
import { strip } from "../text.js";

/** @import { Body } from "../read/sections.js" */
/** @import { Deliverable, Fields, Value } from "../types.d.ts" */

/**
 * @typedef {import("../read/file.js").Loc} Loc
 * @typedef {import("../read/sections.js").Section} Section
 * @typedef {import("./checks.js").Answer} Answer
 */

/**
 * Return a location as a learner writes it: `["weeks", 3, "goals"]` is `weeks[3].goals`.
 * @param {Loc} loc
 */
export function fieldName(loc) {
  return loc
    .map((part) => (typeof part === "number" ? `[${part}]` : `.${part}`))
    .join("")
    .replace(/^\./, "");
}

/**
 * Return a location with every item alike, as `private` names it: `weeks[].goals`.
 * @param {Loc} loc
 */
export function fieldPattern(loc) {
  return fieldName(loc)
    .replace(/\[\p{Nd}+\]/gu, "[]")
    .toLowerCase();
}

/**
 * Tell whether a field is said of the page: it shows in previews and tells, as prose does.
 * @param {string} key
 */
export function isOfThePage(key) {
  return LIMITS.private.of_the_page.includes(key.toLowerCase());
}

/**
 * Tell whether a value is the word `withheld`.
 * @param {unknown} value
 */
export function isWithheld(value) {
  return typeof value === "string" && strip(value).toLowerCase() === "withheld";
}

export const OF_ANY_PAGE = LIMITS.private.of_any_page;
export const MOST_NAMES = LIMITS.private.names; // in `private`

/**
 * Return the names that the fields of a page mark private, in small letters.
 * @param {Fields} fields
 * @returns {Set<string>}
 */
export function hidden(fields) {
  const names = fields.get("private") || [];
  const listed = typeof names === "string" ? [names] : names instanceof Map ? names.keys() : names;
  const first = [...listed].slice(0, MOST_NAMES);
  const each = first.flatMap((name) => (name instanceof Map ? [...name.keys()] : [name]));
  const texts = each.filter((name) => typeof name === "string");
  const marked = texts.map((name) => strip(name).toLowerCase()).filter(Boolean);
  return new Set([...marked, ...marked.flatMap(ofTheSame)]);
}

/** Return the names of what is private with something else, as ratings of then are.
 * @param {string} name */
function ofTheSame(name) {
  return Object.entries(LIMITS.private.of_the_same).flatMap(([first, other]) =>
    name === first || name.startsWith(`${first}.`) ? other + name.slice(first.length) : [],
  );
}

/**
 * Tell whether `private` may say this name: a field of the contract, or a heading.
 * @param {string} name
 * @param {Deliverable} deliverable
 * @param {Body} body
 */
export function isKnown(name, deliverable, body) {
  const field = strip(name).toLowerCase();
  const heading = headingName(name);
  const isAsked = deliverable.sections.some((each) => each.name === heading);
  const isField = deliverable.names.includes(field) || OF_ANY_PAGE.includes(field);
  return isField || isAsked || body.sections.has(heading);
}

/**
 * Tell whether a name, or one around it, is among private ones.
 * @param {Set<string>} names
 * @param {string} pattern
 */
export function covers(names, pattern) {
  while (pattern) {
    if (names.has(pattern)) return true;
    const end = pattern.endsWith("[]") ? pattern.length - 2 : pattern.lastIndexOf(".");
    pattern = pattern.slice(0, Math.max(end, 0));
  }
  return false;
}

/**
 * Tell whether a value must not be shown: its name, or one around or inside it, is private.
 *
 * A text may stand for a list of one, or for a mapping of which it is the name: it is hidden
 * where a part of what it stands for is.
 * @param {Set<string>} names
 * @param {string} pattern
 * @param {Value | number} value
 */
export function hides(names, pattern, value) {
  const isInside = (/** @type {string} */ name) =>
    name.startsWith(`${pattern}.`) || name.startsWith(`${pattern}[]`);
  return covers(names, pattern) || (typeof value === "string" && [...names].some(isInside));
}

/**
 * Return private names as those of sections. The keys of `Body.sections` compare with them.
 * @param {Set<string>} names
 */
export function hiddenSections(names) {
  return new Set([...names].map(headingName));
}

/**
 * Return what strangers may see of a body: its parts without the private ones.
 * @param {{body: Body}} answer
 * @param {Set<string>} names
 */
export function publicParts({ body }, names) {
  const headings = hiddenSections(names);
  return body.parts.filter(({ heading, name }) => !heading || !headings.has(name));
}

/**
 * Tell whether the learner wants the page in the site.
 * @param {Answer} answer
 */
export function isPublished(answer) {
  const publish = answer.valid.get("publish");
  return typeof publish !== "string" || !["no", "false"].includes(strip(publish).toLowerCase());
}

/**
 * Yield every text of some fields with its location.
 * @param {Value} value
 * @param {Loc} loc
 * @returns {Generator<[Loc, string]>}
 */
export function* leaves(value, loc = []) {
  if (typeof value === "string") yield [loc, value];
  else if (value) for (const [key, item] of value.entries()) yield* leaves(item, [...loc, key]);
}
