// What the forms say: messages, hints and codes are those of the checks.

/**
 * @typedef {{code: string, message: string, hint: string}} Said
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
      hint: filled(String(words.hint ?? row.hint), words),
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
 * Return a field's name as a label: `hours_per_week` is "Hours per week".
 * @param {string} name
 */
export function label(name) {
  const text = name.replaceAll("_", " ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/**
 * Return a hint as a sentence of its own.
 * @param {string} text
 */
export function sentence(text) {
  const whole = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.?!]$/.test(whole) ? whole : `${whole}.`;
}
