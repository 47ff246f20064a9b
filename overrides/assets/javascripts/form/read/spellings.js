// What a text says, however it is spelled: the phrases in it, and the numbers.
// As hooks/portfolio/read/spellings.py has it.

import { LIMITS } from "../limits.js";
import { PATTERNS } from "../patterns.js";
import { casefold, has } from "../text.js";

const {
  further: FURTHER,
  entities: ENTITIES,
  group: GROUP,
  longest_number: LONGEST,
  zeros: ZEROS,
  shortest_number: SHORTEST,
} = LIMITS.leaks;
const FIND = PATTERNS.spellings;
const OF_THE_COMPANY = new Set(LIMITS.leaks.of_the_company.join(" ").split(" "));
const FULL_WIDTH = 0xfee0; // from an ASCII character to the one that is as wide as a Chinese one
const DIGIT = /^\p{Nd}$/u;

/**
 * Return Markdown nearly as its page shows it, line for line.
 * @param {string} markdown
 */
export function asRead(markdown) {
  return markdown
    .replace(FIND.entity, (...parts) => character(parts))
    .replace(FIND.escaped, "$1")
    .replace(FIND.note, "[]")
    .split("\n")
    .map(withLinksBehind)
    .join("\n")
    .replace(FIND.marked, "$2")
    .replace(FIND.marked_end, "$2")
    .replace(FIND.marked_begin, "$2");
}

/** @param {string} line of Markdown */
function withLinksBehind(line) {
  if (!line.includes("](")) return line;
  const addresses = [...line.matchAll(FIND.link)].map(([, , address]) => ` (${unquoted(address)})`);
  return line.replace(FIND.link, "$1") + addresses.join("");
}

/** @param {string[]} entity */
function character([whole, decimal, hexadecimal, name]) {
  if (name) return Object.hasOwn(ENTITIES, name) ? ENTITIES[name] : whole;
  const code = decimal ? Number(decimal) : Number.parseInt(hexadecimal, 16);
  const isOne = (code >= 32 && code < 0xd800) || (code >= 0xe000 && code < 0x110000);
  return isOne ? String.fromCodePoint(code) : " ";
}

/** Return a text as it is read aloud: what is not seen is gone, and what looks alike is alike.
 * @param {string} text */
function plain(text) {
  return text
    .normalize("NFD")
    .replace(FIND.accent, "")
    .normalize("NFC")
    .replace(FIND.unseen, "")
    .replace(FIND.apostrophe, "'")
    .replace(FIND.hyphen, "-")
    .replace(FIND.full_width, (each) => String.fromCharCode(each.charCodeAt(0) - FULL_WIDTH))
    .replace(FIND.spaces, " ");
}

/** Return an address as people repeat it, and other text whole. @param {string} text */
export function withoutScheme(text) {
  return text.replace(FIND.scheme, "");
}

/** Return the digits of a text that is a number long enough to say anything, or nothing.
 * @param {string} text */
export function numberOf(text) {
  const number = withoutZeros(text.replace(FIND.separator, ""));
  const isNumber = /^[0-9]*$/.test(number) && number.length <= LONGEST;
  return isNumber && isLong(number) ? number : "";
}

/** Return how many rows of digits stand in a text. @param {string} text */
export function countNumbers(text) {
  return text.match(FIND.digits)?.length ?? 0;
}

/** Tell whether a number has enough digits to say anything. @param {string} number */
export function isLong(number) {
  return number.length >= SHORTEST;
}

/** Tell whether a text is a date and nothing else: that gives nothing away. @param {string} text */
export function isDate(text) {
  return has(text, FIND.only_date);
}

/** A text to be searched: as it is, and as the words in it. */
export class SearchText {
  /** @type {string[] | undefined} */
  #words;
  /** @type {[number, number][] | undefined} */
  #spans;
  /** @type {Set<number> | undefined} */
  #dated;

  /** @param {string} text */
  constructor(text) {
    this.text = plain(text);
  }

  /** The words, and what joins two without a space, alike in case. */
  get words() {
    if (!this.#words) {
      /** @type {Map<string, string>} */
      const known = new Map(); // since to fold case takes long
      this.#words = this.text.match(FIND.word) ?? [];
      for (const [index, word] of this.#words.entries()) {
        const same = known.get(word) ?? casefold(word);
        known.set(word, same);
        this.#words[index] = same;
      }
    }
    return this.#words;
  }

