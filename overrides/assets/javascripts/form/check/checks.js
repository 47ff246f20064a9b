// What is asked, held against what is filled in -> problems. The rules are data: the JSON Schema
// of the models that check, and the words of the checks. What is no data stands in relations.js.

import { LIMITS } from "../limits.js";
import { insteadOf } from "./headings.js";
import { listIn } from "../read/bullets.js";
import { headingName, images, isFilled, isInBrackets, knownLines, prompt, readBody, whyNoFile } from "../read/sections.js";
import { keyOf } from "../read/file.js";
import { findLeaks, TooMuchPrivate } from "./leaks.js";
import { nearest } from "../ask/nearest.js";
import { notes, otherWords } from "./notes.js";
import { isPlaceholder } from "../read/placeholders.js";
import {
  covers,
  fieldName,
  fieldPattern,
  hidden,
  isKnown,
  isWithheld,
  leaves,
  MOST_NAMES,
} from "./privacy.js";
import { PATTERNS } from "../patterns.js";
import { casefold, has, strip } from "../text.js";
import { giveAway, repeatsPrivate, Unquotable } from "./quotes.js";
import { RELATIONS } from "./relations.js";
import { pad } from "../ask/meant.js";
import { Fault, isBlank, isEmpty, isUnfilled, readValue, scalar, text, urlKey } from "../ask/fields.js";
import { shownName, wording } from "../messages.js";

/** @import { Words } from "../messages.js" */
/** @import { Loc } from "../read/file.js" */
/** @import { Source } from "../read/bullets.js" */
/** @import { Body } from "../read/sections.js" */
/** @import { Definition, Deliverable, Fields, FieldsSchema, ListSchema, Schema, Value } from "../types.d.ts" */

/**
 * @typedef {ReturnType<typeof wording>} Say
 * @typedef {Object} Problem
 * @property {string} key of the words in which it is said
 * @property {string} code
 * @property {string | null} field as the checks name it
 * @property {Loc | null} loc of a field
 * @property {string | null} section the name of a heading
 * @property {string} message
 * @property {string} hint
 * @property {boolean} beginsAsWritten with what the learner wrote, and no capital letter
 * @typedef {Object} Answer one filled page beside what is asked
 * @property {Deliverable} deliverable
 * @property {Fields} fields
 * @property {Fields} valid the fields without the faulty ones
 * @property {Loc[]} faulty
 * @property {Body} body
 * @property {string} bodyText
 * @property {number} bodyLine
 * @property {Problem[]} problems
 * @property {Problem[]} notes what is worth a look, and stops nothing
 */

/**
 * Return the function that checks the pages of a portfolio against what an exercise asks.
 * @param {Definition} definition
 * @param {string} today the day by UTC, as YYYY-MM-DD
 * @returns {(sources: Map<string, Source>) => Map<string, Answer>}
 */
export function checker(definition, today) {
  const say = wording(definition.messages);
  const closed = new Set(definition.closedWords);
  return (sources) => {
    const pages = definition.deliverables.flatMap((each) => {
      const source = sources.get(each.id);
      return source ? [new Checking(each, source, today, say, definition.insteadOfHtml)] : [];
    });
    const unquotable = new Map(pages.map((each) => [each.deliverable.id, each.unquotable]));
    giveAway(unquotable);
    const answers = pages.map((each) => each.answer());
    const valid = new Map(answers.map((answer) => [answer.deliverable.id, answer.valid]));
    addLeaks(answers, closed, say);
    for (const answer of answers) {
      const { schema, id } = answer.deliverable;
      const around = { answers: valid, faulty: answer.faulty, definition, schema };
      for (const relation of RELATIONS[id] ?? []) {
        for (const { loc, key, words } of relation(answer.valid, around)) {
          const { repeats = {} } = definition.messages[key];
          const isQuiet = repeatsPrivate(repeats, unquotable);
          answer.problems.push(problemAt(loc, key, words, schema, say, isQuiet));
        }
      }
    }
    return new Map(answers.map((answer) => [answer.deliverable.id, answer]));
  };
}

/**
 * Add to each answer what its prose tells of what is private.
 * @param {Answer[]} answers @param {Set<string>} closed @param {Say} say
 */
