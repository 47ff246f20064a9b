// Lists that are written with other bullets than YAML's, so that YAML makes one text of them. The
// browser's half of hooks/portfolio/read/bullets.py.

import { PATTERNS } from "../patterns.js";
import { has, strip } from "../text.js";

const FIND = PATTERNS.bullets;

/** @import * as File from "./file.js" */

/**
 * @typedef {{bullet: string, items: string[]}} BulletList a list inside of one text
 * @typedef {File.Source & {written?: Map<string, string>}} Source with what `asWritten` found
 */

/**
 * Return texts of a file's front matter that YAML makes something else of, by what it makes: by the
 * one line that it becomes, a text in which lines begin with bullets, line by line; by its items with
 * commas, what stands in square brackets.
 * @param {string} file
 */
export function asWritten(file) {
  const lines = file.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n").split("\n").slice(1);
  /** @type {Map<string, string>} */
  const found = new Map();
  /** @type {string[]} */
  let texts = [];
  let [edge, before] = [0, ""];

  function close() {
    const bullets = texts.map((text) => bulletOf(text) !== "" || has(text, FIND.no_space));
    if (!bullets.slice(before === "\n" ? 0 : 1).some(Boolean)) return;
    let [whole, written] = [texts.join(" "), texts.join("\n")];
    if (has(whole, FIND.quoted)) [whole, written] = [strip(whole.slice(1, -1)), written.slice(1, -1)];
    found.set(whole, (before === "- " && bulletOf(written) ? "" : before) + written);
  }

  for (const line of lines.slice(0, lines.findIndex((each) => each.trimEnd() === "---"))) {
    const [, indent, dashes, key = "", rest] = line.match(FIND.line) ?? ["", "", "", "", ""];
    const goesOn = indent.length > edge && texts.length > 0;
    const text = strip(strip(goesOn ? line : rest).replace(FIND.comment, ""));
    if (!text && !key && !dashes) continue;
    if (goesOn) {
      texts.push(text);
      continue;
    }
    close();
    const inside = text.match(FIND.brackets)?.[1];
    if (inside !== undefined) found.set(partsOf(inside), inside);
    if (key) edge = indent.length + dashes.length;
    else if (dashes) edge = indent.length + dashes.trimEnd().length - 1;
    before = key ? "" : dashes ? "- " : "\n";
    texts = text && !has(text, FIND.block) ? [text] : [];
  }
  close();
  return found;
}

/** Return the items of a list in brackets, with commas. @param {string} inside */
function partsOf(inside) {
  return inside
    .split(",")
    .map((part) => strip(part, " \"'"))
    .join(", ");
}

/** Return the bullet with which a line begins; all numbers are the same. @param {string} line */
function bulletOf(line) {
  const sign = line.match(FIND.sign);
  if (sign) return sign[1];
  const [all, mark, number = "", letter, wide = ""] = line.match(FIND.bullet) ?? [""];
  return !all ? "" : (mark ?? (letter ? `a${letter}` : `1${number}${wide}`));
}

/**
 * Return the list that a text of several lines holds, or that begins with a sign of a list.
 * @param {string} text
 * @param {boolean} isItem
 * @returns {BulletList | null}
 */
export function listIn(text, isItem) {
  const lines = text.split("\n").map((line) => strip(line));
  if (isItem && lines.length === 1 && has(lines[0], FIND.done)) return null;
  /** @type {Map<string, number>} */
  const count = new Map();
  for (const each of lines.map(bulletOf)) if (each) count.set(each, (count.get(each) ?? 0) + 1);
  const isBelow = !lines[0];
  const found = [...count].find(([each, times]) => isBelow || times > 1 || has(each, FIND.sign));
  const isGlued = lines.slice(1).some((line) => has(line, FIND.no_space));
  const bullet = found?.[0] ?? (isGlued ? "-" : "");
  return bullet ? { bullet, items: itemsOf(lines, bullet) } : null;
}

/** Return a line without its bullet. @param {string} line */
export function withoutBullet(line) {
  const [bullet] = line.match(FIND.sign) ?? line.match(FIND.bullet) ?? [""];
  return line.slice(bullet.length || (has(line, FIND.no_space) ? 1 : 0));
}

/** Return the items of a list, each without its bullet. @param {string[]} lines @param {string} bullet */
function itemsOf(lines, bullet) {
  /** @type {string[]} */
  const items = [];
  for (const line of lines.filter(Boolean)) {
    const text = withoutBullet(line);
    if (text !== line || !items.length) items.push(text);
    else items[items.length - 1] += ` ${line}`;
  }
  const parts = items.length === 1 ? items.flatMap((item) => item.split(` ${bullet} `)) : items;
  return parts.map((part) => strip(part)).filter(Boolean);
}
