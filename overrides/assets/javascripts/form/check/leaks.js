// Where public text says what `private` hides: the texts and numbers to look for, and who tells.
// As hooks/portfolio/check/leaks.py, which says the same when the site is built.

import { LIMITS } from "../limits.js";
import { PATTERNS } from "../patterns.js";
import { isOf, length, strip } from "../text.js";
import { isPlaceholder } from "../read/placeholders.js";
import {
  fieldName,
  fieldPattern,
  hidden,
  hiddenSections,
  hides,
  isOfThePage,
  isPublished,
  isWithheld,
  leaves,
  publicParts,
} from "./privacy.js";
import {
  Phrases,
  SearchText,
  asRead,
  countNumbers,
  isDate,
  isLong,
  numberOf,
  withoutScheme,
} from "../read/spellings.js";

/** @typedef {import("./privacy.js").Answer} Answer */
/** @typedef {import("./privacy.js").Loc} Loc */
/** @typedef {import("./privacy.js").Section} Section */
/** @typedef {{answer: Answer, heading: string | null, loc: Loc | null, item: string}} Leak
 * `heading` is the name of a field, where its text tells: `loc` is that field then.
 */

const { leaks: MOST } = LIMITS;
const LONG_HEADING = LIMITS.private.heading; // words of one that may give its section away

/**
 * A private text or number, as it is looked for.
 * @typedef {object} Secret
 * @property {string} item where it stands: `postings[4].company`, or the heading of its section
 * @property {string[]} words
 * @property {string} number
 * @property {string} sentence of a section, unless it is long: public fields may say the same
 * @property {string} run its text in small letters, in scripts that do not end words with a space
 * @property {boolean} isCompany
 */

/** There is more to look for than can be looked for in time. */
export class TooMuchPrivate {
  /**
   * @param {Answer} answer the page with which it becomes too much
   * @param {string} key of the words of the checks @param {number} [most]
   */
  constructor(answer, key, most = 0) {
    this.answer = answer;
    this.key = key;
    this.most = most;
  }
}

/**
 * Return where public prose says what is marked private, once a section.
 * @param {Answer[]} answers
 * @param {Set<string>} closed words, such as days and skill ids, which give nothing away
 * @throws {TooMuchPrivate}
 */
export function findLeaks(answers, closed) {
  const secrets = new Secrets(answers, closed);
  /** @type {Leak[]} */
  const found = [];
  for (const answer of answers.filter(isPublished)) {
    for (const leak of leaksOf(answer, secrets)) {
      if (found.length === MOST.most_told) return found;
      found.push(leak);
    }
  }
  return found;
}

/** Tell whether a text is in part of scripts that write words without spaces. @param {string} text */
function isSpaceless(text) {
  return [...text].some((letter) => isOf(letter, LIMITS.text.spaceless));
}

/** What a portfolio hides, and what it says of it in public fields all the same. */
class Secrets {
  /** @type {Set<Secret> | undefined} */
  #public;
  /** @type {Set<string> | undefined} */
  #publicNumbers;
  /** @type {{words: string[][], finder: Phrases} | undefined} */
  #publicPhrases;
  /** @type {Map<Secret, boolean>} */
  #saysMore = new Map();

  /**
   * @param {Answer[]} answers @param {Set<string>} closed
   */
  constructor(answers, closed) {
    this.answers = answers;
    this.closed = closed;
    /** @type {Map<string, Secret>} */
    this.numbers = new Map();
    /** @type {Map<string, Secret>} */
    const texts = new Map();
    let count = 0;
    for (const answer of answers) {
      for (const secret of this.#hiddenFacts(answer)) {
        count += secret.words.length || 1;
        if (count > MOST.most_words) throw new TooMuchPrivate(answer, "too-much-private");
        const [all, key] = secret.number
          ? [this.numbers, secret.number]
          : [texts, secret.words.join(" ")];
        if (!all.has(key)) all.set(key, secret); // told of the first that hides it
      }
    }
    const crowded = this.numbers.size && answers.find((answer) => this.#hasTooManyNumbers(answer));
    if (crowded) throw new TooMuchPrivate(crowded, "too-many-numbers", MOST.most_numbers);
    this.texts = [...texts.values()];
    this.phrases = new Phrases(this.texts.map(({ words }) => words));
  }

  /** Yield what a page hides, be it said elsewhere or not. @param {Answer} answer */
  *#hiddenFacts(answer) {
    const names = hidden(answer.fields);
    if (!names.size) return;
    for (const [loc, text] of leaves(answer.fields)) {
      const name = fieldPattern(loc);
      if (!hides(names, name, text) || isWithheld(text) || isPlaceholder(text)) continue;
      yield* this.#spelled(fieldName(loc), text, MOST.companies.includes(name));
    }
    const headings = hiddenSections(names);
    for (const [name, section] of answer.body.sections) {
      if (!headings.has(name)) continue;
      const isAsked = answer.deliverable.sections.some((each) => each.name === name);
      if (!isAsked && name.split(" ").length >= LONG_HEADING) {
        yield* this.#spelled(section.heading, name, false);
      }
      for (const sentence of this.#sentences(section)) {
        const isShort = length(sentence) <= MOST.longest_text;
        const whole = isShort ? asRead(sentence) : "";
        yield* this.#spelled(section.heading, sentence, false, whole);
      }
    }
  }

