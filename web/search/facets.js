/** Filters and their counts. Twin of directory/search/facets.py. */

/**
 * What one may filter by, and the key of the public form that holds the tags.
 * @type {Record<string, 'kind' | 'services' | 'topics' | 'audiences' | 'languages'>}
 */
export const FILTERS = {
  kind: "kind",
  service: "services",
  topic: "topics",
  audience: "audiences",
  language: "languages",
};

export class Facets {
  /** @param {import('./pack.js').Resource[]} forms */
  constructor(forms) {
    /** Filter -> tags of each record. @type {[string, string[][]][]} */
    this.tags = Object.entries(FILTERS).map(([name, key]) => [name, forms.map((form) => listTags(form[key]))]);
  }

  /**
   * The found records that pass all filters, in their order; and filter -> tag -> how many of the found records carry
   * it, as if that one filter were not set.
   * @param {number[]} found
   * @param {Record<string, readonly string[]>} filters
   * @returns {{ passing: number[], counts: Record<string, Record<string, number>> }}
   */
  apply(found, filters) {
    const asked = this.tags.filter(([name]) => filters[name]?.length);
    /** @type {number[]} */
    const passing = [];
    /** @type {Map<string, Map<string, number>>} */
    const counts = new Map(this.tags.map(([name]) => [name, new Map()]));
    for (const record of found) {
      const failed = asked.filter(([name, tags]) => !tags[record].some((tag) => filters[name].includes(tag)));
      if (!failed.length) passing.push(record);
      // A record that fails one filter only is still counted there: it is what choosing another tag would add.
      const counted = failed.length === 0 ? this.tags : failed.length === 1 ? failed : [];
      for (const [name, tags] of counted) count(tags[record], /** @type {Map<string, number>} */ (counts.get(name)));
    }
    return {
      passing,
      counts: Object.fromEntries([...counts].map(([name, tags]) => [name, Object.fromEntries([...tags].sort())])),
    };
  }
}

/**
 * @param {string | string[] | undefined} value
 * @returns {string[]}
 */
function listTags(value = []) {
  return typeof value === "string" ? [value] : [...new Set(value)];
}

/**
 * @param {string[]} tags
 * @param {Map<string, number>} counts
 */
function count(tags, counts) {
  for (const tag of tags) counts.set(tag, (counts.get(tag) ?? 0) + 1);
}
