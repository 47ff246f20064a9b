// The file that is being filled in: fields, comments and body, as they change.

import { headingName, headingOf, readBody } from "../read/sections.js";
import { clean, keyOf, writeFile } from "../read/file.js";
import { blank } from "../check/checks.js";
import { isWithheld } from "../check/privacy.js";
import { isEmpty } from "../ask/fields.js";

/** @import { Loc } from "../read/file.js" */
/** @import { Source } from "../read/bullets.js" */
/** @import { Deliverable, Fields, Schema, Value } from "../types.d.ts" */

/**
 * @typedef {Object} Part one piece of the body: a heading and what stands under it
 * @property {string} name of the heading, as headings are compared; empty above the first one
 * @property {string} heading
 * @property {string} head the lines of the heading
 * @property {string} prompt the template's comment, which the form shows in another place
 * @property {string} text what the learner wrote
 * @property {string} raw all under the heading as the file has it, until it is changed
 */

/** @type {Map<string, [Loc, Value][]>} what was withheld from some files, by their text */
const withheldFrom = new Map();
const MOST_FILES = 50; // that an undo may go back to

export class Draft {
  /** @param {Deliverable} deliverable @param {Source} source */
  constructor(deliverable, source) {
    this.deliverable = deliverable;
    this.fields = tidyFields(deliverable.schema, source.fields);
    this.comments = source.comments;
    this.tail = source.tail;
    this.written = source.written;
    this.parts = partsOf(source.body, deliverable);
    /** @type {WeakMap<Fields, Map<string, Value>>} what was withheld, by what stands around it */
    this.withheld = new WeakMap();
    /** @type {Set<string>} names that are private only because a value of theirs is withheld */
    this.privateFor = new Set();
  }

  /** @param {Loc} loc @returns {Value | undefined} */
  get(loc) {
    /** @type {Value | undefined} */
    let value = this.fields;
    for (const part of loc) {
      if (value instanceof Map) value = value.get(String(part));
      else if (Array.isArray(value)) value = value[Number(part)];
      else return undefined;
    }
    return value;
  }

  /** @param {Loc} loc */
  text(loc) {
    const value = this.get(loc);
    return typeof value === "string" ? value : "";
  }

  /** @param {Loc} loc @returns {Value[]} */
  list(loc) {
    const value = this.get(loc);
    return Array.isArray(value) ? value : [];
  }

  /** Write a value; what is needed around it is made. @param {Loc} loc @param {Value} value */
  set(loc, value) {
    const within = loc.slice(0, -1),
      last = loc.at(-1);
    let around = this.get(within);
    if (typeof last === "number") {
      if (!Array.isArray(around)) this.set(within, (around = []));
      around[last] = value;
      return;
    }
    if (!(around instanceof Map)) this.set(within, (around = new Map()));
    put(around, String(last), value, Object.keys(this.schema(within)?.properties ?? {}));
  }

  /** @param {Loc} loc @returns {Schema | undefined} */
  schema(loc) {
    /** @type {Schema | undefined} */
    let schema = this.deliverable.schema;
    for (const part of loc) {
      schema = typeof part === "number" ? schema?.items : schema?.properties?.[part];
    }
    return schema;
  }

  /** Put an item into a list. @param {Loc} loc @param {Value} item @param {number} [at] */
  insert(loc, item, at = this.list(loc).length) {
    const items = [...this.list(loc)];
    items.splice(at, 0, item);
    this.set(loc, items);
    this.#moveComments(loc, (index) => (index >= at ? index + 1 : index));
  }

  /** Take an item out of a list. @param {Loc} loc @param {number} at */
  remove(loc, at) {
    this.set(
      loc,
      this.list(loc).filter((_, index) => index !== at),
    );
    this.#moveComments(loc, (index) => (index === at ? null : index > at ? index - 1 : index));
  }

  /** Let two items change places. @param {Loc} loc @param {number} a @param {number} b */
  swap(loc, a, b) {
    const items = [...this.list(loc)];
    [items[a], items[b]] = [items[b], items[a]];
    this.set(loc, items);
    this.#moveComments(loc, (index) => (index === a ? b : index === b ? a : index));
  }

