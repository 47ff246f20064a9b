// A Markdown file with front matter <-> fields, comments and body. Every scalar stays text.
//
// js-yaml reads the YAML; its listener tells where each node stands, so that comments are kept and
// a fault has its line. Writing needs no library: a text as JSON string is YAML that says the same.

import { LIMITS } from "../limits.js";
import { PATTERNS } from "../patterns.js";
import { has } from "../text.js";
import { findMistakes, linesTo } from "./mistakes.js";

/** @import { Words } from "../messages.js" */
/** @import { Stop } from "./mistakes.js" */
/** @import { Fields, Messages, Schema, Value, Yaml, YamlState } from "../types.d.ts" */

/**
 * @typedef {(string | number)[]} Loc
 * @typedef {{above: string[], beside: string}} Comment
 * @typedef {Object} Source
 * @property {Fields} fields
 * @property {Map<string, Comment>} comments by `keyOf` the place that they belong to
 * @property {string[]} tail comments after the last field
 * @property {string} body
 * @property {number} bodyLine line of the file on which the body begins
 */

const MAX_DEPTH = LIMITS.file.depth;
const MAX_NODES = LIMITS.file.values;
const MAX_BYTES = LIMITS.file.bytes;
const MAX_LINES = LIMITS.file.lines;
const MAX_SECTIONS = LIMITS.file.sections;
const SECTION = "\n## ";
const FIND = PATTERNS.front_matter;
const BLANK = "\ue000";
const GAP = /((?<!\\)(?:\\\\)*)\\\n((?:[ \t]*\n)+)[ \t]*/g; // an escaped line break, then empty lines
const MARKED = / ?\ue000/g; // as it was put behind a dash

/** Why a file cannot be read: a key of the messages, a line, words for the message, and more such. */
export class Refusal extends Error {
  /** @param {string} key @param {number | null} line @param {Words} words @param {Refusal[]} more */
  constructor(key, line = null, words = {}, more = []) {
    super(key);
    this.key = key;
    this.line = line;
    this.words = words;
    this.more = more;
  }
}

/**
 * Return a location as one text, by which things are kept: without case, as fields are.
 * @param {Loc} loc
 */
export function keyOf(loc) {
  return loc.map((part) => (typeof part === "number" ? `#${part}` : part.toLowerCase())).join("\n");
}

/**
 * Return the text of a file.
 * @param {ArrayBuffer} data
 * @throws {Refusal}
 */
export function decode(data) {
  const bytes = new Uint8Array(data);
  if (bytes.length > MAX_BYTES) throw new Refusal("too-big");
  const mark = bytes.length > 1 ? (bytes[0] << 8) + bytes[1] : 0;
  if (mark === 0xfffe || mark === 0xfeff) throw new Refusal("utf-16");
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new Refusal("not-utf-8", null, { at: firstWrongLine(bytes) });
  }
}

/** @param {Uint8Array} bytes */
function firstWrongLine(bytes) {
  let begin = 0;
  for (let line = 1; ; line += 1) {
    const end = bytes.indexOf(10, begin);
    try {
      new TextDecoder("utf-8", { fatal: true }).decode(bytes.subarray(begin, end < 0 ? undefined : end));
    } catch {
      return line;
    }
    if (end < 0) return line;
    begin = end + 1;
  }
}

/**
 * Read a file.
 * @param {string} text
 * @param {Yaml} yaml
 * @param {Messages} messages of which those with a trap explain a fault
 * @returns {Source}
 * @throws {Refusal}
 */
export function readFile(text, yaml, messages) {
  text = text.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n");
  const control = text.search(FIND.control);
  if (control >= 0) {
    const at = text.slice(0, control).split("\n").length;
    const character = `U+${text.charCodeAt(control).toString(16).padStart(4, "0").toUpperCase()}`;
    throw new Refusal("control-character", null, { at, character });
  }
  const lines = text.split("\n");
  if (lines.length - 1 > MAX_LINES) throw new Refusal("too-many-lines", null, { most: MAX_LINES });
  if (text.split(SECTION).length - 1 > MAX_SECTIONS) {
    throw new Refusal("too-many-sections", null, { most: MAX_SECTIONS });
  }
  const end = closingFence(lines);
  const body = lines.slice(end + 1).join("\n");
  const more = moreFields(lines.slice(end + 1));
  if (more >= 0) throw new Refusal("more-fields", end + 2 + more, { end: end + 1 });
  return { ...frontMatter(lines, end, yaml, messages), body, bodyLine: end + 2 };
}

