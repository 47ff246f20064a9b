// One value by itself: text in, what it means out, or a fault (fields.py says the same in Python).

import { LIMITS } from "../limits.js";
import { PATTERNS } from "../patterns.js";
import { isPlaceholder } from "../read/placeholders.js";
import { nearest } from "./nearest.js";

/**
 * @typedef {import("../read/file.js").Value} Value
 * @typedef {{key: string, words?: Object<string, any>}} Fault
 */

const NOTHING = LIMITS.text.nothing; // what YAML takes for nothing
const LONGEST_URL = LIMITS.text.address;
const DAY = 24 * 60 * 60 * 1000;

/**
 * Return what is thrown for a value that is wrong.
 * @param {string} key
 * @param {Object<string, any>} [words]
 * @returns {Fault}
 */
export function fault(key, words) {
  return { key, words };
}

/**
 * Tell whether nothing is written at all: blank, or a list or mapping of such.
 * @param {Value | undefined} value
 * @returns {boolean}
 */
export function isEmpty(value) {
  if (value instanceof Map) return [...value.values()].every(isEmpty);
  if (Array.isArray(value)) return value.every(isEmpty);
  return value == null || NOTHING.includes(value.trim().toLowerCase());
}

/**
 * Tell whether nothing is written where no mapping is asked for: `{name}` is something.
 * @param {Value | undefined} value
 * @returns {boolean}
 */
export function isBlank(value) {
  if (value instanceof Map) return !value.size;
  return Array.isArray(value) ? value.every(isBlank) : isEmpty(value);
}

/** @param {Value} value */
export function isUnfilled(value) {
  return isEmpty(value) || (typeof value === "string" && isPlaceholder(value));
}

/** Return what is filled in where one value is asked for.
 * @param {Value} value @returns {string} */
function scalar(value) {
  const only = Array.isArray(value) && value.length === 1 ? value[0] : null;
  if (isUnfilled(value) || (typeof only === "string" && !/[0-9]/.test(only))) {
    throw fault("unfilled");
  }
  if (typeof value !== "string") {
    throw fault(value instanceof Map ? "mapping-for-text" : "list-for-text");
  }
  return value.trim();
}

/** Return a text. `[Your name]` is one to a learner, if not to YAML.
 * @param {Value} value */
export function text(value) {
  if (Array.isArray(value) && value.length === 1 && typeof value[0] === "string") {
    throw fault("unfilled");
  }
  return scalar(value);
}

/**
 * Return what a value means: a number for times and numbers, else its text.
 * @param {any} schema
 * @param {Value} value
 * @param {string} today
 * @returns {string | number}
 * @throws {Fault}
 */
export function readValue(schema, value, today) {
  const read = KINDS[schema.format];
  if (read) return read(schema, value, today);
  const word = scalar(value);
  const known = schema.enum.find((/** @type {string} */ each) => same(each, word));
  if (known === undefined) {
    throw fault("not-a-choice", { value: word, choices: schema.enum.join(", ") });
  }
  return known;
}

/** @type {Object<string, (schema: any, value: Value, today: string) => string | number>} */
const KINDS = {
  text: (_, value) => text(value),
  date: (schema, value, today) => day(schema, scalar(value), today),
  time: (schema, value) => minutes(schema, scalar(value)),
  "whole-number": (schema, value) => number(schema, scalar(value), "not-a-whole-number"),
  number: (schema, value) => number(schema, scalar(value), "not-a-number"),
  currency: (schema, value) => matching(schema, scalar(value), "not-a-currency"),
  uri: (schema, value) => url(schema, scalar(value)),
  weeks: (schema, value) => weeks(schema, scalar(value)),
  skill: (schema, value) => skill(schema, scalar(value)),
  "yes-no": (_, value) => yesNo(value),
  "private-name": (_, value) => privateName(value),
};

/** @param {string} a @param {string} b */
function same(a, b) {
  return a.toLowerCase() === b.toLowerCase();
}

/** @param {any} schema @param {string} value @param {string} key */
function matching(schema, value, key) {
  if (!new RegExp(schema.pattern, "u").test(value)) throw fault(key, { value });
  return value;
}

/** @param {any} schema @param {string} value @param {string} today */
function day(schema, value, today) {
  const parts = new RegExp(schema.pattern, "u").exec(value);
  if (!parts) throw fault("not-a-date", { value, day: meantDay(value) });
  const [year, month, date] = parts.slice(1).map(Number);
  const last = month >= 1 && month <= 12 && year ? lastDay(year, month) : 0;
  if (date < 1 || date > last) throw fault("no-such-day", { value });
  const latest = new Date(Date.parse(today) + DAY).toISOString().slice(0, 10);
  if (schema["x-past"] && value > latest) throw fault("in-the-future", { value });
  return value;
}

