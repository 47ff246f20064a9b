// A form while it is filled in: the draft, what the checks say of it, and where that is shown.

import { Draft } from "./draft.js";
import { h, newId } from "./dom.js";
import { keyOf, readFile, Refusal } from "../read/file.js";
import { leaves } from "../check/privacy.js";
import { isEmpty } from "../ask/fields.js";
import { sentence } from "../messages.js";

/**
 * @typedef {import("../types.d.ts").Definition} Definition
 * @typedef {import("../types.d.ts").Deliverable} Deliverable
 * @typedef {import("../types.d.ts").Schema} Schema
 * @typedef {import("../types.d.ts").FieldsSchema} FieldsSchema
 * @typedef {import("../types.d.ts").Fields} Fields
 * @typedef {import("../types.d.ts").Value} Value
 * @typedef {import("../read/file.js").Loc} Loc
 * @typedef {import("../read/file.js").Source} Source
 * @typedef {import("../check/checks.js").Answer} Answer
 * @typedef {import("../check/checks.js").Problem} Problem
 * @typedef {(item: Value, isBlank?: (each: Value) => boolean) => void} Fill put an item into a list
 * @typedef {Object} Special an input of its own for some fields, or what stands below a list
 * @property {(schema: Schema, loc: Loc, page: FieldsSchema) => boolean} isFor
 * @property {(form: Form, schema: Schema, loc: Loc) => HTMLElement | null} [input]
 * @property {(form: Form, loc: Loc, fill: Fill) => HTMLElement[]} [below]
 * @typedef {Object} Place where the problems of a field, or of a section, are told
 * @property {HTMLElement} messages
 * @property {() => HTMLElement | null} control what to fill in
 * @property {string[] | null} described ids of what always describes the control; null: the control
 *   is only where to go, and another place describes it
 */

const ASKED = ["unfilled", "missing", "unfilled-section", "missing-section"]; // its help says what to write
const SOON = 150; // milliseconds after a key press

/** Return the key of a section's place. @param {string} name */
export function sectionKey(name) {
  return `\u00a7${name}`;
}

export class Form {
  /**
   * @param {Definition} definition
   * @param {Deliverable} deliverable the page that is filled in
   * @param {import("../types.d.ts").Yaml} yaml
   * @param {(sources: Map<string, Source>) => Map<string, Answer>} check
   * @param {ReturnType<typeof import("./keep.js").keeper>} keeper
   * @param {Special[]} special
   */
  constructor(definition, deliverable, yaml, check, keeper, special) {
    this.special = special;
    this.definition = definition;
    this.deliverable = deliverable;
    this.yaml = yaml;
    this.check = check;
    this.keeper = keeper;
    this.draft = this.blank();
    this.isKept = true;
    this.isPressed = false;
    this.isElsewhere = false; // changed in another tab: nothing is kept until the learner decides
    /** Draw all inputs anew. */
    this.redraw = () => {};
    /** Say something, with a way back to a file as it was, if one is given.
     * @type {(said: string, before?: string) => void} */
    this.tell = () => {};
    /** @type {Map<string, string>} what is wrong in a box and not in the draft, by place */
    this.asides = new Map();
    /** @type {WeakSet<Fields>} items that are folded out */
    this.opened = new WeakSet();
    /** @type {Set<string>} */
    this.touched = new Set();
    /** @type {Map<string, Place>} */
    this.places = new Map();
    /** @type {[Element, () => unknown][]} */
    this.watchers = [];
    /** @type {Map<string, Answer>} */
    this.answers = new Map();
    /** @type {Map<string, Source>} other pages that this browser keeps */
    this.others = new Map();
    /** @type {HTMLElement | null} where the keyboard was last */
    this.here = null;
    /** @type {number | undefined} */
    this.timer = undefined;
  }

  /** Return a draft with nothing filled in: the template's. */
  blank() {
    return new Draft(this.deliverable, this.read(this.deliverable.text));
  }

  /** Begin anew, and let this browser forget the page. */
  begin() {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.draft = this.blank();
    this.touched.clear();
    this.keeper.erase(this.deliverable.id);
  }

  /** Return a skill of the matrix. @param {string} id */
  skill(id) {
    return this.definition.matrix.find((each) => each.id === id.toLowerCase());
  }

  /** @param {string} text of a file @returns {Source} @throws {Refusal} */
  read(text) {
    return readFile(text, this.yaml, this.definition.words.messages);
  }

