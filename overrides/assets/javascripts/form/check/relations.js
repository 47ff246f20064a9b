// Relations between fields that are each fine by themselves, as relations.py states them: the few
// rules that are no data. Each yields what does not fit together.

import { LIMITS } from "../limits.js";
import { isEmpty, weekSpan } from "../ask/fields.js";
import { casefold, isOf, split } from "../text.js";

/** @import { Words } from "../messages.js" */
/** @import { Loc } from "../read/file.js" */
/** @import { Definition, Fields, FieldsSchema, Skill, Value } from "../types.d.ts" */

/**
 * @typedef {{skill: Skill, missing: number}} Gap how far a rating is below the target level
 * @typedef {{loc: Loc, key: string, words: Words}} Mismatch
 * @typedef {Object} Context what a relation may look at
 * @property {Map<string, Fields>} answers by id, without the faulty fields; a faulty item is null
 * @property {Loc[]} faulty of the answer at hand
 * @property {Definition} definition
 * @property {FieldsSchema} schema of the answer at hand
 */

/** @type {Object<string, ((answer: Fields, around: Context) => Generator<Mismatch>)[]>} */
export const RELATIONS = {
  "skills-assessment": [prioritiesAreGaps, earlierRatingsAreEarlier],
  "learning-plan": [scheduleCoversHours, planCoversPriorities, weeksInOrder, pausesFollowWeeks],
  "career-roadmap": [milestonesCoverThreeYears],
  "job-market-research": [requirementsAreCommon],
};

/**
 * Return the gaps by the ids of their skills, or null where the target level is open.
 * @param {Fields} assessment without its faulty fields
 * @param {Definition} definition
 * @returns {Map<string, Gap> | null}
 */
export function gaps(assessment, definition) {
  const target = lower(assessment.get("target_level"));
  return target ? below(target, assessment.get("ratings"), definition) : null;
}

/** Return the ids of skills that were below today's target level in any earlier rating.
 * @param {Fields} assessment @param {Definition} definition */
function gapsOfThen(assessment, definition) {
  const target = lower(assessment.get("target_level")) ?? "";
  const earlier = rowsOf(assessment, "earlier");
  return earlier.flatMap((row) => [...below(target, row.get("ratings"), definition).keys()]);
}

/** @param {string} target @param {Value | undefined} ratings @param {Definition} definition
 * @returns {Map<string, Gap>} */
function below(target, ratings, definition) {
  const found = new Map();
  for (const [name, rating] of ratings instanceof Map ? ratings : []) {
    const skill = definition.matrix.find((each) => each.id === name.toLowerCase());
    const missing = (skill?.levels[target] ?? 0) - Number(rating);
    if (skill && missing > 0) found.set(skill.id, { skill, missing });
  }
  return found;
}

/** @param {Map<string, Gap> | null} open @returns {Gap[]} */
export function widestFirst(open) {
  return [...(open?.values() ?? [])].sort((a, b) => b.missing - a.missing);
}

/** Gaps come first; what has been a gap, or is planned, may have been reached since.
 * @param {Fields} answer @param {Context} around @returns {Generator<Mismatch>} */
function* prioritiesAreGaps(answer, { answers, definition, faulty }) {
  const open = gaps(answer, definition);
  const listed = items(answer, "priorities").map(lower);
  const absent = [...(open?.keys() ?? [])].filter((gap) => !listed.includes(gap));
  if (!open || absent.length <= listed.filter((item) => !item).length) return;
  if (faulty.some((loc) => loc[0] === "earlier" && loc.at(-1) !== "assessed_on")) return;
  const planned = plannedSkills(answers.get("learning-plan") ?? new Map());
  const fine = [...open.keys(), ...gapsOfThen(answer, definition), ...planned];
  const ratings = answer.get("ratings");
  const rated = ratings instanceof Map ? [...ratings.keys()].map((key) => key.toLowerCase()) : [];
  const others = listed.flatMap((skill, index) =>
    skill && rated.includes(skill) && !fine.includes(skill) ? [{ skill, index }] : [],
  );
  if (others.length <= planned.filter((skill) => !skill).length) return;
  for (const { skill, index } of others) {
    const target = String(answer.get("target_level"));
    const first = absent.find((each) => planned.includes(each)) ?? absent[0];
    const words = { skill, absent: absent.join(", "), target, first };
    yield { loc: ["priorities", index], key: "priority-no-gap", words };
  }
}

