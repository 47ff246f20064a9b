// Fields as inputs, from the JSON Schema alone: groups, lists, and one input for each kind of
// value. `main.js` names the few that have an input of their own.

import { blank } from "../check/checks.js";
import { button, h, newId } from "./dom.js";
import { clean, keyOf } from "../read/file.js";
import { covers, fieldPattern, hidden, isWithheld, leaves } from "../check/privacy.js";
import { converted } from "../ask/meant.js";
import { nearest } from "../ask/nearest.js";
import { withoutBullet } from "../read/bullets.js";
import { isEmpty } from "../ask/fields.js";
import { adding, label, sentence, singular } from "../messages.js";

/** @import { Loc } from "../read/file.js" */
/** @import { Fields, FieldsSchema, ListSchema, Schema, Value } from "../types.d.ts" */
/** @import { Fill, Form, Special } from "./form.js" */

/** @typedef {HTMLElement & {value: string, validity: ValidityState}} Control */

const FOLDED = 2; // fields; items with more are folded
const LONGEST_TITLE = 80; // characters of a text in it
/** @type {Record<string, string>} */
const SAME = { true: "yes", false: "no" };
/** @type {WeakSet<Fields>} items that are folded out */
const opened = new WeakSet();

/**
 * Return the inputs of some fields, and of what stands among them that nobody asks for.
 * @param {Form} form @param {FieldsSchema} schema @param {Loc} loc
 */
function fields(form, schema, loc) {
  const inputs = Object.entries(schema.properties).map(([name, each]) => field(form, each, [...loc, name]));
  const others = unknownFields(form, loc, Object.keys(schema.properties));
  return [...inputs, ...others].filter((each) => each !== null);
}

/** @param {Form} form @param {Schema} schema @param {Loc} loc @returns {HTMLElement | null} */
export function field(form, schema, loc) {
  if (!schema.type || loc[0] === "deliverable") return null;
  const value = form.draft.get(loc) ?? "";
  if (!fits(schema, value)) return misfit(form, schema, loc, value);
  const special = form.special.find(({ isFor }) => isFor(schema, loc, form.deliverable.schema));
  if (special?.input) return special.input(form, schema, loc);
  if (schema.type === "object") return group(form, schema, loc);
  return schema.type === "array" ? list(form, schema, loc, special) : single(form, schema, loc);
}

/** Tell whether an input can show a value. @param {Schema} schema @param {Value} value */
function fits(schema, value) {
  if (isEmpty(value) || (schema["x-withheld"] && isWithheld(value))) return true;
  if (schema.type === "object") return value instanceof Map;
  return schema.type === "array" ? Array.isArray(value) : typeof value === "string";
}

/** Return what stands in a file where an input would, with a way to begin anew.
 * @param {Form} form @param {Schema} schema @param {Loc} loc @param {Value} value
 * @param {() => void} [redraw] */
function misfit(form, schema, loc, value, redraw) {
  const name = label(String(loc.findLast((part) => typeof part === "string")));
  const here = h("div", { class: "form__field form__notice" });
  const clear = button("Remove it and answer here", () => {
    const before = form.draft.file();
    form.write(loc, schema.type === "array" ? [] : blank(schema));
    form.tell(`Removed: ${name}.`, before);
    if (redraw) {
      redraw();
      return;
    }
    const made = field(form, schema, loc);
    here.replaceWith(made ?? "");
    form.settle();
    focusFirst(made);
  });
  here.append(
    h(
      "p",
      {},
      h("strong", {}, name),
      " has a value that does not belong here: ",
      h("code", { dir: "auto" }, asText(value)),
    ),
    form.places.add(keyOf(loc), () => clear),
    clear,
  );
  form.places.touched.add(keyOf(loc));
  return here;
}

/** Return a value of any shape as a text to show. @param {Value} value */
export function asText(value) {
  return typeof value === "string" ? value.trim() : JSON.stringify(plainValue(value));
}

/** @param {Value} value @returns {unknown} */
function plainValue(value) {
  if (value instanceof Map) {
    return Object.fromEntries([...value].map(([key, each]) => [key, plainValue(each)]));
  }
  return Array.isArray(value) ? value.map(plainValue) : value;
}