  /**
   * Return what a private section says, sentence by sentence.
   * @param {Section} section
   */
  #sentences(section) {
    return section.shown
      .flatMap(([, text, isCode]) => (isCode ? [text] : text.split(PATTERNS.spellings.sentence_end)))
      .map((part) => strip(part))
      .filter((part) => length(part) >= MOST.shortest_sentence);
  }

  /**
   * Yield a secret as it is looked for, unless it is too short to give anything away.
   * @param {string} item @param {string} text @param {boolean} isCompany @param {string} [sentence]
   * @returns {Generator<Secret>}
   */
  *#spelled(item, text, isCompany, sentence = "") {
    const secret = { item, words: [], number: "", sentence, run: "", isCompany };
    const { shortest_text: shortest, longest_text: longest } = MOST;
    const chars = [...text.slice(0, 2 * longest + 2)]; // one may have two units
    const isLong = chars.length > longest;
    const cut = withoutScheme(chars.slice(0, longest).join(""));
    const number = isLong ? "" : numberOf(cut);
    if (number) yield { ...secret, number };
    const saysNothing = this.closed.has(cut.toLowerCase()) || isDate(cut);
    if (length(cut) < shortest || saysNothing) return;
    const { text: whole, words } = new SearchText(asRead(cut));
    if (isLong) words.pop(); // half of one, perhaps
    const run = !isLong && isSpaceless(whole) ? whole.toLowerCase() : "";
    if (length(words.join(" ")) >= shortest) yield { ...secret, words, run };
  }

  /**
   * Yield what a text tells, each once, with where it does first.
   * @param {SearchText} text @returns {Generator<[Secret, number]>}
   */
  *toldIn(text) {
    for (const found of this.#foundIn(text)) if (this.#isSecret(found[0])) yield found;
  }

  /**
   * Yield what stands in a text, be it said in a public field or not.
   * @param {SearchText} text @returns {Generator<[Secret, number]>}
   */
  *#foundIn(text) {
    const seen = new Set();
    const isNew = (/** @type {string} */ each) => this.numbers.has(each) && !seen.has(each);
    for (const [number, begin] of text.numbers(isNew)) {
      seen.add(number);
      yield [/** @type {Secret} */ (this.numbers.get(number)), begin];
    }
    const told = new Set();
    const whole = this.texts.some(({ run }) => run) ? text.text.toLowerCase() : "";
    for (const secret of whole ? this.texts : []) {
      const at = secret.run ? whole.indexOf(secret.run) : -1;
      if (at < 0) continue;
      told.add(secret);
      yield [secret, at];
    }
    const done = new Set();
    for (const [last, longest] of this.texts.length ? this.phrases.ends(text.words) : []) {
      let state = longest;
      while (state && !done.has(state)) {
        const secret = this.texts[this.phrases.phrase[state]];
        const begin = text.spans[last - secret.words.length + 1][0];
        const isOneWord = secret.words.length === 1; // Microsoft, and not Quillmesh Robotics
        if (!secret.isCompany || !isOneWord || !text.goesOn(begin, text.spans[last][1])) {
          done.add(state);
          if (!told.has(secret)) yield [secret, begin];
        }
        state = this.phrases.shorter[state];
      }
    }
  }

  // --- what public fields say

  /** @param {Secret} secret @returns {boolean} */
  #isSecret(secret) {
    this.#public ??= new Set(
      this.#fields().flatMap((text) => [...this.#foundIn(text)].map(([each]) => each)),
    );
    if (this.#public.has(secret)) return false;
    if (secret.sentence && !this.#saysMore.has(secret)) {
      this.#saysMore.set(secret, this.#saysMoreThanFields(secret.sentence));
    }
    return this.#saysMore.get(secret) ?? true;
  }

  /** @returns {SearchText[]} */
  #fields() {
    const texts = new Set(this.answers.filter(isPublished).flatMap(publicTexts));
    return [...texts].map((text) => new SearchText(asRead(text)));
  }

  /** @param {Answer} answer */
  #hasTooManyNumbers(answer) {
    let count = 0;
    for (const text of new Set([answer.bodyText, ...publicTexts(answer)])) {
      count += countNumbers(text);
    }
    return count > MOST.most_numbers;
  }

  /**
   * Tell whether a sentence says more than public fields do: 34,000 to 41,000 GBP does not.
   *
   * What it has beside them, beside dates and closed words, is long enough to say anything.
   * @param {string} sentence
   */
  #saysMoreThanFields(sentence) {
    const text = new SearchText(sentence);
    this.#publicNumbers ??= new Set(
      this.#fields().flatMap((field) => [...field.numbers(isLong)].map(([number]) => number)),
    );
    /** @type {Map<string, {span: [number, number], isPublic: boolean}>} */
    const numbers = new Map();
    for (const [number, ...span] of text.numbers(isLong)) {
      const known = numbers.get(span.join())?.isPublic ?? false;
      numbers.set(span.join(), { span, isPublic: known || this.#publicNumbers.has(number) });
    }
    if ([...numbers.values()].some(({ isPublic }) => !isPublic)) return true;
    const spans = [...[...numbers.values()].map(({ span }) => span), ...text.dates()];
    const { words, finder } = (this.#publicPhrases ??= this.#phrasesOfFields());
    const ends = new Map(
      [...finder.ends(text.words)].map(([last, state]) => [last, words[finder.phrase[state]].length]),
    );
    let [first, left] = [text.words.length, 0]; // of the words behind, the first that a field says
    for (let index = text.words.length - 1; index >= 0; index -= 1) {
      first = Math.min(first, index + 1 - (ends.get(index) ?? 0));
      const [word, [begin, end]] = [text.words[index], text.spans[index]];
      const isSmall = /^\p{Nd}+$/u.test(word) && !isLong(word);
      const isSaid = index >= first || isSmall || this.closed.has(word);
      if (!isSaid && !spans.some(([from, to]) => from <= begin && end <= to)) left += length(word);
    }
    return left >= MOST.shortest_text;
  }

  #phrasesOfFields() {
    /** @type {string[][]} */
    const words = [];
    let count = 0;
    for (const field of this.#fields()) {
      count += field.words.length;
      if (count > MOST.most_words) break;
      words.push(field.words);
    }
    return { words, finder: new Phrases(words) };
  }
}

