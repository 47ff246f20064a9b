// What the public pages never show: names of fields and headings, to tick.

import { headingName } from "./body.js";
import { h } from "./dom.js";
import { keyOf } from "./file.js";
import { asText } from "./render.js";
import { isEmpty } from "./values.js";
import { label } from "./words.js";

/** @typedef {import("./form.js").Form} Form */
/** @typedef {import("./file.js").Loc} Loc */

/** @type {import("./form.js").Special} */
export const privateNames = {
  isFor: (schema) => schema.type === "array" && schema.items.format === "private-name",
  input: (form, schema, loc) => names(form, loc),
};

/** @param {Form} form @param {Loc} loc */
function names(form, loc) {
  const offered = [
    ...fieldNames(form.asked.schema),
    ...form.asked.sections.map((/** @type {any} */ { heading }) => heading),
  ];
  const boxes = h("div", { class: "form__ticks" });
  const draw = () => {
    const listed = form.draft
      .list(loc)
      .flatMap((each, index) => (isEmpty(each) ? [] : [{ text: asText(each), index }]));
    const own = listed.filter(({ text }) => !offered.some((each) => isSame(each, text)));
    boxes.replaceChildren(
      ...offered.map((name) => tick(name, listed.find(({ text }) => isSame(name, text))?.index)),
      ...own.map(({ text, index }) => tick(text, index)),
    );
  };

  /** @param {string} name @param {number | undefined} index of the list, where it is ticked */
  function tick(name, index) {
    const box = h("input", {
      type: "checkbox",
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
    const messages = index === undefined ? null : form.place(keyOf([...loc, index]), () => box);
    return h("div", {}, h("label", { class: "form__check" }, box, h("span", {}, said(name))), messages);
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
      "Tick what stays between you and the build. In a public repository the file itself can be read by everyone.",
    ),
    boxes,
    form.place(keyOf(loc), () => boxes.querySelector("input"), null),
  );
}

/** Return the names of fields that are worth hiding: two steps deep. @param {any} schema @returns {string[]} */
function fieldNames(schema) {
  const common = ["title", "deliverable", "private", "publish", "description", "tags", "index"];
  const tops = Object.entries(schema.properties).filter(
    ([name, each]) => each.type && !common.includes(name),
  );
  return tops.flatMap(([name, each]) => {
    const isOfSkills = /-skills?$/.test(each.format ?? "");
    const inner = isOfSkills ? {} : (each.properties ?? each.items?.properties ?? {});
    return [name, ...Object.keys(inner).map((key) => `${name}${each.items ? "[]" : ""}.${key}`)];
  });
}

/** @param {string} a @param {string} b */
function isSame(a, b) {
  return a.toLowerCase() === b.toLowerCase() || headingName(a) === headingName(b);
}

/** Return a name in words: `month_12.salary` is "In 1 year: salary". @param {string} name */
function said(name) {
  const [outer, ...inner] = name.replaceAll("[]", "").split(".");
  const isName = /^[a-z][a-z0-9_]*$/.test(outer);
  return isName
    ? [
        label(outer),
        ...inner.map((part) => label(part).replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase())),
      ].join(": ")
    : name;
}
