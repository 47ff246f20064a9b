// The addresses of headings within a page. The browser's half of hooks/portfolio/read/anchors.py.

import { LIMITS } from "../limits.js";
import { PATTERNS } from "../patterns.js";
import { has, strip } from "../text.js";
import { headingOf, unescapeHtml } from "./sections.js";

/** @import { Part } from "./sections.js" */

const FIND = PATTERNS.anchors;
const OF_HEADINGS = PATTERNS.headings;
const NOT_OF_A_WORD = /[^\p{L}\p{M}\p{Nd}\p{Pc} -]/gu;

/** Return the addresses of the headings that a page has, of the first hundreds. @param {Part[]} parts */
export function anchors(parts) {
  /** @type {Map<string, number>} */
  const used = new Map();
  const headings = parts.flatMap(headingsOf).slice(0, LIMITS.text.headings);
  return new Set(headings.map((text) => anchor(wordsOf(text.slice(0, LIMITS.text.heading)), used)));
}

/** @param {Part} part */
function headingsOf({ heading, lines }) {
  const lower = lines.filter(({ text, kind }) => !kind && has(text, FIND.lower));
  const texts = lower.map(({ text }) => headingOf(text.replace(/^ *#+/, "##")));
  return heading ? [heading, ...texts] : texts;
}

/** Return what a heading says, without its marks. @param {string} heading */
function wordsOf(heading) {
  const plain = heading.replace(FIND.image, "").replace(OF_HEADINGS.link, "$1").replace(OF_HEADINGS.marks, "");
  return plain.replace(OF_HEADINGS.escaped, "$1").replace(OF_HEADINGS.entity, unescapeHtml);
}

/** Return the address of a heading, other than those that are used; and note that it is.
 * @param {string} heading @param {Map<string, number>} used */
function anchor(heading, used) {
  const kept = strip(heading).toLowerCase().replace(NOT_OF_A_WORD, "");
  const base = ownName(kept.replaceAll(" ", "-") || "section");
  let count = used.get(base) ?? 0;
  let name = count ? `${base}-${count}` : base;
  while (used.has(name)) name = `${base}-${(count += 1)}`; // a heading may end in a number itself
  used.set(name, 1).set(base, count + 1);
  return name;
}

/** Return an address other than those that pages have themselves. @param {string} address */
export function ownName(address) {
  return has(address, FIND.own) ? `section-${address}` : address;
}
