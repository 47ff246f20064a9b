// Ratings over time: those of an earlier day are kept, with their day, when the learner rates anew.

import { button, h } from "./dom.js";
import { keyOf } from "../read/file.js";
import { input } from "./render.js";
import { isEmpty } from "../ask/fields.js";
import { label, sentence } from "../messages.js";

/** @import { Draft } from "./draft.js" */
/** @import { Loc } from "../read/file.js" */
/** @import { FieldsSchema, ListSchema } from "../types.d.ts" */
/** @import { Form, Special } from "./form.js" */

/** @typedef {{day: string, ratings: Map<string, string>}} Then */

const EARLIER = ["earlier"];
const DAY = ["assessed_on"];
/** @type {WeakMap<Draft, Then>} what each draft began with */
const began = new WeakMap();

/** The earlier ratings that are kept; where there are none, nothing. @type {Special} */
export const earlier = {
  isFor: (_schema, loc) => keyOf(loc) === keyOf(EARLIER),
  input: (form, schema, loc) => kept(form, /** @type {ListSchema} */ (schema), loc),
};

/**
 * Return the offer to keep the ratings with which this draft began, from the next day on.
 * @param {Form} form @param {Loc} loc of the ratings
 */
export function again(form, loc) {
  const { draft } = form;
  if (!draft.schema(EARLIER)) return null;
  const then = began.get(draft) ?? ratingsThen(form, loc);
  began.set(draft, then);
  const said = h("p", {});
  const keep = () => {
    const before = draft.file();
    const others = draft.list(EARLIER).filter((each) => !isEmpty(each));
    const row = new Map(Object.entries({ assessed_on: then.day, ratings: new Map(then.ratings) }));
    draft.replace(EARLIER, [row, ...others]);
    if (draft.text(DAY).trim() <= then.day) draft.set(DAY, today());
    form.redraw();
    form.settle();
    form.tell(`Your ratings from ${then.day} are kept under “Earlier ratings”. Now rate yourself again.`, before);
  };
  const box = h("div", { class: "form__notice" }, said, button("Assess again", keep));
  return form.watch(box, () => {
    if (draft.text(DAY).trim() >= today()) remember(form, ratingsOf(draft, loc)); // the day goes on
    const raised = [...then.ratings].filter(([id, rating]) => draft.text([...loc, id]).trim() > rating);
    const names = raised.map(([id]) => form.skill(id)?.name ?? id).join(", ");
    box.hidden = !mayKeep(draft, then, Object.keys(draft.schema(loc)?.properties ?? {}).length);
    said.textContent = names
      ? `You raised your ${raised.length > 1 ? "ratings" : "rating"} for ${names}. Keep your ratings from ${then.day}, so that your page can show how far you have come?`
      : `You rated yourself on ${then.day}. To rate yourself again, choose “Assess again” first: it keeps those ratings.`;
  });
}

/** Return the ratings of an earlier day as they were then, whatever has been raised since.
 * @param {Form} form @param {Loc} loc @returns {Then} */
function ratingsThen(form, loc) {
  const now = ratingsOf(form.draft, loc);
  const [day, ...rows] = (form.keeper.read(thenOf(form)) ?? "").split("\n");
  const ratings = new Map(rows.map((row) => /** @type {[string, string]} */ (row.split(" "))));
  if (day === now.day && day < today()) return { day, ratings };
  remember(form, now);
  return now;
}

/** Return where this browser keeps what the ratings were on their day. @param {Form} form */
function thenOf(form) {
  return `${form.deliverable.id} ratings then`;
}

/** @param {Form} form @param {Then} then */
function remember(form, { day, ratings }) {
  form.keeper.write(thenOf(form), [day, ...[...ratings].map((each) => each.join(" "))].join("\n"));
}

/** Begin anew with the ratings of another file. @param {Form} form */
export function forgetThen(form) {
  form.keeper.erase(thenOf(form));
}

/** @param {Draft} draft @param {Loc} loc @returns {Then} */
function ratingsOf(draft, loc) {
  const ratings = draft.get(loc);
  const all = ratings instanceof Map ? [...ratings] : [];
  const valid = all.flatMap(([id, each]) => {
    const rating = typeof each === "string" ? each.trim() : "";
    return /^[0-4]$/.test(rating) ? [/** @type {[string, string]} */ ([id, rating])] : [];
  });
  return { day: draft.text(DAY).trim(), ratings: new Map(valid) };
}

/** Tell whether there are whole ratings of an earlier day that are not kept yet.
 * @param {Draft} draft @param {Then} then @param {number} all of the skills */
function mayKeep(draft, { day, ratings }, all) {
  const isListed = draft.list(EARLIER).some((each) => each instanceof Map && each.get(DAY[0]) === day);
  return /^[0-9-]{10}$/.test(day) && day < today() && ratings.size === all && !isListed;
}

/** Return today by UTC, as the checks have it. */
function today() {
  return new Date().toISOString().slice(0, 10);
}

/** @param {Form} form @param {ListSchema} schema @param {Loc} loc */
function kept(form, schema, loc) {
  const rows = form.draft.list(loc).flatMap((each, index) => (isEmpty(each) ? [] : row(form, schema, [...loc, index])));
  if (!rows.length) return null;
  return h(
    "fieldset",
    { class: "form__field form__step" },
    h("legend", { class: "form__label" }, label(String(loc.at(-1)))),
    h("p", { class: "form__help" }, sentence(schema.description)),
    h("ul", {}, rows),
    form.places.add(keyOf(loc), () => null),
  );
}

/** @param {Form} form @param {ListSchema} schema @param {Loc} loc of an item */
function row(form, schema, loc) {
  const fields = /** @type {FieldsSchema} */ (schema.items).properties;
  const number = Number(loc.at(-1)) + 1;
  const day = input(form, fields.assessed_on, [...loc, ...DAY]);
  day.setAttribute("aria-label", `Date of earlier ratings, ${number}`);
  const ratings = form.draft.get([...loc, "ratings"]);
  const texts = [...(ratings instanceof Map ? ratings : [])].map(([id, each]) => `${form.skill(id)?.name ?? id} ${each}`);
  const remove = () => {
    const before = form.draft.file();
    form.draft.remove(EARLIER, number - 1);
    form.redraw();
    form.settle();
    form.tell("Removed: earlier ratings.", before);
  };
  const out = button("×", remove, { class: "form__remove", "aria-label": `Remove earlier ratings, ${number}` });
  const messages = [form.places.add(keyOf([...loc, ...DAY]), () => day), form.places.add(keyOf(loc), () => out)];
  return h("li", {}, h("p", { class: "form__line" }, day, out), h("p", {}, texts.join(", ")), messages);
}