/** Return the fields of a file that nobody asks for, each with a way to take it out.
 * @param {Form} form @param {Loc} loc @param {string[]} names that are asked for */
export function unknownFields(form, loc, names) {
  const value = form.draft.get(loc);
  if (!(value instanceof Map)) return [];
  const keys = [...value.keys()].filter((key) => !names.includes(key));
  return keys.map((key) => {
    const here = [...loc, key];
    const found = value.get(key) ?? "";
    const near = nearest(key, names);
    const remove = button(`Remove ${key}`, () => {
      const before = form.draft.file();
      value.delete(key);
      form.tell(`Removed: ${key}.`, before);
      const beside = box.nextElementSibling ?? box.previousElementSibling;
      box.remove();
      form.settle();
      focusFirst(beside);
    });
    const rename =
      near &&
      !value.has(near) &&
      button(`Rename it to ${near}`, () => {
        value.delete(key);
        form.draft.set([...loc, near], found);
        form.redraw();
        form.settle();
      });
    form.places.touched.add(keyOf(here));
    const said = h("p", {}, "Your file has ", h("code", { dir: "auto" }, `${key}: ${asText(found)}`));
    const box = h(
      "div",
      { class: "form__field form__notice" },
      said,
      form.places.add(keyOf(here), () => remove),
      rename,
      " ",
      remove,
    );
    return box;
  });
}

// --- one value

/** Return a field with its label, its help and its messages around an input.
 * @param {Form} form @param {Schema} schema @param {Loc} loc */
function single(form, schema, loc) {
  const control = input(form, schema, loc);
  control.id = newId();
  const said = schema.description ? h("p", { class: "form__help", id: newId() }, helpOf(schema)) : null;
  const body = h("div", { class: "form__input" }, control);
  return h(
    "div",
    { class: `form__field${loc.length === 1 ? " form__step" : ""}` },
    h("label", { for: control.id, class: "form__label" }, labelOf(schema, loc), optional(schema)),
    said,
    body,
    form.places.add(keyOf(loc), () => control, said ? [said.id] : []),
    withholding(form, schema, loc, body, () => {
      control.value = form.draft.text(loc);
    }),
  );
}

/** Return what a field is called. @param {Schema} schema @param {Loc} loc */
export function labelOf(schema, loc) {
  return schema["x-label"] ?? label(String(loc.at(-1)));
}

/** Return what the template says of a field; that one writes into a box goes without saying.
 * @param {Schema} schema */
export function helpOf(schema) {
  const isChosen = schema.enum || schema.format === "date";
  const said = sentence(schema.description.replace(/^write /, isChosen ? "choose " : ""));
  return schema.minItems === 0 ? `${said} If there are none, remove this entry.` : said;
}

/** @param {Schema} schema */
export function optional(schema) {
  return schema["x-optional"] ? h("span", { class: "form__optional" }, " optional") : null;
}

/** Return the input of one value, without a label.
 * @param {Form} form @param {Schema} schema @param {Loc} loc @returns {Control} */
export function input(form, schema, loc) {
  const value = form.draft.text(loc);
  const control = schema.enum ? choice(form, schema, value) : typed(schema, value);
  control.addEventListener("input", () => {
    if (control.validity.badInput) return;
    form.places.asides.delete(keyOf(loc));
    form.write(loc, clean(control.value));
  });
  control.addEventListener("change", () => {
    const meant = control.validity.badInput ? control.value : converted(schema, control.value);
    if (meant !== control.value) {
      control.value = meant;
      form.write(loc, meant);
    }
    form.touch(keyOf(loc));
  });
  if (schema.format === "date") tellHalf(form, loc, control);
  return control;
}

/** Say that a day is half a day: the browser gives no value then, and the old one stays.
 * @param {Form} form @param {Loc} loc @param {Control} control */
function tellHalf(form, loc, control) {
  form.places.asides.delete(keyOf(loc));
  let before = form.draft.text(loc);
  const tell = () => {
    if (control.validity.badInput) {
      const still = before ? ` Your file still says ${before}.` : "";
      form.places.asides.set(keyOf(loc), `There is no such date, or part of it is missing.${still}`);
      form.draft.set(loc, before); // not a day on the way to this one
    } else {
      form.places.asides.delete(keyOf(loc));
    }
    form.changed(0);
  };
  control.addEventListener("focus", () => {
    if (!control.validity.badInput) before = form.draft.text(loc);
  });
  control.addEventListener("blur", tell);
}

