// The page around the inputs: begin or go on, what is left, the finished file.

import { button, h, newId } from "./dom.js";
import { forgetThen } from "./again.js";
import { Draft } from "./draft.js";
import { decode, keyOf, Refusal } from "../read/file.js";
import { sectionKey } from "./places.js";
import { bar, finish } from "./finish.js";
import { download } from "./keep.js";
import { drafting } from "./plan.js";
import { knownWords } from "../check/quotes.js";
import { field, labelOf, unknownFields } from "./render.js";
import { sections } from "./section-inputs.js";
import { isEmpty } from "../ask/fields.js";
import { nearest } from "../ask/nearest.js";
import { sentence, wording } from "../messages.js";

/** @import { Form } from "./form.js" */

const DONE = "✓";
const STOPS = "input, select, textarea, button, summary";
const ASIDE = ["title", "description", "tags", "publish", "index", "export"]; // about the page, not the person

export class Page {
  /** @param {Form} form @param {URL} root of the site */
  constructor(form, root) {
    this.form = form;
    this.root = root;
    this.say = wording(form.definition.messages);
    this.question = h("div", {}); // what only the learner can decide; it stays until then
    this.said = h("div", {});
    this.notices = h(
      "div",
      { class: "form__notices", role: "status", tabindex: "-1" },
      this.question,
      this.said,
    );
    this.opening = h("details", {}); // the way for a file that there is already
    this.parts = h("ul", { class: "form__parts" });
    this.fields = h("form", {
      class: "form__fields",
      novalidate: true,
      onsubmit: (event) => event.preventDefault(),
    });
  }

  /** @param {HTMLElement} host */
  open(host) {
    const { form } = this;
    form.redraw = () => this.#draw();
    form.tell = (said, before) =>
      this.#tell(said, before === undefined ? [] : [this.#undo("Undo", before)]);
    this.#readKept();
    form.readOthers();
    host.replaceChildren(
      this.#begin(),
      h("nav", { "aria-label": "Parts of this form" }, this.parts),
      this.fields,
      finish(form, this.root, () => this.#erase()),
      bar(form, this.notices),
    );
    this.#draw();
    this.#takeDrops(host);
    host.addEventListener("focusin", ({ target }) => {
      if (!(target instanceof HTMLElement) || !this.fields.contains(target)) return;
      form.places.here = target;
      // A browser shows where the text of a box begins; the rest of it may be under the bar.
      if (!form.isPressed && target.offsetHeight < innerHeight / 2) target.scrollIntoView({ block: "nearest" });
    });
    const press = (/** @type {boolean} */ isPressed) => () => {
      form.isPressed = isPressed;
    };
    addEventListener("pointerdown", press(true), true);
    for (const end of ["pointerup", "pointercancel", "dragend", "keydown", "blur"])
      addEventListener(end, press(false), true);
    addEventListener("pagehide", () => form.flush());
    addEventListener("pageshow", () => this.#lookAround());
    addEventListener("storage", ({ key }) => {
      if (key === form.keeper.key(form.deliverable.id)) this.#otherTab();
      else this.#lookAround();
    });
    addEventListener("beforeunload", (event) => {
      if (!form.isKept || form.isElsewhere) event.preventDefault();
    });
  }

  /** Go on with what this browser keeps. */
  #readKept() {
    const { form } = this;
    const text = form.keeper.read(form.deliverable.id);
    if (text === null) return;
    try {
      this.#take(text);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      form.keeper.write(`${form.deliverable.id} unreadable`, text);
      const keep = button("Download what was saved", () => download(form.deliverable.file, text));
      this.#refuse(error, "What this browser saved", [keep]);
    }
  }

  /** @param {string} text of a file @throws {Refusal} */
  #take(text) {
    const { form } = this;
    form.draft = new Draft(form.deliverable, form.read(text));
    form.draft.recall(text);
    form.touchFilled([]);
    const written = form.draft.parts.filter((part) => part.text);
    for (const { name } of written) form.places.touched.add(sectionKey(name));
  }