/** @param {string[]} lines */
function closingFence(lines) {
  const first = lines[0].replace(/[ \t]+$/, "");
  if (first !== "---") {
    const text = lines.slice(0, 60).join("\n");
    if (!lines.join("").trim()) throw new Refusal("empty-file", 1);
    if (!has(text, FIND.meant)) {
      throw new Refusal("no-front-matter", 1);
    }
    const begin = text.trimStart().split("\n", 1)[0].trim();
    const above = lines.findIndex((line) => line.trim());
    if (begin !== "---") throw new Refusal("other-dashes", 1, { at: above + 1, found: begin });
    if (above) throw new Refusal("late-front-matter", 1, { blank: linesTo(1, above) });
    throw new Refusal("space-before", 1);
  }
  const end = lines.findIndex((line, index) => index && line.replace(/[ \t]+$/, "") === "---");
  if (end < 0) throw new Refusal("not-closed", 1, { last: lastField(lines) });
  return end;
}

/** Return the last line of the fields with which a page begins, below `---`. @param {string[]} lines */
function lastField(lines) {
  let last = 1;
  for (const [index, line] of lines.entries()) {
    if (!index) continue;
    if (line.startsWith("##") || !has(line, FIND.field)) break;
    if (line.trim()) last = index + 1;
  }
  return last;
}

/**
 * Return which line of a body begins a second block of fields, or -1.
 * @param {string[]} lines of the body
 */
function moreFields(lines) {
  const at = Math.max(lines.findIndex((line) => line.trim()), 0);
  const isOpened = lines[at].trimEnd() === "---";
  let count = 0;
  for (const line of lines.slice(isOpened ? at + 1 : at)) {
    if (line.trimEnd() === "---") return count > (isOpened ? 0 : 1) ? at : -1;
    if (!has(line, count ? FIND.field : FIND.key)) return -1;
    count += line.trim() ? 1 : 0;
  }
  return -1;
}

// --- reading YAML ---------------------------------------------------------------------------

/**
 * @typedef {Object} YamlNode what js-yaml tells of a node while it reads
 * @property {number} begin where it stands, in characters
 * @property {number} end
 * @property {number} line from 0
 * @property {string | null} kind
 * @property {unknown} result
 * @property {string | null} tag
 * @property {YamlNode[]} inner
 */

/**
 * Return the fields and comments between the first line of a file and its `end`.
 * @param {string[]} lines @param {number} end @param {Yaml} yaml @param {Messages} messages
 */
function frontMatter(lines, end, yaml, messages) {
  const front = lines.slice(0, end + 1);
  const reader = new Reader(front, yaml);
  const stop = reader.read();
  if (stop) {
    const again = (/** @type {string[]} */ mended) => new Reader(mended, yaml).read();
    const found = findMistakes(front, again, stop, messages);
    const [first, ...more] = found.map(({ key, line, words }) => new Refusal(key, line, words));
    first.more = more;
    throw first;
  }
  return { fields: reader.fields, ...reader.comments() };
}

/**
 * Mark list items that are nothing but a dash: js-yaml 3 takes the dashes of the list around for
 * items of theirs. The mark is taken out again as values are read.
 * @param {string} text
 */
