// What is asked, held against what is filled in -> problems. The rules are data: the JSON Schema
// of the models that check, and the words of the checks. What is no data stands in relations.js.

import { LIMITS } from "../limits.js";
import { headingName, images, isFilled, knownLines, prompt, readBody } from "../read/sections.js";
import { keyOf } from "../read/file.js";
import { findLeaks, TooMuchPrivate } from "./leaks.js";
import { nearest } from "../ask/nearest.js";
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
import { fault, isBlank, isEmpty, isUnfilled, readValue, text, urlKey } from "../ask/fields.js";
import { shownName, wording } from "../messages.js";

/**
 * @typedef {import("../read/file.js").Value} Value
 * @typedef {import("../read/file.js").Fields} Fields
 * @typedef {import("../read/file.js").Loc} Loc
 * @typedef {import("../read/file.js").Source} Source
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
 * @property {any} deliverable
 * @property {Fields} fields
 * @property {Fields} valid the fields without the faulty ones
 * @property {Loc[]} faulty
 * @property {ReturnType<typeof readBody>} body
 * @property {string} bodyText
 * @property {number} bodyLine
 * @property {Problem[]} problems
 */


/**
 * Return the function that checks the pages of a portfolio against what an exercise asks.
 * @param {any} definition what the build writes for the forms
 * @param {string} today the day by UTC, as YYYY-MM-DD
 * @returns {(sources: Map<string, Source>) => Map<string, Answer>}
 */
export function checker(definition, today) {
  const say = wording(definition.messages);
  const closed = new Set(definition.closedWords);
  return (sources) => {
    const deliverable = definition.deliverables.filter((/** @type {any} */ each) => sources.has(each.id));
    /** @type {Checking[]} */
    const begun = deliverable.map(
      (/** @type {any} */ each) =>
        new Checking(each, /** @type {Source} */ (sources.get(each.id)), today, say),
    );
    const unquotable = new Map(begun.map((each) => [each.deliverable.id, each.unquotable]));
    giveAway(unquotable);
    const answers = begun.map((each) => each.answer());
    const valid = new Map(answers.map((answer) => [answer.deliverable.id, answer.valid]));
    addLeaks(answers, closed, say);
    for (const answer of answers) {
      const { schema, id } = answer.deliverable;
      const around = { answers: valid, faulty: answer.faulty, definition, schema };
      for (const relation of RELATIONS[id] ?? []) {
        for (const { loc, key, words } of relation(answer.valid, around)) {
          const { repeats } = definition.messages[key];
          const isQuiet = repeatsPrivate(repeats ?? {}, unquotable);
          answer.problems.push(problemAt(loc, key, words, schema, say, isQuiet));
        }
      }
    }
    return new Map(answers.map((answer) => [answer.deliverable.id, answer]));
  };
}

/**
 * Add to each answer what its prose tells of what is private.
 * @param {Answer[]} answers @param {Set<string>} closed
 * @param {ReturnType<typeof wording>} say
 */
function addLeaks(answers, closed, say) {
  const asTold = answers.map((answer) => ({ ...answer, id: answer.deliverable.id }));
  const byId = new Map(asTold.map(({ id }, index) => [id, answers[index]]));
  try {
    for (const { answer, heading, loc, item } of findLeaks(asTold, closed)) {
      const section = loc || heading === null ? null : headingName(heading);
      const said = say("private-told", { name: item });
      const field = heading === null ? null : shownName(heading);
      const problem = { key: "private-told", ...said, field, loc, section };
      byId.get(answer.id)?.problems.push(problem);
    }
  } catch (error) {
    if (!(error instanceof TooMuchPrivate)) throw error;
    const answer = /** @type {Answer} */ (byId.get(error.answer.id));
    if (answer.faulty.some((loc) => keyOf(loc) === "private")) return;
    const { schema } = answer.deliverable;
    answer.problems.push(problemAt(["private"], error.key, { most: error.most }, schema, say, false));
    answer.faulty.push(["private"]);
  }
}