  #lookAround() {
    this.form.readOthers();
    this.form.refresh();
  }

  /** Two tabs must not write over each other: nothing is kept until the learner decides. */
  #otherTab() {
    const { form } = this;
    form.flush();
    form.isElsewhere = true;
    const decide = (/** @type {() => void} */ act) => () => {
      this.#decided();
      act();
      this.notices.focus();
    };
    const show = () => {
      const before = form.draft.file();
      form.draft = form.blank();
      this.#readKept();
      this.#withUndo("This is the other tab's version.", before);
    };
    const keep = () => {
      form.settle();
      this.#tell("This browser has saved this version.");
    };
    this.question.replaceChildren(
      h(
        "p",
        { class: "form__notice form__notice--wrong" },
        "This page was changed in another tab. Until you choose a version, nothing more is saved here.",
        button("Use the other one", decide(show)),
        button("Keep this one", decide(keep)),
      ),
    );
  }

  /** This browser keeps the page again. */
  #decided() {
    this.form.isElsewhere = false;
    this.question.replaceChildren();
  }

  // --- the inputs

  #draw() {
    const { form, fields, parts } = this;
    const { schema, sections: wanted } = form.deliverable;
    const at = [...fields.querySelectorAll(STOPS)].indexOf(document.activeElement ?? fields);
    const inputs = (/** @type {string[]} */ names) =>
      names.flatMap((name) => {
        const input = field(form, schema.properties[name], [name]);
        return input ? [{ name, input }] : [];
      });
    const names = Object.keys(schema.properties);
    const isAside = (/** @type {string} */ name) =>
      ASIDE.includes(name) || ["image", "language"].includes(schema.properties[name].format ?? "");
    const own = inputs(names.filter((name) => !isAside(name) && name !== "private"));
    const texts = sections(form);
    const hidden = inputs(["private"]);
    fields.replaceChildren(
      drafting(form, (before) =>
        this.#withUndo("Draft ready; your gaps were kept. Now write the goals for each week.", before),
      ) ?? "",
      this.#misnamed() ?? "",
      ...own.map(({ input }) => input),
      texts.above ?? "",
      ...texts.ofTemplate,
      ...texts.own,
      ...hidden.map(({ input }) => input),
      h(
        "details",
        { class: "form__field form__step form__page" },
        h("summary", {}, "Page settings"),
        inputs(names.filter(isAside)).map(({ input }) => input),
      ),
      ...unknownFields(form, [], names),
    );
    const links = [
      ...own.map(({ name, input }) => this.#part(labelOf(schema.properties[name], [name]), name, input, name)),
      ...texts.ofTemplate.map((box, index) =>
        this.#part(wanted[index].heading, sectionKey(wanted[index].name), box),
      ),
    ];
    parts.replaceChildren(...links);
    form.refresh();
    const stop = [...fields.querySelectorAll(STOPS)][at];
    if (stop instanceof HTMLElement) stop.focus({ preventScroll: true });
  }

  /** A link to a part of the form, with what is left there.
   * @param {string} text @param {string} key @param {HTMLElement} input @param {string} [name] of a field */
  #part(text, key, input, name) {
    input.id = newId();
    const left = h("span", { class: "form__left" });
    const item = h("li", {}, h("a", { href: `#${input.id}` }, text, " ", left));
    return this.form.watch(item, () => {
      const [mark, said] = this.#stateOf(name, key);
      item.className = mark === DONE ? "form__done" : mark ? "" : "form__optional";
      left.replaceChildren(mark, h("span", { class: "form__unseen" }, said));
    });
  }

  /** Return how far a part is, as a mark and in words.
   * @param {string | undefined} name of its field @param {string} key */
  #stateOf(name, key) {
    const { form } = this;
    const n = form.count(key);
    const isOptional = name !== undefined && form.deliverable.schema.properties[name]["x-optional"];
    if (form.isSwallowed(key)) return ["?", " not known: something above is not closed"];
    if (n) return [String(n), " left"];
    if (isOptional && isEmpty(form.draft.get([name]) ?? "")) return ["", " optional"];
    return [DONE, " nothing left"];
  }

  /** A file that says it is no deliverable, or another one. */
  #misnamed() {
    const { form } = this;
    const loc = ["deliverable"];
    if (!form.deliverable.schema.properties.deliverable) return null;
    if (form.draft.text(loc).trim() === form.deliverable.id) return null;
    const mend = button(`Mark it as the ${form.deliverable.title.toLowerCase()}`, () => {
      form.draft.set(loc, form.deliverable.id);
      form.settle();
      box.remove();
    });
    form.places.touched.add(keyOf(loc));
    const box = h(
      "div",
      { class: "form__field form__notice" },
      form.places.add(keyOf(loc), () => mend),
      mend,
    );
    return box;
  }

  // --- begin or go on

  #begin() {
    const file = h("input", {
      type: "file",
      id: newId(),
      accept: ".md,.markdown,text/markdown,text/plain",
    });
    file.addEventListener("change", async () => {
      const [chosen] = file.files ?? [];
      if (chosen) await this.#load(chosen);
      file.value = "";
    });
    const pasted = h("textarea", {});
    pasted.setAttribute("aria-label", "The text of your file");
    const paste = button("Use this text", () => {
      if (this.#loadText(pasted.value, "The text")) pasted.value = "";
    });
    this.opening.append(
      h("summary", {}, `Already started ${this.form.deliverable.file}? Open it here`),
      h("p", {}, h("label", { for: file.id }, "Choose the file, or drop it here: "), file),
      h("p", {}, "Or paste all of its text:"),
      pasted,
      h("p", {}, paste),
    );
    return h(
      "div",
      { class: "form__begin" },
      h(
        "p",
        {},
        "What you write stays on this device, in this browser, until you remove it. Nothing is sent anywhere.",
      ),
      this.opening,
    );
  }

  /** @param {HTMLElement} host */
  #takeDrops(host) {
    host.addEventListener("dragover", (event) => {
      if (event.dataTransfer?.types.includes("Files")) event.preventDefault();
    });
    host.addEventListener("drop", async (event) => {
      const [file] = event.dataTransfer?.files ?? [];
      if (!file) return;
      event.preventDefault();
      await this.#load(file);
    });
  }

  /** @param {File} file */
  async #load(file) {
    try {
      this.#loadText(decode(await file.arrayBuffer()), file.name);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.#refuse(error, file.name);
    }
  }

  /** Go on with a file; tell whether that was possible. @param {string} text @param {string} name */
  #loadText(text, name) {
    const { form } = this;
    try {
      const id = String(form.read(text).fields.get("deliverable") ?? "").trim();
      const other = form.definition.deliverables.find(
        (each) => each.id === id && each !== form.deliverable,
      );
      if (other) {
        this.#tell(`${name} is a different document: ${other.title}. It has its own form.`, [], true);
        return false;
      }
      const before = form.draft.file();
      forgetThen(form);
      this.#take(text);
      this.opening.open = false;
      this.#withUndo(`${name} is loaded.`, before);
      form.showAll();
      this.opening.scrollIntoView({ block: "nearest" });
      return true;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.#refuse(error, name);
      return false;
    }
  }

  /** Say why a file cannot be read.
   * @param {Refusal} refusal @param {string} name @param {HTMLElement[]} [more] */
  #refuse(refusal, name, more) {
    const [first, ...others] = [refusal, ...refusal.more].map((each) => this.#why(each, name));
    const what = name.replace(/^(The|What) /, (word) => word.toLowerCase());
    const where = refusal.line ? `Line ${refusal.line} of ${what}` : name;
    const further = others.map((why, index) => ` Line ${refusal.more[index].line}: ${why}`).join("");
    const rest = more ? "" : " What you had here is unchanged.";
    this.#tell(`${where} cannot be read. ${first}${further}${rest}`, more, true);
  }

  /** @param {Refusal} refusal @param {string} name of the file */
  #why({ key, line, words }, name) {
    const known = knownWords(this.form.deliverable);
    const field = String(words.key ?? "");
    const isKnown = known.includes(field.toLowerCase());
    const isField = key === "no-field" && field && (known.includes(field) || nearest(field, known));
    const example = isKnown ? words.named : words.example;
    const { message, hint } = this.say(isField ? "no-colon" : key, { name, at: line, ...words, example }, true);
    return `${sentence(message)} ${sentence(hint)}`;
  }

  /** Show a new draft, with a way back. @param {string} said @param {string} before */
  #withUndo(said, before) {
    const { form } = this;
    form.settle();
    this.#draw();
    form.tell(said, before);
    this.notices.focus();
  }

  /** Say something where it is always seen.
   * @param {string} said @param {HTMLElement[]} [buttons] @param {boolean} [isWrong] */
  #tell(said, buttons = [], isWrong = false) {
    const close = () => {
      this.said.replaceChildren();
      this.notices.focus();
    };
    const closing = button("×", close, { "aria-label": "Close this message" });
    for (const each of buttons) each.addEventListener("click", () => this.notices.focus());
    const kind = `form__notice${isWrong ? " form__notice--wrong" : ""}`;
    this.said.replaceChildren(h("p", { class: kind }, h("span", {}, said), " ", ...buttons, closing));
  }

  /** Return the way to a file as it was; from there is a way here again.
   * @param {"Undo" | "Redo"} does @param {string} before */
  #undo(does, before) {
    const { form } = this;
    const after = form.draft.file();
    const press = button(does, () => {
      const now = form.draft.file();
      const rest = now === after ? "" : ", along with everything you changed since";
      this.#take(before);
      form.settle();
      this.#draw();
      this.#tell(`${does === "Undo" ? "Undone" : "Redone"}${rest}.`, [
        this.#undo(does === "Undo" ? "Redo" : "Undo", now),
      ]);
    });
    return form.watch(press, () => {
      press.textContent = form.draft.file() === after ? does : `${does} this and everything since`;
    });
  }

  /** Begin anew, and let this browser forget the page. */
  #erase() {
    const { form } = this;
    const before = form.draft.file();
    this.#decided();
    forgetThen(form);
    form.begin();
    this.#draw();
    form.tell(`${form.deliverable.title}: removed from this browser.`, before);
    this.notices.focus();
  }
}
