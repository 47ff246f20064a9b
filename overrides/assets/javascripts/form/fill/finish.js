// What is left, always in sight, and the finished file: download, copy, GitHub, the other pages.

import { button, h, newId } from "./dom.js";
import { copyText, download, guessedRepository, newFileAddress, repository } from "./keep.js";
import { count, sentence } from "../messages.js";

/** @import { Deliverable } from "../types.d.ts" */
/** @import { Form } from "./form.js" */

const REPOSITORY = "repository"; // what it is kept as in this browser

/** Return what stays in sight: what happened, how much is left, the way to it, and the one to save.
 * @param {Form} form @param {HTMLElement} notices */
export function bar(form, notices) {
  const said = h("p", { role: "status", class: "form__state" });
  const next = button("Next", () => form.goToNext(), { class: "form__button form__next" });
  next.append(long(" item left"));
  const save = button("Download", () => saved(form), { class: "form__button form__save" });
  save.append(long(" my file"));
  const about = { class: "form__bar", role: "region", "aria-label": "What is left" };
  const box = h("div", about, notices, said, h("p", {}, next, " ", save));
  keepClear(box);
  return form.watch(box, () => {
    const text = stateOf(form);
    if (said.textContent !== text) said.textContent = text;
    box.classList.toggle("form__bar--done", !form.problems.length);
    next.hidden = !form.problems.length;
  });
}

/** Return the end of a button's name, for which a phone has no room. @param {string} text */
function long(text) {
  return h("span", { class: "form__long" }, text);
}

/** What the keyboard goes to must not stop under the bar, however high it is. @param {HTMLElement} box */
function keepClear(box) {
  const root = document.documentElement;
  new ResizeObserver(() => root.style.setProperty("--form-bar", `${box.offsetHeight}px`)).observe(box);
}

/**
 * Return the end of the page: the finished file, and where the learner's pages stand.
 * @param {Form} form @param {URL} root of the site @param {() => void} erase
 */
export function finish(form, root, erase) {
  const { file } = form.deliverable;
  const state = h("p", {});
  const rest = h("ul", { class: "form__rest" });
  const pages = h("ul", { class: "form__pages" });
  const after = h("p", { class: "form__after" });
  const box = h(
    "section",
    { class: "form__file", "aria-label": "Your file" },
    h("p", { class: "form__head" }, `Your file: docs/${file}`),
    state,
    rest,
    h(
      "p",
      {},
      h("strong", {}, "Download", long(" my file")),
      " saves it. Move it into your project’s ",
      h("code", {}, "docs"),
      ` folder, as ${file}. Your browser may name a second download “${file.replace(".md", " (1).md")}”: remove the “ (1)”.`,
    ),
    github(form, root),
    h("p", { class: "form__head" }, "Your pages in this browser"),
    h(
      "p",
      { class: "form__help" },
      "This list covers what you wrote in this browser. The check and your site use the files in ",
      h("code", {}, "docs"),
      ".",
    ),
    pages,
    after,
    h("p", {}, button("Remove my answers from this browser", erase)),
  );
  return form.watch(box, () => {
    state.textContent = inWords(form);
    rest.replaceChildren(
      ...form.homeless.map(({ message, hint }) => h("li", {}, `${sentence(message)} ${sentence(hint)}`)),
    );
    pages.replaceChildren(...form.definition.deliverables.map((each) => page(form, root, each)));
    after.replaceChildren(...whatIsNext(form, root));
  });
}

/** Return where to go on when nothing is left in this browser. @param {Form} form @param {URL} root */
function whatIsNext(form, root) {
  if (stateOf(form) !== "Complete") return [];
  const front = form.definition.deliverables.find((each) => !isChecked(each));
  const link = (/** @type {string} */ file, /** @type {string} */ text) =>
    h("a", { href: addressOf(root, file) }, text);
  const publish = link("publish.md", "publish your portfolio");
  const isDone = !front || front === form.deliverable || form.answers.get(front.id)?.problems.length === 0;
  return [
    "Everything that this exercise asks for is done in this browser. Move each file into ",
    h("code", {}, "docs"),
    ", and then ",
    ...(isDone ? [] : ["fill in your ", link(front.template, front.title.toLowerCase()), " and "]),
    publish,
    ".",
  ];
}

/** Return the address of a page of the site. @param {URL} root @param {string} file */
function addressOf(root, file) {
  return new URL(file.replace(/\.md$/, location.pathname.endsWith(".html") ? ".html" : "/"), root).href;
}

/** Tell whether the exercise asks for a page; it does not ask for the front page. @param {Deliverable} deliverable */
function isChecked({ schema }) {
  return Boolean(schema.properties.deliverable);
}

