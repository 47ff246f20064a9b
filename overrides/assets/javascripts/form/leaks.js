// Where public text says what `private` hides: the texts and numbers to look for, and who tells.
// As hooks/portfolio/leaks.py, which says the same when the site is built.

import {
  fieldPattern,
  hidden,
  hiddenSections,
  hides,
  isPublished,
  isWithheld,
  leaves,
  publicBody,
  strip,
} from "./privacy.js";

/** @typedef {import("./privacy.js").Answer} Answer */
/** @typedef {import("./privacy.js").Section} Section */
/** @typedef {{answer: Answer, line: number, heading: string | null, name: string}} Told */

/**
 * A private text or number, as it may stand in a text.
 * @typedef {object} Secret
 * @property {string} name what `private` says
 * @property {string} source of the pattern that finds it: compiled only where the seed is found
 * @property {string} seed stands, bare, in every text that tells the secret: quick to look for
 * @property {boolean} isNumber
 */

/**
 * A text to be searched for many secrets: as it is, as bare words, and with its digits together.
 * @typedef {{text: string, words: string, digits: string}} Text
 */

const SHORTEST_TEXT = 8; // characters: a shorter text stands in prose by chance
const SHORTEST_SENTENCE = 20;
const SENTENCE_END = /(?<=[.!?。！？])[^\S\ufeff]+/;
const ENDS = ".!?。！？";
const LONGEST_TEXT = 300; // characters of it that are looked for
const NUMBER = /^[0-9]{4,15}$/;
const SEPARATOR = "[,.'\u2019 \u00a0\u202f]";
const SEPARATORS = new RegExp(SEPARATOR, "g");
const DATE = /^(?:[0-9]{4}-[0-9]{2}-[0-9]{2}|(?:[0-9]{1,2} )?[A-Z][a-z]+ [0-9]{4})$/;
const NO_WORD_BEFORE = "(?<![\\p{L}\\p{N}])";
const NO_WORD_AFTER = "(?![\\p{L}\\p{N}])";

/**
 * Return where public prose says what the portfolio marks private, once a section.
 * @param {Answer[]} answers the portfolio
 * @param {Set<string>} words closed ones, such as days and skill ids, which give nothing away
 * @returns {Told[]} the page, the line, the heading above it, and the name that `private` hides
 */
export function told(answers, words) {
  const kept = secrets(answers, words);
  return kept.length ? answers.filter(isPublished).flatMap((answer) => toldBy(answer, kept)) : [];
}

/** @type {(answer: Answer, kept: Secret[]) => Told[]} */
function toldBy(answer, kept) {
  const names = hidden(answer.fields);
  const prose = textOf(publicBody(answer, names));
  /** @type {Map<string, Told>} */
  const found = new Map();
  for (const secret of kept) {
    let [line, from] = [answer.bodyLine, 0];
    for (const at of places(secret, prose)) {
      line += newlines(prose.text, from, at);
      from = at;
      const heading = answer.body.headingAt(line);
      const key = JSON.stringify([heading, secret.name]);
      if (!found.has(key)) found.set(key, { answer, line, heading, name: secret.name });
    }
  }
  return [...found.values()];
}

/** @type {(text: string, from: number, to: number) => number} */
function newlines(text, from, to) {
  let count = 0;
  for (let at = from; at < to; at += 1) if (text[at] === "\n") count += 1;
  return count;
}

/**
 * Return what a portfolio hides and says in none of its public fields.
 * @type {(answers: Answer[], words: Set<string>) => Secret[]}
 */
function secrets(answers, words) {
  /** @type {Secret[]} */
  const found = [];
  /** @type {string[]} */
  const open = [];
  for (const answer of answers) {
    const names = hidden(answer.fields);
    for (const [loc, text] of leaves(answer.fine)) {
      const name = fieldPattern(loc);
      const isHidden = hides(names, name, text);
      if (isHidden && !isWithheld(text)) found.push(...secretsOf(name, text, words));
      if (!isHidden && isPublished(answer)) open.push(text);
    }
    const headings = hiddenSections(names);
    for (const [name, section] of answer.body.sections) {
      if (!headings.has(name)) continue;
      found.push(...sentences(section).flatMap((text) => secretsOf(section.heading, text, words)));
    }
  }
  const fields = textOf(open.join("\n"));
  return found.filter((secret) => places(secret, fields).next().done);
}

