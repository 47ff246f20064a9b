// What the forms say: messages, hints and codes are those of the checks.

import { LIMITS } from "./limits.js";
import { split, strip } from "./text.js";

/** @import { Messages } from "./types.d.ts" */

/**
 * @typedef {{code: string, message: string, hint: string, beginsAsWritten: boolean}} Said
 * @typedef {Object<string, string | number | null | undefined>} Words what a message takes in
 */

const UNCOUNTED = ["experience", "expertise"];
/** @type {Object<string, string>} items that have a name of their own */
const ITEMS = {
  schedule: "time",
  nice_to_have: "nice-to-have",
  ...Object.fromEntries(UNCOUNTED.map((each) => [each, each])),
};
const LONGEST = LIMITS.text.shown; // characters of a text that a message repeats
const COMMENT = /<!(?=--)[^]*?(?:-->|$)/gu;
const UNSEEN = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\ufffe\uffff]/gu;

/**
 * Return the function that words a problem, from what the checks say. Where it is quiet, nothing
 * that the learner wrote is repeated.
 * @param {Messages} messages
 * @returns {(key: string, words?: Words, isQuiet?: boolean) => Said}
 */
export function wording(messages) {
  return (key, words = {}, isQuiet = false) => {
    const row = { ...messages[key], ...(isQuiet && messages[key].quiet) };
    return {
      code: row.code,
      message: filled(row.message, words),
      hint: filled(String(row.in_form ?? words.hint ?? row.hint), words),
      beginsAsWritten: row.message.startsWith("{"),
    };
  };
}

/** @param {string} text @param {Words} words */
function filled(text, words) {
  return text.replace(/\{\{|\}\}|\{(\w+)(?::g)?\}/g, (brace, name) =>
    name ? shown(String(words[name] ?? "")) : brace[0],
  );
}

/**
 * Return a learner's text fit for one line: short, nothing unseen or of a comment.
 * @param {string} text
 */
export function shown(text) {
  return fit(split(text.replace(COMMENT, "<!-- … -->")).join(" "));
}

/**
 * Return the name of a field, or a heading, fit for one line, without its comments.
 * @param {string} name
 */
export function shownName(name) {
  return fit(strip(name.replace(COMMENT, "")));
}

/** @param {string} text */
function fit(text) {
  const kept = Array.from(text);
  const short = kept.length > LONGEST ? `${kept.slice(0, LONGEST).join("")}…` : kept.join("");
  return short.replace(UNSEEN, (c) => `\\u${(c.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`);
}

/**
 * Return a field's name as a label: `hours_per_week` is "Hours per week", `month_12` "In 1 year".
 * @param {string} name
 */
export function label(name) {
  if (name === "current") return "Now";
  if (name === "earlier") return "Earlier ratings";
  if (name === "url") return "Address (URL)";
  const months = Number(/^month_([0-9]+)$/.exec(name)?.[1] ?? 0);
  if (months) return months % 12 ? `In ${count(months, "month")}` : `In ${count(months / 12, "year")}`;
  const text = name.replaceAll("_", " ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Return what a button says that puts one item more into a list. @param {string} name */
export function adding(name) {
  const what = singular(name);
  return UNCOUNTED.includes(what) ? `Add ${what}` : `Add ${/^[aeiou]/.test(what) ? "an" : "a"} ${what}`;
}

/**
 * Return what one item of a list is called: a posting, of `postings`.
 * @param {string} name
 */
export function singular(name) {
  const text = label(name).toLowerCase();
  if (Object.hasOwn(ITEMS, name)) return ITEMS[name];
  return text.endsWith("ies") ? `${text.slice(0, -3)}y` : /[^s]s$/.test(text) ? text.slice(0, -1) : "entry";
}

/**
 * Return a hint as a sentence of its own.
 * @param {string} text
 */
export function sentence(text) {
  const whole = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.?!]$/.test(whole) ? whole : `${whole}.`;
}

/** Return a count with its noun: `1 item`, `3 items`. @param {number} n @param {string} noun */
export function count(n, noun) {
  return `${n} ${noun}${n === 1 ? "" : "s"}`;
}
