/** In what order records are shown. Twin of `_order` of directory/search/ranking.py. */

import { findPlace } from "./words.js";

/**
 * Records that come before others, or, `held`, after them.
 * @typedef {object} Special
 * @property {Iterable<number>} first
 * @property {readonly number[]} urgent
 * @property {ReadonlySet<number>} named
 * @property {ReadonlySet<number>} whole
 * @property {ReadonlySet<number>} held
 */

/** How far each sort of record is moved in the order: each further than all below it together. */
const BEFORE_OTHERS = { first: 8, named: 16, held: 64, urgent: 1024, whole: 4096 };

/**
 * What every record is ordered by before its score, least first: those named `whole`, then the `urgent`, as they stand;
 * then those `named`, then by reach, or where words are all there is, the `first`, which have all of them. `held` come last.
 * @param {Int16Array} order of every record, where it is written
 * @param {Uint8Array | null} reach
 * @param {Special} special
 */
export function writeOrder(order, reach, { first, named, urgent, whole, held }) {
  if (reach) order.set(reach);
  else order.fill(0);
  for (const record of first) order[record] -= BEFORE_OTHERS.first;
  for (const record of named) order[record] -= BEFORE_OTHERS.named;
  for (const record of held) order[record] += BEFORE_OTHERS.held;
  urgent.forEach((record, number) => {
    if (!whole.has(record)) order[record] = number - BEFORE_OTHERS.urgent;
  });
  for (const record of whole) if (!held.has(record)) order[record] -= BEFORE_OTHERS.whole;
}

/**
 * The first records of an order, in that order.
 * @param {Uint32Array} records
 * @param {(one: number, other: number) => number} compare
 * @param {number} wanted how many
 */
export function takeBest(records, compare, wanted) {
  if (wanted >= records.length) return [...records].sort(compare);
  /** @type {number[]} */
  const best = [];
  for (const record of records) {
    if (best.length >= wanted && (wanted < 1 || compare(record, best[wanted - 1]) > 0)) continue;
    best.splice(
      findPlace(best, (other) => compare(other, record) < 0),
      0,
      record,
    );
    if (best.length > wanted) best.pop();
  }
  return best;
}