/**
 * Return what a private section says, sentence by sentence.
 * @type {(section: Section) => string[]}
 */
function sentences(section) {
  return section.shown
    .flatMap(([, text, isCode]) => (isCode ? [text] : text.split(SENTENCE_END)))
    .map(strip)
    .filter((part) => [...part].length >= SHORTEST_SENTENCE);
}

/**
 * Return a private text or number to look for; nothing, if it is too short to give it away.
 * @type {(name: string, text: string, words: Set<string>) => Secret[]}
 */
function secretsOf(name, text, words) {
  const whole = text.normalize("NFC");
  const digits = whole.replace(SEPARATORS, "").replace(/^0+/, "");
  if (NUMBER.test(digits)) return [numberOf(name, digits)];
  const chars = [...whole];
  let end = chars.length; // of the sentence without its mark: it may be told as a part of another
  while (end > 0 && ENDS.includes(chars[end - 1])) end -= 1;
  if (end >= SHORTEST_TEXT) chars.length = end;
  const isCut = chars.length > LONGEST_TEXT;
  const cut = chars.slice(0, LONGEST_TEXT).join("");
  const isOpen = words.has(cut.toLowerCase()) || DATE.test(cut);
  if (chars.length < SHORTEST_TEXT || isOpen) return [];
  const spelled = split(cut).map(escaped).join("[^\\S\\ufeff]+");
  const source = `${NO_WORD_BEFORE}${spelled}${isCut ? "" : NO_WORD_AFTER}`;
  return [{ name, source, seed: bare(cut), isNumber: false }];
}

/**
 * Return a private number to look for: 95000 is also written 95,000, 95k and 95000EUR.
 * @type {(name: string, digits: string) => Secret}
 */
function numberOf(name, digits) {
  const groups = digits.match(/[0-9]{1,3}(?=(?:[0-9]{3})*$)/g) ?? [];
  const spelled = groups.join(`${SEPARATOR}?`);
  const [round, part] = [digits.slice(0, -3), digits.slice(-3).replace(/0+$/, "")];
  const thousands = `${round}${part ? `[.,]${part}0*` : "(?:[.,]0+)?"}[ \u00a0]?k`;
  const source = `(?<![\\p{Nd}.,])(?:${spelled}|${thousands})(?:[A-Z]{3})?${NO_WORD_AFTER}`;
  const seed = round + part; // 95k tells 95000, and 95.5k tells 95500
  return { name, source, seed, isNumber: true };
}

/**
 * Return a text as a pattern. In Python, every i is one with the two of Turkish where case is
 * nothing; in JavaScript, it is not.
 * @type {(text: string) => string}
 */
function escaped(text) {
  return text.replace(/[\^$\\.*+?()[\]{}|/]/g, "\\$&").replace(/[iIıİ]/g, "[iIıİ]");
}

/**
 * Yield where a text tells a secret.
 * @type {(secret: Secret, text: Text) => Generator<number>}
 */
function* places(secret, text) {
  if (!(secret.isNumber ? text.digits : text.words).includes(secret.seed)) return;
  for (const match of text.text.matchAll(new RegExp(secret.source, "giu"))) yield match.index;
}

/**
 * Return a text to be searched: letters and their marks in one, as secrets have them.
 * @type {(text: string) => Text}
 */
function textOf(text) {
  const whole = text.normalize("NFC");
  return { text: whole, words: bare(whole), digits: whole.replace(SEPARATORS, "") };
}

/** @type {(text: string) => string[]} */
function split(text) {
  return text.split(/[^\S\ufeff]+/).filter(Boolean);
}

/**
 * Return a text with no case and one space between words. To capitals and back takes ß for ss, as
 * Python does, but must not take the i without a dot for an i.
 * @type {(text: string) => string}
 */
function bare(text) {
  const fold = (/** @type {string} */ part) =>
    part.toLowerCase().toUpperCase().toLowerCase().replaceAll("ς", "σ");
  return split(text).join(" ").replace(/[^ı]+/g, fold);
}
