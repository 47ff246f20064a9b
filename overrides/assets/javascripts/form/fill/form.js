// A form while it is filled in: the draft, where it is kept, and what the checks say of it.

import { Draft } from "./draft.js";
import { asWritten } from "../read/bullets.js";
import { keyOf, readFile, Refusal } from "../read/file.js";
import { leaves } from "../check/privacy.js";
import { goTo, Places, sectionKey } from "./places.js";
import { isEmpty } from "../ask/fields.js";

/** @import { Answer, Problem } from "../check/checks.js" */
/** @import { Loc } from "../read/file.js" */
/** @import { Source } from "../read/bullets.js" */
/** @import { Definition, Deliverable, Fields, FieldsSchema, Guides, Schema, Value, Yaml } from "../types.d.ts" */

/**
 * @typedef {(item: Value, isBlank?: (each: Value) => boolean) => void} Fill put an item into a list
 * @typedef {Object} Special an input of its own for some fields, or what stands below a list
 * @property {(schema: Schema, loc: Loc, page: FieldsSchema) => boolean} isFor
 * @property {(form: Form, schema: Schema, loc: Loc) => HTMLElement | null} [input]
 * @property {(form: Form, loc: Loc, fill: Fill) => HTMLElement[]} [below]
 * @property {string} [adding] what the button says that adds an item
 * @property {(form: Form) => Fields} [fresh] the item that it adds, in place of a blank one
 */

const SOON = 150; // milliseconds after a key press

export class Form {
  #yaml;
  #check;
  /** @type {Map<string, Source>} other pages that this browser keeps */
  #others = new Map();
  /** @type {[Element, () => unknown][]} */
  #watchers = [];
  /** @type {number | undefined} of what is to be kept soon */
  #timer;

  /**
   * @param {Definition} definition
   * @param {Deliverable} deliverable the page that is filled in
   * @param {Yaml} yaml
   * @param {(sources: Map<string, Source>) => Map<string, Answer>} check
   * @param {ReturnType<typeof import("./keep.js").keeper>} keeper
   * @param {Special[]} special
   */
  constructor(definition, deliverable, yaml, check, keeper, special) {
    this.definition = definition;
    this.deliverable = deliverable;
    this.#yaml = yaml;
    this.#check = check;
    this.keeper = keeper;
    this.special = special;
    /** @type {Guides} */
    this.guides = {};
    this.places = new Places();
    this.draft = this.blank();
    this.isKept = true;
    this.isPressed = false;
    this.isElsewhere = false; // changed in another tab: nothing is kept until the learner decides
    /** Draw all inputs anew. */
    this.redraw = () => {};
    /** Say something, with a way back to a file as it was, if one is given.
     * @type {(said: string, before?: string) => void} */
    this.tell = () => {};
    /** @type {Map<string, Answer>} */
    this.answers = new Map();
  }

  /** Return a draft with nothing filled in: the template's. */
  blank() {
    return new Draft(this.deliverable, this.read(this.deliverable.text));
  }

  /** Begin anew, and let this browser forget the page. */
  begin() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.draft = this.blank();
    this.places.touched.clear();
    this.keeper.erase(this.deliverable.id);
  }

  /** Return a skill of the matrix. @param {string} id */
  skill(id) {
    return this.definition.matrix.find((each) => each.id === id.toLowerCase());
  }

  /** @param {string} text of a file @returns {Source} @throws {Refusal} */
  read(text) {
    return { ...readFile(text, this.#yaml, this.definition.messages), written: asWritten(text) };
  }

  /** Read the other pages that this browser keeps. */
  readOthers() {
    this.#others.clear();
    for (const { id } of this.definition.deliverables) {
      const text = id === this.deliverable.id ? null : this.keeper.read(id);
      if (text === null) continue;
      try {
        this.#others.set(id, this.read(text));
      } catch (error) {
        if (!(error instanceof Refusal)) throw error; // its own page tells what is wrong
      }
    }
  }

  /** @returns {Problem[]} what is left on this page */
  get problems() {
    return this.answers.get(this.deliverable.id)?.problems ?? [];
  }

  // --- changes

  /** A value was written. @param {Loc} loc @param {Value} value */
  write(loc, value) {
    this.draft.set(loc, value);
    this.changed();
  }

  /** Something was changed: keep it, and check it soon. @param {number} [wait] milliseconds */
  changed(wait = SOON) {
    clearTimeout(this.#timer);
    // Not while a pointer is down: what it presses must not move away from under it.
    this.#timer = setTimeout(() => (this.isPressed ? this.changed() : this.settle()), wait);
  }

  /** Do something soon, but not while a pointer is down. @param {() => void} act */
  soon(act) {
    setTimeout(() => (this.isPressed ? this.soon(act) : act()), SOON);
  }

  /** Keep what is there, check it, and show what the checks say. */
  settle() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (!this.isElsewhere) this.isKept = this.keeper.write(this.deliverable.id, this.draft.file());
    this.refresh();
  }

  /** Keep what waits to be kept: the page may be gone the next moment. */
  flush() {
    if (this.#timer !== undefined) this.settle();
  }

  /** The learner is done with a field: from now on its problems are told. @param {string} key */
  touch(key) {
    this.places.touched.add(key);
    this.changed(0);
  }

  /** What is written in a place is told of from now on. @param {Loc} loc */
  touchFilled(loc) {
    const filled = [...leaves(this.draft.get(loc) ?? "", loc)].filter(([, text]) => !isEmpty(text));
    for (const [at] of filled) this.places.touched.add(keyOf(at));
  }

  /** Check everything, and show what the checks say. */
  refresh() {
    this.answers = this.#check(new Map([...this.#others, [this.deliverable.id, this.draft.source()]]));
    this.places.tell(this.problems);
    this.#watchers = this.#watchers.filter(([element]) => element.isConnected);
    for (const [, update] of this.#watchers) update();
  }

  /** Call a function now and after each check, as long as an element is on the page.
   * @template {Element} T @param {T} element @param {() => unknown} update @returns {T} */
  watch(element, update) {
    update();
    this.#watchers.push([element, update]);
    return element;
  }

  /** @returns {Problem[]} those that no field of the page can tell */
  get homeless() {
    return this.problems.filter((problem) => this.places.keyFor(problem) === null);
  }

  /** Return how many problems a field has, with all in it. @param {string} key */
  count(key) {
    return this.problems.filter((problem) => {
      const own = problem.section !== null ? sectionKey(problem.section) : keyOf(problem.loc ?? []);
      return own === key || own.startsWith(`${key}\n`);
    }).length;
  }

  /** Tell whether what is not closed above hides a section from the checks. @param {string} key */
  isSwallowed(key) {
    const swallowed = this.answers.get(this.deliverable.id)?.body.swallowed ?? [];
    return [...swallowed].some((name) => sectionKey(name) === key);
  }

  /** Show every problem there is now. What is begun later is left in peace. */
  showAll() {
    for (const problem of this.problems) this.places.touched.add(this.places.keyFor(problem) ?? "");
    this.refresh();
  }

  /** Go to the next problem after where the keyboard is, and tell that one alone. */
  goToNext() {
    const next = this.places.next(this.problems);
    if (!next) return;
    this.refresh();
    goTo(next);
  }
}
