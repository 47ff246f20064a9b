// The ratings around a middle, with the target laid over: as the views of a portfolio draw it.

import { LIMITS } from "../limits.js";
import { svg } from "./dom.js";

const { top: TOP, radius: RADIUS, line: LINE, word: LONGEST, leading: LEADING } = LIMITS.radar;

/**
 * Return a drawing of ratings, as a shape once there are all of them: what is not rated is not 0.
 * What it shows is told in words beside it.
 * @param {{name: string, levels: Object<string, number>}[]} skills
 * @param {(number | null)[]} ratings null where there is none yet
 * @param {string} target a level, or nothing
 */
export function radar(skills, ratings, target) {
  const angles = skills.map((_, index) => (2 * Math.PI * index) / skills.length - Math.PI / 2);
  const at = (/** @type {number} */ angle, /** @type {number} */ rating) =>
    [Math.cos(angle), Math.sin(angle)].map((part) => Number(((part * RADIUS * rating) / TOP).toFixed(1)));
  const polygon = (/** @type {number[]} */ values, /** @type {string} */ kind) =>
    svg("polygon", {
      class: `radar__${kind}`,
      points: values.map((value, index) => at(angles[index], value)).join(" "),
    });
  const wanted = skills.map(({ levels }) => levels[target] ?? 0);
  const drawing = svg("svg", { viewBox: "-170 -112 340 228", "aria-hidden": "true" });
  for (let ring = 1; ring <= TOP; ring += 1)
    drawing.append(
      polygon(
        skills.map(() => ring),
        "ring",
      ),
    );
  for (const angle of angles)
    drawing.append(svg("path", { class: "radar__axis", d: `M0 0L${at(angle, TOP)}` }));
  const whole = ratings.flatMap((rating) => (rating === null ? [] : [rating]));
  if (whole.length === skills.length) {
    drawing.append(polygon(whole, "have"));
    if (target) drawing.append(polygon(wanted, "want"));
  }
  for (const [index, { name }] of skills.entries()) {
    const rating = ratings[index];
    const [far, height] = at(angles[index], TOP * 1.13);
    const anchor = Math.abs(far) < 20 ? "middle" : far > 0 ? "start" : "end";
    if (rating !== null) {
      const [x, y] = at(angles[index], rating);
      drawing.append(svg("circle", { class: "radar__dot", cx: x, cy: y, r: 3.2 }));
    }
    const lines = linesOf(name, angles[index]).map(([line, down]) =>
      svg("tspan", { x: far, dy: `${down}em` }, line),
    );
    drawing.append(
      svg("text", { class: "radar__label", x: far, y: height, "text-anchor": anchor }, ...lines),
    );
  }
  return drawing;
}

/**
 * Break a name where it has spaces, so that it grows away from the drawing and not into it: each
 * line with its way down from the one before, in em.
 * @param {string} name @param {number} angle @returns {[string, number][]}
 */
function linesOf(name, angle) {
  /** @type {string[]} */
  const lines = [];
  for (const word of name.split(" ")) {
    const last = lines.length - 1;
    if (last >= 0 && lines[last].length + word.length < LINE) lines[last] += ` ${word}`;
    else lines.push(word.length <= LONGEST ? word : `${word.slice(0, LONGEST - 1)}…`);
  }
  const up = ((lines.length - 1) * (1 - Math.sin(angle))) / 2;
  const first = Number((0.35 - LEADING * up).toFixed(2));
  return lines.map((line, at) => [line, at ? LEADING : first]);
}
