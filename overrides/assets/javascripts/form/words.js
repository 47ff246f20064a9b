// What the forms say: messages, hints and codes are those of the checks.

/**
 * @typedef {{code: string, message: string, hint: string, in_form?: string}} Said
 * @typedef {Object<string, string | number | null>} Words
 */

const LONGEST = 240; // characters of a text that a message repeats

/**
 * Return the function that words a problem, from what the checks say.
 * @param {{messages: Object<string, Said>}} data
 * @returns {(key: string, words?: Words) => Said}
 */
export function wording(data) {
  return (key, words = {}) => {
    const row = data.messages[key];
    return {
      code: row.code,
      message: filled(row.message, words),
      hint: filled(String(row.in_form ?? words.hint ?? row.hint), words),
    };
  };
}

/** @param {string} text @param {Words} words */
function filled(text, words) {
  return text.replace(/\{\{|\}\}|\{(\w+)(?::g)?\}/g, (brace, name) =>
    name ? shown(words[name]) : brace[0],
  );
}

/** @param {string | number | null | undefined} word */
function shown(word) {
  const text = String(word ?? "")
    .trim()
    .replace(/\s+/g, " ");
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

/**
 * Return a field's name as a label: `hours_per_week` is "Hours per week", `month_12` "In 1 year".
 * @param {string} name
 */
export function label(name) {
  if (name === "current") return "Now";
  if (name === "url") return "Address (URL)";
  const months = Number(/^month_([0-9]+)$/.exec(name)?.[1] ?? 0);
  if (months) return months % 12 ? `In ${count(months, "month")}` : `In ${count(months / 12, "year")}`;
  const text = name.replaceAll("_", " ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/**
 * Return what one item of a list is called: a posting, of `postings`.
 * @param {string} name
 */
export function singular(name) {
  const text = label(name).toLowerCase();
  if (text === "schedule") return "time";
  return text.endsWith("ies") ? `${text.slice(0, -3)}y` : /[^s]s$/.test(text) ? text.slice(0, -1) : "line";
}

/**
 * Return a hint as a sentence of its own.
 * @param {string} text
 */
export function sentence(text) {
  const whole = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.?!]$/.test(whole) ? whole : `${whole}.`;
}

/** Return a count with its noun: `1 thing`, `3 things`. @param {number} n @param {string} noun */
export function count(n, noun) {
  return `${n} ${noun}${n === 1 ? "" : "s"}`;
}
