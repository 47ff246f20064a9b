// A plan drafted from the priorities: weeks by the width of each gap, resources to choose from.
// Goals stay blank: a draft is never complete by itself.

import { LIMITS } from "../limits.js";
import { button, h } from "./dom.js";
import { keyOf } from "../read/file.js";
import { offers } from "./render.js";
import { gaps, items, widestFirst } from "../check/relations.js";
import { isEmpty, weekSpan } from "../ask/fields.js";

/** @import { Gap } from "../check/relations.js" */
/** @import { Loc } from "../read/file.js" */
/** @import { Fields, Value } from "../types.d.ts" */
/** @import { Fill, Form, Special } from "./form.js" */

const LONGEST = 4; // weeks in one row of a draft
const FEWEST = 3; // skills in a plan

/** The resources of one gap, with those that the exercise knows. @type {Special} */
export const resources = {
  isFor: (_schema, loc) => loc.length === 3 && loc[0] === "gaps" && loc[2] === "resources",
  below: (form, loc, fill) => [offers(form, () => offered(form, loc, fill))],
};

/** @param {Form} form @param {Loc} loc @param {Fill} fill */
function offered(form, loc, fill) {
  const skill = form.draft
    .text([...loc.slice(0, -1), "skill"])
    .trim()
    .toLowerCase();
  const known = form.draft.list(loc).map((each) => (each instanceof Map ? each.get("title") : each));
  const fitting = (form.guides.resources ?? []).filter(
    ({ skills, title }) => skills.includes(skill) && !known.includes(title),
  );
  return fitting.map((each) =>
    button(`+ ${each.title}`, () => fill(asResource(each), isUntitled), {
      class: "form__chip",
      title: each.kind,
    }),
  );
}

/** The goals of a week, with what to practice for its skill. @type {Special} */
export const practice = {
  isFor: (_schema, loc) => loc.length === 3 && loc[0] === "weeks" && loc[2] === "goals",
  below: (form, loc, fill) => [offers(form, () => practices(form, loc, fill))],
};

/** A week of a draft names its skill in a comment; any other may be for each planned skill.
 * @param {Form} form @param {Loc} loc @param {Fill} fill */
function practices(form, loc, fill) {
  const { comments } = form.draft;
  const beside = comments.get(keyOf([...loc.slice(0, -1), "week"]))?.beside;
  const { matrix } = form.definition;
  const { practice = {} } = form.guides;
  const written = form.draft.list(loc);
  if (written.length && !written.some(isEmpty)) return []; // until a goal is added
  const open = openGaps(form);
  const planned = form.draft
    .list(["gaps"])
    .map(skillOf)
    .filter((id) => !open || open.has(id));
  const named = matrix.filter(({ name }) => name === beside);
  const skills = named.length ? named : matrix.filter(({ id }) => planned.includes(id));
  const goals = form.draft
    .list(["weeks"])
    .flatMap((_, index) => form.draft.list(["weeks", index, "goals"]));
  return skills
    .map(({ id }) => practice[id])
    .filter((goal) => goal && !goals.includes(goal))
    .map((goal) => button(`+ ${goal}`, () => fill(goal), { class: "form__chip form__chip--long" }));
}

/** Times in which the plan stood still, usually since the last week that is done. @type {Special} */
export const pauses = {
  isFor: (_schema, loc) => loc.length === 1 && loc[0] === "pauses",
  adding: "I was away",
  fresh: (form) => new Map(Object.entries({ after: lastDone(form), weeks: "" })),
};

/** Return the week that was done last; nothing where a pause follows it already. @param {Form} form */
function lastDone({ draft, answers, deliverable }) {
  const plan = answers.get(deliverable.id)?.valid ?? new Map();
  const kind = deliverable.schema.properties.weeks.items?.properties?.week;
  const done = items(plan, "weeks").flatMap((row) => {
    const isDone = row instanceof Map && ["yes", "true"].includes(String(row.get("done")).toLowerCase());
    return isDone && kind ? (weekSpan(String(row.get("week")), kind)?.[1] ?? []) : [];
  });
  const last = String(Math.max(0, ...done));
  const isTaken = draft.list(["pauses"]).some((each) => each instanceof Map && each.get("after") === last);
  return isTaken ? "" : last;
}

/** @param {Value} row of resources */
function isUntitled(row) {
  return !(row instanceof Map) || isEmpty(row.get("title") ?? "");
}

