// Where problems are told: each at the field or section that it belongs to, once the learner has
// been there.

import { h, newId } from "./dom.js";
import { keyOf } from "../read/file.js";
import { sentence } from "../messages.js";

/** @import { Problem } from "../check/checks.js" */

/**
 * @typedef {Object} Place where the problems of a field, or of a section, are told
 * @property {HTMLElement} messages
 * @property {() => HTMLElement | null} control what to fill in
 * @property {string[] | null} described ids of what always describes the control; null: the control
 *   is only where to go, and another place describes it
 */

const ASKED = ["unfilled", "missing", "unfilled-section", "missing-section", "near-section"]; // its help says what to write

/** Return the key of a section's place. @param {string} name */
export function sectionKey(name) {
  return `\u00a7${name}`;
}

export class Places {
  /** @type {Map<string, Place>} */
  #places = new Map();

  constructor() {
    /** @type {Set<string>} keys of places in which the learner has been: their problems are told */
    this.touched = new Set();
    /** @type {Map<string, string>} what is wrong in a box and not in the draft, by place */
    this.asides = new Map();
    /** @type {HTMLElement | null} where the keyboard was last */
    this.here = null;
  }

  /**
   * Return the element in which the problems of a field are told.
   * @param {string} key
   * @param {() => HTMLElement | null} control
   * @param {string[] | null} [described]
   */
  add(key, control, described = []) {
    const messages = h("div", { class: "form__problems", id: newId(), tabindex: "-1" });
    this.#places.set(key, { messages, control, described });
    return messages;
  }

  /** Return the key of the place that a problem belongs to, or null. @param {Problem} problem */
  keyFor(problem) {
    if (problem.loc === null) return this.#shown(sectionKey(problem.section ?? ""));
    for (let { loc } = problem; loc.length; loc = loc.slice(0, -1)) {
      const key = this.#shown(keyOf(loc));
      if (key !== null) return key;
    }
    return null;
  }

  /** @param {string} key */
  #shown(key) {
    return this.#places.get(key)?.messages.isConnected ? key : null;
  }

  /** Tell whether the learner has been at a field, or at one in it. @param {string} key */
  isTouched(key) {
    return [...this.touched].some((each) => each === key || each.startsWith(`${key}\n`));
  }

  /** @param {Problem[]} problems all of the page @param {Problem[]} notes what is worth a look */
  tell(problems, notes) {
    const [told, noted] = [this.#byPlace(problems), this.#byPlace(notes)];
    for (const [key, place] of this.#places) {
      if (!place.messages.isConnected) this.#places.delete(key);
      else this.#tellAt(key, place, told.get(key) ?? [], noted.get(key) ?? []);
    }
  }

  /** @param {Problem[]} problems */
  #byPlace(problems) {
    /** @type {Map<string | null, Problem[]>} */
    const found = new Map();
    for (const problem of problems) {
      const key = this.keyFor(problem);
      found.set(key, [...(found.get(key) ?? []), problem]);
    }
    return found;
  }

  /** @param {string} key @param {Place} place @param {Problem[]} problems @param {Problem[]} notes */
  #tellAt(key, { messages, control, described }, problems, notes) {
    const aside = this.asides.get(key);
    const isTold = Boolean(aside) || (problems.length > 0 && this.touched.has(key));
    const told = aside ? [aside] : isTold ? problems.map(said) : [];
    const noted = this.touched.has(key) ? notes.map((note) => `Note: ${said(note)}`) : [];
    const text = [...told, ...noted];
    if (messages.textContent !== text.join("")) {
      const kind = (/** @type {number} */ at) => (at < told.length ? "form__problem" : "form__note");
      messages.replaceChildren(...text.map((each, at) => h("p", { class: kind(at) }, each)));
    }
    const element = control();
    if (!element || !described) return;
    const ids = [...described, ...(text.length ? [messages.id] : [])];
    if (ids.length) element.setAttribute("aria-describedby", ids.join(" "));
    else element.removeAttribute("aria-describedby");
    if (isTold && element.matches("input, textarea, select")) element.setAttribute("aria-invalid", "true");
    else element.removeAttribute("aria-invalid");
  }

  /** Return where the next problem is after where the keyboard is: from now on that one is told.
   * @param {Problem[]} problems all of the page */
  next(problems) {
    const keys = new Set(problems.map((problem) => this.keyFor(problem)));
    const found = [...this.#places].flatMap(([key, { control, messages }]) => {
      const element = control();
      const stop = element && !element.closest("[hidden]") ? element : messages;
      return keys.has(key) ? [{ key, stop, isNew: !this.touched.has(key) }] : [];
    });
    found.sort((a, b) => (isBefore(a.stop, b.stop) ? -1 : 1));
    const { here } = this;
    const after = found.find(({ stop, isNew }) => here && (stop === here ? isNew : isBefore(here, stop)));
    const next = (after ?? found[0])?.stop;
    if (next) this.here = next;
    for (const { key, stop } of found) if (stop === next) this.touched.add(key);
    return next;
  }
}

/** @param {Problem} problem */
function said({ key, message, hint, beginsAsWritten }) {
  const told = beginsAsWritten ? message.replace(/[^.?!]$/, "$&.") : sentence(message);
  return ASKED.includes(key) ? told : `${told} ${sentence(hint)}`;
}

/** Go to a control, whatever it is folded in. @param {HTMLElement} control */
export function goTo(control) {
  let outer = control.closest("details");
  for (; outer; outer = outer.parentElement?.closest("details") ?? null) outer.open = true;
  control.focus({ preventScroll: true });
  control.scrollIntoView({ block: "center" });
  pointOut(control);
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
