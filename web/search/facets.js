/** Filters and their counts. Twin of directory/search/facets.py. */

import { OpenNow } from "./open_now.js";
import { select } from "./records.js";

/**
 * @typedef {import('./open_now.js').Moment} Moment
 * @typedef {Record<string, Record<string, number>>} Counts
 *
 * The filter of what is open has a meaning at a moment only; no tags where it is not set.
 * @typedef {{ moment: Moment, tags: readonly string[] }} OpenAsked
 *
 * @typedef {{ name: string, tags: readonly string[], table: Tags }} Asked
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
    this.tags = new Tags(
      forms.length,
      Object.entries(FILTERS).map(([name, key]) => [name, forms.map((form) => form[key] ?? [])]),
    );
    this.openNow = new OpenNow(forms);
    /** The filter of what is open, and the moment it was made for. @type {{ moment: Moment, tags: Tags } | null} */
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
   * Those of the found records that carry one tag of each filter; and filter -> tag -> how many of the found records carry
   * it, as if that one filter were not set.
   * @param {Uint32Array} found
   * @param {Record<string, readonly string[]>} filters of tags
   * @param {OpenAsked | null} open null where nothing is said of what is open
   * @returns {{ passing: Uint32Array, counts: Counts }}
   */
  apply(found, filters, open) {
    const openTags = open && this.makeOpen(open.moment);
    const asked = Object.entries(filters).map(([name, tags]) => ({ name, tags, table: this.tags }));
    if (openTags) asked.push({ name: OPEN, tags: open.tags, table: openTags });
    const tables = openTags ? [this.tags, openTags] : [this.tags];
    return narrow(found, tables, asked.filter(({ tags }) => tags.length));
  }

  /**
   * The filter of what is open; made anew only where the moment is another.
   * @param {Moment} moment
   */
  makeOpen(moment) {
    if (this.open?.moment.day !== moment.day || this.open.moment.minute !== moment.minute) {
      const tags = this.openNow.listTags(moment);
      const values = Array.from(this.openNow.groups, (group) => tags[group] ?? []);
      this.open = { moment, tags: new Tags(values.length, [[OPEN, values]]) };
    }
    return this.open.tags;
  }
}

/** Some filters: which records carry which of their tags, both by number. One list for all, so that counting is one pass. */
class Tags {
  /**
   * @param {number} size how many records there are
   * @param {[string, (string | string[])[]][]} filters filter -> the tags of each record
   */
  constructor(size, filters) {
    this.size = size;
    const lists = filters.map(([, values]) => values.map((value) => (typeof value === "string" ? [value] : value)));
    /** The tags of each filter, sorted. */
    this.filters = filters.map(([name], filter) => ({ name, tags: [...new Set(lists[filter].flat())].sort() }));
    /** Filter and tag by number. @type {[string, string][]} */
    this.tags = this.filters.flatMap(({ name, tags }) => tags.map((tag) => /** @type {[string, string]} */ ([name, tag])));
    const numbers = new Map(this.tags.map(([name, tag], number) => [`${name} ${tag}`, number]));
    const carried = Array.from({ length: size }, (_, record) =>
      filters.flatMap(([name], filter) => [...new Set(lists[filter][record])].map((tag) => numbers.get(`${name} ${tag}`) ?? 0)),
    );
    /** The tags of all records, one record after the other. */
    this.carried = Uint16Array.from(carried.flat());
    /** Where the tags of each record begin, and after the last one end. */
    this.starts = new Uint32Array(size + 1);
    carried.forEach((tags, record) => (this.starts[record + 1] = this.starts[record] + tags.length));
  }

  /**
   * For every record 1 if it carries none of the tags asked for, else 0.
   * @param {string} filter
   * @param {readonly string[]} asked
   */
  findLacking(filter, asked) {
    const wanted = this.tags.map(([name, tag]) => name === filter && asked.includes(tag));
    const lacks = new Uint8Array(this.size).fill(1);
    for (let record = 0, place = 0; record < lacks.length; record++) {
      for (; place < this.starts[record + 1]; place++) {
        if (wanted[this.carried[place]]) lacks[record] = 0;
      }
    }
    return lacks;
  }

  /**
   * Filter -> tag -> how many of the records carry it, without tags that none carries.
   * @param {Uint32Array} records
   * @returns {Counts}
   */
  count(records) {
    const { starts, carried } = this;
    const counts = new Uint32Array(this.tags.length);
    for (let number = 0; number < records.length; number++) {
      const record = records[number];
      const end = starts[record + 1];
      for (let place = starts[record]; place < end; place++) counts[carried[place]]++;
    }
    /** @type {Counts} */
    const named = Object.fromEntries(this.filters.map(({ name }) => [name, {}]));
    this.tags.forEach(([name, tag], number) => {
      if (counts[number]) named[name][tag] = counts[number];
    });
    return named;
  }
}

/**
 * @param {Uint32Array} found
 * @param {readonly Tags[]} tables of all filters
 * @param {readonly Asked[]} asked filters that are set
 */
function narrow(found, tables, asked) {
  const count = (/** @type {Uint32Array} */ records) => Object.assign({}, ...tables.map((table) => table.count(records)));
  if (!asked.length) return { passing: found, counts: count(found) };
  const lacking = asked.map(({ name, tags, table }) => table.findLacking(name, tags));
  const failures = new Uint8Array(lacking[0].length);
  for (const lacks of lacking) lacks.forEach((lack, record) => (failures[record] += lack));
  const passing = select(found, (record) => !failures[record]);
  const counts = count(passing);
  asked.forEach(({ name, table }, number) => {
    const passingOthers = select(found, (record) => failures[record] === lacking[number][record]);
    counts[name] = table.count(passingOthers)[name];
  });
  return { passing, counts };
}