/**
 * @param {Loc} loc @param {string} key @param {Object<string, any>} words
 * @param {any} schema of the page @param {ReturnType<typeof wording>} say
 * @param {boolean} isQuiet the message would repeat what is private
 * @returns {Problem}
 */
function problemAt(loc, key, words, schema, say, isQuiet) {
  const field = String(loc.at(-1) ?? "");
  const near = key === "misspelt-field" ? [...loc.slice(0, -1), words.near] : loc;
  /** @type {Object<string, any>} */
  const all = { field, deliverable: describe(schema, near), ...words };
  if (LIMITS.text.curly.includes(String(all.value || " ").charAt(0))) all.hint = say("curly-quotes").hint;
  return { key, ...say(key, all, isQuiet), field: shownName(fieldName(loc)), loc, section: null };
}

/** Return what the template says of a field, or of the nearest thing around it.
 * @param {any} schema @param {Loc} loc */
function describe(schema, loc) {
  let said = "";
  for (const part of loc) {
    schema = typeof part === "number" ? schema?.items : schema?.properties?.[part.toLowerCase()];
    said = schema?.description ?? said;
  }
  return said;
}

/** The checking of one page. */
class Checking {
  /** @param {any} deliverable @param {Source} source @param {string} today
   * @param {ReturnType<typeof wording>} say */
  constructor(deliverable, source, today, say) {
    this.deliverable = deliverable;
    this.source = source;
    this.today = today;
    this.say = say;
    const names = deliverable.sections.map((/** @type {any} */ each) => each.name);
    this.body = readBody(source.body, source.bodyLine, names);
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
    const valid = /** @type {Fields} */ (this.#without(fields, []));
    return { deliverable, fields, valid, faulty, body, bodyText, bodyLine, problems };
  }

  /** Note what is wrong with a field; quiet where the message would repeat what is private.
   * @param {Loc} loc @param {string} key @param {Object<string, any>} [words] @param {boolean} [isQuiet] */
  #add(loc, key, words = {}, isQuiet = this.#isQuiet(loc, key, words)) {
    const told = problemAt(loc, key, words, this.deliverable.schema, this.say, isQuiet);
    if ("isBare" in words) {
      const around = loc.slice(0, -1);
      const said = this.unquotable.keySaid(fieldPattern(around), words.key, this.deliverable, words.isBare);
      told.field = shownName(fieldName([...around, said]));
    }
    this.problems.push(told);
    this.faulty.push(loc);
    this.faultyKeys.add(keyOf(loc));
  }