/**
 * Return the one of the words to choose from that a value is, or means.
 * @param {string[]} words @param {string} value
 */
export function chosenOf(words, value) {
  const word = value.trim().toLowerCase();
  const same = (/** @type {string | undefined} */ text) => words.find((each) => each.toLowerCase() === text);
  return same(word) ?? same(SAME[word]);
}

/** @param {Form} form @param {Schema} schema @param {string} value */
function choice(form, { enum: words = [], format }, value) {
  const chosen = chosenOf(words, value);
  const nameOf = (/** @type {string} */ word) => (format === "skill" && form.skill(word)?.name) || word;
  const options = [...words, ...(value && !chosen ? [value] : [])].map((word) =>
    h("option", { value: word }, nameOf(word)),
  );
  return h("select", { value: chosen ?? value }, h("option", { value: "" }, "Choose…"), options);
}

/** @type {Object<string, Object<string, string>>} */
const KINDS = {
  date: { type: "date" },
  time: { type: "text", class: "form__short", autocomplete: "off" },
  "whole-number": { type: "text", inputmode: "numeric", autocomplete: "off" },
  number: { type: "text", inputmode: "decimal", autocomplete: "off" },
  currency: { type: "text", autocapitalize: "characters", autocomplete: "off", spellcheck: "false" },
  weeks: { type: "text", class: "form__short", autocomplete: "off", placeholder: "1-2" },
  contact: { type: "text", autocomplete: "email", spellcheck: "false" },
  uri: { type: "url", autocomplete: "off", spellcheck: "false", placeholder: "https://" },
};

/** @param {Schema} schema @param {string} value @returns {HTMLInputElement | HTMLTextAreaElement} */
function typed(schema, value) {
  const kind = KINDS[schema.format ?? ""];
  if (!kind) return schema["x-line"] && !value.includes("\n") ? ofOneLine(growing(value)) : growing(value);
  const isDay = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(value) && !Number.isNaN(Date.parse(value));
  const isShown = kind.type !== "date" || value === "" || isDay;
  const placeholder = kind.placeholder ?? /\d\d:\d\d/.exec(schema.description)?.[0];
  return h("input", { ...kind, placeholder, ...(isShown ? {} : { type: "text" }), value });
}

/** Return a box that grows with its text. @param {string} value @param {number} [rows] */
export function growing(value, rows = 1) {
  const box = h("textarea", { rows: String(rows), value });
  if (!CSS.supports("field-sizing", "content")) {
    const grow = () => {
      box.style.height = "auto";
      if (box.scrollHeight) box.style.height = `${box.scrollHeight + 2}px`;
    };
    box.addEventListener("input", grow);
    box.addEventListener("focus", grow);
    requestAnimationFrame(grow);
  }
  return box;
}

/** Let a box have one line of text, which is shown on as many as it needs. @param {HTMLTextAreaElement} box */
function ofOneLine(box) {
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.isComposing) event.preventDefault();
  });
  box.addEventListener("input", () => {
    if (box.value.includes("\n")) box.value = box.value.replace(/\s*\n\s*/g, " "); // pasted
  });
  return box;
}

/**
 * Return the choice to keep a value out of the file, where that may be.
 * @param {Form} form @param {Schema} schema @param {Loc} loc
 * @param {HTMLElement} body what is hidden then
 * @param {() => void} show the value anew
 */