function addLeaks(answers, closed, say) {
  try {
    for (const { answer, heading, loc, item } of findLeaks(answers, closed)) {
      const section = loc || heading === null ? null : headingName(heading);
      const said = say("private-told", { name: item });
      const field = heading === null ? null : shownName(heading);
      answer.problems.push({ key: "private-told", ...said, field, loc, section });
    }
  } catch (error) {
    if (!(error instanceof TooMuchPrivate)) throw error;
    const { answer } = error;
    if (answer.faulty.some((loc) => keyOf(loc) === "private")) return;
    const { schema } = answer.deliverable;
    answer.problems.push(problemAt(["private"], error.key, { most: error.most }, schema, say, false));
    answer.faulty.push(["private"]);
  }
}

/**
 * @param {Loc} loc @param {string} key @param {Words} words
 * @param {Schema} schema of the page @param {Say} say
 * @param {boolean} isQuiet the message would repeat what is private
 * @returns {Problem}
 */
function problemAt(loc, key, words, schema, say, isQuiet) {
  const field = String(loc.at(-1) ?? "");
  const near = key === "misspelt-field" ? [...loc.slice(0, -1), String(words.near)] : loc;
  /** @type {Words} */
  const all = { field, asked: describe(schema, near), ...words };
  if (LIMITS.text.curly.includes(String(all.value || " ").charAt(0))) all.hint = say("curly-quotes").hint;
  return { key, ...say(key, all, isQuiet), field: shownName(fieldName(loc)), loc, section: null };
}

/** Return what the template says of a field, or of the nearest thing around it.
 * @param {Schema | undefined} schema @param {Loc} loc */
function describe(schema, loc) {
  let said = "";
  for (const part of loc) {
    schema = typeof part === "number" ? schema?.items : schema?.properties?.[part.toLowerCase()];
    said = schema?.description ?? said;
  }
  return said;
}

/**
 * Refuse a word in place of an empty list, which says on purpose that there is nothing.
 * @param {ListSchema} schema @param {Value} value
 */
function refuseNone(schema, value) {
  const only = Array.isArray(value) && value.length === 1 ? value[0] : value;
  const mayBeEmpty = schema["x-optional"] || !schema.minItems;
  if (mayBeEmpty && typeof only === "string" && has(only, PATTERNS.fields.none)) {
    throw new Fault("none-for-list", { value: only });
  }
}

/** The checking of one page. */
class Checking {
  /** @param {Deliverable} deliverable @param {Source} source @param {string} today @param {Say} say
   * @param {Definition["insteadOfHtml"]} instead */
  constructor(deliverable, source, today, say, instead) {
    this.deliverable = deliverable;
    this.source = source;
    this.today = today;
    this.say = say;
    this.instead = instead;
    this.sectionNames = deliverable.sections.map(({ name }) => name);
    this.body = readBody(source.body, source.bodyLine, this.sectionNames);
    this.unquotable = new Unquotable(source.fields, deliverable, this.body);
    /** @type {Problem[]} */
    this.problems = [];
    /** @type {Loc[]} */
    this.faulty = [];
    /** @type {Set<string>} */
    this.faultyKeys = new Set();
  }

  /** @returns {Answer} */
  answer() {
    const { deliverable, body, faulty, problems } = this;
    const { fields, body: bodyText, bodyLine } = this.source;
    this.#fields(deliverable.schema, fields, []);
    this.#deliverable();
    this.#private();
    this.#hide();
    this.#withheld();
    this.#sections();
    this.#images();
    const valid = this.#validFields(fields, []);
    return { deliverable, fields, valid, faulty, body, bodyText, bodyLine, problems, notes: this.#notes(valid) };
  }

  /** Note what is wrong with a field; quiet where the message would repeat what is private.
   * @param {Loc} loc @param {string} key @param {Words} [words] @param {boolean} [isQuiet] */
  #add(loc, key, words = {}, isQuiet = this.#isQuiet(loc, key, words)) {
    const problem = problemAt(loc, key, words, this.deliverable.schema, this.say, isQuiet);
    this.problems.push(problem);
    this.faulty.push(loc);
    this.faultyKeys.add(keyOf(loc));
    return problem;
  }