/** @param {Form} form */
function saved(form) {
  form.flush();
  download(form.deliverable.file, form.draft.file());
}

/** @param {Form} form */
function copying(form) {
  const said = h("span", { role: "status" });
  const copy = button("Copy the text", async () => {
    form.flush();
    const isCopied = await copyText(form.draft.file());
    said.textContent = isCopied
      ? " Copied."
      : " This browser does not allow copying: download the file instead.";
  });
  return h("span", {}, copy, said);
}

/** Return the other deliverables that the checks look at together. @param {Form} form */
function others({ deliverable, definition }) {
  return definition.deliverables.filter((each) => isChecked(each) && each !== deliverable);
}

/** Return those that this browser does not know. @param {Form} form */
function unknown(form) {
  return others(form).filter(({ id }) => !form.answers.has(id));
}

/** Return those in which something is left. @param {Form} form */
function unfinished(form) {
  return others(form).filter(({ id }) => form.answers.get(id)?.problems.length);
}

/** @param {Form} form */
function stateOf(form) {
  const n = form.problems.length;
  if (n) return `${count(n, "item")} left`;
  return unknown(form).length || unfinished(form).length ? "Nothing left on this page" : "Complete";
}

/** @param {Form} form */
function inWords(form) {
  const names = unknown(form).map(({ title }) => title.toLowerCase());
  const open = unfinished(form).map(
    ({ id, title }) => `${title} (${count(form.answers.get(id)?.problems.length ?? 0, "item")})`,
  );
  const kept = form.isKept ? "" : "This browser does not save what you write: download your file before you leave. ";
  const missing =
    names.length === 1
      ? `your ${names[0]} yet. Fill it in here, or load its file.`
      : `these yet: ${names.join(", ")}. Fill them in here, or load their files.`;
  const rest = form.problems.length
    ? "You can download what you have, and continue later."
    : names.length
      ? `The check compares your documents, and this browser does not have ${missing}`
      : open.length
        ? `Left on other pages: ${open.join(", ")}.`
        : "The check finds nothing left to do.";
  return `${kept}${stateOf(form)}. ${rest}`;
}

/** Return how far a page is. @param {Form} form @param {URL} root @param {Deliverable} deliverable */
function page(form, root, deliverable) {
  const answer = form.answers.get(deliverable.id);
  const isBegun = answer && (deliverable !== form.deliverable || form.keeper.read(deliverable.id) !== null);
  const n = answer?.problems.length ?? 0;
  const said = !isBegun ? "not started in this browser" : n ? `${count(n, "item")} left` : "nothing left";
  const address = addressOf(root, deliverable.template);
  const name = deliverable === form.deliverable ? h("strong", {}, deliverable.title) : h("a", { href: address }, deliverable.title);
  return h("li", { class: isBegun && !n ? "form__done" : "" }, name, `: ${said}`);
}

/** Return the way into a repository. @param {Form} form @param {URL} root */
function github(form, root) {
  const name = h("input", {
    type: "text",
    id: newId(),
    value: form.keeper.read(REPOSITORY) ?? guessedRepository(root.href),
    placeholder: "your-name/your-repository",
    autocomplete: "off",
    spellcheck: "false",
  });
  const link = h("a", { target: "_blank", rel: "noopener", class: "form__button" });
  const place = h("span", {});
  const said = h("p", { class: "form__help" });
  let isFilled = true;
  const tell = () => {
    const at = repository(name.value);
    if (!at) {
      place.replaceChildren();
      said.textContent = name.value.trim()
        ? "Write it as your-name/your-repository, or paste its address."
        : "Once you have written it, a button that saves your file there appears here.";
      return;
    }
    const to = newFileAddress(at, form.deliverable.file, form.draft.file());
    isFilled = to.isFilled;
    link.href = to.address;
    if (!link.isConnected) place.replaceChildren(link, " "); // a link without an address is none
    link.textContent = isFilled
      ? "Open it on GitHub as a new file"
      : "Copy it and open a new file on GitHub";
    said.textContent = isFilled
      ? "The link opens GitHub with your text in a new file. If your repository already has the file, copy your text, open the file on GitHub, and paste the text into it instead."
      : "The text is too long for a link, so this button copies it, and you paste it into the new file.";
  };
  name.addEventListener("input", () => {
    form.keeper.write(REPOSITORY, name.value);
    tell();
  });
  link.addEventListener("click", () => {
    if (!isFilled) void copyText(form.draft.file());
  });
  const box = h(
    "details",
    { class: "form__github" },
    h("summary", {}, "Save to GitHub"),
    h("p", {}, h("label", { for: name.id }, "Your repository "), name),
    h("p", {}, place, copying(form)),
    said,
  );
  return form.watch(box, tell);
}