function withholding(form, schema, loc, body, show) {
  const name = fieldPattern(loc);
  if (!form.deliverable.withholdable.includes(name)) return null;
  const { draft } = form;
  const listed = () => draft.list(["private"]).filter((each) => !isEmpty(each));
  const keepPrivate = () => {
    if (covers(hidden(draft.fields), name)) return;
    draft.set(["private"], [...listed(), name]);
    draft.privateFor.add(name);
  };
  /** What was made private for this value alone is public again. */
  const letGo = () => {
    const all = leaves(draft.fields);
    const isNeeded = [...all].some(([at, text]) => fieldPattern(at) === name && isWithheld(text));
    if (isNeeded || !draft.privateFor.delete(name)) return;
    const rest = listed().filter((each) => each !== name);
    if (rest.length) draft.set(["private"], rest);
    else draft.fields.delete("private");
  };
  const change = () => {
    const before = draft.file();
    const had = !isEmpty(draft.get(loc) ?? "");
    if (box.checked) {
      draft.withhold(loc);
      keepPrivate();
      if (had) form.tell("Left out of the file. This page remembers the value until you leave.", before);
    } else {
      draft.bringBack(loc, blank(schema));
      letGo();
      show();
      if (covers(hidden(draft.fields), name))
        form.tell(`Your public pages still hide it: see “What your public pages never show”.`);
    }
    body.hidden = box.checked;
    form.touch(keyOf(loc));
  };
  const box = h("input", { type: "checkbox", onchange: change });
  const meaning = h("span", {}, ": ", h("code", {}, "withheld"), " takes its place");
  body.addEventListener("change", () => {
    if (isWithheld(form.draft.get(loc))) keepPrivate(); // typed by hand
  });
  const choice = h(
    "label",
    { class: "form__check form__secret" },
    box,
    h("span", {}, "Leave this out of the file", meaning),
  );
  return form.watch(choice, () => {
    meaning.hidden = !isWithheld(form.draft.get(loc));
    if (body.contains(document.activeElement)) return;
    box.checked = !meaning.hidden;
    body.hidden = box.checked;
  });
}

// --- fields together

/** @param {Form} form @param {FieldsSchema} schema @param {Loc} loc */
function group(form, schema, loc) {
  const isTop = loc.length === 1;
  const isRow = Object.values(schema.properties).every(isShort);
  const inner = h("div", { class: isRow ? "form__input form__row" : "form__input" });
  const draw = () => {
    inner.replaceChildren(...fields(form, schema, loc));
  };
  draw();
  return h(
    "fieldset",
    { class: `form__field form__group${isTop ? " form__step" : ""}` },
    h("legend", { class: "form__label" }, labelOf(schema, loc), optional(schema)),
    schema.description && h("p", { class: "form__help" }, helpOf(schema)),
    inner,
    form.places.add(keyOf(loc), () => focusable(inner), null),
    withholding(form, schema, loc, inner, draw),
  );
}

/** Tell whether an answer is so short that others fit beside it. @param {Schema} schema */
function isShort({ enum: words, format }) {
  return Boolean(words) || (!["contact", "uri"].includes(format ?? "") && Object.hasOwn(KINDS, format ?? ""));
}

/**
 * Return the items of a list, with ways to add, move and take out.
 * @param {Form} form @param {ListSchema} schema @param {Loc} loc
 * @param {Partial<Special>} [special] what is its own
 */
