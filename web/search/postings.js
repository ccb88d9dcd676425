/** Who has a word in a field, and how often: many lists, packed. */

/**
 * A list as it is put together: record, times, record, times, ..., by record.
 * @typedef {number[]} List
 */

/**
 * Lists by their number: six bytes for each record and word, as an object for each would be most of the time and memory
 * of a search at 20,000 records.
 */
export class Postings {
  /** @param {List[]} lists */
  constructor(lists) {
    /** Where each list begins, and after the last one where it ends. */
    this.starts = new Uint32Array(lists.length + 1);
    lists.forEach((list, number) => (this.starts[number + 1] = this.starts[number] + list.length / 2));
    const size = this.starts[lists.length];
    this.records = new Uint32Array(size);
    this.times = new Uint16Array(size);
    let place = 0;
    for (const list of lists) {
      for (let at = 0; at < list.length; at += 2, place++) {
        this.records[place] = list[at];
        this.times[place] = list[at + 1];
      }
    }
  }
}

/**
 * All lists as one, times added where a record is in several.
 * @param {(List | undefined)[]} lists
 * @returns {List}
 */
export function joinLists(lists) {
  return lists.filter((list) => list !== undefined).reduce(joinTwo, []);
}

/**
 * @param {List} one
 * @param {List} other
 * @returns {List}
 */
function joinTwo(one, other) {
  if (!one.length || !other.length) return one.length ? one : other;
  const joined = [];
  let [here, there] = [0, 0];
  while (here < one.length && there < other.length) {
    const behind = one[here] - other[there];
    joined.push(behind <= 0 ? one[here] : other[there]);
    joined.push((behind <= 0 ? one[here + 1] : 0) + (behind >= 0 ? other[there + 1] : 0));
    if (behind <= 0) here += 2;
    if (behind >= 0) there += 2;
  }
  for (; here < one.length; here++) joined.push(one[here]);
  for (; there < other.length; there++) joined.push(other[there]);
  return joined;
}
