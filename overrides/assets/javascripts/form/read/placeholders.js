// What counts as unfilled in a text. The browser's half of hooks/portfolio/read/placeholders.py: both
// read the same patterns, in messages.yml.

import { casefold, pattern, split, strip, stripEnd } from "../text.js";

/**
 * The `placeholders:` part of messages.yml.
 * @typedef {object} Data
 * @property {string} marks_before
 * @property {string} marks_after
 * @property {string} code_span
 * @property {Record<string, string>} bare
 * @property {number} few_words_most
 * @property {number} few_words_longest
 * @property {Record<string, string>} few_words
 * @property {Record<string, string>} written
 * @property {Record<string, string>} not_written
 */

/**
 * @typedef {object} Words
 * @property {(text: string) => string} bare
 * @property {(text: string, code?: boolean) => boolean} isPlaceholder
 */

/** @param {Iterable<string>} patterns */
function any(patterns) {
  return pattern(Array.from(patterns, (each) => `(?:${each})`).join("|"), "iu");
}

/** Make ready the patterns of messages.yml. @param {Data} data @returns {Words} */
export function placeholders(data) {
  const marks = any([data.marks_before]);
  const codeSpan = pattern(data.code_span, "gu");
  const words = any([data.bare.words]);
  const bareAlone = any(Object.values(data.bare));
  const fewWords = any(Object.values(data.few_words));
  const written = any(Object.values(data.written));
  const notWritten = any(Object.values(data.not_written));

  /**
   * Return a text without the list, quotation, task, code and emphasis marks around it.
   * @param {string} text
   */
  function bare(text) {
    const rest = strip(text);
    const before = marks.exec(rest)?.[0].length ?? 0;
    return casefold(stripEnd(rest.slice(before), data.marks_after));
  }

  /** @param {string} core */
  function isShort(core) {
    const few = split(core).length <= data.few_words_most;
    return few && Array.from(core).length < data.few_words_longest;
  }

  /**
   * Tell whether a text only holds the place of one; a line of code is judged by its words.
   * @param {string} text
   */
  function isPlaceholder(text, code = false) {
    const all = strip(text);
    const core = bare(all);
    if (code) return ["", "...", "…"].includes(all) || (core !== "" && words.test(core));
    if (!core || bareAlone.test(core) || (isShort(core) && fewWords.test(core))) return true;
    return written.test(all.replace(codeSpan, "`")) && !notWritten.test(all);
  }

  return { bare, isPlaceholder };
}