/** @param {{title?: string, url?: string, kind?: string}} each @returns {Fields} */
function asResource({ title = "", url = "", kind = "" }) {
  return new Map(Object.entries({ title, url, kind }));
}

/**
 * Return what drafts a plan, for a page that has gaps and weeks.
 * @param {Form} form @param {(before: string) => void} redraw given the file as it was
 */
export function drafting(form, redraw) {
  const { properties } = form.deliverable.schema;
  if (!properties.weeks || !properties.gaps) return null;
  const box = h("div", { class: "form__notice form__draft" });
  const tell = () => {
    const found = prioritiesOf(form);
    const names = found.map(({ skill }) => skill.name).join(", ");
    const text = found.length
      ? `From your assessment: ${names}. A draft assigns weeks to each and suggests what to practice; you write the goals.`
      : form.answers.get("skills-assessment")?.problems.length === 0
        ? "Your assessment in this browser has no gaps, so there is nothing to draft a plan from."
        : "Fill in your skills assessment in this browser first; then this form can draft a plan from your priorities.";
    const isWritten = form.draft.list(["weeks"]).some(isBegun);
    const does = isWritten
      ? "Draft again, replacing the weeks below"
      : "Draft the plan from my priorities";
    const make = button(does, () => {
      const before = form.draft.file();
      drafted(form, found);
      redraw(before);
    });
    box.hidden = isWritten && !found.length;
    box.replaceChildren(h("p", {}, text), found.length ? make : "");
  };
  return form.watch(box, () => box.contains(document.activeElement) || tell());
}

/** Return the gaps of the assessment that this browser has, if any. @param {Form} form */
function openGaps(form) {
  const assessment = form.answers.get("skills-assessment")?.valid;
  return assessment && gaps(assessment, form.definition);
}

/** @param {Form} form @returns {Gap[]} the priorities that are gaps */
function prioritiesOf(form) {
  const assessment = form.answers.get("skills-assessment")?.valid;
  const open = openGaps(form);
  if (!assessment || !open) return [];
  const ids = items(assessment, "priorities").map((each) => String(each ?? "").toLowerCase());
  const wanted = [...new Set(ids)].flatMap((id) => open.get(id) ?? []);
  const wider = widestFirst(open).filter((gap) => !wanted.includes(gap));
  return [...wanted, ...wider.slice(0, Math.max(0, FEWEST - wanted.length))];
}

/** Tell whether a week says more than which it is. @param {Value} week */
function isBegun(week) {
  if (!(week instanceof Map)) return !isEmpty(week);
  return [...week].some(([key, value]) => key !== "week" && !isEmpty(value));
}

/** Write a draft. Gaps that are there already are kept, with all that they learn from.
 * @param {Form} form @param {Gap[]} found */
function drafted(form, found) {
  const rows = form.draft.list(["gaps"]).filter((row) => !isEmpty(row));
  /** @type {Value[]} */
  const planned = found.map(
    ({ skill }) =>
      rows.find((row) => skillOf(row) === skill.id) ??
      new Map(Object.entries({ skill: skill.id, resources: [asResource({})] })),
  );
  form.draft.replace(["gaps"], [...planned, ...rows.filter((row) => !planned.includes(row))]);

  const spans = spread(found);
  form.draft.replace(
    ["weeks"],
    spans.map(
      ({ first, last }) =>
        new Map(Object.entries({ week: first === last ? `${first}` : `${first}-${last}`, goals: [""] })),
    ),
  );
  for (const [index, { skill }] of spans.entries())
    form.draft.comment(["weeks", index, "week"], skill.name);
}

/** @param {Value} row of gaps */
function skillOf(row) {
  const skill = row instanceof Map ? row.get("skill") : "";
  return typeof skill === "string" ? skill.trim().toLowerCase() : "";
}

/**
 * Give weeks to skills by the width of their gaps, in rows of a few weeks.
 * @param {Gap[]} found
 */
function spread(found) {
  const { weeks } = LIMITS.plan;
  const whole = found.reduce((sum, { missing }) => sum + missing, 0);
  let end = 0,
    width = 0;
  return found.flatMap(({ skill, missing }, index) => {
    const begin = end;
    width += missing;
    end = Math.max(Math.round((weeks * width) / whole), begin + 1);
    if (index === found.length - 1) end = Math.max(weeks, end);
    const rows = [];
    for (let first = begin + 1; first <= end; first += LONGEST) {
      rows.push({ skill, first, last: Math.min(first + LONGEST - 1, end) });
    }
    return rows;
  });
}
