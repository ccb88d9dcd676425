/**
 * Which records are open at a moment: the one filter that no tag of a record answers. Twin of directory/search/open_now.py.
 *
 * Records of the same hours stand together, so that each text of hours is read once, however many records there are.
 */

import { findBest, listHours, TAGS } from "./opening.js";

/**
 * @typedef {import('./opening.js').Moment} Moment
 * @typedef {import('./opening.js').Tag} Tag
 */

/** The tags of all records at any moment. */
export class OpenNow {
  /** @param {import('./pack.js').Resource[]} forms */
  constructor(forms) {
    const hours = forms.map(listHours);
    const names = hours.map((texts) => JSON.stringify(texts));
    const distinct = [...new Set(names)];
    const numbers = new Map(distinct.map((name, number) => [name, number]));
    /** The group of each record. */
    this.groups = Uint16Array.from(names, (name) => numbers.get(name) ?? 0);
    this.hours = distinct.map((name) => hours[names.indexOf(name)]);
  }

  /**
   * The tag of each group; null for what has no hours.
   * @param {Moment} moment
   * @returns {(Tag | null)[]}
   */
  listTags(moment) {
    return this.hours.map((hours) => hours && TAGS[findBest(hours, moment).state]);
  }
}
