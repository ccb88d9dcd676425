/** Filters and their counts. Twin of directory/search/facets.py. */

import { OpenNow } from "./open_now.js";

/**
 * @typedef {import('./open_now.js').Moment} Moment
 * @typedef {Record<string, Record<string, number>>} Counts
 */

/**
 * What one may filter by, and the key of the public form that holds the tags.
 * @type {Record<string, 'kind' | 'services' | 'topics' | 'audiences' | 'languages' | 'cost' | 'format'>}
 */
export const FILTERS = {
  kind: "kind",
  service: "services",
  topic: "topics",
  audience: "audiences",
  language: "languages",
  cost: "cost",
  format: "format",
};

/** And by this, which depends on the moment: "now", "closed" or "unknown" (opening.js). */
export const OPEN = "open";
export const FILTER_NAMES = [...Object.keys(FILTERS), OPEN];

/** Which records carry which tag, for every filter; and which are open at a moment. */
export class Facets {
  /** @param {import('./pack.js').Resource[]} forms */
  constructor(forms) {
    this.size = forms.length;
    /** @type {[string, Facet][]} */
    this.facets = Object.entries(FILTERS).map(([name, key]) => [name, new Facet(forms.map((form) => form[key] ?? []))]);
    this.openNow = new OpenNow(forms);
    /** The filter of what is open, and the moment it was made for. @type {{ moment: Moment, facet: Facet } | null} */
    this.open = null;
  }

  /**
   * now, closed or unknown; null for what has no hours.
   * @param {number} record
   * @param {Moment} moment
   */
  getOpen(record, moment) {
    return this.openNow.listTags(moment)[this.openNow.groups[record]];
  }

  /**
   * How many filters each record fails, 0 for the ones that pass; and filter -> tag -> how many of the found records
   * carry it, as if that one filter were not set.
   * @param {readonly number[]} found
   * @param {Record<string, readonly string[]>} filters
   * @param {Moment | null} moment without which nothing is said of what is open
   * @returns {{ failures: Uint8Array, counts: Counts }}
   */
  apply(found, filters, moment) {
    const failures = new Uint8Array(this.size);
    const facets = moment ? [...this.facets, this.makeOpen(moment)] : this.facets;
    const lacking = facets.map(([name, facet]) =>
      filters[name]?.length ? facet.findLacking(filters[name]) : null,
    );
    for (const lacks of lacking) lacks?.forEach((lack, record) => (failures[record] += lack));
    const counts = facets.map(([name, facet], number) => {
      const lacks = lacking[number];
      const others = lacks ? failures.map((failed, record) => failed - lacks[record]) : failures;
      return [name, facet.count(found, others)];
    });
    return { failures, counts: Object.fromEntries(counts) };
  }

  /**
   * The filter of what is open; made anew only where the moment is another.
   * @param {Moment} moment
   * @returns {[string, Facet]}
   */
  makeOpen(moment) {
    if (this.open?.moment.day !== moment.day || this.open.moment.minute !== moment.minute) {
      const tags = this.openNow.listTags(moment);
      this.open = { moment, facet: new Facet(Array.from(this.openNow.groups, (group) => tags[group] ?? [])) };
    }
    return [OPEN, this.open.facet];
  }
}

/** One filter: which records carry which of its tags, both by number. */
class Facet {
  /** @param {(string | string[])[]} values the tags of each record */
  constructor(values) {
    const lists = values.map((value) => [...new Set(typeof value === "string" ? [value] : value)]);
    this.tags = [...new Set(lists.flat())].sort();
    const numbers = new Map(this.tags.map((tag, number) => [tag, number]));
    /** The tags of all records, one record after the other. */
    this.carried = Uint16Array.from(lists.flat(), (tag) => numbers.get(tag) ?? 0);
    /** Where the tags of each record end. */
    this.ends = new Uint32Array(lists.length);
    lists.reduce((end, tags, record) => (this.ends[record] = end + tags.length), 0);
  }

  /**
   * For every record 1 if it carries none of the tags asked for, else 0.
   * @param {readonly string[]} asked
   */
  findLacking(asked) {
    const wanted = this.tags.map((tag) => asked.includes(tag));
    const lacks = new Uint8Array(this.ends.length).fill(1);
    for (let record = 0, place = 0; record < lacks.length; record++) {
      for (; place < this.ends[record]; place++) {
        if (wanted[this.carried[place]]) lacks[record] = 0;
      }
    }
    return lacks;
  }

  /**
   * Tag -> how many of the found records that fail nothing carry it, without tags that none carries.
   * @param {readonly number[]} found
   * @param {Uint8Array} failures
   */
  count(found, failures) {
    const counts = new Uint32Array(this.tags.length);
    for (const record of found) {
      if (failures[record]) continue;
      for (let place = record ? this.ends[record - 1] : 0; place < this.ends[record]; place++)
        counts[this.carried[place]]++;
    }
    return Object.fromEntries(this.tags.map((tag, number) => [tag, counts[number]]).filter(([, count]) => count));
  }
}
