// What somebody most likely meant by a value that is not written as asked, or nothing in doubt. The
// browser's half of hooks/portfolio/ask/meant.py.

import { LIMITS } from "../limits.js";
import { PATTERNS } from "../patterns.js";
import { has, strip } from "../text.js";

/** @import { Schema } from "../types.d.ts" */

const FIND = PATTERNS.meant;
const [FIRST_YEAR, LAST_YEAR] = LIMITS.text.years;
const ZEROS = Array.from(LIMITS.text.zeros, (zero) => zero.charCodeAt(0));
/** @type {Map<string, number>} */
const MONTHS = new Map();
for (const [index, names] of LIMITS.text.months.entries()) {
  for (const name of names.split(" ")) MONTHS.set(name, index + 1);
}

/** Return a value with its digits, of whatever script, as 0 to 9, and no full-width marks.
 * @param {string} value */
export function plain(value) {
  return Array.from(value, (c) => {
    const code = c.charCodeAt(0);
    const zero = ZEROS.find((each) => code >= each && code < each + 10);
    if (zero !== undefined) return String(code - zero);
    if (c >= "\uff01" && c <= "\uff5e") return String.fromCharCode(code - 0xfee0);
    return { "٫": ".", "٬": "," }[c] ?? c;
  }).join("");
}

/** Return a day as YYYY-MM-DD. @param {string} written */
export function day(written) {
  const value = plain(written);
  const months = (value.match(FIND.word) ?? []).flatMap((word) => MONTHS.get(word.toLowerCase()) ?? []);
  const parts = (value.match(FIND.number) ?? []).slice(0, 3).map(Number);
  if (months.length) {
    const [first, year = 0, more] = parts.toSorted((a, b) => a - b);
    return months.length > 1 || more !== undefined ? "" : dayOf(year, months[0], first);
  }
  if (parts.length !== 3) return "";
  const [a, b, c] = parts;
  if (a > 31) return dayOf(a, b, c);
  return a > 12 !== b > 12 ? dayOf(c, Math.min(a, b), Math.max(a, b)) : "";
}

/** @param {number} year @param {number} month @param {number} date */
function dayOf(year, month, date) {
  const isThere = month >= 1 && month <= 12 && date >= 1 && date <= lastDay(year, month);
  const isNear = year >= FIRST_YEAR && year <= LAST_YEAR;
  return isThere && isNear ? `${pad(year, 4)}-${pad(month)}-${pad(date)}` : "";
}

/** @param {number} year @param {number} month */
export function lastDay(year, month) {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** Return a time of day as HH:MM. @param {string} written */
export function time(written) {
  const value = strip(plain(written));
  const half = value.match(FIND.half_day);
  if (half) {
    const hour = Number(half[1]);
    const hours = (hour % 12) + (half[3].toLowerCase() === "p" ? 12 : 0);
    return hour >= 1 && hour <= 12 ? `${pad(hours)}:${half[2] ?? "00"}` : "";
  }
  const whole = value.match(FIND.time);
  return whole ? `${pad(Number(whole[1]))}:${whole[2] ?? "00"}` : "";
}

/** Return the address of a link as Markdown writes it. @param {string} value */
export function address(value) {
  const link = value.match(FIND.linked);
  return link?.[1] ?? link?.[2] ?? "";
}

/** Return a number in digits alone; words and units but a currency leave it in doubt.
 * @param {string} written */
export function number(written) {
  const nearly = strip(plain(written)).match(FIND.digits);
  return nearly ? nearly[1].replace(/\D/g, "") + (nearly[2] ? "000" : "") : "";
}

/** @type {Object<string, (written: string) => string>} */
const READ = { date: day, time, "whole-number": number, number, uri: address };

/**
 * Return a value as it is asked for, if there is no doubt what was meant; else as it is.
 * @param {Schema} schema @param {string} value
 */
export function converted({ format, pattern = "" }, value) {
  const isRight = (/** @type {string} */ text) => has(text, new RegExp(pattern, format === "uri" ? "iu" : "u"));
  if (format === "currency") return isRight(strip(value)) ? strip(value).toUpperCase() : value;
  if (!Object.hasOwn(READ, format ?? "") || isRight(strip(value))) return value;
  const digits = strip(plain(value));
  const meant = isRight(digits) ? digits : READ[format ?? ""](value);
  return isRight(meant) ? meant : value;
}

/** @param {number} number @param {number} [length] */
export function pad(number, length = 2) {
  return String(number).padStart(length, "0");
}
