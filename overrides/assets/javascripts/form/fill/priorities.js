// A list of skills in an order: picked from the gaps, or from all skills.

import { button, h } from "./dom.js";
import { keyOf } from "../read/file.js";
import { openGaps } from "./matrix.js";
import { asText, focusFirst } from "./render.js";
import { isEmpty } from "../ask/fields.js";
import { label, sentence } from "../messages.js";

/** @import { Loc } from "../read/file.js" */
/** @import { Schema } from "../types.d.ts" */
/** @import { Form, Special } from "./form.js" */

/** @type {Special} */
export const priorities = {
  isFor: ({ items }) => items?.format === "skill",
  input: picked,
};

/** @param {Form} form @param {Schema} schema @param {Loc} loc */
function picked(form, schema, loc) {
  const chosen = h("ol", { class: "form__chosen" });
  const offered = h("div", { class: "form__chips" });
  const heading = h("p", { class: "form__head" });
  const name = label(String(loc.at(-1)));
  const rest = h("select", { "aria-label": `Another skill for ${name.toLowerCase()}` });
  const take = button("Add a skill", () => {
    if (rest.value) add(rest.value);
    else rest.focus();
  });

  const texts = () => form.draft.list(loc).map((each) => (isEmpty(each) ? "" : asText(each)));
  const nameOf = (/** @type {string} */ id) => form.skill(id)?.name ?? id;

  /** Return where an item of the list is shown: blank ones are not. @param {number} index */
  function placeOf(index) {
    return texts()
      .slice(0, index)
      .filter((each) => !isEmpty(each)).length;
  }

  /** @param {string} id */
  function add(id) {
    changed(form.draft.fill(loc, id));
    (offered.querySelector("button") ?? rest).focus();
  }

  /** @param {number} at */
  function changed(at) {
    draw();
    offer();
    form.touch(keyOf([...loc, at]));
  }

  /** @param {number} index @param {number} to */
  function move(index, to) {
    form.draft.swap(loc, index, to);
    changed(to);
    const tools = chosen.children[placeOf(to)]?.querySelectorAll("button");
    const same = tools?.[to > index ? 1 : 0];
    (same?.disabled ? tools?.[to > index ? 0 : 1] : same)?.focus();
  }

  /** @param {number} index */
  function remove(index) {
    const before = form.draft.file();
    const what = nameOf(texts()[index]);
    const place = placeOf(index);
    form.draft.remove(loc, index);
    form.touch(keyOf(loc));
    changed(index);
    const outs = chosen.querySelectorAll(".form__moves button:last-child");
    focusFirst(outs[Math.min(place, outs.length - 1)] ?? offered.querySelector("button") ?? rest);
    form.tell(`Removed: ${what}.`, before);
  }

  function draw() {
    const ids = texts();
    chosen.replaceChildren(
      ...ids.flatMap((id, index) => {
        if (isEmpty(id)) return [];
        const skill = nameOf(id);
        const up = button("↑", () => move(index, index - 1), {
          "aria-label": `Move ${skill} up`,
          disabled: index === 0,
        });
        const down = button("↓", () => move(index, index + 1), {
          "aria-label": `Move ${skill} down`,
          disabled: index === ids.length - 1,
        });
        const out = button("×", () => remove(index), { "aria-label": `Remove ${skill}` });
        return [
          h(
            "li",
            {},
            h("span", {}, skill),
            h("span", { class: "form__moves" }, up, down, out),
            form.places.add(keyOf([...loc, index]), () => out),
          ),
        ];
      }),
    );
  }

  /** Tell whether somebody is choosing: what they look at must stay. */
  function isBusy() {
    return [...offered.children, rest, take].some((each) => each === document.activeElement);
  }

  function offer() {
    const ids = texts().map((each) => each.toLowerCase());
    const open = openGaps(form).filter(({ skill }) => !ids.includes(skill.id));
    heading.textContent = open.length ? "Your gaps, widest first: choose the ones to close first" : "";
    offered.replaceChildren(
      ...open.map(({ skill, missing }) =>
        button(`+ ${skill.name}`, () => add(skill.id), { class: "form__chip", title: `${missing} to go` }),
      ),
    );
    const others = form.definition.matrix.filter((each) => !ids.includes(each.id));
    rest.replaceChildren(
      h("option", { value: "" }, ids.some(Boolean) ? "Another skill…" : "Choose a skill…"),
      ...others.map(({ id, name }) => h("option", { value: id }, name)),
    );
  }

  draw();
  const whole = h(
    "fieldset",
    { class: "form__field form__step" },
    h("legend", { class: "form__label" }, name),
    h("p", { class: "form__help" }, sentence(schema.description)),
    chosen,
    heading,
    offered,
    h("p", { class: "form__below form__pick" }, rest, take),
    form.places.add(keyOf(loc), () => rest),
  );
  return form.watch(whole, () => isBusy() || offer());
}
