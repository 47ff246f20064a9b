// Elements, made in one line each.

/** @typedef {Node | string | null | undefined | false} Child */
/** @typedef {Object<string, string | boolean | null | undefined | ((event: Event) => void)>} Attributes */

const WRITTEN_IN = ["input", "select", "textarea"];

/**
 * Return an element. A function is a listener, and its key begins with `on`; a value of `true` sets
 * an empty attribute, `false` and `null` none.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Attributes} [attributes]
 * @param {...(Child | Child[])} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else if (name !== "value" && value !== false && value != null)
      element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter(isShown));
  if (WRITTEN_IN.includes(tag)) element.dir = "auto"; // each text runs the way of its own script
  // Last, since a choice needs its options first.
  if ("value" in attributes) Object.assign(element, { value: attributes.value });
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
 * @param {Attributes} [attributes]
 */
export function button(text, press, attributes = {}) {
  return h("button", { type: "button", class: "form__button", onclick: press, ...attributes }, text);
}
