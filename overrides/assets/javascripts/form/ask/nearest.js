// Which known name a mistyped one most likely stands for: `nearest` of hooks/portfolio/problems.py,
// with the measure of likeness that Python's difflib has.

import { LIMITS } from "../limits.js";

const CUTOFF = LIMITS.text.nearest;
const LONG = 200; // characters, from which on difflib overlooks the most frequent ones

/**
 * Return the known name that a mistyped one most likely stands for.
 * @param {string} name
 * @param {Iterable<string>} names
 * @returns {string | null}
 */
export function nearest(name, names) {
  const word = [...name.toLowerCase()];
  const places = placesOf(word);
  let [best, found] = [0, /** @type {string[] | null} */ (null)];
  for (const known of names) {
    const chars = [...known];
    if (ratio(Math.min(chars.length, word.length), chars, word) < CUTOFF) continue; // too long
    const score = ratio(matches(chars, word, places), chars, word);
    const wins = !found || score > best || (score === best && isAfter(chars, found));
    if (score >= CUTOFF && wins) [best, found] = [score, chars];
  }
  return found && found.join("");
}

/** @type {(matching: number, a: string[], b: string[]) => number} */
function ratio(matching, a, b) {
  return a.length + b.length ? (2 * matching) / (a.length + b.length) : 1;
}

/**
 * Tell whether a name sorts after another by its characters, as Python sorts, not by their halves.
 * @type {(a: string[], b: string[]) => boolean}
 */
function isAfter(a, b) {
  const at = a.findIndex((char, index) => char !== b[index]);
  return at >= 0 && (at >= b.length || Number(a[at].codePointAt(0)) > Number(b[at].codePointAt(0)));
}

/**
 * Return where each character of a word stands, the frequent ones of a long word left out.
 * @type {(word: string[]) => Map<string, number[]>}
 */
function placesOf(word) {
  /** @type {Map<string, number[]>} */
  const places = new Map();
  for (const char of new Set(word)) places.set(char, []);
  word.forEach((char, at) => places.get(char)?.push(at));
  const most = word.length < LONG ? Infinity : Math.floor(word.length / 100) + 1;
  return new Map([...places].filter(([, found]) => found.length <= most));
}

/**
 * Count the characters in the blocks that two texts share: the longest, then those beside it.
 * @type {(a: string[], b: string[], places: Map<string, number[]>) => number}
 */
function matches(a, b, places) {
  let total = 0;
  const queue = [[0, a.length, 0, b.length]];
  for (let next = queue.pop(); next; next = queue.pop()) {
    const [aFrom, aTo, bFrom, bTo] = next;
    const [i, j, size] = longest(a, b, places, next);
    total += size;
    if (size && aFrom < i && bFrom < j) queue.push([aFrom, i, bFrom, j]);
    if (size && i + size < aTo && j + size < bTo) queue.push([i + size, aTo, j + size, bTo]);
  }
  return total;
}

/**
 * Return the longest block that two ranges share, the earliest of equals: where, where, how long.
 * @type {(a: string[], b: string[], places: Map<string, number[]>, range: number[]) => number[]}
 */
function longest(a, b, places, [aFrom, aTo, bFrom, bTo]) {
  let [i, j, size] = [aFrom, bFrom, 0];
  /** @type {Map<number, number>} */
  let before = new Map(); // how long the block is that ends at a place of b
  for (let at = aFrom; at < aTo; at += 1) {
    const lengths = new Map();
    for (const place of places.get(a[at]) ?? []) {
      if (place < bFrom || place >= bTo) continue;
      const length = (before.get(place - 1) ?? 0) + 1;
      lengths.set(place, length);
      if (length > size) [i, j, size] = [at - length + 1, place - length + 1, length];
    }
    before = lengths;
  }
  // Frequent characters begin no block, but may lengthen one.
  while (i > aFrom && j > bFrom && a[i - 1] === b[j - 1]) [i, j, size] = [i - 1, j - 1, size + 1];
  while (i + size < aTo && j + size < bTo && a[i + size] === b[j + size]) size += 1;
  return [i, j, size];
}