  /** Comments go with their items. @param {Loc} loc @param {(index: number) => number | null} to */
  #moveComments(loc, to) {
    const within = `${keyOf(loc)}\n#`;
    this.comments = new Map(
      [...this.comments].flatMap(([key, comment]) => {
        if (!key.startsWith(within)) return [[key, comment]];
        const [index, ...rest] = key.slice(within.length).split("\n");
        const moved = to(Number(index));
        return moved === null ? [] : [[[`${within}${moved}`, ...rest].join("\n"), comment]];
      }),
    );
  }

  /** Put other items in the place of a list's; those that stay keep their comments.
   * @param {Loc} loc @param {Value[]} items */
  replace(loc, items) {
    const before = this.list(loc);
    this.set(loc, items);
    this.#moveComments(loc, (index) => {
      const at = items.indexOf(before[index]);
      return at < 0 ? null : at;
    });
  }

  /** Put an item where one is blank, or at the end; return where.
   * @param {Loc} loc @param {Value} item @param {(each: Value) => boolean} [isBlank] */
  fill(loc, item, isBlank = isEmpty) {
    const blank = this.list(loc).findIndex(isBlank);
    if (blank < 0) this.insert(loc, item);
    else this.set([...loc, blank], item);
    return blank < 0 ? this.list(loc).length - 1 : blank;
  }

  /** Write `withheld` for a value, and remember it. @param {Loc} loc */
  withhold(loc) {
    const value = this.get(loc);
    this.set(loc, "withheld");
    const kept = this.#withheldBeside(loc);
    if (value !== undefined && !isWithheld(value)) kept.set(String(loc.at(-1)), value);
  }

  /** Bring back what was withheld, or else a blank value. @param {Loc} loc @param {Value} blank */
  bringBack(loc, blank) {
    this.set(loc, this.#withheldBeside(loc).get(String(loc.at(-1))) ?? blank);
  }

  /** Return what was withheld among the fields of which a value is one. @param {Loc} loc */
  #withheldBeside(loc) {
    const around = this.get(loc.slice(0, -1));
    if (!(around instanceof Map)) return new Map();
    const kept = this.withheld.get(around) ?? new Map();
    this.withheld.set(around, kept);
    return kept;
  }

  /** Write a comment beside a field. @param {Loc} loc @param {string} text */
  comment(loc, text) {
    this.comments.set(keyOf(loc), { above: [], beside: text });
  }

  /** @param {Part} part @param {string} text */
  write(part, text) {
    part.text = clean(text);
    part.raw = ["", ...(part.prompt ? [part.prompt, ""] : []), part.text.trim(), "", ""].join("\n");
    if (!this.parts.includes(part)) this.parts.push(part);
  }

  /** Return a part of the body by its heading; a new one where the file has none.
   * @param {{name: string, heading: string}} section @returns {Part} */
  part({ name, heading }) {
    const found = this.parts.filter((part) => part.name === name && part.head);
    return (
      found.find(({ text }) => text) ??
      found[0] ?? { name, heading, head: `## ${heading}`, prompt: "", text: "", raw: "" }
    );
  }

  /** Return what stands above the first heading. @returns {Part} */
  preamble() {
    if (this.parts[0]?.head !== "") {
      this.parts.unshift({ name: "", heading: "", head: "", prompt: "", text: "", raw: "\n" });
    }
    return this.parts[0];
  }

  /** Give what stands under a heading to another one. @param {Part} part
   * @param {{name: string, heading: string}} section */
  rename(part, { name, heading }) {
    this.parts = this.parts.filter((each) => each === part || each.name !== name || each.text);
    Object.assign(part, { name, heading, head: `## ${heading}` });
  }

  /** Tell whether headings were written into texts; if so, each has a part of its own now. */
  split() {
    const fresh = partsOf(this.body(), this.deliverable);
    const heads = (/** @type {Part[]} */ parts) => parts.flatMap(({ head }) => head || []).join("\n");
    if (heads(fresh) === heads(this.parts)) return false;
    this.parts = fresh;
    return true;
  }

  body() {
    return this.parts
      .map(({ head, raw }, index) => {
        const before = index && !this.parts[index - 1].raw.endsWith("\n") ? "\n" : "";
        return head ? `${before}${head}\n${raw}` : raw;
      })
      .join("")
      .replace(/\n{2,}$/, "\n");
  }

  /** @returns {Source} what the checks look at */
  source() {
    const { fields, comments, tail, written } = this;
    return { fields, comments, tail, written, body: this.body(), bodyLine: 1 };
  }

  /** Return the file; what is withheld from it is remembered, for an undo to come back to. */
  file() {
    const text = writeFile(this.source(), this.deliverable.schema);
    const withheld = [...this.#allWithheld(this.fields, [])];
    withheldFrom.delete(text);
    if (withheld.length) withheldFrom.set(text, withheld);
    const [oldest] = withheldFrom.size > MOST_FILES ? withheldFrom.keys() : [];
    if (oldest !== undefined) withheldFrom.delete(oldest);
    return text;
  }

  /** Go on with what was withheld from the file that this draft was made from. @param {string} file */
  recall(file) {
    for (const [loc, value] of withheldFrom.get(file) ?? [])
      this.#withheldBeside(loc).set(String(loc.at(-1)), value);
  }

  /** @param {Value} value @param {Loc} loc @returns {Generator<[Loc, Value]>} */
  *#allWithheld(value, loc) {
    if (value instanceof Map)
      for (const [key, kept] of this.withheld.get(value) ?? [])
        if (isWithheld(value.get(key) ?? "")) yield [[...loc, key], kept];
    const inner = value instanceof Map ? value : Array.isArray(value) ? value.entries() : [];
    for (const [key, each] of inner) yield* this.#allWithheld(each, [...loc, key]);
  }
}

