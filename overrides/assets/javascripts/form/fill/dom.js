// Elements, made in one line each.

/** @typedef {Node | string | null | undefined | false} Child */

const WRITTEN_IN = ["input", "select", "textarea"];

/**
 * Return an element. A key that begins with `on` is a listener; a value of `true` sets an empty
 * attribute, `false` and `null` none.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Object<string, any>} [attributes]
 * @param {...(Child | Child[])} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name !== "value" && value !== false && value != null)
      element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter(isShown));
  if (WRITTEN_IN.includes(tag)) element.dir = "auto"; // each text runs the way of its own script
  if ("value" in attributes) /** @type {any} */ (element).value = attributes.value; // of a choice: now that it has options
  return element;
}

/** @param {Child} child @returns {child is Node | string} */
function isShown(child) {
  return child != null && child !== false && child !== "";
}

/**
 * Return an element of a drawing.
 * @param {string} tag
 * @param {Object<string, string | number>} attributes
 * @param {...(Node | string)} children
 */
export function svg(tag, attributes, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.append(...children);
  return element;
}

let made = 0;

/** Return an id that no other element of the page has. */
export function newId() {
  made += 1;
  return `form-${made}`;
}

/**
 * Return a button.
 * @param {string} text
 * @param {() => void} press
 * @param {Object<string, any>} [attributes]
 */
export function button(text, press, attributes = {}) {
  return h("button", { type: "button", class: "form__button", onclick: press, ...attributes }, text);
}