function list(form, schema, loc, { below: extra = () => [], adding: words, fresh } = {}) {
  const name = String(loc.at(-1));
  const { items: kind } = schema;
  const items = h(kind.type === "object" ? "div" : "ul", { class: "form__items" });
  const below = h("div", { class: "form__below" });

  function draw() {
    const all = form.draft.list(loc);
    const values = fresh && all.every(isEmpty) ? [] : all; // what the button adds begins with more
    items.replaceChildren(
      ...values.map((_, index) => (kind.type === "object" ? item(kind, index) : line(index))),
    );
  }

  /** The items are other ones now, or stand elsewhere. @param {() => void} go to where to go on */
  function changed(go) {
    const { touched } = form.places;
    for (const key of touched) if (key.startsWith(`${keyOf(loc)}\n`)) touched.delete(key);
    form.touchFilled(loc);
    draw();
    go();
    form.settle();
  }

  /** @param {number} index */
  function goTo(index) {
    focusFirst(items.children[index] ?? add);
  }

  /** @param {number} at @param {Value} [value] */
  function insert(at, value = blank(kind)) {
    for (const each of form.draft.list(loc)) if (each instanceof Map) opened.delete(each);
    form.draft.insert(loc, value, at);
    changed(() => goTo(at));
  }

  /** @type {Fill} */
  function fill(value, isBlank) {
    form.draft.fill(loc, value, isBlank);
    changed(() => add.focus()); // what is offered changes where nobody is
    focusFirst(below.querySelector("button") ?? add);
  }

  /** @param {number} at @param {string} what */
  function remove(at, what) {
    const before = form.draft.file();
    const value = form.draft.list(loc)[at];
    form.draft.remove(loc, at);
    const rest = form.draft.list(loc).length;
    if (!rest) form.touch(keyOf(loc));
    changed(() => goTo(Math.min(at, rest - 1)));
    if (!isEmpty(value)) form.tell(`Removed: ${what}.`, before);
  }

  /** One text. @param {number} index */
  function line(index) {
    const here = [...loc, index];
    const value = form.draft.get(here) ?? "";
    if (!fits(kind, value)) {
      return h(
        "li",
        {},
        misfit(form, kind, here, value, () => changed(() => goTo(index))),
      );
    }
    const control = input(form, kind, here);
    control.setAttribute("aria-label", `${labelOf(schema, loc)}, ${index + 1}`);
    control.addEventListener("keydown", (event) => {
      const { key, shiftKey, isComposing } = event;
      if (key !== "Enter" || shiftKey || isComposing || !control.matches("textarea")) return;
      event.preventDefault();
      insert(index + 1);
    });
    control.addEventListener("paste", (event) => {
      const text = event.clipboardData?.getData("text/plain") ?? "";
      const lines = text
        .split(/\r?\n/)
        .map((each) => withoutBullet(clean(each).trim()).trim())
        .filter(Boolean);
      if (lines.length < 2 || control.value) return;
      event.preventDefault();
      form.draft.set(here, lines[0]);
      for (const [at, text] of lines.slice(1).entries()) form.draft.insert(loc, text, index + 1 + at);
      changed(() => goTo(index + lines.length - 1));
    });
    const taken = button("×", () => remove(index, short(form.draft.text(here))), {
      class: "form__remove",
      "aria-label": `Remove ${labelOf(schema, loc)}, ${index + 1}`,
    });
    return h(
      "li",
      { class: "form__line" },
      control,
      taken,
      form.places.add(keyOf(here), () => control),
    );
  }

  /** Fields together. @param {FieldsSchema} kind @param {number} index */
  function item(kind, index) {
    const here = [...loc, index];
    const count = form.draft.list(loc).length;
    const isFolded = Object.keys(kind.properties).length > FOLDED;
    const title = h("bdi", {});
    const left = h("span", { class: "form__count" });
    const value = form.draft.get(here);
    /** @type {HTMLElement[]} */
    const inner =
      value && !fits(kind, value)
        ? [misfit(form, kind, here, value, () => changed(() => goTo(index)))]
        : [...fields(form, kind, here), form.places.add(keyOf(here), () => focusable(box), null)];
    const what = singular(name);
    const move = (/** @type {number} */ to) => () => {
      const way = to < index ? "up" : "down";
      form.draft.swap(loc, index, to);
      changed(() => {
        const tools = [...(items.children[to]?.querySelectorAll(":scope > .form__tools button") ?? [])];
        focusFirst(tools.find((each) => each.textContent === `Move ${way}`) ?? tools[0]);
      });
    };
    const tools = h(
      "p",
      { class: "form__tools" },
      index > 0 && button("Move up", move(index - 1), { "aria-label": `Move ${what} ${index + 1} up` }),
      index < count - 1 &&
        button("Move down", move(index + 1), { "aria-label": `Move ${what} ${index + 1} down` }),
      button(`Remove ${what}`, () => remove(index, title.textContent ?? what), {
        "aria-label": `Remove ${what} ${index + 1}`,
      }),
    );
    const isOpen = isEmpty(value ?? "") || (value instanceof Map && opened.has(value));
    const head = isFolded ? h("summary", {}, title, " ", left) : h("legend", {}, title, " ", left);
    const toggled = () => {
      if (value instanceof Map) opened[box.hasAttribute("open") ? "add" : "delete"](value);
    };
    /** @type {HTMLElement} */
    const box = isFolded
      ? h("details", { class: "form__item", open: isOpen, ontoggle: toggled }, head, inner, tools)
      : h("fieldset", { class: "form__item" }, head, inner, tools);
    return form.watch(box, () => {
      title.textContent = titleOf(form, kind, here, what);
      const n = form.count(keyOf(here));
      left.textContent =
        n && (form.places.isTouched(keyOf(here)) || !isEmpty(form.draft.get(here) ?? "")) ? `${n} left` : "";
    });
  }

  const addOne = () => {
    if (!fresh) return insert(form.draft.list(loc).length);
    const value = fresh(form);
    opened.add(value);
    const at = form.draft.fill(loc, value);
    changed(() => goTo(at));
  };
  const add = button(words ?? adding(name), addOne, { class: "form__button form__add" });
  const counted = h("span", { class: "form__count" });
  form.watch(counted, () => {
    const found = form.draft.list(loc).filter((each) => !isEmpty(each)).length;
    counted.textContent =
      schema.minItems > 2 ? (found < schema.minItems ? `${found} of ${schema.minItems}` : `${found}`) : "";
  });
  draw();
  below.append(...extra(form, loc, fill));
  const messages = form.places.add(keyOf(loc), () => add);
  return h(
    "fieldset",
    { class: `form__field form__list${loc.length === 1 ? " form__step" : ""}` },
    h("legend", { class: "form__label" }, labelOf(schema, loc), optional(schema), " ", counted),
    schema.description && h("p", { class: "form__help" }, helpOf(schema)),
    items,
    add,
    below,
    messages,
  );
}