  /** @param {Loc} loc @param {string} key @param {Object<string, any>} words */
  #isQuiet(loc, key, words) {
    if (key === "split-name" && this.deliverable.names.includes(words.name.toLowerCase())) return false;
    return this.unquotable.hasValueAt(key, fieldPattern(loc), words.value);
  }

  // --- fields

  /**
   * Check one value; return what it means, or null where it is faulty or absent.
   * @param {any} schema @param {Value} value @param {Loc} loc
   * @returns {string | number | null}
   */
  #value(schema, value, loc) {
    const hasFields = (schema.items ?? schema).type === "object";
    if (schema["x-optional"] && (hasFields ? isEmpty : isBlank)(value)) return null;
    if (schema["x-withheld"] && isWithheld(value)) return null;
    try {
      if (schema.type === "object") this.#fields(schema, this.#named(schema, value), loc);
      else if (schema.items) this.#list(schema, value, loc);
      else if (schema.type) return readValue(schema, value, this.today);
    } catch (error) {
      if (error instanceof Error) throw error;
      const { key, words } = /** @type {import("../ask/fields.js").Fault} */ (error);
      this.#add(loc, key, words);
    }
    return null;
  }

  /** A text may stand for fields of which it is the name. @param {any} schema @param {Value} value */
  #named(schema, value) {
    const name = schema["x-named"];
    const names = Object.keys(schema.properties);
    if (!name || (value instanceof Map && names.some((each) => value.has(each)))) return value;
    return new Map([[name, text(value)]]);
  }

  /** @param {any} schema @param {Value} value @param {Loc} loc */
  #fields(schema, value, loc) {
    const names = Object.keys(schema.properties);
    if (!(value instanceof Map)) {
      throw isUnfilled(value)
        ? fault("unfilled")
        : fault("not-a-mapping", { first: names[0] });
    }
    if (!value.size) throw fault("unfilled");
    const written = /-skills?$/.test(schema.format ?? "") ? lowerKeys(value, names) : value;
    const standsFor = new Set();
    for (const key of written.keys()) {
      if (names.includes(key)) continue;
      const near = nearest(key, names);
      standsFor.add(near);
      const kind = !near ? "unknown-field" : written.has(near) ? "known-twice" : "misspelt-field";
      // without a value it may be a text in braces
      this.#add([...loc, key], kind, { key, near, isBare: isEmpty(written.get(key)) });
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
   * @param {any} schema @param {string} name @param {Map<string, any>} read @param {Loc} loc */
  #beside(schema, name, read, loc) {
    const value = read.get(name);
    const after = read.get(schema["x-after"]),
      min = read.get(schema["x-at-least"]);
    if (value === null) return;
    if (schema["x-after"] && typeof after === "number" && value <= after) {
      const time = `${String(Math.floor(after / 60)).padStart(2, "0")}:${String(after % 60).padStart(2, "0")}`;
      this.#add(loc, "ends-before-start", { start: time });
    }
    if (typeof min === "number" && value < min) this.#add(loc, "less-than-min", { value, min });
  }

  /** @param {any} schema @param {Value} value @param {Loc} loc */
  #list(schema, value, loc) {
    if (Array.isArray(value) && !value.length && !schema.minItems) return;
    if (schema["x-texts"] && typeof value === "string") {
      this.#oneText(schema, value, loc);
      return;
    }
    const isList = Array.isArray(value);
    if (!value || (isList && !value.length) || (value instanceof Map && !value.size))
      throw fault("unfilled");
    if (!isList && isUnfilled(value)) throw fault("unfilled");
    if (!isList) throw fault("not-a-list");
    for (const [index, item] of value.entries()) {
      this.#value(schema.items, item === "" ? blank(schema.items) : item, [...loc, index]);
    }
    this.#repeated(schema, value, loc);
    this.#tooShort(schema, value, loc);
  }

  /** A text may stand for a list of one; what is wrong with it is told at the field.
   * @param {any} schema @param {string} value @param {Loc} loc */
  #oneText(schema, value, loc) {
    if (has(value, PATTERNS.fields.split_text)) throw fault("dash-without-space", { text: value });
    text(value);
    const before = this.problems.length;
    this.#value(schema.items, value, loc);
    if (this.problems.length === before) this.#tooShort(schema, [value], loc);
  }

  /** @param {any} schema @param {Value[]} list @param {Loc} loc */
  #tooShort(schema, list, loc) {
    const least = schema.minItems;
    if (list.length < least && !list.some((item) => isUnfilled(item))) {
      this.#add(loc, "too-short", { least, found: list.length, more: least - list.length });
    }
  }

  /** @param {any} schema @param {Value[]} list @param {Loc} loc */
  #repeated(schema, list, loc) {
    const distinct = schema["x-distinct"];
    const isKeyed = typeof distinct === "string";
    const isUrl = isKeyed && schema.items.properties[distinct].format === "uri";
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
    if (!schema.properties.deliverable || named === undefined) return;
    if (this.faultyKeys.has("deliverable") || String(named).trim() === id) return;
    this.#add(["deliverable"], "other-deliverable", { value: named, id });
  }

  #private() {
    const names = this.source.fields.get("private") ?? [];
    if (this.faultyKeys.has("private")) return;
    if (names instanceof Array && names.length > MOST_NAMES) {
      this.#add(["private"], "too-many-private", { most: MOST_NAMES });
      return;
    }
    const known = [...this.deliverable.names, ...this.deliverable.sections.map((/** @type {any} */ each) => each.name)];
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
    const list = typeof names === "string" ? [names] : [...names.keys()].map((key) => names[key] ?? key);
    for (const [index, name] of list.entries()) {
      if (typeof name !== "string" || strip(name).toLowerCase() === "tags") continue;
      if (!isKnown(name, this.deliverable, this.body)) continue;
      this.#add(Array.isArray(names) ? ["hide", index] : ["hide"], "hide-is-not-private", {}, true);
    }
  }

  #withheld() {
    const names = hidden(this.source.fields);
    for (const [loc, value] of leaves(this.source.fields)) {
      const name = fieldPattern(loc);
      if (!isWithheld(value) || this.faultyKeys.has(keyOf(loc))) continue;
      if (this.deliverable.withholdable.includes(name) && !covers(names, name)) {
        this.#add(loc, "withheld-not-private", { name });
      }
    }
  }

  /** Return fields without the faulty ones: a key is left out, an item becomes null.
   * @param {Value} value @param {Loc} loc @returns {Value} */
  #without(value, loc) {
    if (value instanceof Map) {
      const kept = [...value].filter(([key]) => !this.faultyKeys.has(keyOf([...loc, key])));
      return new Map(kept.map(([key, each]) => [key, this.#without(each, [...loc, key])]));
    }
    if (Array.isArray(value)) {
      return value.map((item, index) =>
        this.faultyKeys.has(keyOf([...loc, index])) ? null : this.#without(item, [...loc, index]),
      );
    }
    return value === null ? null : value.trim();
  }

  // --- sections

  /** @param {string} key @param {string | null} heading @param {Object<string, any>} [words] */
  #section(key, heading, words) {
    const section = heading === null ? null : headingName(heading);
    const field = heading === null ? null : shownName(heading);
    this.problems.push({ key, ...this.say(key, words), field, loc: null, section });
  }

  #sections() {
    const { body } = this;
    const standsIn = body.fault?.section ?? null;
    if (body.fault) this.#section(body.fault.key, standsIn?.heading ?? null);
    for (const { name, heading, raw } of this.deliverable.sections) {
      const section = body.sections.get(name);
      const words = { heading, prompt: prompt(raw), near: "" };
      if (!section && !body.swallowed.has(name)) {
        this.#section("missing-section", heading, { ...words, near: this.#nearHeading(name, heading) });
      } else if (section && section !== standsIn) {
        const known = knownLines(raw);
        if (!isFilled(section, known))
          this.#section("unfilled-section", heading, words);
      }
    }
  }

  /** Return a hint about what the file has in place of a heading, if it has something like it.
   * @param {string} name @param {string} heading */
  #nearHeading(name, heading) {
    /** @type {[string, number][]} */
    const others = [...this.body.headings];
    const deliverable = this.deliverable.sections.map((/** @type {any} */ each) => each.name);
    for (const [each, section] of this.body.sections) {
      if (!deliverable.includes(each)) others.push([`## ${section.heading}`, section.line]);
    }
    const names = new Map(
      others.slice(0, LIMITS.text.headings).map((each) => [headingName(each[0].replace(/^[ \t>*+#-]+/, "")), each]),
    );
    const near =
      nearest(name, [...names.keys()]) ??
      [...names.keys()].find((each) => each && (name.includes(each) || each.includes(name)));
    const [found, line] = names.get(near ?? "") ?? ["", 0];
    const isSection = this.body.parts.some((part) => part.line === line);
    const isHidden = !isSection && this.unquotable.hasSection(this.body.headingAt(line));
    const has = isHidden ? "a heading like it" : `"${shownName(found)}"`;
    return near ? `; line ${line} has ${has}: change it to "## ${heading}"` : "";
  }

  #images() {
    for (const { line, isElsewhere } of images(this.body)) {
      if (isElsewhere) this.#section("image-elsewhere", this.body.headingAt(line));
    }
  }
}

/** Return what a blank item of a list stands for: fields that are all unfilled, or a blank text.
 * @param {any} schema @returns {Value} */
export function blank(schema) {
  if (schema.type !== "object" || schema["x-named"]) return "";
  return new Map(schema.required.map((/** @type {string} */ name) => [name, ""]));
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