  /** Read the other pages that this browser keeps. */
  readOthers() {
    this.others.clear();
    for (const { id } of this.definition.deliverables) {
      const text = id === this.deliverable.id ? null : this.keeper.read(id);
      if (text === null) continue;
      try {
        this.others.set(id, this.read(text));
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
    clearTimeout(this.timer);
    // Not while a pointer is down: what it presses must not move away from under it.
    this.timer = setTimeout(() => (this.isPressed ? this.changed() : this.settle()), wait);
  }

  /** Do something soon, but not while a pointer is down. @param {() => void} act */
  soon(act) {
    setTimeout(() => (this.isPressed ? this.soon(act) : act()), SOON);
  }

  /** Keep what is there, check it, and show what the checks say. */
  settle() {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (!this.isElsewhere) this.isKept = this.keeper.write(this.deliverable.id, this.draft.file());
    this.refresh();
  }

  /** Keep what waits to be kept: the page may be gone the next moment. */
  flush() {
    if (this.timer !== undefined) this.settle();
  }

  /** The learner is done with a field: from now on its problems are told. @param {string} key */
  touch(key) {
    this.touched.add(key);
    this.changed(0);
  }

  /** What is written in a place is told of from now on. @param {Loc} loc */
  touchFilled(loc) {
    const filled = [...leaves(this.draft.get(loc) ?? "", loc)].filter(([, text]) => !isEmpty(text));
    for (const [at] of filled) this.touched.add(keyOf(at));
  }

  /** Check everything, and show what the checks say. */
  refresh() {
    this.answers = this.check(new Map([...this.others, [this.deliverable.id, this.draft.source()]]));
    this.#tell();
    this.watchers = this.watchers.filter(([element]) => element.isConnected);
    for (const [, update] of this.watchers) update();
  }

  /** Call a function now and after each check, as long as an element is on the page.
   * @template {Element} T @param {T} element @param {() => unknown} update @returns {T} */
  watch(element, update) {
    update();
    this.watchers.push([element, update]);
    return element;
  }

  // --- problems, told at their places

  /**
   * Return the element in which the problems of a field are told.
   * @param {string} key
   * @param {() => HTMLElement | null} control
   * @param {string[] | null} [described]
   */
  place(key, control, described = []) {
    const messages = h("div", { class: "form__problems", id: newId(), tabindex: "-1" });
    this.places.set(key, { messages, control, described });
    return messages;
  }

  /** Return the key of the place that a problem belongs to, or null. @param {Problem} problem */
  placeOf(problem) {
    if (problem.loc === null) return this.#placed(sectionKey(problem.section ?? ""));
    for (let { loc } = problem; loc.length; loc = loc.slice(0, -1)) {
      const key = this.#placed(keyOf(loc));
      if (key !== null) return key;
    }
    return null;
  }

  /** @param {string} key */
  #placed(key) {
    return this.places.get(key)?.messages.isConnected ? key : null;
  }

  /** @returns {Problem[]} those that no field of the page can tell */
  get homeless() {
    return this.problems.filter((problem) => this.placeOf(problem) === null);
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
    const swallowed = this.answers.get(this.deliverable.id)?.body.swallowed ?? new Set();
    return [...swallowed].some((name) => sectionKey(name) === key);
  }

  #tell() {
    /** @type {Map<string, Problem[]>} */
    const told = new Map();
    for (const problem of this.problems) {
      const key = this.placeOf(problem);
      if (key !== null) told.set(key, [...(told.get(key) ?? []), problem]);
    }
    for (const [key, place] of this.places) {
      if (!place.messages.isConnected) this.places.delete(key);
      else this.#tellAt(key, place, told.get(key) ?? []);
    }
  }

  /** @param {string} key @param {Place} place @param {Problem[]} problems */
  #tellAt(key, { messages, control, described }, problems) {
    const aside = this.asides.get(key);
    const isTold = Boolean(aside) || (problems.length > 0 && this.touched.has(key));
    const text = aside ? [aside] : isTold ? problems.map((problem) => this.#said(problem)) : [];
    if (messages.textContent !== text.join("")) {
      messages.replaceChildren(...text.map((each) => h("p", { class: "form__problem" }, each)));
    }
    const element = control();
    if (!element || !described) return;
    const ids = [...described, ...(isTold ? [messages.id] : [])];
    if (ids.length) element.setAttribute("aria-describedby", ids.join(" "));
    else element.removeAttribute("aria-describedby");
    if (isTold && element.matches("input, textarea, select")) element.setAttribute("aria-invalid", "true");
    else element.removeAttribute("aria-invalid");
  }

  /** @param {Problem} problem */
  #said({ key, message, hint, beginsAsWritten }) {
    const told = beginsAsWritten ? message.replace(/[^.?!]$/, "$&.") : sentence(message);
    return ASKED.includes(key) ? told : `${told} ${sentence(hint)}`;
  }

  /** Show every problem there is now. What is begun later is left in peace. */
  showAll() {
    for (const problem of this.problems) this.touched.add(this.placeOf(problem) ?? "");
    this.refresh();
  }

  /** Tell whether the learner has been at a field, or at one in it. @param {string} key */
  isTouched(key) {
    return [...this.touched].some((each) => each === key || each.startsWith(`${key}\n`));
  }

  /** Go to the next problem after where the keyboard is, and tell that one alone. */
  goToNext() {
    const keys = new Set(this.problems.map((problem) => this.placeOf(problem)));
    const found = [...this.places].flatMap(([key, { control, messages }]) => {
      const element = control();
      const stop = element && !element.closest("[hidden]") ? element : messages;
      return keys.has(key) ? [{ key, stop, isNew: !this.touched.has(key) }] : [];
    });
    found.sort((a, b) => (isBefore(a.stop, b.stop) ? -1 : 1));
    const here = this.here;
    const after = found.find(({ stop, isNew }) => here && (stop === here ? isNew : isBefore(here, stop)));
    const next = (after ?? found[0])?.stop;
    if (!next) return;
    this.here = next;
    for (const { key, stop } of found) if (stop === next) this.touched.add(key);
    this.refresh();
    for (
      let outer = next.closest("details");
      outer;
      outer = outer.parentElement?.closest("details") ?? null
    ) {
      outer.open = true;
    }
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "center" });
    pointOut(next);
  }
}

/** Frame the question of a control until the keyboard goes on: a click alone shows no focus.
 * @param {HTMLElement} control */
function pointOut(control) {
  const frame = control.closest(".form__line, .form__skill, .form__field") ?? control;
  frame.classList.add("form__here");
  control.addEventListener("blur", () => frame.classList.remove("form__here"), { once: true });
}

/** @param {Node} a @param {Node} b */
function isBefore(a, b) {
  return Boolean(a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING);
}
