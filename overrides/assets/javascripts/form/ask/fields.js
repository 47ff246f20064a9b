// One value by itself: text in, what it means out, or a fault (fields.py says the same in Python).

import { LIMITS } from "../limits.js";
import { inBrackets, isPlaceholder } from "../read/placeholders.js";
import { stripEnd } from "../text.js";
import * as meant from "./meant.js";
import { nearest } from "./nearest.js";

/** @import { Words } from "../messages.js" */
/** @import { Schema, Value } from "../types.d.ts" */

/**
 * @typedef {(schema: Schema, value: Value, today: string) => string | number} Read
 * of a value, on a day by UTC as YYYY-MM-DD
 */

const NOTHING = LIMITS.text.nothing; // what YAML takes for nothing
const ANY_DAY = "2026-11-23 is November 23, 2026";
const LONGEST_URL = LIMITS.text.address;
const DAY = 24 * 60 * 60 * 1000;

/** What is thrown for a value that is wrong: a key of the messages, and words for the message. */
export class Fault {
  /** @param {string} key @param {Words} [words] */
  constructor(key, words) {
    this.key = key;
    this.words = words;
  }
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
export function scalar(value) {
  if (typeof value === "string" && !isUnfilled(value)) return value.trim();
  const inside = bracketed(value);
  if (inside) {
    throw new Fault("in-brackets", { value: inside, ...(Array.isArray(value) && { texts: String(alone(value)) }) });
  }
  if (isUnfilled(value) || typeof alone(value) === "string") throw new Fault("unfilled");
  throw new Fault(value instanceof Map ? "mapping-for-value" : "list-for-text");
}

/** Return a text: in brackets, it may hold commas, and then YAML makes a list of several.
 * @param {Value} value */
export function text(value) {
  if (Array.isArray(value) && value.length > 1 && value.every((item) => typeof item === "string")) {
    throw new Fault("list-for-text", { texts: value.map((item) => item.trim()).join(", ") });
  }
  if (value instanceof Map && !isEmpty(value)) throw new Fault("mapping-for-text");
  return scalar(value);
}

/** Return an answer in brackets: to YAML, `[Dana]` is a list, and `{Dana}` has a field Dana.
 * @param {Value} value */
function bracketed(value) {
  if (typeof value === "string") return inBrackets(value);
  const only = alone(value);
  return typeof only === "string" ? inBrackets(`[${only}]`) || inBrackets(only) : "";
}

/** Return what is alone in lists of one, or in a mapping without values.
 * @param {Value} value @returns {Value} */
function alone(value) {
  while (Array.isArray(value) && value.length === 1) value = value[0];
  return value instanceof Map && value.size === 1 && isEmpty(value) ? [...value.keys()][0] : value;
}

/**
 * Return what a value means: a number for times and numbers, else its text.
 * @type {Read}
 * @throws {Fault}
 */
export function readValue(schema, value, today) {
  return (KINDS[schema.format ?? ""] ?? choice)(schema, value, today);
}

/** @type {Object<string, Read>} */
const KINDS = {
  text: (_, value) => text(value),
  date: (schema, value, today) => day(schema, scalar(value), today),
  time: (schema, value) => minutes(schema, scalar(value)),
  "whole-number": (schema, value) => number(schema, scalar(value), "not-a-whole-number"),
  number: (schema, value) => number(schema, scalar(value), "not-a-number"),
  currency: (schema, value) => matching(schema, scalar(value), "not-a-currency").toUpperCase(),
  contact: (schema, value) => matching(schema, scalar(value), "not-a-contact"),
  image: (schema, value) => matching(schema, scalar(value), "preview-kind"),
  language: (schema, value) => matching(schema, scalar(value), "not-a-language"),
  uri: (schema, value) => url(schema, scalar(value)),
  weeks: (schema, value) => weeks(schema, scalar(value)),
  skill: (schema, value) => skill(schema, scalar(value)),
  "yes-no": (_, value) => yesNo(value),
  "private-name": (_, value) => privateName(value),
};

/** @type {Read} */
function choice({ enum: words = [] }, value) {
  const word = scalar(value);
  const known = words.find((each) => each.toLowerCase() === word.toLowerCase());
  if (known === undefined) throw new Fault("not-a-choice", { value: word, choices: words.join(", ") });
  return known;
}

/** Return the pattern of a kind of value. @param {Schema} schema @param {string} [flags] */
function patternOf({ pattern = "" }, flags = "u") {
  return new RegExp(pattern, flags);
}

/** @param {Schema} schema @param {string} value @param {string} key */
function matching(schema, value, key) {
  if (!patternOf(schema).test(value)) throw new Fault(key, { value });
  return value;
}

/** @param {Schema} schema @param {string} value @param {string} today */
function day(schema, value, today) {
  const parts = patternOf(schema).exec(value);
  if (!parts) {
    throw new Fault("not-a-date", { value, day: meant.day(value) || ANY_DAY });
  }
  const [year, month, date] = parts.slice(1).map(Number);
  const [first, end] = LIMITS.text.years;
  if (year < first || year > end) throw new Fault("far-year", { value, first, last: end });
  const last = month >= 1 && month <= 12 ? meant.lastDay(year, month) : 0;
  if (date < 1 || date > last) {
    const example = [year, month, date ? last : 1].map((part, index) => meant.pad(part, index ? 2 : 4));
    throw new Fault("no-such-day", { value, last: last ? example.join("-") : "2026-11-23" });
  }
  const latest = new Date(Date.parse(today) + DAY).toISOString().slice(0, 10);
  if (schema["x-past"] && value > latest) throw new Fault("in-the-future", { value, today });
  return value;
}

/** Return the fault of a value that is right but for the script of its digits, if it is that.
 * @param {Schema} schema @param {string} value */
function otherDigits(schema, value) {
  const digits = meant.plain(value);
  const isRight = digits !== value && patternOf(schema).test(digits);
  return isRight ? new Fault("other-digits", { value, digits }) : null;
}

/** @param {Schema} schema @param {string} value */
function minutes(schema, value) {
  const parts = patternOf(schema).exec(value);
  const total = parts ? Number(parts[1]) * 60 + Number(parts[2]) : Infinity;
  if (total > 24 * 60) {
    const example = meant.time(value) || (schema["x-after"] ? "24:00" : "19:00");
    throw otherDigits(schema, value) ?? new Fault("not-a-time", { value, example });
  }
  if (schema["x-starts"] && total === 24 * 60) throw new Fault("starts-at-24", { value: "24:00" });
  return total;
}

/** @param {Schema} schema @param {string} value @param {string} key */
function number(schema, value, key) {
  if (!patternOf(schema).test(value)) {
    const digits = meant.number(value);
    if (!digits) throw otherDigits(schema, value) ?? new Fault(key, { value });
    throw new Fault(meant.plain(value) === value ? "not-digits-only" : "other-digits", { value, digits });
  }
  const found = Number(value);
  const { exclusiveMinimum: over = -Infinity, minimum: least = -Infinity } = schema;
  if (found <= over) throw new Fault("greater_than", { gt: over });
  if (found < least) throw new Fault("greater_than_equal", { ge: least });
  if (found > (schema.maximum ?? Infinity)) throw new Fault("less_than_equal", { le: schema.maximum });
  return found;
}

/** @param {Schema} schema @param {string} value */
function url(schema, value) {
  const host = /^https?:\/\/([^/?#]*)/i.exec(value)?.[1] ?? "";
  const port = /^(?:[^:[\]]+|\[[0-9a-f:.]+\])(?::([0-9]*))?$/i.exec(host);
  const isFine = value.length <= LONGEST_URL && port && patternOf(schema, "iu").test(value);
  const isPort = !port?.[1] || (Number(port[1]) > 0 && Number(port[1]) < 65536);
  if (!isFine || !isPort) {
    const example = meant.address(value) || "https://example.com/jobs/1";
    throw new Fault("not-a-url", { value, example });
  }
  return value;
}

/**
 * Return a URL as URLs are compared: no closing slash or text fragment, host in small letters.
 * @param {string} value
 */
export function urlKey(value) {
  const [, scheme = "", host = "", path = "", query = "", hash = ""] =
    /^(?:([^:/?#]+):)?(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/s.exec(value) ?? [];
  const [place, fragment] = [path, hash.split(":~:")[0]].map((part) => stripEnd(part, "/"));
  return `${scheme.toLowerCase()}://${host.toLowerCase()}${place}?${query}#${fragment}`;
}

/** @param {Schema} schema @param {string} value */
function weeks(schema, value) {
  if (!weekSpan(value, schema)) throw otherDigits(schema, value) ?? new Fault("not-a-week", { value });
  return value;
}

/**
 * Return the first and last week of `"3"` or `"3-4"`, or null where it is neither.
 * @param {string} value
 * @param {Schema} schema
 * @returns {[number, number] | null}
 */
export function weekSpan(value, schema) {
  const parts = patternOf(schema).exec(value);
  const first = Number(parts?.[1]),
    last = Number(parts?.[2] ?? parts?.[1]);
  return first >= 1 && first <= last ? [first, last] : null;
}

/** @param {Schema} schema @param {string} value */
function skill({ enum: ids = [] }, value) {
  const id = value.toLowerCase();
  if (!ids.includes(id)) {
    throw new Fault("unknown-skill", { value, near: nearest(value, ids) ?? ids.join(", ") });
  }
  return id;
}

/** @param {Value} value */
function yesNo(value) {
  const word = typeof value === "string" ? scalar(value) : "a list";
  if (!["yes", "no", "true", "false"].includes(word.toLowerCase())) {
    throw new Fault("not-yes-or-no", { value: word });
  }
  return word.toLowerCase();
}

/** @param {Value} value */
function privateName(value) {
  if (value instanceof Map && value.size === 1 && !isEmpty(value)) {
    const [[name, inner]] = value;
    throw new Fault("split-name", { name: typeof inner === "string" ? `${name}.${inner}` : name });
  }
  return scalar(value);
}