/** Return a row of offers, made anew after each check. @param {Form} form @param {() => HTMLElement[]} made */
export function offers(form, made) {
  const row = h("div", { class: "form__chips" });
  return form.watch(row, () => {
    if (!row.contains(document.activeElement)) row.replaceChildren(...made());
  });
}

/** Return what an item is called: what its first fields say.
 * @param {Form} form @param {FieldsSchema} schema @param {Loc} loc @param {string} what */
function titleOf(form, schema, loc, what) {
  const told = Object.entries(schema.properties).filter(([, each]) => isTold(each));
  const texts = told.slice(0, 2).map(([name, { format = "", items }]) => {
    const text = form.draft.text(items ? [...loc, name, 0] : [...loc, name]).trim();
    if (text && ["weeks", "whole-number"].includes(format)) return `${label(name)} ${text}`;
    return (format === "skill" && form.skill(text)?.name) || short(text);
  });
  const number = `${what.charAt(0).toUpperCase()}${what.slice(1)} ${Number(loc.at(-1)) + 1}`;
  const [first] = told[0];
  const beside = form.draft.comments.get(keyOf([...loc, first]))?.beside ?? "";
  const isOurs = form.definition.matrix.some((skill) => skill.name === beside);
  return [texts.filter(Boolean).join(" · ") || number, isOurs ? beside : ""].filter(Boolean).join(" · ");
}

/** Return the beginning of a text, up to the end of a word. @param {string} text */
export function short(text) {
  const all = Array.from(text);
  if (all.length <= LONGEST_TITLE) return text;
  const cut = all.slice(0, LONGEST_TITLE).join("");
  const end = / /.test(all[LONGEST_TITLE]) ? cut.length : cut.lastIndexOf(" ");
  return `${end > cut.length / 2 ? cut.slice(0, end) : cut}…`; // one long word may be all there is
}

/** Tell whether a field helps to tell one item from another. @param {Schema} schema */
function isTold({ type, format, items }) {
  if (type === "array") return items.format === "text";
  return type !== "object" && !["uri", "number", "yes-no", "date"].includes(format ?? "");
}

/** @param {Element | null | undefined} within @returns {HTMLElement | null} */
function focusable(within) {
  return within?.querySelector("input, select, textarea, button") ?? null;
}

/** Go to the first input of something, or to what folds it out. @param {Element | null | undefined} within */
export function focusFirst(within) {
  const isFolded = within instanceof HTMLDetailsElement && !within.open;
  const isControl = within?.matches("button, input, textarea, select");
  const target = isControl ? within : isFolded ? within.querySelector("summary") : focusable(within);
  if (target instanceof HTMLElement) target.focus();
}
