// The mistakes in front matter that YAML cannot read: what they are, and on which lines.
//
// YAML gives up where it can make nothing of the lines so far: a missing colon is told at the line
// below. So each usual mistake is mended on trial, in the lines around that place. The one with which
// YAML reads furthest is the one that was made; with it mended, YAML reads on to the next.

import { LIMITS } from "../limits.js";
import { PATTERNS } from "../patterns.js";
import { count } from "../messages.js";
import { has } from "../text.js";

/** @import { Words } from "../messages.js" */
/** @import { Messages } from "../types.d.ts" */

/**
 * @typedef {{key: string, line: number | null, words: Words}} Fault a key of the messages, and where
 * @typedef {Object} Stop where front matter cannot be read on
 * @property {number} line of the file
 * @property {string} why what differs where YAML stops for another reason
 * @property {number[]} suspects lines of the file
 * @property {Fault} [fault] why, where that is known
 * @typedef {Fault & {mended: Map<number, string>}} Mistake with the lines as they would be right
 * @typedef {(lines: string[]) => Stop | null} Read
 * @typedef {(line: string) => string} Mend
 */

const FIND = PATTERNS.front_matter;
const LONGEST_LINE = LIMITS.file.trap; // characters of it in which traps are looked for
const MOST = LIMITS.file.mistakes;
const MOST_TRIED = LIMITS.file.tried;
// How far these go, nobody knows.
const LAST = ["quotes-not-closed", "bracket-not-closed", "list-beside-name", "key-not-text"];
const LEFT_ALONE = ["too-many-nodes", "too-deep", "two-documents"];

/**
 * Return all mistakes that can be told apart; one at least.
 * @param {string[]} lines of the file, to the end of its front matter
 * @param {Read} read reads such lines, and returns where it had to stop
 * @param {Stop} stopped where it stopped in these
 * @param {Messages} messages of which those with a trap explain a fault
 * @returns {Mistake[]}
 */
export function findMistakes(lines, read, stopped, messages) {
  const traps = Object.entries(messages).flatMap(([key, { trap, mend }]) =>
    trap ? [{ key, trap: new RegExp(...trap), mend }] : [],
  );
  let tries = Math.max(Math.floor(MOST_TRIED / lines.join("").length), 1);
  /** @type {Mistake[]} */
  const found = [];
  /** @type {Stop | null} */
  let at = stopped;
  while (at && found.length < MOST) {
    const mistake = likeliest(lines, at, traps, (mended) => {
      tries -= 1;
      return tries >= 0 ? read(mended) : { line: 0, why: "", suspects: [] };
    });
    const last = found.at(-1);
    if (last && (tries < 0 || (mistake.line ?? 0) <= (last.line ?? 0))) break;
    found.push(mistake);
    if (!mistake.mended.size || LAST.includes(mistake.key)) break;
    lines = mendedLines(lines, mistake.mended);
    at = read(lines);
  }
  return found;
}

/** @param {string[]} lines @param {Map<number, string>} mended */
function mendedLines(lines, mended) {
  return lines.map((line, index) => mended.get(index + 1) ?? line);
}

/** @typedef {{key: string, trap: RegExp, mend?: string}} Trap */

/**
 * Return the mistake without which YAML reads furthest; the first one of several.
 * @param {string[]} lines @param {Stop} at @param {Trap[]} traps @param {Read} read
 * @returns {Mistake}
 */
function likeliest(lines, at, traps, read) {
  const { fault } = at;
  const suspects = [...new Set(suspected(lines, at, traps))];
  if (fault) {
    Object.assign(fault.words, ofFault(lines, fault));
    const asides = at.suspects.length ? byThemselves(lines, suspects, traps) : without(lines, fault);
    return furthest(lines, at, read, asides) ?? { ...fault, mended: new Map() };
  }
  const alone = [...byThemselves(lines, suspects, traps)];
  const noFields = [...noFieldsOf(lines, suspects)].map((each) => [each]);
  for (const kind of [alone, ...noFields, amongOthers(lines, suspects)]) {
    const best = furthest(lines, at, read, kind);
    if (best) return best;
  }
  const [first] = alone;
  return { ...(first ?? { key: "yaml", line: at.line, words: {} }), mended: new Map() };
}

