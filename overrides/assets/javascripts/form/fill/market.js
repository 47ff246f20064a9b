// What postings ask for, offered again as it repeats.

import { LIMITS } from "../limits.js";
import { button, h } from "./dom.js";
import { askedFor, names, plain } from "../check/relations.js";
import { offers } from "./render.js";
import { isEmpty } from "../ask/fields.js";

/** @import { Loc } from "../read/file.js" */
/** @import { Fill, Form, Special } from "./form.js" */

const OFFERED = 8;

/** What one posting asks for, with what others ask. @type {Special} */
export const requirements = {
  isFor: (schema, loc) => loc.length === 3 && loc[0] === "postings" && schema.items?.format === "text",
  below: (form, loc, fill) => {
    const row = offers(form, () => chips(form, loc, fill, othersAsk(form, loc)));
    const isOpen = form.draft.list(loc).every(isEmpty);
    return [h("details", { class: "form__offers", open: isOpen }, h("summary", {}, "From your other postings"), row)];
  },
};

/** What several postings ask for. @type {Special} */
export const common = {
  isFor: (_schema, loc, page) =>
    loc.length === 1 && loc[0] === "common_requirements" && "postings" in page.properties,
  below: (form, loc, fill) => [offers(form, () => chips(form, loc, fill, wanted(form)))],
};

/** @param {Form} form @param {Loc} loc @param {Fill} fill @param {[string, number][]} terms */
function chips(form, loc, fill, terms) {
  const known = form.draft.list(loc).map((each) => (typeof each === "string" ? plain(each) : ""));
  const fresh = terms.filter(([term]) => !known.includes(plain(term))).slice(0, OFFERED);
  return fresh.map(([term, count]) =>
    button(`+ ${term}`, () => fill(term), {
      class: "form__chip",
      dir: "auto",
      "aria-label": `Add ${term}: ${count === 1 ? "1 posting asks" : `${count} postings ask`} for it`,
    }),
  );
}

/** Return what other postings ask for, most often first. @param {Form} form @param {Loc} loc @returns {[string, number][]} */
function othersAsk(form, loc) {
  /** @type {Map<string, [string, number]>} */
  const found = new Map();
  for (const [index, posting] of form.draft.list(["postings"]).entries()) {
    if (index === loc[1] || !(posting instanceof Map)) continue;
    const texts = posting.get(String(loc[2]));
    for (const text of Array.isArray(texts) ? texts : []) {
      if (typeof text !== "string" || isEmpty(text)) continue;
      found.set(plain(text), [text.trim(), (found.get(plain(text))?.[1] ?? 0) + 1]);
    }
  }
  return [...found.values()].sort(([, a], [, b]) => b - a);
}

/** Return what at least so many postings ask for, most often first. @param {Form} form @returns {[string, number][]} */
function wanted(form) {
  const askedBy = LIMITS.research.asked_by;
  const texts = form.draft.list(["postings"]).map(askedFor);
  const written = texts.flatMap((text) => text.split("\n")).filter((text) => text && !isEmpty(text));
  const known = form.definition.matrix.flatMap(({ name, words }) => [name, ...words]);
  /** @type {Map<string, string>} */
  const terms = new Map();
  for (const term of [...known, ...written]) if (!terms.has(plain(term))) terms.set(plain(term), term);
  /** @type {[string, number][]} */
  const counted = [...terms].map(([key, term]) => {
    const count = texts.filter((text) => names(text, key)).length;
    return [asWritten(form, key) ?? term, count];
  });
  return counted.filter(([, count]) => count >= askedBy).sort(([, a], [, b]) => b - a);
}

/** Return a term as a posting spells it. @param {Form} form @param {string} key */
function asWritten(form, key) {
  for (const posting of form.draft.list(["postings"])) {
    const texts = posting instanceof Map ? [posting.get("requirements"), posting.get("nice_to_have")] : [];
    for (const text of texts.flat()) {
      const at = typeof text === "string" ? text.toLowerCase().indexOf(key) : -1;
      if (at >= 0) return String(text).slice(at, at + key.length);
    }
  }
  return null;
}
