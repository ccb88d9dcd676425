/** Sums by record, for the few or many records that have one: cleared as fast as they were filled. */

/**
 * Records and, beside each, a score.
 * @typedef {{ records: Uint32Array, values: Float64Array }} Scores
 */

/** A sum for each record. */
export class Sums {
  /** @param {number} size how many records there are */
  constructor(size) {
    this.values = new Float64Array(size);
    /** The records that have a sum, the first `count` of them. */
    this.records = new Uint32Array(size);
    this.count = 0;
  }

  /**
   * @param {number} record
   * @param {number} value above 0
   */
  add(record, value) {
    const sum = this.values[record];
    if (sum === 0) this.records[this.count++] = record;
    this.values[record] = sum + value;
  }

  /**
   * The sums, in the order in which records came; all are 0 again.
   * @returns {Scores}
   */
  take() {
    const records = this.records.slice(0, this.count);
    const values = new Float64Array(this.count);
    for (let place = 0; place < this.count; place++) {
      values[place] = this.values[records[place]];
      this.values[records[place]] = 0;
    }
    this.count = 0;
    return { records, values };
  }
}
