// The body as text boxes: one for each section that is asked, and for what else stands there.

import { h, newId } from "./dom.js";
import { promptOf } from "./draft.js";
import { sectionKey } from "./form.js";
import { growing } from "./render.js";

/** @typedef {import("./form.js").Form} Form */
/** @typedef {import("./draft.js").Part} Part */

const ROWS = 5;

/** @param {Form} form @returns {HTMLElement[]} */
export function sections(form) {
  const asked = form.asked.sections.map((/** @type {any} */ section) =>
    textBox(form, form.draft.part(section), section.heading, promptOf(section.raw.join("\n"))),
  );
  const names = form.asked.sections.map((/** @type {any} */ each) => each.name);
  const own = form.draft.parts
    .filter((part) => part.head && !names.includes(part.name))
    .map((part) => textBox(form, part, part.heading, ["A heading of your own."]));
  const above = form.draft.preamble();
  if (!names.length) asked.unshift(textBox(form, above, "About you", promptOf(form.asked.prompt)));
  else if (above.text) asked.unshift(textBox(form, above, "Above the first heading", []));
  return [...asked, ...own];
}

/** @param {Form} form @param {Part} part @param {string} heading @param {string[]} help */
function textBox(form, part, heading, help) {
  const key = sectionKey(part.name);
  const box = growing(part.text, ROWS);
  box.id = newId();
  const said = h("p", { class: "form__help", id: newId() }, help.filter(Boolean).join(" "));
  box.setAttribute("aria-describedby", said.id);
  box.addEventListener("input", () => {
    form.draft.write(part, box.value);
    form.changed();
  });
  box.addEventListener("change", () => form.touch(key));
  return h(
    "div",
    { class: "form__field form__step" },
    h("label", { for: box.id, class: "form__label" }, heading),
    said,
    box,
    form.place(key, () => box, [said.id]),
  );
}
