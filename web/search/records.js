/** Lists of records by their numbers, in typed arrays: a list as JavaScript grows it is most of what is left to clear away. */

/**
 * Those of some records that pass, in their order.
 * @param {Uint32Array} records
 * @param {(record: number) => boolean} passes
 */
export function select(records, passes) {
  const passing = new Uint32Array(records.length);
  let count = 0;
  for (let place = 0; place < records.length; place++) if (passes(records[place])) passing[count++] = records[place];
  return passing.subarray(0, count);
}

/**
 * The records that have a score. None that was found has nothing: the rarity of a word and what its first occurrence is
 * worth are above zero.
 * @param {Float64Array} scores one for each record
 * @param {Uint32Array} records as long, where they are written
 */
export function findScored(scores, records) {
  let count = 0;
  // Written in any case: a processor that must guess which records have one guesses wrong too often.
  for (let record = 0; record < scores.length; record++) {
    records[count] = record;
    count += Number(scores[record] > 0);
  }
  return records.subarray(0, count);
}
