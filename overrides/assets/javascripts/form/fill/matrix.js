// The skills matrix as rows of choices, each with its evidence; radar and gaps as they choose.

import { again } from "./again.js";
import { h, newId } from "./dom.js";
import { keyOf } from "../read/file.js";
import { radar } from "./radar.js";
import { gaps, widestFirst } from "../check/relations.js";
import { input, optional, unknownFields } from "./render.js";
import { label, sentence } from "../messages.js";

/** @import { Loc } from "../read/file.js" */
/** @import { FieldsSchema, Schema, Skill } from "../types.d.ts" */
/** @import { Form, Special } from "./form.js" */

/** @type {Special} */
export const matrix = {
  isFor: (schema) => schema.format === "every-skill",
  input: (form, schema, loc) => ratings(form, schema, loc),
};

/** What goes with each skill stands in the rows of the matrix. @type {Special} */
export const besideMatrix = {
  isFor: (schema, loc, page) =>
    schema.format === "some-skills" && loc.length === 1 && proofOf(page) === loc[0],
  input: () => null,
};

/** Return the name of the texts that go with the matrix.
 * @param {FieldsSchema} page */
function proofOf({ properties }) {
  const hasMatrix = Object.values(properties).some((each) => each.format === "every-skill");
  return hasMatrix
    ? Object.keys(properties).find((name) => properties[name].format === "some-skills")
    : undefined;
}

/** @param {Form} form @param {Schema} schema @param {Loc} loc */
function ratings(form, schema, loc) {
  const { matrix, scale } = form.definition;
  const technical = matrix.filter((skill) => Object.keys(skill.levels).length);
  const others = matrix.filter((skill) => !technical.includes(skill));
  const rows = (/** @type {Skill[]} */ skills) => skills.map((skill) => row(form, loc, skill));
  const ids = matrix.map(({ id }) => id);
  const proofs = proofOf(form.deliverable.schema);
  const meanings = scale.map((step, rating) =>
    h("li", {}, h("strong", {}, `${rating} ${step.name}`), `: ${step.meaning}`),
  );
  return h(
    "fieldset",
    { class: "form__field form__step form__matrix" },
    h("legend", { class: "form__label" }, label(String(loc.at(-1)))),
    h("p", { class: "form__help" }, sentence(schema.description)),
    again(form, loc),
    h(
      "details",
      { class: "form__scale", open: true },
      h("summary", {}, "What the numbers mean"),
      h("ol", { start: "0" }, meanings),
    ),
    h(
      "div",
      { class: "form__beside" },
      h(
        "div",
        { class: "form__skills" },
        rows(technical),
        others.length > 0 && h("p", { class: "form__head" }, "Soft skills and ML concepts"),
        rows(others),
      ),
      picture(form, loc, technical),
    ),
    form.places.add(keyOf(loc), () => null),
    unknownFields(form, loc, ids),
    proofs && unknownFields(form, [proofs], ids),
  );
}

/** One skill. @param {Form} form @param {Loc} loc @param {Skill} skill */
function row(form, loc, skill) {
  const here = [...loc, skill.id];
  const { scale } = form.definition;
  const looks = form.guides.ratings?.[skill.id] ?? {};
  const name = newId(),
    meaning = h("p", { class: "form__meaning", "aria-live": "polite" }),
    aim = h("span", { class: "form__aim" });
  const about = h("p", { class: "form__help", id: newId() }, skill.about);
  const choices = scale.map((step, rating) => {
    const box = h("input", {
      type: "radio",
      name,
      value: String(rating),
      onchange: () => {
        form.write(here, String(rating));
        form.touch(keyOf(here));
      },
    });
    box.checked = isRated(form, here, rating);
    return h(
      "label",
      { class: "form__choice" },
      box,
      h("span", { class: "form__number" }, String(rating)),
      h("span", { class: "form__word" }, step.name),
    );
  });
  const first = choices[0].querySelector("input");
  const set = h(
    "fieldset",
    { class: "form__skill" },
    h("legend", {}, skill.name, aim),
    about,
    h("div", { class: "form__choices" }, choices),
    h(
      "p",
      { class: "form__ends", "aria-hidden": "true" },
      h("span", {}, scale[0].name),
      h("span", {}, scale[scale.length - 1].name),
    ),
    meaning,
    form.places.add(keyOf(here), () => first, [about.id]),
    proof(form, skill),
  );
  const tell = () => {
    const rating = scale.findIndex((_, index) => isRated(form, here, index));
    const said = rating < 0 ? "" : `${scale[rating].name}: ${looks[rating] ?? scale[rating].meaning}`;
    if (meaning.textContent !== said) meaning.textContent = said; // or it would be read out again
    const target = targetOf(form);
    const wanted = Object.hasOwn(skill.levels, target) ? skill.levels[target] : undefined;
    aim.textContent = wanted === undefined ? "" : ` target: ${wanted}`;
    for (const [index, choice] of choices.entries())
      choice.classList.toggle("form__choice--aim", index === wanted);
  };
  return form.watch(set, tell);
}