  /** @param {Loc} loc @param {string} key @param {Words} words */
  #isQuiet(loc, key, words) {
    const name = String(words.name).toLowerCase();
    if (key === "split-name" && this.deliverable.names.includes(name)) return false;
    return this.unquotable.hasValueAt(key, fieldPattern(loc), words.value);
  }

  // --- fields

  /**
   * Check one value; return what it means, or null where it is faulty or absent.
   * @param {Schema} schema @param {Value} value @param {Loc} loc
   * @returns {string | number | null}
   */
  #value(schema, value, loc) {
    const hasFields = (schema.items ?? schema).type === "object";
    if (schema["x-optional"] && (hasFields ? isEmpty : isBlank)(value)) return null;
    if (schema["x-withheld"] && isWithheld(value)) return null;
    try {
      if (schema.type === "object") this.#fields(schema, this.#named(schema, value), loc);
      else if (schema.type === "array") this.#list(schema, value, loc);
      else if (schema.type) return readValue(schema, value, this.today);
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      const { key, words = {} } = error;
      const inside = this.source.written?.get(String(words.texts)); // of a list in brackets
      if (!("texts" in words)) this.#add(loc, key, words);
      else if (inside) this.#add(loc, "in-brackets", { value: inside });
      else this.#add(loc, "list-for-text");
    }
    return null;
  }

  /** A text may stand for fields of which it is the name. @param {FieldsSchema} schema @param {Value} value */
  #named(schema, value) {
    const name = schema["x-named"];
    const names = Object.keys(schema.properties);
    if (!name || (value instanceof Map && names.some((each) => value.has(each)))) return value;
    return new Map([[name, text(value)]]);
  }

  /** @param {FieldsSchema} schema @param {Value} value @param {Loc} loc */
  #fields(schema, value, loc) {
    const names = Object.keys(schema.properties);
    if (!(value instanceof Map)) {
      throw isUnfilled(value)
        ? new Fault("unfilled")
        : new Fault("not-a-mapping", { first: names[0] });
    }
    if (!value.size) throw new Fault("unfilled");
    const written = /-skills?$/.test(schema.format ?? "") ? lowerKeys(value, names) : value;
    const standsFor = new Set();
    for (const key of written.keys()) {
      if (names.includes(key)) continue;
      const near = nearest(key, names);
      standsFor.add(near);
      const kind = !near ? "unknown-field" : written.has(near) ? "known-twice" : "misspelt-field";
      const problem = this.#add([...loc, key], kind, { key, near });
      const isBare = isEmpty(written.get(key)); // it may be a text in braces
      const said = this.unquotable.keySaid(fieldPattern(loc), key, this.deliverable, isBare);
      problem.field = shownName(fieldName([...loc, said]));
    }
    /** @type {Map<string, string | number | null>} */
    const read = new Map();
    for (const name of names) {
      const here = [...loc, name];
      if (written.has(name)) {
        read.set(name, this.#value(schema.properties[name], written.get(name) ?? null, here));
        this.#beside(schema.properties[name], name, read, here);
      } else if (schema.required.includes(name) && !standsFor.has(name)) {
        this.#add(here, "missing");
      }
    }
  }

  /** Hold a value against one that stands before it.
   * @param {Schema} schema @param {string} name @param {Map<string, string | number | null>} read
   * @param {Loc} loc */
  #beside(schema, name, read, loc) {
    const value = read.get(name);
    const after = read.get(schema["x-after"] ?? ""),
      min = read.get(schema["x-at-least"] ?? "");
    if (typeof value !== "number") return;
    if (typeof after === "number" && value <= after) {
      const start = `${pad(Math.floor(after / 60))}:${pad(after % 60)}`;
      const end = Math.min(after + 120, 24 * 60);
      this.#add(loc, "ends-before-start", { start, later: `${pad(Math.floor(end / 60))}:${pad(end % 60)}` });
    }
    if (typeof min === "number" && value < min) this.#add(loc, "less-than-min", { value, min });
  }

  /** @param {ListSchema} schema @param {Value} value @param {Loc} loc */
  #list(schema, value, loc) {
    refuseNone(schema, value);
    if (Array.isArray(value) && !value.length && !schema.minItems) return;
    if (schema["x-texts"] && typeof value === "string") {
      this.#oneText(schema, value, loc);
      return;
    }
    if (!Array.isArray(value)) throw new Fault(isUnfilled(value) ? "unfilled" : "not-a-list");
    if (!value.length) throw new Fault("unfilled");
    let isListed = false;
    for (const [index, item] of value.entries()) {
      const other = schema["x-texts"] ? this.#otherBullets(item, true) : null;
      isListed ||= other !== null;
      if (other) this.#add([...loc, index], other.key, other.words);
      else this.#value(schema.items, item === "" ? blank(schema.items) : item, [...loc, index]);
    }
    this.#repeated(schema, value, loc);
    const { maxItems: most = Infinity } = schema;
    if (value.length > most) {
      this.#add(loc, "too-long", { found: value.length, most, more: value.length - most });
    }
    if (!isListed) this.#tooShort(schema, value, loc);
  }

  /** Return the fault of an item that is a list itself, in bullets that are none to YAML.
   * @param {Value} value @param {boolean} isItem */
  #otherBullets(value, isItem) {
    if (typeof value !== "string" || !has(value, PATTERNS.bullets.anywhere)) return null;
    const found = listIn(this.source.written?.get(value.trim()) ?? value, isItem);
    return found ? new Fault("other-bullets", { bullet: found.bullet }) : null;
  }

  /** A text may stand for a list of one; what is wrong with it is told at the field.
   * @param {ListSchema} schema @param {string} value @param {Loc} loc */
  #oneText(schema, value, loc) {
    if (has(value, PATTERNS.bullets.no_space)) throw new Fault("dash-without-space", { text: value });
    const other = this.#otherBullets(value, false);
    if (other) throw other;
    scalar(value);
    const before = this.problems.length;
    this.#value(schema.items, value, loc);
    if (this.problems.length === before) this.#tooShort(schema, [value], loc);
  }

  /** @param {ListSchema} schema @param {Value[]} list @param {Loc} loc */
  #tooShort(schema, list, loc) {
    const least = schema.minItems;
    if (list.length < least && !list.some((item) => isUnfilled(item))) {
      this.#add(loc, "too-short", { least, found: list.length, more: least - list.length });
    }
  }

  /** @param {ListSchema} schema @param {Value[]} list @param {Loc} loc */
  #repeated(schema, list, loc) {
    const distinct = schema["x-distinct"];
    const isKeyed = typeof distinct === "string";
    const isUrl = isKeyed && schema.items.properties?.[distinct].format === "uri";
    const seen = new Set();
    for (const [index, item] of distinct ? list.entries() : []) {
      const part = !isKeyed ? item : item instanceof Map ? item.get(distinct) : null;
      if (typeof part !== "string" || isPlaceholder(part)) continue;
      const name = isUrl ? urlKey(part.trim()) : casefold(strip(part));
      if (seen.has(name)) {
        this.#add(isKeyed ? [...loc, index, distinct] : [...loc, index], "twice", { value: part });
      }
      if (!isWithheld(part)) seen.add(name);
    }
  }

  #deliverable() {
    const { id, schema } = this.deliverable;
    const named = this.source.fields.get("deliverable");
    if (!schema.properties.deliverable || typeof named !== "string") return;
    if (this.faultyKeys.has("deliverable") || named.trim() === id) return;
    this.#add(["deliverable"], "other-deliverable", { value: named, id });
  }

  #private() {
    const names = this.source.fields.get("private") ?? [];
    if (this.faultyKeys.has("private")) return;
    if (names instanceof Array && names.length > MOST_NAMES) {
      this.#add(["private"], "too-many-private", { most: MOST_NAMES });
      return;
    }
    const known = [...this.deliverable.names, ...this.sectionNames];
    const list = typeof names === "string" ? [names] : Array.isArray(names) ? names : [];
    for (const [index, name] of list.entries()) {
      const loc = typeof names === "string" ? ["private"] : ["private", index];
      if (typeof name !== "string" || !name.trim() || this.faultyKeys.has(keyOf(loc))) continue;
      if (isKnown(name, this.deliverable, this.body)) continue;
      const near = nearest(name, known) ?? nearest(name.replace(".", "[]."), known);
      this.#add(loc, "unknown-private", { value: name, near: near ?? "month_12.salary" }, !near);
    }
  }

  /** Note a name under `hide`, which takes parts of Material's page away and hides no answer. */
  #hide() {
    const names = this.source.fields.get("hide") ?? [];
    const list = typeof names === "string" ? [names] : names instanceof Map ? [...names.keys()] : names;
    for (const [index, name] of list.entries()) {
      if (typeof name !== "string" || strip(name).toLowerCase() === "tags") continue;
      if (!isKnown(name, this.deliverable, this.body)) continue;
      this.#add(Array.isArray(names) ? ["hide", index] : ["hide"], "hide-is-not-private", {}, true);
    }
  }

  #withheld() {
    const names = hidden(this.source.fields);
    for (const [loc, value] of leaves(this.source.fields)) {
      if (!isWithheld(value) || this.faultyKeys.has(keyOf(loc))) continue;
      const name = fieldPattern(loc);
      if (this.deliverable.withholdable.includes(name) && !covers(names, name)) {
        this.#add(loc, "withheld-not-private", { name });
      }
    }
  }

  /** Return fields without the faulty ones: a key is left out, an item becomes null.
   * @param {Value} value @param {Loc} loc @returns {Value} */
  #validValue(value, loc) {
    if (value instanceof Map) return this.#validFields(value, loc);
    if (Array.isArray(value)) {
      return value.map((item, index) =>
        this.faultyKeys.has(keyOf([...loc, index])) ? null : this.#validValue(item, [...loc, index]),
      );
    }
    return value === null ? null : value.trim();
  }

  /** @param {Fields} fields @param {Loc} loc @returns {Fields} */
  #validFields(fields, loc) {
    const kept = [...fields].filter(([key]) => !this.faultyKeys.has(keyOf([...loc, key])));
    return new Map(kept.map(([key, each]) => [key, this.#validValue(each, [...loc, key])]));
  }

  // --- sections

  /** @param {string} key @param {string | null} heading @param {Words} [words] */
  #section(key, heading, words) {
    this.problems.push(this.#under(heading, key, words));
  }

  /** @param {string | null} heading @param {string} key @param {Words} [words] @param {boolean} [isQuiet]
   * @returns {Problem} */
  #under(heading, key, words, isQuiet) {
    const section = heading === null ? null : headingName(heading);
    const field = heading === null ? null : shownName(heading);
    return { key, ...this.say(key, words, isQuiet), field, loc: null, section };
  }

  /** @param {Fields} valid */
  #notes(valid) {
    const { body, unquotable, say } = this;
    const { schema } = this.deliverable;
    const inFields = otherWords(valid, unquotable).map(({ loc, words, isQuiet }) =>
      problemAt(loc, "other-word", words, schema, say, isQuiet),
    );
    const inText = notes(body, hidden(this.source.fields), unquotable, this.instead);
    const under = inText.map(({ heading, key, words, isQuiet }) => this.#under(heading, key, words, isQuiet));
    return [...inFields, ...under].slice(0, LIMITS.text.notes);
  }

  #sections() {
    const { body } = this;
    const standsIn = body.fault?.section ?? null;
    if (body.fault) this.#section(body.fault.key, standsIn?.heading ?? null);
    for (const { name, heading, raw } of this.deliverable.sections) {
      const section = body.sections.get(name);
      const words = { heading, prompt: prompt(raw), near: "" };
      if (!section && !body.swallowed.has(name)) {
        const [key, near] = insteadOf(this, name, heading);
        this.#section(key, heading, { ...words, near });
      } else if (section && section !== standsIn) {
        const known = knownLines(raw);
        if (isFilled(section, known)) continue;
        const key = isInBrackets(section, known) ? "section-in-brackets" : "unfilled-section";
        this.#section(key, heading, words);
      }
    }
  }

  /** The forms see no files: that one is not there, or cannot be shown, only the checks know. */
  #images() {
    const told = new Set();
    const found = images(this.body).flatMap((image) => {
      const key = whyNoFile(image);
      if (!key || (key !== "image-elsewhere" && told.has(image.address))) return [];
      told.add(image.address);
      return [{ key, line: image.line }];
    });
    for (const { key, line } of found.slice(0, LIMITS.text.images)) this.#section(key, this.body.headingAt(line));
  }
}

/** Return what a blank item of a list stands for: fields that are all unfilled, or a blank text.
 * @param {Schema} schema @returns {Value} */
export function blank(schema) {
  if (schema.type !== "object" || schema["x-named"]) return "";
  return new Map(schema.required.map((name) => [name, ""]));
}

/** Return a mapping whose keys are in small letters where that makes them known names.
 * @param {Fields} value @param {string[]} names */
function lowerKeys(value, names) {
  return new Map(
    [...value].map(([key, each]) => {
      const lower = key.toLowerCase();
      return [names.includes(lower) && !value.has(lower) ? lower : key, each];
    }),
  );
}
