/** The formulas of the ranking; the numbers come with the pack. Twin of directory/search/scoring.py. */

/** @typedef {import('./pack.js').Numbers} Numbers */

/**
 * How much a word tells that so many of all records have: large for rare words, never negative (idf).
 * @param {number} records
 * @param {number} matching
 */
export function rarity(records, matching) {
  return Math.log(1 + (records - matching + 0.5) / (matching + 0.5));
}

/**
 * Factor of a record's score: 1 for a material and for whoever has a confirmed number.
 * @param {import('./pack.js').Resource} form
 * @param {Numbers} numbers
 */
export function rateTrust(form, numbers) {
  const isSure = form.kind !== "organization" || (form.phones ?? []).some((phone) => phone.confirmed);
  return isSure ? 1 : numbers.unconfirmed;
}

/**
 * The score as it is compared, in steps of 1e-7, so that the last bits of two machines never change an order.
 * @param {number} score
 */
export function roundScore(score) {
  return Math.floor(score * 1e7 + 0.5);
}

/**
 * Whether a score reaches a limit, compared as scores are.
 * @param {number} score
 * @param {number} least
 */
export function isAtLeast(score, least) {
  return roundScore(score) >= roundScore(least);
}

/**
 * The least number that is at least a score when compared so: for loops over many scores.
 * @param {number} score
 */
export function findLeast(score) {
  return (roundScore(score) - 0.5) / 1e7;
}
