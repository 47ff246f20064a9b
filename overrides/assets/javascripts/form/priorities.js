// A list of skills in an order: picked from the gaps, or from all skills.

import { button, h } from "./dom.js";
import { keyOf } from "./file.js";
import { openGaps } from "./matrix.js";
import { asText } from "./render.js";
import { isEmpty } from "./values.js";
import { label, sentence } from "./words.js";

/** @typedef {import("./form.js").Form} Form */
/** @typedef {import("./file.js").Loc} Loc */

/** @type {import("./form.js").Special} */
export const priorities = {
  isFor: (schema) => schema.type === "array" && schema.items.format === "skill",
  input: (form, schema, loc) => picked(form, schema, loc),
};

/** @param {Form} form @param {any} schema @param {Loc} loc */
function picked(form, schema, loc) {
  const chosen = h("ol", { class: "form__chosen" });
  const offered = h("div", { class: "form__chips" });
  const heading = h("p", { class: "form__head" });
  const rest = h("select", {
    "aria-label": `Add another skill to ${label(String(loc.at(-1))).toLowerCase()}`,
    onchange: () => add(rest.value),
  });

  const texts = () => form.draft.list(loc).map((each) => (isEmpty(each) ? "" : asText(each)));
  const skillOf = (/** @type {string} */ id) =>
    form.definition.matrix.find((/** @type {any} */ each) => each.id === id.toLowerCase());
  const nameOf = (/** @type {string} */ id) => skillOf(id)?.name ?? id;

  /** @param {string} id */
  function add(id) {
    if (!id) return;
    const blank = form.draft.list(loc).findIndex(isEmpty);
    if (blank >= 0) form.draft.set([...loc, blank], id);
    else form.draft.insert(loc, id);
    changed(blank >= 0 ? blank : form.draft.list(loc).length - 1);
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
    const tools = [...chosen.children][to]?.querySelectorAll("button");
    (tools?.[to > index ? 1 : 0] ?? tools?.[0])?.focus();
  }

  /** @param {number} index */
  function remove(index) {
    form.draft.remove(loc, index);
    changed(index);
    /** @type {HTMLElement} */ (
      chosen.querySelector("button") ?? offered.querySelector("button") ?? rest
    ).focus();
  }

  function draw() {
    const ids = texts();
    chosen.replaceChildren(
      ...ids.flatMap((id, index) => {
        if (isEmpty(id)) return [];
        const name = nameOf(id);
        const up = button("↑", () => move(index, index - 1), {
          "aria-label": `Move ${name} up`,
          disabled: index === 0,
        });
        const down = button("↓", () => move(index, index + 1), {
          "aria-label": `Move ${name} down`,
          disabled: index === ids.length - 1,
        });
        const out = button("×", () => remove(index), { "aria-label": `Take out ${name}` });
        return [
          h(
            "li",
            {},
            h("span", {}, name),
            h("span", { class: "form__moves" }, up, down, out),
            form.place(keyOf([...loc, index]), () => out),
          ),
        ];
      }),
    );
  }

  function offer() {
    const ids = texts().map((each) => each.toLowerCase());
    const open = openGaps(form).filter(({ skill }) => !ids.includes(skill.id));
    heading.textContent = open.length ? "Your gaps, the widest first: press those to close first" : "";
    offered.replaceChildren(
      ...open.map(({ skill, missing }) =>
        button(`+ ${skill.name}`, () => add(skill.id), { class: "form__chip", title: `${missing} to go` }),
      ),
    );
    const others = form.definition.matrix.filter((/** @type {any} */ each) => !ids.includes(each.id));
    rest.replaceChildren(
      h("option", { value: "" }, "Another skill…"),
      ...others.map((/** @type {any} */ each) => h("option", { value: each.id }, each.name)),
    );
  }

  draw();
  offer();
  const whole = h(
    "fieldset",
    { class: "form__field form__step" },
    h("legend", { class: "form__label" }, label(String(loc.at(-1)))),
    h("p", { class: "form__help" }, sentence(schema.description)),
    chosen,
    heading,
    offered,
    h("p", { class: "form__below" }, rest),
    form.place(keyOf(loc), () => rest),
  );
  return form.watch(whole, () => offered.contains(document.activeElement) || offer());
}
