// Text as Python sees it: its spaces, its case, its characters and its patterns.

/** What Python calls a space, a letter of a word and a digit: for the inside of `[…]`. */
const SPACE = "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
const WORD = "\\p{L}\\p{N}_";
const DIGIT = "\\p{Nd}";
const EDGE = `(?:(?<![${WORD}])(?=[${WORD}])|(?<=[${WORD}])(?![${WORD}]))`;
const SPACES = new RegExp(`[${SPACE}]+`, "u");
const FIRST = new RegExp(`[^${SPACE}]`, "u");
const ASCII = /^[\0-\x7f]*$/;

/**
 * Compile a pattern so that it means what it means in Python, where `\w`, `\d` and `\b` know every
 * script, `\s` has a few characters more and one less, and only a line feed ends a line.
 * @param {string} source @param {string} [flags]
 */
export function pattern(source, flags = "u") {
  let inside = false; // of `[…]`
  const meant = source.replace(/\\[^]|[[\].]/g, (part) => {
    if (part === ".") return inside ? part : "[^\\n]";
    if (part === "[" || part === "]") inside = part === "[";
    const set = { "\\s": SPACE, "\\w": WORD, "\\d": DIGIT }[part];
    if (set) return inside ? set : `[${set}]`;
    return part === "\\b" ? EDGE : part;
  });
  return new RegExp(meant, flags);
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
  let begin = characters === undefined ? text.search(FIRST) : 0;
  if (begin < 0) return "";
  let end = text.length;
  if (characters === undefined) {
    while (SPACES.test(text[end - 1])) end -= 1;
    return text.slice(begin, end);
  }
  while (begin < end && characters.includes(text[begin])) begin += 1;
  return stripEnd(text.slice(begin), characters);
}

/** @param {string} text */
export function split(text) {
  return text.split(SPACES).filter(Boolean);
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