/** Return the skills of the plan's gaps; null where one is not known. @param {Fields} plan */
function plannedSkills(plan) {
  return items(plan, "gaps").map((row) => lower(row instanceof Map ? row.get("skill") : null));
}

/** @param {Fields} answer @returns {Generator<Mismatch>} */
function* earlierRatingsAreEarlier(answer) {
  const newest = answer.get("assessed_on");
  let last = newest;
  for (const [index, row] of rowsOf(answer, "earlier").entries()) {
    const day = row.get("assessed_on");
    if (typeof day !== "string" || !day) continue;
    const notBefore = [last, newest].find((each) => typeof each === "string" && each && day >= each);
    if (notBefore) {
      const words = { value: day, last: String(notBefore) };
      yield { loc: ["earlier", index, "assessed_on"], key: "earlier-not-before", words };
    }
    last = day;
  }
}

/** @param {Fields} answer @returns {Generator<Mismatch>} */
function* scheduleCoversHours(answer) {
  const slots = items(answer, "schedule");
  const hours = answer.get("hours_per_week");
  const known = slots.every((slot) => slot instanceof Map && slot.has("start") && slot.has("end"));
  if (typeof hours !== "string" || !slots.length || !known) return;
  const planned = scheduledMinutes(slots);
  if (planned / 60 < Number(hours)) {
    const tenths = String(Math.floor(planned / 6) / 10); // rounded down: it is enough for so many hours
    const orLower = planned >= 6 ? `, or lower hours_per_week to ${tenths}` : "";
    const words = { planned: tenths, hours, or_lower: orLower };
    yield { loc: ["schedule"], key: "schedule-too-short", words };
  }
}

/**
 * Return the minutes of a week's times that are fine, together.
 * @param {Value[]} slots
 */
function scheduledMinutes(slots) {
  const minutes = (/** @type {Value | undefined} */ time) => {
    const [hour, minute] = String(time).split(":").map(Number);
    return hour * 60 + minute;
  };
  const lengths = slots.map((slot) =>
    slot instanceof Map ? minutes(slot.get("end")) - minutes(slot.get("start")) : 0,
  );
  return lengths.reduce((sum, each) => sum + each, 0);
}

/** @param {Fields} answer @param {Context} around @returns {Generator<Mismatch>} */
function* planCoversPriorities(answer, { answers, definition }) {
  const assessment = answers.get("skills-assessment") ?? new Map();
  const open = gaps(assessment, definition);
  const rows = items(answer, "gaps");
  const listed = plannedSkills(answer);
  const first = items(assessment, "priorities").slice(0, 3).map(lower);
  const absent = first.filter((skill) => skill && open?.has(skill) && !listed.includes(skill));
  if (absent.length > listed.filter((each) => !each).length && !hasBlank(rows)) {
    yield { loc: ["gaps"], key: "priority-not-planned", words: { absent: absent.join(", ") } };
  }
}

/** @param {Fields} answer @param {Context} around @returns {Generator<Mismatch>} */
function* weeksInOrder(answer, { schema }) {
  const weeks = weeksOf(answer);
  const spans = spansOf(weeks, schema);
  const done = new Set();
  let wrong = 0,
    last = 0;
  for (const [index, span] of spans.entries()) {
    if (!span) continue;
    if (span[0] <= last) {
      const key = done.has(span[0]) ? "week-twice" : "week-out-of-order";
      yield { loc: ["weeks", index, "week"], key, words: { value: String(weeks[index]), last } };
      wrong += 1;
    }
    for (let week = span[0]; week <= span[1]; week += 1) done.add(week);
    last = Math.max(last, span[1]);
  }
  const absent = [];
  for (let week = 1; week <= Math.max(LIMITS.plan.weeks, last); week += 1) {
    if (!done.has(week)) absent.push(week);
  }
  if (spans.length && !spans.includes(null) && absent.length > wrong) {
    yield { loc: ["weeks"], key: "weeks-missing", words: { absent: ranges(absent), last } };
  }
}

