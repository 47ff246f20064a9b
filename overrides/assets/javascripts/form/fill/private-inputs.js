// What the public pages never show: names of fields and headings, to tick. Each says what it hides.

import { LIMITS } from "../limits.js";
import { headingName } from "../read/sections.js";
import { OF_ANY_PAGE } from "../check/privacy.js";
import { h, newId } from "./dom.js";
import { keyOf } from "../read/file.js";
import { asText } from "./render.js";
import { isEmpty } from "../ask/fields.js";
import { label } from "../messages.js";

/** @import { Loc } from "../read/file.js" */
/** @import { Tick } from "../types.d.ts" */
/** @import { Form, Special } from "./form.js" */

const OF_ANY_PART = ".*"; // `ratings.*` has the words of any part of ratings, and is no name

/** @type {Special} */
export const privateNames = {
  isFor: ({ items }) => items?.format === "private-name",
  input: (form, _schema, loc) => names(form, loc),
};

/** @param {Form} form @param {Loc} loc */
function names(form, loc) {
  const offered = Object.keys(form.deliverable.hides).filter((name) => !name.endsWith(OF_ANY_PART));
  const boxes = h("div", { class: "form__ticks" });
  const draw = () => {
    const listed = form.draft
      .list(loc)
      .slice(0, LIMITS.private.names)
      .flatMap((each, index) => (isEmpty(each) ? [] : [{ text: asText(each), index }]));
    const own = listed.filter(({ text }) => !offered.some((each) => isSame(each, text)));
    const places = new Map(offered.map((name) => [name, listed.find(({ text }) => isSame(name, text))?.index]));
    boxes.replaceChildren(
      ...alike(offered, form.deliverable.hides).map((same) => together(same, places)),
      ...own.map(({ text, index }) => alone(text, index)),
    );
  };

  /** Names of which the same is to be said: once, above them.
   * @param {string[]} same @param {Map<string, number | undefined>} places */
  function together(same, places) {
    if (same.length === 1) return alone(same[0], places.get(same[0]));
    const words = h("p", { class: "form__help", id: newId() });
    words.append(...sentences("Each of these hides", form.deliverable.hides[same[0]]));
    const ticks = same.map((name) => h("div", {}, ...tick(name, places.get(name), words)));
    return h("div", { class: "form__same" }, words, h("div", { class: "form__ticks" }, ticks));
  }

  /** @param {string} name @param {number | undefined} index */
  function alone(name, index) {
    const words = h("p", { class: "form__help", id: newId() });
    form.watch(words, () => words.replaceChildren(...sentences("Hides", wordsOf(form, name))));
    const [line, messages] = tick(name, index, words);
    return h("div", {}, line, words, messages);
  }

  /** @param {string} name @param {number | undefined} index of the list, where it is ticked
   * @param {HTMLElement} words on it */
  function tick(name, index, words) {
    const box = h("input", {
      type: "checkbox",
      "aria-describedby": words.id,
      onchange: () => {
        if (index === undefined)
          form.draft.set(loc, [...form.draft.list(loc).filter((each) => !isEmpty(each)), name]);
        else form.draft.remove(loc, index);
        draw();
        form.touch(keyOf(loc));
        [...boxes.querySelectorAll("input")].find((each) => each.dataset.name === name)?.focus();
      },
    });
    box.checked = index !== undefined;
    box.dataset.name = name;
    const line = h("label", { class: "form__check" }, box, h("span", {}, said(name, form.deliverable.labels)));
    const messages =
      index === undefined ? null : form.places.add(keyOf([...loc, index]), () => box, [words.id]);
    return [line, messages];
  }

  draw();
  let drawn = form.draft.list(loc).join("\n");
  form.watch(boxes, () => {
    const now = form.draft.list(loc).join("\n"); // `withheld` ticks a name from elsewhere
    if (now !== drawn && !boxes.contains(document.activeElement)) draw();
    drawn = now;
  });
  return h(
    "fieldset",
    { class: "form__field form__step" },
    h("legend", { class: "form__label" }, "What your public pages never show"),
    h(
      "p",
      { class: "form__help" },
      "Check anything your public pages should leave out. In a public repository, anyone can still read the file itself.",
    ),
    boxes,
    form.places.add(keyOf(loc), () => boxes.querySelector("input"), null),
  );
}

/**
 * Return what is said of a name; nothing of one that names nothing, of which the checks tell.
 * @param {Form} form @param {string} name @returns {Tick | undefined}
 */
function wordsOf(form, name) {
  const { deliverable, definition } = form;
  const same = Object.keys(deliverable.hides).find((each) => !each.endsWith(OF_ANY_PART) && isSame(each, name));
  if (same) return deliverable.hides[same];
  const field = name.toLowerCase();
  if (deliverable.names.includes(field))
    return deliverable.hides[field.split(".")[0] + OF_ANY_PART] ?? definition.hides.field;
  if (OF_ANY_PAGE.includes(field)) return definition.hides.field;
  const sections = form.answers.get(deliverable.id)?.body.sections;
  return sections?.has(headingName(name)) ? definition.hides.section : undefined;
}

/** Return runs of names with the same words. @param {string[]} names @param {Record<string, Tick>} words */
export function alike(names, words) {
  /** @type {string[][]} */
  const runs = [];
  for (const name of names) {
    const run = runs.at(-1);
    if (run && String(words[run[0]]) === String(words[name])) run.push(name);
    else runs.push([name]);
  }
  return runs;
}

/** @param {string} begin @param {Tick} [words] */
function sentences(begin, words) {
  return words ? [`${begin} ${words[0]}.`, h("br"), `Still shown: ${words[1]}.`] : [];
}

/** @param {string} a @param {string} b */
function isSame(a, b) {
  return a.toLowerCase() === b.toLowerCase() || headingName(a) === headingName(b);
}

/** Return a name in words: `month_12.salary` is "In 1 year: salary".
 * @param {string} name @param {Record<string, string>} labels of fields, where their names say little */
export function said(name, labels) {
  const [outer, ...inner] = name.replaceAll("[]", "").split(".");
  const isName = /^[a-z][a-z0-9_]*$/.test(outer);
  if (!isName) return name;
  const parts = labels[name] ? [labels[name]] : inner.map(label);
  const lower = (/** @type {string} */ text) => text.replace(/^[A-Z](?=[a-z]+\b)/, (letter) => letter.toLowerCase());
  return inner.length ? [label(outer), ...parts.map(lower)].join(": ") : labels[name] ?? label(outer);
}
