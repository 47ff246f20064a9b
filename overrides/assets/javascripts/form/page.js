// The page around the inputs: begin or go on, what is left, the finished file.

import { button, h, newId } from "./dom.js";
import { Draft } from "./draft.js";
import { decode, keyOf, Refusal } from "./file.js";
import { sectionKey } from "./form.js";
import { copyText, download, guessedRepository, newFileAddress, repository } from "./keep.js";
import { drafting } from "./plan.js";
import { field, growing, unasked } from "./render.js";
import { sections } from "./sections.js";
import { count, label, sentence, wording } from "./words.js";

/** @typedef {import("./form.js").Form} Form */
/** @typedef {import("./check.js").Answer} Answer */

const ASIDE = ["title", "description", "tags", "publish", "index"]; // about the page, not the person
const REPOSITORY = "repository"; // what it is kept as in this browser

export class Page {
  /** @param {Form} form @param {URL} root of the site */
  constructor(form, root) {
    this.form = form;
    this.root = root;
    this.say = wording(form.definition.words);
    this.notices = h("div", { class: "form__notices", role: "status", tabindex: "-1" });
    this.parts = h("ul", { class: "form__parts" });
    this.fields = h("form", {
      class: "form__fields",
      novalidate: true,
      onsubmit: (/** @type {Event} */ event) => event.preventDefault(),
    });
  }

  /** @param {HTMLElement} host */
  open(host) {
    const { form } = this;
    form.redraw = () => this.#draw();
    this.#readKept();
    form.readOthers();
    host.replaceChildren(
      this.#begin(),
      this.notices,
      h("nav", { "aria-label": "Parts of this form" }, this.parts),
      this.fields,
      this.#bar(),
      this.#file(),
    );
    this.#draw();
    this.#takeDrops(host);
    host.addEventListener("focusin", ({ target }) => {
      if (target instanceof HTMLElement && this.fields.contains(target)) form.here = target;
    });
    addEventListener(
      "pointerdown",
      () => {
        form.isPressed = true;
      },
      true,
    );
    for (const end of ["pointerup", "pointercancel", "dragend"])
      addEventListener(
        end,
        () => {
          form.isPressed = false;
        },
        true,
      );
    addEventListener("pagehide", () => form.flush());
    addEventListener("pageshow", () => this.#lookAround());
    addEventListener("storage", ({ key }) => {
      if (key === form.keeper.key(form.asked.id)) this.#otherTab();
      else this.#lookAround();
    });
    addEventListener("beforeunload", (event) => {
      if (!form.isKept) event.preventDefault();
    });
  }

  /** Go on with what this browser keeps. */
  #readKept() {
    const { form } = this;
    const text = form.keeper.read(form.asked.id);
    if (text === null) return;
    try {
      this.#take(text);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.#refuse(error, "What this browser kept");
    }
  }

