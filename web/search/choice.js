/**
 * Which of the subjects that fit what was typed are shown, and in what order. Twin of directory/search/choice.py.
 */

import { compareTexts } from "./text.js";

/**
 * @typedef {import('./subjects.js').Subject} Subject
 *
 * The smaller, the better: 0 for a place that a word such as "near" leads to; words left out before it, slips, source,
 * whether it starts so; then size, letters to come, and to make the order certain kind, words and id.
 * @typedef {[number, number, number, number, number, number, number, number, string, string]} Fit
 *
 * @typedef {{ fit: Fit, subject: Subject }} Fitting
 */

/**
 * Kinds shown together; together they take no more than their share of the list.
 * @type {Record<string, string>}
 */
const GROUP_OF = { service: "need", topic: "need", video: "material", print: "material" };
const LEAST_SHARE = 3;

/**
 * Notes how a subject fits, where it fits better than by another name.
 * @param {Map<number, Fit>} fits
 * @param {number} subject
 * @param {Fit} fit
 */
export function keepBetter(fits, subject, fit) {
  const best = fits.get(subject);
  if (!best || compareFits(fit, best) < 0) fits.set(subject, fit);
}

/**
 * Below 0 where the first fits better.
 * @param {Fit} one
 * @param {Fit} other
 */
export function compareFits(one, other) {
  const place = one.findIndex((value, number) => value !== other[number]);
  if (place < 0) return 0;
  const [left, right] = [one[place], other[place]];
  if (typeof left === "number" && typeof right === "number") return left - right;
  return compareTexts(String(left), String(right));
}

/**
 * The first of each group, no group more than its share; groups in the order of their best.
 * @param {Fitting[]} fitting best first
 * @param {number} limit
 * @returns {Fitting[]}
 */
export function takeBest(fitting, limit) {
  const share = Math.max(LEAST_SHARE, Math.floor(limit / 2));
  /** @type {Map<string, Fitting[]>} */
  const groups = new Map(
    [...fitting].sort(compareStarts).map(({ subject: { kind } }) => [GROUP_OF[kind] ?? kind, []]),
  );
  let taken = 0;
  for (const row of fitting) {
    const group = groups.get(GROUP_OF[row.subject.kind] ?? row.subject.kind) ?? [];
    if (group.length >= share || taken >= limit) continue;
    group.push(row);
    taken += 1;
  }
  return [...groups.values()].flat();
}

/**
 * How two fit without regard to size and where they start; those that fit alike by kind.
 * @param {Fitting} one
 * @param {Fitting} other
 */
function compareStarts(one, other) {
  const place = [0, 1, 2, 3].find((number) => one.fit[number] !== other.fit[number]) ?? 7;
  return Number(one.fit[place]) - Number(other.fit[place]);
}
