// The ratings around a middle, with the target laid over: as the views of a portfolio draw it.

import { svg } from "./dom.js";

const TOP = 4; // of the scale
const RADIUS = 86; // in the drawing's own units

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
  const drawing = svg("svg", { viewBox: "-190 -126 380 256", "aria-hidden": "true" });
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
    drawing.append(
      svg("text", { class: "radar__label", x: far, y: height, dy: ".35em", "text-anchor": anchor }, name),
    );
  }
  return drawing;
}