  /** Where each word stands. */
  get spans() {
    this.#spans ??= [...this.text.matchAll(FIND.word)].map(({ 0: word, index }) => [
      index,
      index + word.length,
    ]);
    return this.#spans;
  }

  /**
   * Tell whether a name that stands there is a part of a longer one: Microsoft Azure.
   *
   * A further word with a capital letter makes it longer: none that is said of companies, such as
   * Ltd or a day, and none on the next line after a heading, or after the name alone.
   * @param {number} begin @param {number} end
   */
  goesOn(begin, end) {
    const [gap, word] = this.text.slice(end, end + FURTHER).match(FIND.further) ?? [];
    if (!gap || !/^\p{Lu}/u.test(word)) return false;
    if (gap.includes("\n")) {
      const before = this.text.slice(this.text.lastIndexOf("\n", begin - 1) + 1, begin);
      const beginsQuotation = gap.includes(">") && !before.includes(">");
      if (beginsQuotation || has(before, FIND.own_line)) return false;
    }
    return !OF_THE_COMPANY.has(casefold(word));
  }

  /**
   * Yield the numbers of four digits and more that are wanted, and where each stands.
   * @param {(number: string) => boolean} wanted
   * @returns {Generator<[string, number, number]>}
   */
  *numbers(wanted) {
    for (const match of this.text.matchAll(FIND.number)) {
      yield* this.#meant(match, 0, wanted);
      if (!match[1].includes("\n")) continue;
      for (const line of match[0].matchAll(/[^\n]+/g)) {
        // two numbers may meet at the end of a line
        for (const part of line[0].matchAll(FIND.number)) {
          yield* this.#meant(part, match.index + line.index, wanted);
        }
      }
    }
  }

  /**
   * @param {RegExpExecArray} match @param {number} from where the text begins in which it was found
   * @param {(number: string) => boolean} wanted
   * @returns {Generator<[string, number, number]>}
   */
  *#meant(match, from, wanted) {
    const begin = from + match.index;
    for (const value of values(match)) {
      if (!isLong(value) || !wanted(value)) continue;
      if (!this.#isPart(begin, begin + match[1].length)) yield [value, begin, begin + match[0].length];
    }
  }

  /**
   * Tell whether a number is a part of a date, or of a row of groups like a telephone's.
   * @param {number} begin @param {number} end
   */
  #isPart(begin, end) {
    this.#dated ??= this.#numbersOfDates();
    if (this.#dated.has(begin)) return true;
    if (!has(this.text.slice(end, end + GROUP), FIND.group_after)) return false;
    return has(this.text.slice(Math.max(begin - GROUP, 0), begin), FIND.group_before);
  }

  /** Return where the numbers in dates begin. */
  #numbersOfDates() {
    /** @type {Set<number>} */
    const begins = new Set();
    for (const [begin, end] of this.dates()) {
      for (const { index } of this.text.slice(begin, end).matchAll(FIND.digits)) begins.add(begin + index);
    }
    return begins;
  }

  /** Yield where a date begins and ends. @returns {Generator<[number, number]>} */
  *dates() {
    for (const { 0: date, index } of this.text.matchAll(FIND.date)) {
      yield [index, index + date.length];
    }
  }
}

/**
 * Yield what a number may mean, as digits: 1.234 million is one, or a thousand times more.
 * @param {RegExpExecArray} match
 */
function* values(match) {
  const [, whole, point, indian, part = "", direct, after] = match;
  if (part && [point, indian].includes(match[0][whole.length])) return; // it is not a number
  if (!direct) yield withoutZeros(digits(whole));
  const word = direct || after;
  if (!word) return;
  yield* times(whole, part, ZEROS[word]);
  if (part || !(point === "." || point === ",")) return;
  const [first, rest, ...more] = whole.split(point);
  if (!more.length) yield* times(first, rest, ZEROS[word]);
}

/** @param {string} whole @param {string} part @param {number} zeros */
function* times(whole, part, zeros) {
  const rest = digits(part).replace(/0+$/, "");
  if (rest.length <= zeros) yield withoutZeros(digits(whole) + rest.padEnd(zeros, "0"));
}

/** Return an address without its codes for characters, as Python reads them. @param {string} address */
function unquoted(address) {
  return address.replace(/(?:%[0-9a-f]{2})+/gi, (codes) => {
    const bytes = codes.split("%").slice(1).map((code) => Number.parseInt(code, 16));
    return new TextDecoder("utf-8", { ignoreBOM: true }).decode(Uint8Array.from(bytes));
  });
}

/** @param {string} number */
function withoutZeros(number) {
  return number.replace(/^0+/, "");
}

/** Return the digits of a number, of whichever script, as 0 to 9. @param {string} text */
function digits(text) {
  if (/^[0-9]*$/.test(text)) return text;
  const all = Array.from(text.normalize("NFKC"), (each) => (DIGIT.test(each) ? digit(each) : ""));
  return all.join("");
}

/** The digits of a script follow each other, its zero first. @param {string} character */
function digit(character) {
  const code = /** @type {number} */ (character.codePointAt(0));
  let value = 0;
  while (value < 9 && DIGIT.test(String.fromCodePoint(code - value - 1))) value += 1;
  return String(value);
}

/** Finds many phrases in a text in one pass, as Aho and Corasick did in 1975. */
export class Phrases {
  /** @param {string[][]} phrases */
  constructor(phrases) {
    /** @type {Map<string, number>[]} */
    this.next = [new Map()];
    this.phrase = [-1]; // which one is read whole in a state, if any is
    for (const [index, words] of phrases.entries()) {
      let state = 0;
      for (const word of words) {
        let to = this.next[state].get(word);
        if (to === undefined) {
          to = this.next.push(new Map()) - 1;
          this.phrase.push(-1);
          this.next[state].set(word, to);
        }
        state = to;
      }
      if (this.phrase[state] < 0) this.phrase[state] = index;
    }
    /** @type {number[]} the state of the longest end that is a beginning, too */
    this.back = Array(this.next.length).fill(0);
    /** @type {number[]} the next state back in which a phrase is whole */
    this.shorter = Array(this.next.length).fill(0);
    const states = [...this.next[0].values()];
    for (const state of states) {
      const back = this.back[state];
      this.shorter[state] = this.phrase[back] >= 0 ? back : this.shorter[back];
      for (const [word, to] of this.next[state]) {
        this.back[to] = this.#step(back, word);
        states.push(to);
      }
    }
  }

  /** @param {number} state @param {string} word @returns {number} */
  #step(state, word) {
    while (state && !this.next[state].has(word)) state = this.back[state];
    return this.next[state].get(word) ?? 0;
  }

  /**
   * Yield at which word phrases end, and the state of the longest: `shorter` has more.
   * @param {string[]} words @returns {Generator<[number, number]>}
   */
  *ends(words) {
    let state = 0;
    for (const [index, word] of words.entries()) {
      state = this.#step(state, word);
      const found = this.phrase[state] >= 0 ? state : this.shorter[state];
      if (found) yield [index, found];
    }
  }
}