/** @param {Fields} answer @param {Context} around @returns {Generator<Mismatch>} */
function* pausesFollowWeeks(answer, { schema }) {
  const spans = spansOf(weeksOf(answer), schema);
  const ends = [...new Set([0, ...spans.map((span) => span?.[1] ?? 0)])].sort((a, b) => a - b);
  const isKnown = spans.length > 0 && !spans.includes(null); // else a faulty week may be the one
  const seen = [-1];
  const pauses = rowsOf(answer, "pauses").map((row) => Number(row.get("after") ?? -1));
  for (const [index, after] of pauses.entries()) {
    const loc = ["pauses", index];
    const last = Math.max(...seen),
      below = pauses[index + 1] ?? -1;
    if (after < 0) continue;
    if (isKnown && !ends.includes(after)) {
      const between = ends.filter((end) => last < end && (end < below || below <= last));
      const fit = between.length ? between : ends;
      const near = fit.reduce((a, b) => (Math.abs(b - after) < Math.abs(a - after) ? b : a));
      yield { loc, key: "pause-nowhere", words: { after, ends: either(fit), near } };
    } else if (after > last) seen.push(after);
    else yield { loc, key: seen.includes(after) ? "pause-twice" : "pause-out-of-order", words: { after, last } };
  }
}

/** @param {Fields} answer @returns {Generator<Mismatch>} */
function* milestonesCoverThreeYears(answer) {
  const rows = items(answer, "milestones");
  const months = rows.flatMap((row) =>
    row instanceof Map && row.has("month") ? [Number(row.get("month"))] : [],
  );
  const absent = LIMITS.roadmap.windows
    .filter(([a, b]) => !months.some((month) => a <= month && month <= b))
    .map(([a, b]) => `${a} to ${b}`);
  if (absent.length > rows.length - months.length && !hasBlank(rows)) {
    yield { loc: ["milestones"], key: "milestone-missing", words: { absent: absent.join(", ") } };
  }
}

/** @param {Fields} answer @param {Context} around @returns {Generator<Mismatch>} */
function* requirementsAreCommon(answer, { faulty }) {
  const postings = items(answer, "postings");
  const asking = postings.map(askedFor);
  const broken = faulty.filter((loc) => loc[0] === "postings" && loc.length > 1);
  const unknown = new Set(broken.map((loc) => loc[1])).size;
  const least = LIMITS.research.asked_by;
  for (const [index, term] of items(answer, "common_requirements").entries()) {
    if (typeof term !== "string" || !term || hasBlank(postings)) continue;
    const wanted = wordsFor(term);
    const count = asking.filter((text) => wanted.some((word) => names(text, word))).length;
    if (count + unknown < least) {
      const words = { term, count, least };
      yield { loc: ["common_requirements", index], key: "requirement-not-common", words };
    }
  }
}

/** Return all that one posting asks for, as one text. @param {Value} posting */
export function askedFor(posting) {
  const row = posting instanceof Map ? posting : new Map();
  const texts = [...items(row, "requirements"), ...items(row, "nice_to_have")];
  return texts.flatMap((text) => (typeof text === "string" && text ? [plain(text)] : [])).join("\n");
}

/**
 * Return the items of a list; a text stands for a list of one.
 * @param {Fields} answer
 * @param {string} field
 * @returns {Value[]}
 */
export function items(answer, field) {
  const value = answer.get(field) ?? [];
  return Array.isArray(value) ? value : [value];
}

/** Return the items of an optional list of fields; one that is faulty or blank has none.
 * @param {Fields} answer @param {string} field @returns {Fields[]} */