  /** @param {string} text of a file @throws {Refusal} */
  #take(text) {
    const { form } = this;
    form.draft = new Draft(form.asked, form.read(text));
    form.touchFilled([]);
    for (const { name, text: written } of form.draft.parts) if (written) form.touched.add(sectionKey(name));
  }

  #lookAround() {
    this.form.readOthers();
    this.form.refresh();
  }

  #otherTab() {
    const { form } = this;
    this.#tell("This page was changed in another tab or window.", "Show it here", () => {
      form.draft = form.blank();
      this.#readKept();
      this.#draw();
    });
  }

  // --- the inputs

  #draw() {
    const { form, fields, parts } = this;
    const { schema, sections: asked } = form.asked;
    const inputs = (/** @type {string[]} */ names) =>
      names.flatMap((name) => {
        const input = field(form, schema.properties[name], [name]);
        return input ? [{ name, input }] : [];
      });
    const names = Object.keys(schema.properties);
    const own = inputs(names.filter((name) => !ASIDE.includes(name) && name !== "private"));
    const texts = sections(form);
    const hidden = inputs(["private"]);
    fields.replaceChildren(
      drafting(form, (before) =>
        this.#withUndo("The plan is drafted. The goals of each week are yours to write.", before),
      ) ?? "",
      this.#misnamed() ?? "",
      ...own.map(({ input }) => input),
      ...texts,
      ...hidden.map(({ input }) => input),
      h(
        "details",
        { class: "form__field form__step form__page" },
        h("summary", {}, "About the page in your portfolio"),
        inputs(names.filter((name) => ASIDE.includes(name))).map(({ input }) => input),
      ),
      ...unasked(form, schema, []),
    );
    const links = [
      ...own.map(({ name, input }) => this.#part(label(name), name, input)),
      ...texts
        .slice(0, asked.length)
        .map((box, index) => this.#part(asked[index].heading, sectionKey(asked[index].name), box)),
    ];
    parts.replaceChildren(...links);
    form.refresh();
  }

  /** A link to a part of the form, with what is left there.
   * @param {string} text @param {string} key @param {HTMLElement} input */
  #part(text, key, input) {
    input.id = newId();
    const left = h("span", { class: "form__left" });
    const item = h("li", {}, h("a", { href: `#${input.id}` }, text, " ", left));
    return this.form.watch(item, () => {
      const n = this.form.count(key);
      item.className = n ? "" : "form__done";
      left.replaceChildren(
        n ? String(n) : "✓",
        h("span", { class: "form__unseen" }, n ? " left" : " nothing left"),
      );
    });
  }

  /** A file that says it is no deliverable, or another one. */
  #misnamed() {
    const { form } = this;
    const loc = ["deliverable"];
    if (!form.asked.schema.properties.deliverable) return null;
    if (form.draft.text(loc).trim() === form.asked.id) return null;
    const mend = button(`Say that it is the ${form.asked.title.toLowerCase()}`, () => {
      form.draft.set(loc, form.asked.id);
      form.settle();
      box.remove();
    });
    form.touched.add(keyOf(loc));
    const box = h(
      "div",
      { class: "form__field form__notice" },
      form.place(keyOf(loc), () => mend),
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
    const pasted = growing("", 3);
    pasted.setAttribute("aria-label", "The text of your file");
    const paste = button("Go on with this text", () => {
      if (this.#loadText(pasted.value, "The text")) pasted.value = "";
    });
    return h(
      "div",
      { class: "form__begin" },
      h(
        "p",
        {},
        "What you write stays on this device, in this browser, until you erase it. Nothing is sent anywhere.",
      ),
      h(
        "details",
        {},
        h("summary", {}, `Do you have a ${this.form.asked.file} already? Go on with it`),
        h("p", {}, h("label", { for: file.id }, "Choose the file, or drop it here: "), file),
        h("p", {}, "Or paste its whole text:"),
        pasted,
        h("p", {}, paste),
      ),
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
        (/** @type {any} */ each) => each.id === id && each !== form.asked,
      );
      if (other) {
        this.#tell(`${name} is another page: ${other.title}. Its form stands on its own page.`);
        return false;
      }
      const before = form.draft.file();
      this.#take(text);
      form.showsAll = true;
      this.#withUndo(`${name} is loaded.`, before);
      return true;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.#refuse(error, name);
      return false;
    }
  }

  /** Say why a file cannot be read. @param {Refusal} refusal @param {string} name */
  #refuse(refusal, name) {
    const { message, hint } = this.say(refusal.key, { name, ...refusal.words });
    const where = refusal.line ? `${name}, line ${refusal.line}` : name;
    this.#tell(
      `${where} cannot be read: ${sentence(message)} ${sentence(hint)} What you had here is as it was.`,
    );
  }

  /** Show a new draft, with a way back. @param {string} said @param {string} before */
  #withUndo(said, before) {
    const { form } = this;
    form.settle();
    this.#draw();
    this.#tell(said, "Undo", () => {
      this.#take(before);
      form.settle();
      this.#draw();
    });
    this.notices.focus();
  }

  /** @param {string} said @param {string} [does] @param {() => void} [act] */
  #tell(said, does, act) {
    const press = () => {
      this.notices.replaceChildren();
      act?.();
    };
    this.notices.replaceChildren(h("p", { class: "form__notice" }, said, " ", does && button(does, press)));
  }

  // --- what is left, and the file

  #bar() {
    const { form } = this;
    const said = h("p", { role: "status" });
    const next = button("Next thing left", () => form.goToNext(), { class: "form__button form__next" });
    const save = button("Download", () => this.#download());
    const bar = h(
      "div",
      { class: "form__bar", role: "region", "aria-label": "What is left" },
      said,
      h("p", {}, next, " ", save),
    );
    return form.watch(bar, () => {
      const n = form.problems.length;
      const text = n
        ? `${count(n, "thing")} left`
        : this.#isWhole()
          ? "Complete"
          : "Nothing left on this page";
      if (said.textContent !== text) said.textContent = text;
      bar.classList.toggle("form__bar--done", !n);
      next.hidden = !n;
    });
  }

  #download() {
    this.form.flush();
    download(this.form.asked.file, this.form.draft.file());
  }

  /** Tell whether all that the checks look at together is known here. */
  #isWhole() {
    const { answers, asked, definition } = this.form;
    const together = definition.deliverables.filter(
      (/** @type {any} */ each) => each.schema.properties.deliverable,
    );
    return together.every((/** @type {any} */ each) => each === asked || answers.has(each.id));
  }

  #file() {
    const { form } = this;
    const { file, title } = form.asked;
    const state = h("p", {});
    const rest = h("ul", { class: "form__rest" });
    const pages = h("ul", { class: "form__pages" });
    const copied = h("span", { role: "status" });
    const copyIt = button("Copy the text", async () => {
      form.flush();
      const isCopied = await copyText(form.draft.file());
      copied.textContent = isCopied
        ? " Copied."
        : " This browser does not allow it: download the file instead.";
    });
    const erase = button("Erase this page from this browser", () => {
      const before = form.draft.file();
      clearTimeout(form.timer);
      form.timer = undefined;
      form.draft = form.blank();
      form.touched.clear();
      form.showsAll = false;
      form.keeper.erase(form.asked.id);
      this.#draw();
      this.#tell(`${title}: what this browser kept is erased.`, "Undo", () => {
        this.#take(before);
        form.settle();
        this.#draw();
      });
      this.notices.focus();
    });
    const box = h(
      "section",
      { class: "form__file", "aria-label": "Your file" },
      h("p", { class: "form__head" }, `Your file: docs/${file}`),
      state,
      rest,
      h(
        "p",
        {},
        button("Download it", () => this.#download(), { class: "form__button form__next" }),
        " ",
        copyIt,
        copied,
      ),
      this.#github(),
      h("p", { class: "form__head" }, "Your pages in this browser"),
      pages,
      h("p", {}, erase),
    );
    return form.watch(box, () => {
      const n = form.problems.length;
      const kept = form.isKept
        ? ""
        : "This browser keeps nothing for this page: download your file before you leave. ";
      state.textContent =
        kept +
        (n
          ? `${count(n, "thing")} left. You can download what you have and go on another day.`
          : this.#isWhole()
            ? "Complete: the checks find nothing left."
            : `Nothing is left on this page. ${this.#unknown()}`);
      rest.replaceChildren(
        ...form.homeless.map(({ message, hint }) => h("li", {}, `${sentence(message)} ${sentence(hint)}`)),
      );
      pages.replaceChildren(
        ...form.definition.deliverables.map((/** @type {any} */ each) => this.#stateOf(each)),
      );
    });
  }

  /** Say what the checks will look at that is not known here. */
  #unknown() {
    const { answers, definition } = this.form;
    const unknown = definition.deliverables.filter(
      (/** @type {any} */ each) => each.schema.properties.deliverable && !answers.has(each.id),
    );
    const names = unknown.map((/** @type {any} */ each) => each.title.toLowerCase()).join(", ");
    return `The checks also hold your pages together, and this browser does not know these yet: ${names}.`;
  }

  /** @param {any} asked */
  #stateOf(asked) {
    const { form, root } = this;
    const answer = form.answers.get(asked.id);
    const isBegun = asked !== form.asked ? answer : form.keeper.read(asked.id) !== null;
    const n = answer?.problems.length ?? 0;
    const said =
      !isBegun || !answer ? "not begun in this browser" : n ? `${count(n, "thing")} left` : "nothing left";
    const end = location.pathname.endsWith(".html") ? ".html" : "/";
    const address = new URL(asked.template.replace(/\.md$/, end), root).href;
    const name =
      asked === form.asked ? h("strong", {}, asked.title) : h("a", { href: address }, asked.title);
    return h("li", { class: isBegun && answer && !n ? "form__done" : "" }, name, `: ${said}`);
  }

  #github() {
    const { form, root } = this;
    const kept = form.keeper.read(REPOSITORY) ?? guessedRepository(root.href);
    const name = h("input", {
      type: "text",
      id: newId(),
      value: kept,
      placeholder: "your-name/your-repository",
      autocomplete: "off",
      spellcheck: "false",
    });
    const link = h("a", { target: "_blank", rel: "noopener", class: "form__button" });
    const said = h("p", { class: "form__help" });
    const tell = () => {
      const at = repository(name.value);
      link.hidden = !at;
      said.textContent =
        at || !name.value.trim()
          ? ""
          : "Write your repository as your-name/your-repository, or paste its address.";
      if (!at) return;
      const { address, isFilled } = newFileAddress(at, form.asked.file, form.draft.file());
      link.href = address;
      link.textContent = isFilled
        ? "Open it on GitHub as a new file"
        : "Copy it, and open a new file on GitHub";
      said.textContent = isFilled
        ? "The text goes to GitHub with the link when you press it. If the file is there already, open it there and paste the copied text instead."
        : "The text is too long for a link: it is copied when you press, and you paste it there.";
      link.dataset.copies = String(!isFilled);
    };
    name.addEventListener("input", () => {
      form.keeper.write(REPOSITORY, name.value);
      tell();
    });
    link.addEventListener("click", () => {
      if (link.dataset.copies === "true") void copyText(form.draft.file());
    });
    const box = h(
      "details",
      { class: "form__github" },
      h("summary", {}, "Put it into your repository on GitHub"),
      h("p", {}, h("label", { for: name.id }, "Your repository "), name),
      h("p", {}, link),
      said,
    );
    tell();
    return form.watch(box, tell);
  }
}
