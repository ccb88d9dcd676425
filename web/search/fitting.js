/**
 * How well a record fits what a query means: which of the meant tags it carries, rare ones counting more.
 * Twin of directory/search/fitting.py.
 */

import { isAtLeast, rarity } from "./scoring.js";

/**
 * @typedef {import('./pack.js').Resource} Resource
 * @typedef {import('./pack.js').Group} Group
 * @typedef {import('./pack.js').Numbers} Numbers
 * @typedef {import('./meanings.js').Meaning} Meaning
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
    /**
     * What a tag is worth to a record: the first of a list is what it is there for, the last one of many it also does.
     * @type {Map<string, Map<number, number>>}
     */
    this.carriers = new Map();
    forms.forEach((form, record) => {
      for (const [name] of LISTS) {
        listTags(form, name).forEach((tag, place) => {
          const key = `${name} ${tag}`;
          const carriers = this.carriers.get(key) ?? new Map();
          this.carriers.set(key, carriers.set(record, lessen(numbers.later_own, place)));
        });
      }
    });
    /** @type {Map<number, Float64Array>} */
    this.fits = new Map();
  }

  /**
   * For every record the sum over the meanings of their strength times the fit, 0 where it fits none.
   * @param {readonly Meaning[]} meanings
   */
  fit(meanings) {
    const sums = new Float64Array(this.kindOf.length);
    for (const { group, strength } of meanings) {
      const fits = this.fitGroup(group);
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
    const strong = meanings.filter(({ strength }) =>
      isAtLeast(strength, this.numbers.kind_from * meanings[0].strength),
    );
    return new Set(strong.flatMap(({ group }) => this.groups[group].kinds ?? []));
  }

  /** @param {number} number */
  fitGroup(number) {
    const kept = this.fits.get(number);
    if (kept) return kept;
    const made = this.makeFits(this.groups[number]);
    this.fits.set(number, made);
    return made;
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
        const carriers = this.carriers.get(`${name} ${tag}`) ?? new Map();
        const weight = this.numbers[number] * rarity(this.kindOf.length, carriers.size);
        return { carriers, weight: weight * lessen(this.numbers.later_tag, place) };
      }),
    );
    const isAskedFor = this.kindOf.map((kind) => !kinds.length || kinds.includes(kind));
    if (!tags.length) return Float64Array.from(isAskedFor, (isAsked) => (kinds.length && isAsked ? 1 : 0));
    const whole = tags.reduce((sum, { weight }) => sum + weight, 0);
    const fits = new Float64Array(this.kindOf.length);
    for (const { carriers, weight } of tags) {
      for (const [record, share] of carriers) fits[record] += (share * weight) / whole;
    }
    return fits.map((fit, record) => (isAskedFor[record] ? fit : fit * this.numbers.other_kind));
  }
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