/** @param {string[]} lines @param {Stop} at @param {Read} read @param {Iterable<Mistake>} candidates */
function furthest(lines, at, read, candidates) {
  let best = null,
    furthest = 0;
  for (const each of candidates) {
    const reached = read(mendedLines(lines, each.mended));
    if (reached && reached.line === at.line && reached.why === at.why) continue;
    const line = reached ? reached.line : lines.length + 1;
    const least = each.key === "indentation" ? at.line : Math.max(...each.mended.keys());
    if (line > Math.max(least, furthest)) [best, furthest] = [each, line];
  }
  return best;
}

/** Yield a fault that is known, with its line put aside.
 * @param {string[]} lines @param {Fault} fault @returns {Generator<Mistake>} */
function* without(lines, fault) {
  const { line } = fault;
  if (!line || LEFT_ALONE.includes(fault.key)) return;
  for (const text of aside(lines[line - 1])) yield { ...fault, mended: new Map([[line, text]]) };
}

/** Return the words of a fault that only its lines know: which of them to delete.
 * @param {string[]} lines @param {Fault} fault @returns {Words} */
function ofFault(lines, { key, line, words }) {
  const first = line ?? 1;
  const text = lines[first - 1] ?? "";
  if (key !== "duplicate-key") return {};
  let last = first;
  while (last + 1 < lines.length && isOf(indentOf(text), lines[last])) last += 1;
  const isWhole = !text.trimStart().startsWith("- ") && String(words.lines).includes(" and ");
  return { how: isWhole ? `: to keep the first, delete ${linesTo(first, last)}` : "" };
}

/** Tell whether a line belongs to the value of a field above it. @param {number} indent @param {string} line */
function isOf(indent, line) {
  const isItem = indentOf(line) === indent && line.trimStart().startsWith("- ");
  return line.trim() !== "" && (indentOf(line) > indent || isItem);
}

/** Yield what may be wrong in one line alone, what is likeliest first.
 * @param {string[]} lines @param {number[]} suspects @param {Trap[]} traps
 * @returns {Generator<Mistake>} */
function* byThemselves(lines, suspects, traps) {
  for (const line of suspects) yield* inLine(lines, line, traps);
}

/** Yield lines that are no fields, from above: to YAML, those below are a part of the first.
 * @param {string[]} lines @param {number[]} suspects @returns {Generator<Mistake>} */
function* noFieldsOf(lines, suspects) {
  for (const line of suspects.toSorted((a, b) => a - b)) yield* withoutColon(lines, line);
}

/** Yield what may be wrong with a line since others are as they are.
 * @param {string[]} lines @param {number[]} suspects @returns {Generator<Mistake>} */
function* amongOthers(lines, suspects) {
  const moved = [...movedLines(lines, suspects)].sort(
    (a, b) => a.by - b.by || a.odd - b.odd || a.line - b.line,
  );
  const move = (/** @type {Move} */ { line, n }) => indented(lines, line, "indentation", n);
  yield* moved.filter(({ by }) => by === 1).map(move);
  for (const line of suspects) yield* withValue(lines, line);
  yield* moved.filter(({ by }) => by > 1).map(move);
}

/** Yield the lines that may be at fault: here, just above, and where it begins.
 * @param {string[]} lines @param {Stop} at @param {Trap[]} traps */
