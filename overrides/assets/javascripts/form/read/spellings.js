// What a text says, however it is spelled: the phrases in it, and the numbers.
// As hooks/portfolio/read/spellings.py, whose patterns and words are handed over as data.

import { casefold, pattern } from "../text.js";

/**
 * The `leaks` of what the build writes for the forms.
 * @typedef {object} Data
 * @property {number} shortest_text
 * @property {number} shortest_number
 * @property {number} longest_number
 * @property {number} shortest_sentence
 * @property {number} longest_text
 * @property {number} most_words
 * @property {number} most_numbers
 * @property {number} group
 * @property {number} most_told
 * @property {string} sentence_ends
 * @property {string[]} companies
 * @property {string[]} of_the_company
 * @property {Record<string, string>} entities
 * @property {Record<string, number>} noughts
 * @property {Record<string, string>} patterns
 */

const FULL_WIDTH = 0xfee0; // from an ASCII character to the one that is as wide as a Chinese one
const DIGIT = /^\p{Nd}$/u;

/** How texts are read, as the build says. */
export class Spellings {
  /** @param {Data} data */
  constructor(data) {
    this.data = data;
    this.ofTheCompany = new Set(data.of_the_company.join(" ").split(" "));
    /** @type {Record<string, RegExp>} */
    this.find = {};
    for (const [name, source] of Object.entries(data.patterns)) {
      const meant = source.replaceAll("[^\\W_]", "[\\p{L}\\p{N}]");
      this.find[name] = pattern(meant, name === "further" ? "uy" : "gu");
    }
  }

  /**
   * Return Markdown nearly as its page shows it, line for line.
   * @param {string} markdown
   */
  asRead(markdown) {
    const { entity, escape, note, marked, marked_end, marked_begin } = this.find;
    return markdown
      .replace(entity, (...parts) => this.#character(parts))
      .replace(escape, "$1")
      .replace(note, "[]")
      .split("\n")
      .map((line) => this.#withLinksBehind(line))
      .join("\n")
      .replace(marked, "$2")
      .replace(marked_end, "$2")
      .replace(marked_begin, "$2");
  }

  /** @param {string} line of Markdown */
  #withLinksBehind(line) {
    if (!line.includes("](")) return line;
    const { link } = this.find;
    const addresses = [...line.matchAll(link)].map(([, , address]) => ` (${unquoted(address)})`);
    return line.replace(link, "$1") + addresses.join("");
  }

  /** Return a text as it is read aloud: what is not seen is gone, and what looks alike is alike.
   * @param {string} text */
  plain(text) {
    const { accent, unseen, apostrophe, hyphen, full_width, spaces } = this.find;
    return text
      .normalize("NFD")
      .replace(accent, "")
      .normalize("NFC")
      .replace(unseen, "")
      .replace(apostrophe, "'")
      .replace(hyphen, "-")
      .replace(full_width, (each) => String.fromCharCode(each.charCodeAt(0) - FULL_WIDTH))
      .replace(spaces, " ");
  }

  /** Return an address as people repeat it, and other text whole. @param {string} text */
  withoutScheme(text) {
    return text.replace(this.find.scheme, "");
  }

  /** @param {string[]} entity */
  #character([whole, decimal, hexadecimal, name]) {
    const { entities } = this.data;
    if (name) return Object.hasOwn(entities, name) ? entities[name] : whole;
    const code = decimal ? Number(decimal) : Number.parseInt(hexadecimal, 16);
    const isOne = (code >= 32 && code < 0xd800) || (code >= 0xe000 && code < 0x110000);
    return isOne ? String.fromCodePoint(code) : " ";
  }

  /** Return the digits of a text that is a number long enough to say anything, or nothing.
   * @param {string} text */
  numberOf(text) {
    const number = withoutNoughts(text.replace(this.find.separator, ""));
    const isNumber = /^[0-9]*$/.test(number) && number.length <= this.data.longest_number;
    return isNumber && this.isLong(number) ? number : "";
  }

  /** Return how many rows of digits stand in a text. @param {string} text */
  countNumbers(text) {
    return text.match(this.find.digits)?.length ?? 0;
  }

  /** Tell whether a number has enough digits to say anything. @param {string} number */
  isLong(number) {
    return number.length >= this.data.shortest_number;
  }

  /** Tell whether a text is a date and nothing else: that gives nothing away. @param {string} text */
  isDate(text) {
    return text.search(this.find.only_date) >= 0;
  }

  /** @param {string} text */
  text(text) {
    return new Text(text, this);
  }
}

