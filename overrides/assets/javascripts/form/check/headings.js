// What a page has in place of a section's heading that is not there, and how to mend it. The
// browser's half of hooks/portfolio/check/headings.py.

import { LIMITS } from "../limits.js";
import { PATTERNS } from "../patterns.js";
import { nearest } from "../ask/nearest.js";
import { shownName } from "../messages.js";
import { headingName, headingOf, isBlank } from "../read/sections.js";
import { has } from "../text.js";

/** @import { Source } from "../read/file.js" */
/** @import { Body } from "../read/sections.js" */
/** @import { Unquotable } from "./quotes.js" */

/**
 * A line that means a heading and begins no section.
 * @typedef {object} Meant
 * @property {string} text
 * @property {number} number of the file
 * @property {boolean} [isMarked] as a heading, if in another way
 * @property {boolean} [isUnderlined]
 * @property {boolean} [isHidden] in code, or in a comment
 */

/** @typedef {{body: Body, source: Source, unquotable: Unquotable, sectionNames: string[]}} Page */

const FIND = PATTERNS.sections;
const { headings: MOST, heading: LONGEST } = LIMITS.text;

/**
 * Return the message for a section that is not there, and its words about a line that means it.
 * @param {Page} page @param {string} name @param {string} heading
 * @returns {[string, string]}
 */
export function insteadOf(page, name, heading) {
  const lines = linesThatMean(page, name);
  const marked = lines.find(({ isMarked }) => isMarked);
  const near = marked ? null : nearHeading(page, name);
  if (near) {
    return ["near-section", written(page, near, heading)];
  }
  const meant = marked ?? lines[0];
  return meant ? ["heading-otherwise", mended(page, meant, heading)] : ["missing-section", ""];
}

/** @param {Page} page @param {Meant} meant @param {string} heading */
function mended(page, meant, heading) {
  const { number, text } = meant;
  if (meant.isHidden) return `line ${number} has it inside a code block or a comment: move it out of there`;
  if (meant.isUnderlined) return `write "## ${heading}" in place of lines ${number} and ${number + 1}`;
  if (has(text, FIND.no_break)) return `on line ${number}, write a space in place of the no-break space`;
  if (has(text, FIND.too_far)) return `begin line ${number} with no spaces`;
  return written(page, meant, heading);
}

/** @param {Page} page @param {Meant} meant @param {string} heading */
function written(page, meant, heading) {
  return `line ${meant.number} has ${said(page, meant)}: change it to "## ${heading}"`;
}

/** Return what a line has, if it may be repeated. @param {Page} page @param {Meant} meant */
function said({ body, unquotable }, { text, number }) {
  const isSection = body.parts.some(({ line }) => line === number);
  const isPrivate = !isSection && unquotable.hasSection(body.headingAt(number));
  return isPrivate ? "a heading like it" : `"${shownName(text)}"`;
}

/** Return the lines that say just the heading: in bold, in HTML, underlined, in code.
 * @param {Page} page @param {string} name @returns {Meant[]} */
function linesThatMean({ body, source }, name) {
  const written = source.body.split("\n");
  return body.parts.flatMap(({ lines, first }) =>
    lines.flatMap((line, index) => {
      /** @type {Meant[]} */
      const none = [];
      const number = first + index;
      const raw = written[number - source.bodyLine];
      if (raw.length > LONGEST) return none;
      if (headingOf(raw) && (line.kind || isBlank(line))) {
        const isMeant = headingName(headingOf(raw)) === name;
        return isMeant ? [{ text: raw, number, isMarked: true, isHidden: true }] : none;
      }
      if (line.kind || isBlank(line) || nameMeant(line.text) !== name) return none;
      const after = lines[index + 1];
      const isUnderlined = after?.kind === "" && has(after.text, FIND.underline);
      const isMarked = isUnderlined || has(line.text, FIND.marked_heading);
      const isPlain = !has(line.text, FIND.no_text) && !has(line.text, FIND.links);
      return isMarked || isPlain ? [{ text: line.text, number, isMarked, isUnderlined }] : none;
    }),
  );
}

/** Return the name of a heading that a line means, without what is about it. @param {string} text */
function nameMeant(text) {
  return headingName(text.slice(0, LONGEST).replace(FIND.tag, "").replace(FIND.about_heading, ""));
}

/** Return a heading whose name is like the one that is missing.
 * @param {Page} page @param {string} name @returns {Meant | null} */
function nearHeading({ body, sectionNames }, name) {
  /** @type {[string, number][]} */
  const others = [...body.headings];
  for (const [each, section] of body.sections) {
    if (!sectionNames.includes(each)) others.push([`## ${section.heading}`, section.line]);
  }
  const names = new Map(others.slice(0, MOST).map((each) => [nameMeant(each[0]), each]));
  const near =
    nearest(name, [...names.keys()]) ??
    [...names.keys()].find((each) => each && (name.includes(each) || each.includes(name)));
  const found = names.get(near ?? "");
  return near && found ? { text: found[0], number: found[1] } : null;
}
