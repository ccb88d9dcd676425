/** Records found -> those worth showing, the nearer ones sooner. Twin of the last part of directory/search/ranking.py. */

import { findMost } from "./joining.js";
import { ELSEWHERE, LOCAL, NATIONAL, REGIONAL } from "./reach.js";
import { select } from "./records.js";
import { findLeast } from "./scoring.js";

/**
 * @typedef {import('./intent.js').Intent} Intent
 * @typedef {import('./joining.js').Scored} Scored
 */

/** Decides what is left out beside better answers. */
export class Keeping {
  /**
   * @param {import('./reach.js').Reaches} reaches
   * @param {import('./first_help.js').FirstHelp} firstHelp
   * @param {import('./pack.js').Numbers} numbers
   */
  constructor(reaches, firstHelp, numbers) {
    this.reaches = reaches;
    this.firstHelp = firstHelp;
    this.numbers = numbers;
  }

  /**
   * Lessens scores by distance: half at `half_miles`; nothing for whoever is reached from anywhere.
   * @param {Scored} found
   * @param {(record: number) => number} miles
   */
  weighDistance({ records, scores }, miles) {
    for (const record of records) {
      const distance = this.reaches.general[record] === ELSEWHERE ? miles(record) : NaN;
      if (!Number.isNaN(distance)) scores[record] *= 1 / (1 + distance / this.numbers.half_miles);
    }
  }

  /**
   * The records worth showing. With a place: those that reach it and answer well enough, the nearer the sooner. Who serves
   * only the county next door counts when nobody at home answers as well: else its reach becomes ELSEWHERE. Where nobody who
   * reaches the place answers at all, those elsewhere do.
   * @param {Scored} found
   * @param {Uint8Array | null} reach
   * @param {ReadonlySet<number>} named
   * @param {Intent} intent
   */
  keep({ records, scores }, reach, named, { place, isPlaceOnly, meanings }) {
    const { numbers } = this;
    const best = findMost(scores);
    if (!place || !reach) {
      const least = meanings.length ? findLeast(numbers.least * best) : 0;
      return least > 0 ? select(records, (record) => scores[record] >= least) : records;
    }
    const first = findLeast(numbers.first_next_door * findBestNextDoor(records, scores, reach));
    const enough = isPlaceOnly ? first : findLeast(numbers.local_enough * best);
    const hasLocal = records.some((record) => reach[record] === LOCAL && scores[record] >= enough);
    const nextDoor = isPlaceOnly ? first : findLeast(numbers.next_door * best);
    const serving = this.reaches.findServing(place);
    for (const record of records) {
      if (reach[record] !== REGIONAL || serving.has(record)) continue;
      if (hasLocal || scores[record] < nextDoor) reach[record] = ELSEWHERE;
    }
    if (isPlaceOnly) return this.firstHelp.keep({ records, scores }, reach);
    const parts = [numbers.least_local, numbers.least_local, numbers.least_far, numbers.least_far, 2];
    const least = parts.map((part) => findLeast(part * best));
    const kept = select(records, (record) => scores[record] >= least[reach[record]] || named.has(record));
    return kept.length ? kept : select(records, (record) => scores[record] >= least[NATIONAL]);
  }
}

/**
 * @param {Uint32Array} records
 * @param {Float64Array} scores
 * @param {Uint8Array} reach
 */
function findBestNextDoor(records, scores, reach) {
  let best = 0;
  for (const record of records) if (reach[record] === REGIONAL) best = Math.max(best, scores[record]);
  return best;
}
