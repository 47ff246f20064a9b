// What counts as unfilled in a text. The browser's half of hooks/portfolio/read/placeholders.py: both
// read the same patterns, in messages.yml. Also here: text as Python strips, splits and folds it.

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
