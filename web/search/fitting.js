/**
 * How well a record fits what a query means: which of the meant tags it carries, rare ones counting more.
 * Twin of directory/search/fitting.py.
 */

import { Cache } from "./cache.js";
import { isAtLeast, rarity } from "./scoring.js";

/**
 * @typedef {import('./pack.js').Resource} Resource
 * @typedef {import('./pack.js').Group} Group
 * @typedef {import('./pack.js').Numbers} Numbers
 * @typedef {import('./meanings.js').Meaning} Meaning
 *
 * Who carries a tag, and what it is worth to each: the first of a list is what a record is there for, the last one of many it
 * also does.
 * @typedef {{ records: number[], shares: number[] }} Carriers
 */

/**
 * Lists of tags in a group of lay words -> what a tag of it counts.
 * @type {['services' | 'topics' | 'audiences' | 'formats', string][]}
 */
const LISTS = [
  ["services", "service_tag"],
  ["topics", "topic_tag"],
  ["audiences", "audience_tag"],
  ["formats", "format_tag"],
];

/** Fits kept in memory, 8 bytes each. */
const FITS_KEPT = 1_000_000;

/** Fits of all records to the groups of lay words; made when a group is first meant, then kept. */
export class Fitting {
  /**
   * @param {Resource[]} forms
   * @param {Group[]} groups
   * @param {Numbers} numbers
   */
  constructor(forms, groups, numbers) {
    this.groups = groups;
    this.numbers = numbers;
    this.kindOf = forms.map((form) => form.kind);
    /** @type {Map<string, Carriers>} */
    this.carriers = new Map();
    forms.forEach((form, record) => {
      for (const [name] of LISTS) {
        listTags(form, name).forEach((tag, place) => {
          const { records, shares } = this.getCarriers(name, tag);
          records.push(record);
          shares.push(lessen(numbers.later_own, place));
        });
      }
    });
    /** @type {Cache<Float64Array>} */
    this.fits = new Cache(FITS_KEPT, (fits) => fits.length);
    /** Of the last query. */
    this.sums = new Float64Array(forms.length);
  }

  /**
   * @param {string} list
   * @param {string} tag
   */
  getCarriers(list, tag) {
    const key = `${list} ${tag}`;
    const carriers = this.carriers.get(key) ?? { records: [], shares: [] };
    this.carriers.set(key, carriers);
    return carriers;
  }

  /**
   * For every record the sum over the meanings of their strength times the fit, 0 where it fits none. The next call
   * writes over it.
   * @param {readonly Meaning[]} meanings
   */
  fit(meanings) {
    const sums = this.sums.fill(0);
    for (const { group, strength } of meanings) {
      const fits = this.fits.get(`${group}`, () => this.makeFits(this.groups[group]));
      for (let record = 0; record < sums.length; record++) sums[record] += strength * fits[record];
    }
    return sums;
  }

  /**
   * The kinds that the stronger meanings ask for; empty where none asks.
   * @param {readonly Meaning[]} meanings strongest first
   * @returns {Set<string>}
   */
  listKinds(meanings) {
    const { kind_from, kind_share = 0 } = this.numbers;
    const asking = meanings.filter(
      ({ strength, share }) => isAtLeast(strength, kind_from * meanings[0].strength) && isAtLeast(share, kind_share),
    );
    return new Set(asking.flatMap(({ group }) => this.groups[group].kinds ?? []));
  }

  /**
   * For every record the share of the group's tags it carries, by weight, the first of each list most; less for a record of
   * a kind not asked for.
   * @param {Group} group
   */
  makeFits(group) {
    const { kinds = [] } = group;
    const tags = LISTS.flatMap(([name, number]) =>
      (group[name] ?? []).map((tag, place) => {
        const carriers = this.getCarriers(name, tag);
        const weight = this.numbers[number] * rarity(this.kindOf.length, carriers.records.length);
        return { carriers, weight: weight * lessen(this.numbers.later_tag, place) };
      }),
    );
    const isAskedFor = (/** @type {number} */ record) => !kinds.length || kinds.includes(this.kindOf[record]);
    const fits = new Float64Array(this.kindOf.length);
    if (!tags.length) return fits.map((_, record) => (kinds.length && isAskedFor(record) ? 1 : 0));
    const whole = tags.reduce((sum, { weight }) => sum + weight, 0);
    for (const { carriers, weight } of tags) addShares(fits, carriers, weight / whole);
    return kinds.length ? fits.map((fit, record) => (isAskedFor(record) ? fit : fit * this.numbers.other_kind)) : fits;
  }
}

/**
 * @param {Float64Array} fits
 * @param {Carriers} carriers
 * @param {number} weight
 */
function addShares(fits, { records, shares }, weight) {
  for (let place = 0; place < records.length; place++) fits[records[place]] += shares[place] * weight;
}

/**
 * @param {Resource} form
 * @param {'services' | 'topics' | 'audiences' | 'formats'} name
 */
function listTags(form, name) {
  if (name === "formats") return form.format ? [form.format] : [];
  return form[name] ?? [];
}

/**
 * What a tag counts at its place in a list, from 1 for the first.
 * @param {number} step
 * @param {number} place
 */
function lessen(step, place) {
  return 1 / (1 + step * place);
}