/** Return what fields say in public. @param {Answer} answer */
function publicTexts(answer) {
  const names = hidden(answer.fields);
  const own = [...answer.valid].filter(([key]) => key !== "private" && !isOfThePage(key));
  const shown = [...leaves(new Map(own))].filter(([loc, text]) => !hides(names, fieldPattern(loc), text));
  return shown.map(([, text]) => text);
}

/** @param {Answer} answer @param {Secrets} secrets @returns {Generator<Leak>} */
function* leaksOf(answer, secrets) {
  const names = hidden(answer.fields);
  const ofThePage = [...answer.valid].filter(([key]) => isOfThePage(key));
  for (const [loc, text] of leaves(new Map(ofThePage))) {
    if (hides(names, fieldPattern(loc), text)) continue;
    for (const [{ item }] of secrets.toldIn(new SearchText(text))) {
      yield { answer, heading: fieldName(loc), loc, item };
    }
  }
  const found = new Set();
  for (const [heading, text] of publicSections(answer)) {
    for (const [{ item }] of secrets.toldIn(text)) {
      const place = JSON.stringify([heading, item]);
      if (found.has(place)) continue;
      found.add(place);
      yield { answer, heading, loc: null, item };
    }
  }
}

/**
 * Yield the public sections of a page.
 * @param {Answer} answer
 * @returns {Generator<[string | null, SearchText]>}
 */
function* publicSections(answer) {
  for (const { heading, line, lines, first } of publicParts(answer, hidden(answer.fields))) {
    const begin = heading ? line : first;
    const above = heading ? [heading, ...Array(first - line - 1).fill("")] : [];
    const text = [...above, ...lines.map((each) => each.text)].join("\n");
    yield [answer.body.headingAt(begin), new SearchText(asRead(text))];
  }
}
