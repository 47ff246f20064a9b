// The body as text boxes: one for each section that is asked, and for what else stands there.

import { button, h, newId } from "./dom.js";
import { promptOf } from "./draft.js";
import { sectionKey } from "./places.js";
import { nearest } from "../ask/nearest.js";
import { growing } from "./render.js";

/** @import { Part } from "./draft.js" */
/** @import { Form } from "./form.js" */

const ROWS = 5;
const SPLIT = "A line that begins with ## is a heading: the text under it now has its own box.";

/** Return the boxes: as many as sections are asked, in their order, then others.
 * @param {Form} form @returns {{ofTemplate: HTMLElement[], own: HTMLElement[], above: HTMLElement | null}} */
export function sections(form) {
  const { sections: wanted, prompt } = form.deliverable;
  const above = form.draft.preamble();
  const shown = wanted.map((each) => form.draft.part(each));
  const ofTemplate = shown.map((part, index) =>
    textBox(form, part, wanted[index].heading, promptOf(wanted[index].raw.join("\n"))),
  );
  const own = form.draft.parts
    .filter((part) => part.head && !shown.includes(part))
    .map((part) => ownBox(form, part, shown));
  const top = !wanted.length
    ? textBox(form, above, "About you", promptOf(prompt))
    : above.text
      ? textBox(form, above, "Above the first heading", ["Text that your file has before its first heading."])
      : null;
  return { ofTemplate, own, above: top };
}

/** A heading that nobody asks for, or one that stands there twice.
 * @param {Form} form @param {Part} part @param {Part[]} shown */
function ownBox(form, part, shown) {
  const isTwice = shown.some(({ name }) => name === part.name);
  const free = form.deliverable.sections.filter(
    ({ name }) => !form.draft.parts.some((each) => each.name === name),
  );
  const near = nearest(
    part.name,
    free.map(({ name }) => name),
  );
  const meant = free.find(({ name }) => name === near);
  const box = textBox(
    form,
    part,
    part.heading,
    [isTwice ? "This heading is in your file more than once." : "A heading of your own."],
    isTwice,
  );
  if (meant) {
    const rename = button(`Use this text under “${meant.heading}”`, () => {
      const before = form.draft.file();
      form.draft.rename(part, meant);
      form.redraw();
      form.settle();
      form.tell(`“${part.heading}” has its text now.`, before);
    });
    box.append(h("p", {}, rename));
  }
  return box;
}

/** @param {Form} form @param {Part} part @param {string} heading @param {string[]} help
 * @param {boolean} [isTwice] its problems are told at another box */
function textBox(form, part, heading, help, isTwice = false) {
  const key = sectionKey(part.name);
  const box = growing(part.text, ROWS);
  box.id = newId();
  const said = h("p", { class: "form__help", id: newId() }, help.filter(Boolean).join(" "));
  box.setAttribute("aria-describedby", said.id);
  box.placeholder = "Leave a blank line between paragraphs.";
  box.addEventListener("input", () => {
    form.draft.write(part, box.value);
    form.changed();
  });
  box.addEventListener("change", () => {
    form.touch(key);
    form.soon(() => {
      if (box !== document.activeElement) box.value = part.text; // as it was cleaned
      if (!box.isConnected || !form.draft.split()) return;
      form.redraw();
      form.tell(SPLIT);
    });
  });
  return h(
    "div",
    { class: "form__field form__step" },
    h("label", { for: box.id, class: "form__label" }, h("bdi", {}, heading)),
    said,
    box,
    isTwice ? null : form.places.add(key, () => box, [said.id]),
  );
}
