// Text as Python sees it: its spaces, its case and its characters.

import { PATTERNS } from "./patterns.js";

const FIND = PATTERNS.text;
const ASCII = /^[\0-\x7f]*$/;

/** Tell whether a pattern is found in a text. @param {string} text @param {RegExp} pattern */
export function has(text, pattern) {
  return text.search(pattern) >= 0;
}

/** Tell whether a character is of some scripts. @param {string} c @param {string[][]} scripts */
export function isOf(c, scripts) {
  return scripts.some(([first, last]) => first <= c && c <= last);
}

/**
 * Cut characters from the end of a text. A loop, since `[…]+$` may try every run inside it.
 * @param {string} text @param {string} characters
 */
export function stripEnd(text, characters) {
  let end = text.length;
  while (end > 0 && characters.includes(text[end - 1])) end -= 1;
  return text.slice(0, end);
}

/**
 * Cut characters from both ends; without any, whatever Python takes for a space.
 * @param {string} text @param {string} [characters]
 */
export function strip(text, characters) {
  let begin = characters === undefined ? text.search(FIND.no_space) : 0;
  if (begin < 0) return "";
  let end = text.length;
  if (characters === undefined) {
    while (has(text[end - 1], FIND.spaces)) end -= 1;
    return text.slice(begin, end);
  }
  while (begin < end && characters.includes(text[begin])) begin += 1;
  return stripEnd(text.slice(begin), characters);
}

/** @param {string} text */
export function split(text) {
  return text.split(FIND.spaces).filter(Boolean);
}

/** Fold case as Python does: "ß" is "ss", and every sigma is one. @param {string} text */
export function casefold(text) {
  if (ASCII.test(text)) return text.toLowerCase();
  const fold = (/** @type {string} */ c) => c.toLowerCase().toUpperCase().toLowerCase();
  return Array.from(text, (c) => (c === "\u0131" ? c : fold(c))).join("");
}

/** Return how many characters a text has, as Python counts them. @param {string} text */
export function length(text) {
  return Array.from(text).length;
}