function withBlanks(text) {
  const lines = text.split("\n");
  const indents = lines.map((line) => (/^\s*(?:#|$)/.test(line) ? -1 : line.search(/[^ ]/)));
  return lines
    .map((line, index) => {
      const blank = /^( *(?:- +)*-)([ \t]*(?:\s#.*)?)$/.exec(line);
      const next = indents.slice(index + 1, index + 50).find((indent) => indent >= 0) ?? 0;
      return blank && next < blank[1].length ? `${blank[1]} ${BLANK}${blank[2]}` : line;
    })
    .join("\n");
}

/** Builds values from what js-yaml tells, and remembers where everything stands. */
class Reader {
  /** @param {string[]} lines of a file, to the end of its front matter @param {Yaml} yaml */
  constructor(lines, yaml) {
    const front = `${lines.slice(1, -1).join("\n")}\n`;
    this.text = withBlanks(front.replace(/[\u2028\u2029]/g, " "));
    this.lines = lines;
    this.yaml = yaml;
    /** @type {Fields} */
    this.fields = new Map();
    /** @type {YamlNode[]} */
    this.roots = [];
    /** @type {YamlNode[]} */
    this.open = [];
    /** @type {[Loc, number][]} */
    this.places = []; // of keys and items, with their line from 0
    /** @type {[number, number][]} */
    this.scalars = []; // what is text, so that `#` in it begins no comment
    /** @type {WeakMap<object, [Value, number]>} */
    this.shared = new WeakMap();
    /** @type {[number, number][]} */
    this.flows = []; // what stands in brackets or braces
    this.nodes = 0;
  }

  /** Read the document into `fields`; return where that was not possible.
   * @param {boolean} [isWhole] not the first lines of another @returns {Stop | null} */
  read(isWhole = true) {
    try {
      this.#document();
    } catch (error) {
      const opened = (this.open.at(-1)?.line ?? 0) + 2;
      if (error instanceof this.yaml.YAMLException) {
        const stop = stopOf(error, opened);
        return isWhole ? (this.#above(stop.line) ?? stop) : stop;
      }
      if (!(error instanceof Refusal)) throw error;
      const { key, line, words } = error;
      if (key === "yaml") return { line: line ?? 1, why: key, suspects: [line ?? 1] };
      const suspects = key === "not-a-mapping-at-all" ? [2] : [];
      return { line: suspects[0] ?? line ?? 1, why: key, suspects, fault: { key, line, words } };
    }
    return null;
  }

  /** Return why the fields above a line cannot be used, where YAML can read these.
   * @param {number} line of the file @returns {Stop | null} */
  #above(line) {
    const field = this.lines.findLastIndex((text, index) => index < line && /^[^\s#-]/.test(text));
    for (const end of [line - 2, field]) {
      const stop = end > 1 ? new Reader([...this.lines.slice(0, end), "---"], this.yaml).read(false) : null;
      if (stop?.fault && stop.line > 1 && !stop.suspects.length) return stop;
    }
    return null;
  }

  #document() {
    const options = { schema: this.yaml.FAILSAFE_SCHEMA, listener: this.listen, json: true };
    let documents = 0;
    this.yaml.safeLoadAll(this.text, () => (documents += 1), options);
    if (documents > 1) throw new Refusal("two-documents", this.roots[1].line + 2);
    const fields = this.roots.length ? this.value(this.roots[0], []) : "";
    if (!fields) throw new Refusal("empty-front-matter", 1);
    if (!(fields instanceof Map)) throw new Refusal("not-a-mapping-at-all", 1);
    this.#refuseTabs();
    this.fields = fields;
  }

  /** Refuse tabs where the checks do: before a text, or alone on a line. */
  #refuseTabs() {
    let begin = 0;
    for (const [index, line] of this.text.split("\n").entries()) {
      const spaces = /^( *)(?:- *)*\t/.exec(line)?.[1].length;
      if (spaces !== undefined && !this.#isTextAt(begin + line.indexOf("\t"), spaces)) {
        throw new Refusal("yaml", index + 2);
      }
      begin += line.length + 1;
    }
  }

  /** Tell whether a place is in quotes, in brackets, or past the indentation of a text.
   * @param {number} at @param {number} spaces before it */
  #isTextAt(at, spaces) {
    const isAround = (/** @type {[number, number]} */ [begin, end]) => begin <= at && at < end;
    if (this.flows.some(isAround)) return true;
    const span = this.scalars.find(isAround);
    if (!span) return false;
    if (/["']/.test(this.text[span[0]])) return true;
    const first = this.text.slice(this.text.lastIndexOf("\n", span[0]) + 1, span[0]);
    if (!/[|>]/.test(this.text[span[0]])) {
      return first.trim() ? spaces > first.search(/[^ ]/) : spaces >= first.length;
    }
    const begun = /\n( *)[^\s]/.exec(this.text.slice(span[0], at))?.[1].length;
    return begun !== undefined && spaces >= begun;
  }

  /** @type {(event: string, state: YamlState) => void} */
  listen = (event, state) => {
    if (event === "open") {
      const { position: begin, line } = state;
      this.open.push({ begin, end: begin, line, kind: null, result: null, tag: null, inner: [] });
      if (this.open.length > 4 * MAX_DEPTH) throw new Refusal("too-deep", line + 2);
      return;
    }
    const node = this.open.pop();
    if (!node) return;
    const { position: end, kind, result, tag } = state;
    Object.assign(node, { end, kind, result, tag });
    const only = node.inner.length === 1 ? node.inner[0] : null;
    if (only && only.result === result && only.kind === kind) Object.assign(node, only);
    (this.open.at(-1)?.inner ?? this.roots).push(node);
  };

  /**
   * @param {YamlNode} node
   * @param {Loc} loc
   * @returns {Value}
   */
  value(node, loc) {
    const before = this.nodes;
    this.nodes += 1;
    if (this.nodes > MAX_NODES) throw new Refusal("too-many-nodes", node.line + 2, { most: MAX_NODES });
    if (loc.length > MAX_DEPTH) throw new Refusal("too-deep", node.line + 2);
    if (node.tag && node.tag !== "?") throw new Refusal("tag", node.line + 2);
    const alias = node.kind === null && typeof node.result === "object" && node.result;
    if (alias) {
      const [value, size] = this.shared.get(alias) ?? [null, 0];
      if (!size) throw new Refusal("unknown-alias", node.line + 2);
      this.nodes += size;
      if (this.nodes > MAX_NODES) throw new Refusal("too-many-nodes", node.line + 2, { most: MAX_NODES });
      return copy(value);
    }
    let value;
    const begin = this.#start(node.begin);
    if (node.kind !== "scalar" && /[{[]/.test(this.text[begin])) this.flows.push([begin, node.end]);
    if (node.kind === "mapping") value = this.mapping(node, loc);
    else if (node.kind === "sequence") value = this.sequence(node, loc);
    else value = this.scalar(node);
    if (typeof node.result === "object" && node.result) {
      this.shared.set(node.result, [value, this.nodes - before]);
    }
    return value;
  }

  /** @param {YamlNode} node */
  scalar(node) {
    if (typeof node.result !== "string") return "";
    if (node.kind !== "scalar") return node.result;
    const begin = this.text.slice(node.begin, node.end).search(/[^\s]/);
    const start = this.#start(node.begin + Math.max(begin, 0));
    this.scalars.push([start, node.end]);
    if (this.text[start] === ":" && this.flows.some(([from, end]) => from < start && start < end)) {
      throw new Refusal("yaml", node.line + 2); // as the checks do
    }
    if (has(node.result, FIND.control)) throw new Refusal("control-in-text", node.line + 2);
    return this.#withBreaks(node, start).replace(MARKED, "");
  }

  /** Return a text with the empty lines behind a backslash at the end of a line: js-yaml 3 drops them.
   * @param {YamlNode} node @param {number} start */
  #withBreaks(node, start) {
    const written = this.text.slice(start, node.end);
    if (!written.startsWith('"') || !has(written, GAP)) return String(node.result);
    let text = String(node.result);
    const kept = written.replace(GAP, (_, before, gap) => before + "\\n".repeat(gap.split("\n").length - 1));
    this.yaml.safeLoadAll(kept, (value) => (text = String(value)), { schema: this.yaml.FAILSAFE_SCHEMA });
    return text;
  }

  /** Return where a node's text begins, past comments and line breaks. @param {number} at */
  #start(at) {
    const gap = /(?:\s+|(?<![^\s])#[^\n]*)*/y;
    gap.lastIndex = at;
    return at + (gap.exec(this.text)?.[0].length ?? 0);
  }

  /**
   * @param {YamlNode} node
   * @param {Loc} loc
   */
  sequence(node, loc) {
    /** @type {Value[]} */
    const items = [];
    for (let at = 0; at < node.inner.length; at += 1) {
      const item = node.inner[at],
        here = [...loc, items.length];
      this.places.push([here, item.line]);
      if (this.#isKey(item)) {
        at += 1;
        if (!node.inner[at]) throw new Refusal("key-not-text", item.line + 2);
        items.push(this.mapping({ ...node, tag: null, inner: [item, node.inner[at]] }, here));
      } else {
        items.push(this.value(item, here));
      }
    }
    return items;
  }

  /**
   * @param {YamlNode} node
   * @param {Loc} loc
   */
  mapping(node, loc) {
    /** @type {Fields} */
    const items = new Map();
    const inFlow = this.text[this.#start(node.begin)] === "{";
    let last = "";
    for (let at = 0; at < node.inner.length; at += 1) {
      const keyNode = node.inner[at];
      if (keyNode.kind === null && keyNode.result === null && !this.#isKey(keyNode)) continue;
      if (!inFlow && at && !this.#beginsLine(keyNode)) throw new Refusal("yaml", keyNode.line + 2);
      const key = this.#key(this.value(keyNode, [...loc, ""]), keyNode.line);
      if (key === "<<") throw new Refusal("merge-key", keyNode.line + 2);
      const place = [...loc, key];
      const hasValue = this.#isKey(keyNode);
      const index = this.places.push([place, keyNode.line]);
      const value = hasValue ? this.value(node.inner[(at += 1)], place) : "";
      const before = items.get(last);
      // YAML splits {min: 80,000} into min: 80 and an empty 000: put it together again
      if (inFlow && value === "" && goesOn(before, key)) {
        this.places.splice(index - 1);
        items.set(last, `${before},${key}`);
        continue;
      }
      if (items.has(key)) {
        const first = this.places.find(([each]) => keyOf(each) === keyOf(place))?.[1] ?? 0;
        const [above, here] = [first + 2, keyNode.line + 2];
        const words = { lines: above === here ? `line ${here}` : `lines ${above} and ${here}` };
        throw new Refusal("duplicate-key", keyNode.line + 2, words);
      }
      items.set(key, value);
      last = key;
    }
    return items;
  }

  /** Tell whether a node is the first on its line. @param {YamlNode} node */
  #beginsLine(node) {
    const begin = this.#start(node.begin);
    return /^ *(?:\? +)?(?:[&*]\S+ *)?$/.test(this.text.slice(this.text.lastIndexOf("\n", begin - 1) + 1, begin));
  }

  /** Tell whether a colon follows a node. @param {YamlNode} node */
  #isKey(node) {
    return this.text[this.#start(node.end)] === ":";
  }

  /** Return the name of a field. {{ name }} is a mapping in a mapping to YAML.
   * @param {Value} value @param {number} line */
  #key(value, line) {
    if (value instanceof Map && value.size === 1 && [...value.values()][0] === "") {
      return `{${[...value.keys()][0]}}`;
    }
    if (typeof value !== "string") throw new Refusal("key-not-text", line + 2);
    return value;
  }

  /** Return the comments, each with the field or item that it stands above or beside. */
  comments() {
    /** @type {Map<string, Comment>} */
    const comments = new Map();
    /** @type {string[]} */
    const tail = [];
    /** @type {[Map<number, Loc>, Map<number, Loc>]} */
    const [first, last] = [new Map(), new Map()];
    for (const [loc, line] of this.places) {
      if (!first.has(line)) first.set(line, loc);
      last.set(line, loc);
    }
    const starts = [...first].sort(([a], [b]) => a - b);
    const at = (/** @type {Loc} */ loc) => {
      const comment = comments.get(keyOf(loc)) ?? { above: [], beside: "" };
      comments.set(keyOf(loc), comment);
      return comment;
    };
    for (const { line, text, alone } of this.#commentLines()) {
      const here = last.get(line);
      const next = starts.find(([start]) => start >= line);
      if (!alone && here && !at(here).beside) at(here).beside = text;
      else if (next) at(next[1]).above.push(text);
      else tail.push(text);
    }
    return { comments, tail };
  }

  *#commentLines() {
    const spans = this.scalars.sort((a, b) => a[0] - b[0]);
    let span = 0,
      begin = 0;
    for (const [line, content] of this.text.split("\n").entries()) {
      for (const mark of content.matchAll(/(?<![^\s])#/g)) {
        const place = begin + mark.index;
        while (span < spans.length && spans[span][1] <= place) span += 1;
        if (span < spans.length && spans[span][0] <= place && !this.#inHeader(spans[span], place)) {
          continue;
        }
        const alone = !content.slice(0, mark.index).trim();
        yield { line, text: content.slice(mark.index + 1).trim(), alone };
        break;
      }
      begin += content.length + 1;
    }
  }

  /** Tell whether a place is on the first line of a block of text, after its `|` or `>`.
   * @param {[number, number]} span @param {number} place */
  #inHeader([begin], place) {
    return /^[|>][-+0-9]*\s+$/.test(this.text.slice(begin, place));
  }
}

/** @param {Value | undefined} value @param {string} key */
function goesOn(value, key) {
  return (
    typeof value === "string" &&
    /^[0-9]{3}(?:\.[0-9]+)?$/.test(key) &&
    /^[0-9]{1,3}(?:,[0-9]{3})*$/.test(value)
  );
}

/** Return a value that shares nothing with another. @param {Value} value @returns {Value} */
function copy(value) {
  if (value instanceof Map) return new Map([...value].map(([key, each]) => [key, copy(each)]));
  return Array.isArray(value) ? value.map(copy) : value;
}

/**
 * Return where YAML gave up: there, or where the last node begins.
 * @param {InstanceType<Yaml["YAMLException"]>} error @param {number} opened @returns {Stop}
 */
function stopOf(error, opened) {
  const line = (error.mark?.line ?? 0) + 2;
  const [what] = /^(?:unidentified alias "[\w-]+"|unknown tag)/.exec(error.reason ?? "") ?? [];
  const key = what === "unknown tag" ? "tag" : "unknown-alias";
  const fault = what ? { key, line, words: {} } : undefined;
  return { line, why: `${error.reason} ${error.mark?.column}`, suspects: fault ? [] : [line, opened], fault };
}

// --- writing --------------------------------------------------------------------------------

const PLAIN = /^[\p{L}][\p{L}\p{N} ._,;()+&/'’–—-]*$/u; // no colon, no hash, nothing YAML reads
const WORD_OF_YAML = /^(?:true|false|yes|no|on|off|null|y|n|~)$/i;
const PLAIN_KINDS = new Set(["date", "whole-number", "number", "yes-no"]);
const PLAIN_VALUE =
  /^(?:[0-9]{1,12}|[0-9]{1,6}\.[0-9]{1,6}|[0-9]{4}-[0-9]{2}-[0-9]{2}|yes|no|true|false)$/i;

/**
 * Return a file as text, which the checks read as it was filled in.
 * @param {Pick<Source, "fields" | "comments" | "tail" | "body">} source
 * @param {Schema} schema of the fields
 */
export function writeFile({ fields, comments, tail, body }, schema) {
  const left = new Map(comments);
  const lines = [...writtenMapping(fields, [], schema, "", left)];
  for (const { above, beside } of left.values())
    lines.push(...above.map(hash), ...(beside ? [hash(beside)] : []));
  return ["---", ...lines, ...tail.map(hash), "---", body].join("\n");
}

/** @param {string} text */
function hash(text) {
  return `# ${text}`.trimEnd();
}

/**
 * @param {Fields} fields @param {Loc} loc @param {Schema | undefined} schema @param {string} indent
 * @param {Map<string, Comment>} comments those not yet written
 * @returns {Generator<string>}
 */
function* writtenMapping(fields, loc, schema, indent, comments) {
  for (const [key, value] of fields) {
    yield* writtenEntry(`${indent}${writtenKey(key)}:`, value, [...loc, key], {
      schema: schema?.properties?.[key],
      indent,
      comments,
    });
  }
}

/**
 * @param {string} head what stands before the value: its key
 * @param {Value} value @param {Loc} loc
 * @param {{schema: Schema | undefined, indent: string, comments: Map<string, Comment>}} more
 * @returns {Generator<string>}
 */
function* writtenEntry(head, value, loc, { schema, indent, comments }) {
  const comment = comments.get(keyOf(loc));
  comments.delete(keyOf(loc));
  for (const text of comment?.above ?? []) yield `${indent}${hash(text)}`;
  const beside = comment?.beside ? `  ${hash(comment.beside)}` : "";
  const inner = `${indent}  `;
  if (value instanceof Map && value.size) {
    yield head + beside;
    yield* writtenMapping(value, loc, schema, inner, comments);
  } else if (Array.isArray(value) && value.length) {
    yield head + beside;
    for (const [index, item] of value.entries()) {
      yield* writtenItem(item, [...loc, index], schema?.items, inner, comments);
    }
  } else {
    const text = writtenInline(value, schema?.format);
    yield head + (text ? ` ${text}` : "") + beside;
  }
}

/**
 * @param {Value} item @param {Loc} loc @param {Schema | undefined} schema @param {string} indent
 * @param {Map<string, Comment>} comments
 * @returns {Generator<string>}
 */
function* writtenItem(item, loc, schema, indent, comments) {
  if (!(item instanceof Map) || !item.size) {
    const text = writtenInline(item, schema?.format);
    yield* writtenEntry(`${indent}-${text ? ` ${text}` : ""}`, "", loc, { schema, indent, comments });
    return;
  }
  const comment = comments.get(keyOf(loc));
  comments.delete(keyOf(loc));
  for (const text of comment?.above ?? []) yield `${indent}${hash(text)}`;
  if (comment?.beside) yield `${indent}${hash(comment.beside)}`;
  let isFirst = true;
  for (const line of writtenMapping(item, loc, schema, `${indent}  `, comments)) {
    /** @type {boolean} */
    const begins = isFirst && !line.trimStart().startsWith("#");
    yield begins ? `${indent}- ${line.slice(indent.length + 2)}` : line;
    isFirst = isFirst && !begins;
  }
}

/** @param {Value} value @param {string | undefined} format @returns {string} */
function writtenInline(value, format) {
  if (typeof value === "string") return writtenText(value, format);
  if (Array.isArray(value)) return `[${value.map((item) => flow(item)).join(", ")}]`;
  return value ? flow(value) : "";
}

/** @param {Value} value @returns {string} */
function flow(value) {
  if (typeof value === "string") return jsonText(value);
  if (Array.isArray(value)) return `[${value.map(flow).join(", ")}]`;
  const pairs = [...(value ?? new Map())].map(([key, each]) => `${jsonText(key)}: ${flow(each)}`);
  return `{${pairs.join(", ")}}`;
}

/** @param {string} key */
function writtenKey(key) {
  return /^[A-Za-z][\w-]*$/.test(key) && !WORD_OF_YAML.test(key) ? key : jsonText(key);
}

/**
 * Return a text so that YAML reads just this text: as it is where that is safe, else in quotes.
 * @param {string} text
 * @param {string} [format]
 */
function writtenText(text, format) {
  if (text === "") return "";
  if (PLAIN_KINDS.has(format ?? "") && PLAIN_VALUE.test(text)) return text;
  const isPlain = PLAIN.test(text) && !WORD_OF_YAML.test(text) && text === text.trim();
  return isPlain ? text : jsonText(text);
}

/** @param {string} text */
function jsonText(text) {
  return JSON.stringify(clean(text)).replace(
    /[\u2028\u2029\ufeff]/g,
    (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/**
 * Return a text without what no file may hold: control characters, halves of characters.
 * @param {string} text
 */
export function clean(text) {
  return text
    .replace(/\r\n?|[\v\f\x1e\x85]/g, "\n") // other programs end a line with these, too
    .replace(FIND.control, "")
    .replace(/\p{Surrogate}/gu, "\ufffd");
}