/** Put a key where the fields' order wants it, or at the end.
 * @param {Fields} map @param {string} key @param {Value} value @param {string[]} order */
function put(map, key, value, order) {
  const after = order.slice(order.indexOf(key) + 1);
  if (map.has(key) || !order.includes(key) || !after.some((each) => map.has(each))) {
    map.set(key, value);
    return;
  }
  const entries = [...map];
  map.clear();
  for (const [name, each] of entries) {
    if (after.includes(name) && !map.has(key)) map.set(key, value);
    map.set(name, each);
  }
}

/**
 * Return fields in their full form: a text that stands for a list, or for fields of which it is
 * the name, becomes that; the names of skills are in small letters.
 * @param {Schema | undefined} schema @param {Value} value @returns {Value}
 */
function tidy(schema, value) {
  if (typeof value === "string" && !isEmpty(value)) {
    if (schema?.["x-withheld"]) return value;
    if (schema?.["x-texts"]) value = [value];
    else if (schema?.["x-named"]) value = new Map([[schema["x-named"], value]]);
  }
  if (Array.isArray(value)) {
    const items = schema?.items;
    return value.map((item) => tidy(items, item === "" && items ? blank(items) : item));
  }
  return value instanceof Map ? tidyFields(schema, value) : value;
}

/** @param {Schema | undefined} schema @param {Fields} fields @returns {Fields} */
function tidyFields(schema, fields) {
  const known = schema?.properties ?? {};
  const isOfSkills = schema?.format === "every-skill" || schema?.format === "some-skills";
  return new Map(
    [...fields].map(([key, each]) => {
      const lower = key.toLowerCase();
      const isMeant = isOfSkills && Object.hasOwn(known, lower) && !fields.has(lower);
      const name = isMeant ? lower : key;
      return [name, tidy(Object.hasOwn(known, name) ? known[name] : undefined, each)];
    }),
  );
}

/** @param {string} body @param {Deliverable} deliverable */
function partsOf(body, deliverable) {
  const lines = body.split("\n");
  const names = deliverable.sections.map(({ name }) => name);
  const { parts: read, swallowed } = readBody(body, 0, names);
  const heads = new Map(read.slice(1).map(({ line, first, heading }) => [line, { first, heading }]));
  for (const name of swallowed) {
    // What is opened above and never closed hides this heading: it has its own box all the same.
    const at = lines.findIndex((line) => headingName(headingOf(line)) === name);
    if (at >= 0 && !heads.has(at)) heads.set(at, { first: at + 1, heading: headingOf(lines[at]) });
  }
  const begins = [...heads].sort(([a], [b]) => a - b);
  const above = lines.slice(0, begins[0]?.[0]);
  const parts = begins[0]?.[0] === 0 ? [] : [part("", "", above, deliverable)];
  for (const [index, [begin, { first, heading }]] of begins.entries()) {
    const head = lines.slice(begin, first).join("\n");
    parts.push(part(head, heading, lines.slice(first, begins[index + 1]?.[0]), deliverable));
  }
  return parts;
}

/** @param {string} head @param {string} heading @param {string[]} lines @param {Deliverable} deliverable
 * @returns {Part} */
function part(head, heading, lines, deliverable) {
  const name = headingName(heading);
  const section = deliverable.sections.find((each) => each.name === name);
  const raw = lines.join("\n") + (lines.length ? "\n" : "");
  const comment = promptComment(section ? section.raw.join("\n") : head ? "" : deliverable.prompt);
  const begins = comment && raw.trimStart().startsWith(comment);
  const text = (begins ? raw.trimStart().slice(comment.length) : raw).trim();
  return { name, heading, head, prompt: begins ? comment : "", text, raw };
}

/** Return the comment with which a template's section begins. @param {string} raw */
function promptComment(raw) {
  return /^\s*(<!--[^]*?-->)/.exec(raw)?.[1] ?? "";
}

/** Return what a template asks in a section, as sentences. @param {string} raw */
export function promptOf(raw) {
  return promptComment(raw)
    .replace(/<!--|-->/g, "")
    .trim()
    .split(/\s*\n\s*/);
}
