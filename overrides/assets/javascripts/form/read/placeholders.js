// What counts as unfilled in a text. The browser's half of hooks/portfolio/read/placeholders.py.

import { LIMITS } from "../limits.js";
import { PATTERNS } from "../patterns.js";
import { casefold, has, length, split, strip, stripEnd } from "../text.js";

const FIND = PATTERNS.placeholders;
const DEEPEST = LIMITS.text.brackets;
const { few_words: FEW, few_words_longest: LONGEST, marks_after: MARKS_AFTER } = LIMITS.text;

/**
 * Return a text without the list, quotation, task, code and emphasis marks around it.
 * @param {string} text
 */
export function bare(text) {
  return casefold(stripEnd(strip(text).replace(FIND.marks_before, ""), MARKS_AFTER));
}

/**
 * Tell whether a text only holds the place of one; a line of code is judged by its words.
 * @param {string} text
 */
export function isPlaceholder(text, code = false) {
  const all = strip(text);
  const core = bare(all);
  if (code) return ["", "...", "…"].includes(all) || (core !== "" && has(core, FIND.words));
  if (!core || has(core, FIND.bare)) return true;
  const isShort = length(core) < LONGEST && split(core).length <= FEW;
  if (isShort && has(core, FIND.few_words)) return true;
  return has(all.replace(FIND.code_span, "`"), FIND.written) && !has(all, FIND.not_written);
}

/**
 * Return the answer that a text holds in brackets as a template has them, or nothing.
 * @param {string} text
 */
export function inBrackets(text) {
  const whole = strip(text);
  let inside = whole;
  for (let depth = 0; depth < DEEPEST; depth += 1) {
    const isPair = inside.length > 1 && ["<>", "[]", "{}"].includes(inside[0] + inside.slice(-1));
    if (isPair) inside = strip(inside.slice(1, -1));
  }
  return inside !== whole && isPlaceholder(whole) && !isPlaceholder(inside) ? inside : "";
}