/** @param {number} year @param {number} month */
function lastDay(year, month) {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** Return the day that somebody most likely meant, or an example. @param {string} value */
function meantDay(value) {
  const parts = (value.match(/[0-9]{1,4}/g) ?? []).slice(0, 3).map(Number);
  const written = (/** @type {number[]} */ [year, month, date]) =>
    `${pad(year, 4)}-${pad(month)}-${pad(date)}`;
  if (parts.length === 3 && parts[0] > 31) return written(parts);
  if (parts.length === 3 && parts[2] > 31 && parts[0] > 12 !== parts[1] > 12) {
    return written([parts[2], Math.min(parts[0], parts[1]), Math.max(parts[0], parts[1])]);
  }
  return "2026-11-23 is the 23rd of November";
}

/** @param {number} number @param {number} [length] */
export function pad(number, length = 2) {
  return String(number).padStart(length, "0");
}

/** @param {any} schema @param {string} value */
function minutes(schema, value) {
  const parts = new RegExp(schema.pattern, "u").exec(value);
  const total = parts ? Number(parts[1]) * 60 + Number(parts[2]) : Infinity;
  if (total > 24 * 60) {
    const half = value.match(PATTERNS.fields.half_day);
    const hour = half ? (Number(half[1]) % 12) + (half[3].toLowerCase() === "p" ? 12 : 0) : 19;
    throw fault("not-a-time", { value, example: `${pad(hour)}:${half?.[2] ?? "00"}` });
  }
  if (schema["x-starts"] && total === 24 * 60) throw fault("starts-at-24", { value: "24:00" });
  return total;
}

/** @param {any} schema @param {string} value @param {string} key */
function number(schema, value, key) {
  if (!new RegExp(schema.pattern, "u").test(value)) {
    const nearly = value.match(PATTERNS.fields.nearly_digits);
    if (!nearly) throw fault(key, { value });
    const digits = nearly[1].replace(/\D/g, "") + (nearly[2] ? "000" : "");
    throw fault("not-digits-only", { value, digits });
  }
  const found = Number(value);
  const { exclusiveMinimum: over = -Infinity, minimum: least = -Infinity } = schema;
  if (found <= over) throw fault("greater_than", { gt: over });
  if (found < least) throw fault("greater_than_equal", { ge: least });
  if (found > (schema.maximum ?? Infinity)) throw fault("less_than_equal", { le: schema.maximum });
  return found;
}

/** @param {any} schema @param {string} value */
function url(schema, value) {
  const host = /^https?:\/\/([^/?#]*)/i.exec(value)?.[1] ?? "";
  const port = /^(?:[^:[\]]+|\[[0-9a-f:.]+\])(?::([0-9]*))?$/i.exec(host);
  const isFine = value.length <= LONGEST_URL && port && new RegExp(schema.pattern, "iu").test(value);
  const isPort = !port?.[1] || (Number(port[1]) > 0 && Number(port[1]) < 65536);
  if (!isFine || !isPort) throw fault("not-a-url", { value });
  return value;
}

/**
 * Return a URL as URLs are compared: no fragment, no closing slash, host in small letters.
 * @param {string} value
 */
export function urlKey(value) {
  const [, scheme = "", host = "", path = "", query = ""] =
    /^(?:([^:/?#]+):)?(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?/.exec(value) ?? [];
  return `${scheme.toLowerCase()}://${host.toLowerCase()}${path.replace(/\/+$/, "")}?${query}`;
}

/** @param {any} schema @param {string} value */
function weeks(schema, value) {
  if (!weekSpan(value, schema)) throw fault("not-a-week", { value });
  return value;
}

/**
 * Return the first and last week of `"3"` or `"3-4"`, or null where it is neither.
 * @param {string} value
 * @param {any} schema
 * @returns {[number, number] | null}
 */
export function weekSpan(value, schema) {
  const parts = new RegExp(schema.pattern, "u").exec(value);
  const first = Number(parts?.[1]),
    last = Number(parts?.[2] ?? parts?.[1]);
  return first >= 1 && first <= last ? [first, last] : null;
}

/** @param {any} schema @param {string} value */
function skill(schema, value) {
  const id = value.toLowerCase();
  if (!schema.enum.includes(id)) {
    throw fault("unknown-skill", { value, near: nearest(value, schema.enum) ?? schema.enum.join(", ") });
  }
  return id;
}

/** @param {Value} value */
function yesNo(value) {
  const word = typeof value === "string" ? scalar(value) : "a list";
  if (!["yes", "no", "true", "false"].includes(word.toLowerCase())) {
    throw fault("not-yes-or-no", { value: word });
  }
  return word.toLowerCase();
}

/** @param {Value} value */
function privateName(value) {
  if (value instanceof Map && value.size === 1 && !isEmpty(value)) {
    const [[name, inner]] = value;
    throw fault("split-name", { name: typeof inner === "string" ? `${name}.${inner}` : name });
  }
  return text(value);
}