/** A text to be searched: as it is, and as the words in it. */
export class Text {
  /** @type {string[] | undefined} */
  #words;
  /** @type {[number, number][] | undefined} */
  #spans;
  /** @type {Set<number> | undefined} */
  #dated;

  /** @param {string} text @param {Spellings} spellings */
  constructor(text, spellings) {
    this.text = spellings.plain(text);
    this.spellings = spellings;
  }

  /** The words, and what joins two without a space, alike in case. */
  get words() {
    if (!this.#words) {
      /** @type {Map<string, string>} */
      const known = new Map(); // since to fold case takes long
      this.#words = this.text.match(this.spellings.find.word) ?? [];
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
    this.#spans ??= [...this.text.matchAll(this.spellings.find.word)].map(({ 0: word, index }) => [
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
    const { find, ofTheCompany } = this.spellings;
    find.further.lastIndex = end;
    const [gap, word] = find.further.exec(this.text) ?? [];
    if (!gap || !/^\p{Lu}/u.test(word)) return false;
    if (gap.includes("\n")) {
      const before = this.text.slice(this.text.lastIndexOf("\n", begin - 1) + 1, begin);
      const beginsQuotation = gap.includes(">") && !before.includes(">");
      if (beginsQuotation || before.search(find.own_line) >= 0) return false;
    }
    return !ofTheCompany.has(casefold(word));
  }

  /**
   * Yield the numbers of four digits and more that are wanted, and where each stands.
   * @param {(number: string) => boolean} wanted
   * @returns {Generator<[string, number, number]>}
   */
  *numbers(wanted) {
    for (const match of this.text.matchAll(this.spellings.find.number)) {
      yield* this.#meant(match, 0, wanted);
      if (!match[1].includes("\n")) continue;
      for (const line of match[0].matchAll(/[^\n]+/g)) {
        // two numbers may meet at the end of a line
        for (const part of line[0].matchAll(this.spellings.find.number)) {
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
    for (const value of values(match, this.spellings.data.noughts)) {
      if (!this.spellings.isLong(value) || !wanted(value)) continue;
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
    const { find, data: { group } } = this.spellings;
    if (this.text.slice(end, end + group).search(find.group_after) < 0) return false;
    return this.text.slice(Math.max(begin - group, 0), begin).search(find.group_before) >= 0;
  }

  /** Return where the numbers in dates begin. */
  #numbersOfDates() {
    /** @type {Set<number>} */
    const begins = new Set();
    for (const [begin, end] of this.dates()) {
      for (const { index } of this.text.slice(begin, end).matchAll(this.spellings.find.digits)) begins.add(begin + index);
    }
    return begins;
  }

  /** Yield where a date begins and ends. @returns {Generator<[number, number]>} */
  *dates() {
    for (const { 0: date, index } of this.text.matchAll(this.spellings.find.date)) {
      yield [index, index + date.length];
    }
  }
}

/**
 * Yield what a number may mean, as digits: 1.234 million is one, or a thousand times more.
 * @param {RegExpExecArray} match @param {Record<string, number>} noughts
 */
function* values(match, noughts) {
  const [, whole, point, indian, part = "", direct, after] = match;
  if (part && [point, indian].includes(match[0][whole.length])) return; // it is no number
  if (!direct) yield withoutNoughts(digits(whole));
  const word = direct || after;
  if (!word) return;
  yield* times(whole, part, noughts[word]);
  if (part || !(point === "." || point === ",")) return;
  const [first, rest, ...more] = whole.split(point);
  if (!more.length) yield* times(first, rest, noughts[word]);
}

/** @param {string} whole @param {string} part @param {number} noughts */
function* times(whole, part, noughts) {
  const rest = digits(part).replace(/0+$/, "");
  if (rest.length <= noughts) yield withoutNoughts(digits(whole) + rest.padEnd(noughts, "0"));
}

/** Return an address without its codes for characters, as Python reads them. @param {string} address */
function unquoted(address) {
  return address.replace(/(?:%[0-9a-f]{2})+/gi, (codes) => {
    const bytes = codes.split("%").slice(1).map((code) => Number.parseInt(code, 16));
    return new TextDecoder("utf-8", { ignoreBOM: true }).decode(Uint8Array.from(bytes));
  });
}

/** @param {string} number */
function withoutNoughts(number) {
  return number.replace(/^0+/, "");
}

/** Return the digits of a number, of whichever script, as 0 to 9. @param {string} text */
function digits(text) {
  if (/^[0-9]*$/.test(text)) return text;
  const all = Array.from(text.normalize("NFKC"), (each) => (DIGIT.test(each) ? digit(each) : ""));
  return all.join("");
}

/** The digits of a script follow each other, its nought first. @param {string} character */
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