/** What proves a rating. @param {Form} form @param {Skill} skill */
function proof(form, skill) {
  const loc = [proofOf(form.deliverable.schema) ?? "", skill.id];
  const schema = form.draft.schema(loc);
  if (!schema) return null;
  const box = input(form, schema, loc);
  box.id = newId();
  return h(
    "div",
    { class: "form__proof" },
    h(
      "label",
      { for: box.id },
      "Evidence",
      h("span", { class: "form__unseen" }, ` for ${skill.name}`),
      optional(schema),
    ),
    box,
    form.places.add(keyOf(loc), () => box),
  );
}

/** @param {Form} form @param {Loc} loc @param {number} rating */
function isRated(form, loc, rating) {
  const text = form.draft.text(loc).trim();
  return /^[0-9]+$/.test(text) && Number(text) === rating;
}

/** @param {Form} form */
function targetOf(form) {
  return form.draft.text(["target_level"]).trim().toLowerCase();
}

/** The radar, and the gaps in words. @param {Form} form @param {Loc} loc @param {Skill[]} skills */
function picture(form, loc, skills) {
  const drawing = h("div", { class: "radar" }),
    words = h("div", {});
  const box = h("section", { class: "form__picture view", "aria-label": "Your gaps" }, drawing, words);
  const draw = () => {
    const numbers = skills.map(({ id }) => {
      const text = form.draft.text([...loc, id]).trim();
      return /^[0-4]$/.test(text) ? Number(text) : null;
    });
    const target = targetOf(form);
    const isLevel = skills.every(({ levels }) => Object.hasOwn(levels, target));
    drawing.replaceChildren(radar(skills, numbers, isLevel ? target : ""));
    words.replaceChildren(...gapsInWords(form, isLevel ? target : "", numbers));
  };
  return form.watch(box, draw);
}

/** @param {Form} form @param {string} target @param {(number | null)[]} ratings */
function gapsInWords(form, target, ratings) {
  const help = (/** @type {string} */ text) => [h("p", { class: "form__help" }, text)];
  const rated = ratings.filter((each) => each !== null).length;
  if (!target) return help("Choose your target level, and your gaps appear here.");
  if (!rated) return help("Rate a skill and your gaps appear here.");
  const open = openGaps(form);
  const isWhole = rated === ratings.length;
  const soFar = isWhole ? "" : `, in ${rated} of ${ratings.length} skills rated so far`;
  if (!open.length)
    return isWhole
      ? [h("p", {}, h("strong", {}, "No gaps"), `: you meet the ${target} level.`)]
      : help(`Nothing below the ${target} level${soFar}. The chart fills in when all are rated.`);
  return [
    h("p", {}, h("strong", {}, `Gaps to close for the ${target} level`), soFar),
    h(
      "ol",
      { class: "form__gaps" },
      open.map(({ skill, missing }) =>
        h("li", {}, skill.name, h("span", { class: "soft" }, ` ${missing} to go`)),
      ),
    ),
  ];
}

/** Return the gaps of the assessment at hand, the widest first. @param {Form} form */
export function openGaps(form) {
  const assessment = form.answers.get(form.deliverable.id)?.valid ?? new Map();
  return widestFirst(gaps(assessment, form.definition));
}