function rowsOf(answer, field) {
  return items(answer, field).map((item) => (item instanceof Map && !isEmpty(item) ? item : new Map()));
}

/** Return the weeks of each item of a plan. @param {Fields} answer */
function weeksOf(answer) {
  return items(answer, "weeks").map((row) => (row instanceof Map ? row.get("week") : null));
}

/** Return the first and last of some weeks; null of one that is faulty.
 * @param {(Value | undefined)[]} weeks @param {FieldsSchema} schema */
function spansOf(weeks, schema) {
  const kind = schema.properties.weeks.items?.properties?.week;
  return weeks.map((week) => (typeof week === "string" && kind ? weekSpan(week, kind) : null));
}

/** Tell whether an item is wholly blank: it could be any of those that are missing.
 * @param {Value[]} rows */
function hasBlank(rows) {
  return !rows.length || rows.some(isEmpty);
}

/** @param {Value | undefined} text */
function lower(text) {
  return typeof text === "string" ? text.trim().toLowerCase() : null;
}

/** Return numbers to choose from as people write them: `0, 4 or 8`. @param {number[]} numbers */
function either(numbers) {
  return numbers.join(", ").replace(/, (\d+)$/, " or $1");
}

/** Return numbers as people write them: `3, 7 to 9`. @param {number[]} numbers */
function ranges(numbers) {
  /** @type {number[][]} */
  const runs = [];
  for (const number of numbers) {
    if (runs.at(-1)?.at(-1) === number - 1) runs.at(-1)?.push(number);
    else runs.push([number]);
  }
  return runs.map((run) => (run.length > 1 ? `${run[0]} to ${run.at(-1)}` : `${run[0]}`)).join(", ");
}

/**
 * Return a text as terms are looked for in it: no case, single spaces.
 * @param {string} text
 */
export function plain(text) {
  return split(casefold(text.normalize("NFKC"))).join(" ");
}

/** Return a term and how else it is written, as `plain` has it: `k8s` for `kubernetes`. @param {string} term */
export function wordsFor(term) {
  const found = [plain(term)];
  for (const group of LIMITS.text.same) {
    const all = group.map(plain);
    const used = all.find((name) => names(found[0], name));
    if (used) found.push(...all.flatMap((name) => (name === used ? [] : [found[0].replaceAll(used, name)])));
  }
  return found;
}

/** Return the word that most texts use for a term, if it is not the first: `K8s`.
 * @param {string[]} words @param {string[]} texts */
export function theirWord(words, texts) {
  const counts = words.map((word) => texts.filter((text) => names(text, word)).length);
  const most = counts.indexOf(Math.max(...counts));
  if (!most) return "";
  return LIMITS.text.same.flat().find((name) => plain(name) === words[most]) ?? words[most];
}

/**
 * Tell whether a text holds a term as whole words; anywhere, in scripts without spaces.
 * @param {string} text as `plain` returns it
 * @param {string} term as `plain` returns it
 */
export function names(text, term) {
  const { term: longestTerm, tries } = LIMITS.text;
  if (term.length > longestTerm) return text.includes(term);
  for (let at = text.indexOf(term), n = 0; at >= 0 && n < tries; at = text.indexOf(term, at + 1), n += 1) {
    const end = at + term.length;
    const before = text.slice(Math.max(0, at - 2), at).match(/.$/su)?.[0] ?? "";
    const after = text.slice(end, end + 2).match(/^./su)?.[0] ?? "";
    const [first, last] = [term.match(/^./su)?.[0] ?? "", term.match(/.$/su)?.[0] ?? ""];
    if (!joined(first, before) && !joined(last, after)) return true;
  }
  return false;
}

/** Tell whether the character beside a term makes another word of it.
 * @param {string} edge @param {string} beside */
function joined(edge, beside) {
  const { spaceless, glued } = LIMITS.text;
  const isForeign = isOf(beside, glued) && !isOf(edge, glued);
  const isFree = isForeign || isOf(edge, spaceless) || isOf(beside, spaceless);
  return !isFree && /^[\p{L}\p{N}+#]$/u.test(beside);
}