function* suspected(lines, at, traps) {
  const here = content(lines, at.line, -1);
  const above = content(lines, at.line - 1, -1);
  const beside = parentOf(lines, here, 0);
  const parent = parentOf(lines, here, 1);
  const below = content(lines, parent + 1, 1);
  const quotes = traps.find(({ key }) => key === "quotes-not-closed")?.trap ?? /$^/;
  let opened = here;
  while (opened > 1 && !has(lines[opened - 1], quotes)) opened -= 1;
  const most = Math.max(here, ...at.suspects);
  for (const line of [here, above, ...at.suspects, beside, below, parent, opened]) {
    if (line > 1 && line <= most) yield line;
  }
}

/** Return the first line from here, up or down, that is no comment, and not empty.
 * @param {string[]} lines @param {number} line @param {1 | -1} step */
function content(lines, line, step) {
  while (line > 1 && line <= lines.length && /^ *(?:#|$)/.test(lines[line - 1])) line += step;
  return line;
}

/** Return the line under which another one stands; or, with 0 `less`, the one beside it above.
 * @param {string[]} lines @param {number} line @param {0 | 1} less */
function parentOf(lines, line, less) {
  const most = indentOf(lines[line - 1]) - less;
  do line = content(lines, line - 1, -1);
  while (line > 1 && indentOf(lines[line - 1]) > most);
  return line;
}

/** @param {string} line */
function indentOf(line) {
  return /^ */.exec(line)?.[0].length ?? 0;
}

// --- mistakes that show in a line by itself --------------------------------------------------

/** @param {string[]} lines @param {number} line @param {Trap[]} traps @returns {Generator<Mistake>} */
function* inLine(lines, line, traps) {
  const text = lines[line - 1];
  if (/^\s*#/.test(text)) return;
  for (const { key, trap, mend } of traps) {
    if (!has(text.slice(0, LONGEST_LINE), trap)) continue;
    if (mend === "bullets") yield bullets(lines, line, key);
    else if (mend === "indent") yield* tabs(lines, line, key);
    else {
      for (const mended of mend ? [MENDS[mend](text)] : aside(text)) yield mistake(key, line, mended, text);
    }
  }
}

/** @param {string} key @param {number} line @param {string} mended @param {string} text
 * @param {Words} [more] @returns {Mistake} */
function mistake(key, line, mended, text, more) {
  return { key, line, mended: new Map([[line, mended]]), words: { ...wordsOf(text), ...more } };
}

/** Return the ways to read on without what a line says. @param {string} line */
function aside(line) {
  const [, name] = line.match(FIND.named) ?? [];
  const value = name ? [`${line.slice(0, line.indexOf(name))}${name} x`] : [];
  return [...value, `#${line}`];
}

/** @param {string} line */
function quoted(line) {
  const [head, value] = parted(uncommented(line));
  return head + inQuotes(value);
}

/** Return a line whose value is in quotes of the other kind. @param {string} line */
function requoted(line) {
  const [head, value] = parted(uncommented(line));
  let end = value.length;
  while (end > 1 && `${value[0]}”“„’‘«»`.includes(value[end - 1])) end -= 1;
  return head + inQuotes(value.slice(1, end));
}

/** @param {string} text */
function inQuotes(text) {
  return /["\\]/.test(text) ? `'${text.replaceAll("'", "''")}'` : `"${text}"`;
}

/** Return a line with a space after its mark, and no space that is none to YAML. @param {string} line */
function spaced(line) {
  const [all = "", head = ""] = line.match(FIND.mark) ?? [];
  const rest = line.slice(all.length).replace(/[\u00a0\u2007\u202f]/g, " ");
  return head ? `${head} ${rest}`.trimEnd() : rest;
}

/** @param {string} line */
function closed(line) {
  const [head, value] = parted(uncommented(line));
  const begin = value.charAt(0);
  return head + value + (begin === "[" ? "]" : begin === "{" ? "}" : begin);
}

/** Return a line with the address of a link in place of the link. @param {string} line */
function addressed(line) {
  const [head, value] = parted(line);
  const link = value.trimEnd().match(PATTERNS.meant.linked);
  return link ? head + link[1] : line;
}

/** @param {string} line */
function withoutValue(line) {
  return parted(line)[0].trimEnd();
}

/** @type {Object<string, Mend>} */
const MENDS = { quote: quoted, requote: requoted, space: spaced, close: closed, address: addressed, empty: withoutValue };

/** Return a list whose items begin with another sign than a dash, as one mistake.
 * @param {string[]} lines @param {number} line @param {string} key @returns {Mistake} */
function bullets(lines, line, key) {
  const indent = indentOf(lines[line - 1]);
  const isBullet = (/** @type {number} */ at) =>
    indentOf(lines[at - 1]) === indent && has(lines[at - 1], FIND.bullet);
  let first = line,
    last = line;
  while (first > 2 && isBullet(first - 1)) first -= 1;
  while (last < lines.length && isBullet(last + 1)) last += 1;
  const mended = new Map();
  for (let at = first; at <= last; at += 1) {
    const [, text = ""] = lines[at - 1].match(FIND.bullet) ?? [];
    mended.set(at, `${" ".repeat(indent)}- ${text.trim().replace(/^["']+|["']+$/g, "")}`);
  }
  const run = lines.slice(first - 1, last).map((each) => each.trimStart().charAt(0));
  const isBare = run.every((sign) => sign === run[0]) && !`"'`.includes(run[0]);
  const instead = isBare ? `; on ${linesTo(first, last)}, write - in place of ${run[0]}` : "";
  return { key, line: first, mended, words: { ...wordsOf(lines[first - 1]), instead } };
}

/** Yield lines that begin with tabs, as one mistake, with spaces in their place.
 * @param {string[]} lines @param {number} line @param {string} key @returns {Generator<Mistake>} */
function* tabs(lines, line, key) {
  let first = line,
    last = line;
  while (first > 2 && has(lines[first - 2], FIND.tabs)) first -= 1;
  while (last < lines.length && has(lines[last], FIND.tabs)) last += 1;
  for (const wide of last > first ? [2, 4] : []) {
    const run = Array.from({ length: last - first + 1 }, (_, index) => first + index);
    const mended = new Map(run.map((at) => [at, expanded(lines[at - 1], wide)]));
    const words = { instead: `on ${linesTo(first, last)}, write ${spaces(wide)} in place of each tab` };
    yield { key, line: first, mended, words: { ...wordsOf(lines[first - 1].trim()), ...words } };
  }
  const deep = indentOf(expanded(lines[line - 1], 2));
  const likely = indentsFor(lines, line).sort((a, b) => Math.abs(a - deep) - Math.abs(b - deep) || a - b);
  for (const n of likely) yield indented(lines, line, key, n);
}

/** @param {string} line @param {number} wide */
function expanded(line, wide) {
  return line.replace(/^[ \t]+/, (before) => before.replaceAll("\t", " ".repeat(wide)));
}

// --- mistakes that show among other lines ----------------------------------------------------

/** Yield a line that is no field: one whose colon is missing, or a note.
 * @param {string[]} lines @param {number} line @returns {Generator<Mistake>} */
function* withoutColon(lines, line) {
  const text = lines[line - 1];
  const [, indent, name, sign, value] = text.match(FIND.no_colon) ?? [];
  if (isNothing(text) || has(text, FIND.name)) return;
  const isItem = indent.endsWith("- ");
  const next = lines[content(lines, line + 1, 1) - 1] ?? "";
  if (isItem && indentOf(next) !== indent.length) return; // of one text
  if (name) {
    const mended = `${indent}${name}: ${value}`.trimEnd();
    const place = sign.trim() ? `in place of ${sign.trim()}` : "after it";
    yield mistake("no-field", line, mended, mended, { key: name, place });
  }
  if (!isItem) yield mistake("no-field", line, `#${text}`, "");
}

/** Yield a line that holds a value, though lines below it do as well.
 * @param {string[]} lines @param {number} line @returns {Generator<Mistake>} */
function* withValue(lines, line) {
  const text = lines[line - 1];
  const [, name, value] = text.match(FIND.named) ?? [];
  if (isNothing(text) || !name || name === "-" || !uncommented(value).trim()) return;
  const below = content(lines, line + 1, 1);
  const inner = indentOf(lines[below - 1] ?? "");
  if (inner <= indentOf(text)) return;
  const isBlock = indentOf(lines[content(lines, below + 1, 1) - 1] ?? "") >= inner;
  if (isBlock || lines[below - 1].trimStart().startsWith("- "))
    yield mistake("value-above", line, withoutValue(text), text);
}

/** @typedef {{by: number, odd: number, line: number, n: number}} Move */

/** Yield lines that may begin with too many spaces, or too few: by how much, and how many.
 * @param {string[]} lines @param {number[]} suspects @returns {Generator<Move>} */
function* movedLines(lines, suspects) {
  for (const line of suspects.filter((each) => !isNothing(lines[each - 1]))) {
    const had = indentOf(lines[line - 1]);
    for (const n of indentsFor(lines, line)) yield { by: Math.abs(n - had), odd: n % 2, line, n };
  }
}

/** Return with how many spaces a line may begin: as those around it do.
 * @param {string[]} lines @param {number} line */
function indentsFor(lines, line) {
  const text = lines[line - 1].trimStart();
  const found = new Set([indentOf(lines[content(lines, line + 1, 1) - 1] ?? "") - dashes(text)]);
  let above = line;
  do {
    above = content(lines, above - 1, -1);
    const other = lines[above - 1];
    const indent = indentOf(other);
    found.add(indent).add(indent + dashes(other.trimStart())).add(indent + 2);
  } while (above > 1 && indentOf(lines[above - 1]));
  return [...found].filter((n) => n >= 0 && " ".repeat(n) + text !== lines[line - 1]);
}

/** @param {string} text */
function dashes(text) {
  return /^(?:- +)*/.exec(text)?.[0].length ?? 0;
}

/** @param {string[]} lines @param {number} line @param {string} key @param {number} n @returns {Mistake} */
function indented(lines, line, key, n) {
  const rest = lines[line - 1].trim();
  const begin = `begin the line with ${spaces(n)}, as the lines around it do`;
  const instead = `delete each tab, and ${begin}`;
  const words = { had: spaces(indentOf(lines[line - 1])), spaces: spaces(n), instead };
  return mistake(key, line, " ".repeat(n) + rest, rest, words);
}

/** @param {number} n */
function spaces(n) {
  return n ? count(n, "space") : "no spaces";
}

/** Return some lines as a hint names them: `line 5`, `lines 5 to 7`. @param {number} first @param {number} last */
export function linesTo(first, last) {
  return first === last ? `line ${first}` : `lines ${first} ${last === first + 1 ? "and" : "to"} ${last}`;
}

/** @param {string} line */
function isNothing(line) {
  return /^\s*(?:#|$)/.test(line);
}

// --- words -----------------------------------------------------------------------------------

/** Return a line without anything that could be a comment. @param {string} line */
function uncommented(line) {
  return line.split(/(?:^|\s)#/)[0];
}

/** Return what stands before a value, and the value. @param {string} line */
function parted(line) {
  const [, head = "", value = line] = line.match(FIND.value) ?? [];
  return [head, value.trim()];
}

/**
 * Return the words for a hint about a line: the line without its value; the quotes alone; the name.
 * @param {string} line
 */
function wordsOf(line) {
  const [, name = "", value = line] = `${uncommented(line)} `.match(FIND.named) ?? [];
  return {
    named: value.trim() ? `${name} "…"`.trim() : name,
    example: name === "-" ? '- "…"' : '"…"',
    key: name.replace(/^[- ]+|:$/g, ""),
  };
}
