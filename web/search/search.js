/**
 * The search of the phone: words typed -> ids in order. Twin of directory/search/engine.py; docs/design.md, "Search", has the rules.
 * Pure: no page, no network, no clock.
 */

import { makeDocument } from "./document.js";
import { FILTERS, Facets } from "./facets.js";
import { Index } from "./index.js";
import { createStemmer } from "./stems.js";
import { splitWords, tokens } from "./text.js";
import { listVariants } from "./words.js";

/**
 * @typedef {import('./pack.js').Pack} Pack
 * @typedef {import('./pack.js').Resource} Resource
 * @typedef {import('./pack.js').Numbers} Numbers
 *
 * @typedef {object} Query see directory/search/results.py
 * @property {string} [text] without words it lists every record
 * @property {Record<string, readonly string[]>} [filters] tags by filter; one tag of each filter must be there
 * @property {string} [lang]
 * @property {number} [limit]
 * @property {number} [offset]
 *
 * @typedef {object} Results
 * @property {number} total records found
 * @property {{ id: string, score: number }[]} hits those asked for, best first
 * @property {Record<string, Record<string, number>>} facets filter -> tag -> how many, as if that one filter were not set
 * @property {{ place: null, topics: string[], corrected: null }} understood what was read out of the words besides text
 * @property {string[]} urgent ids of lines to show above everything
 *
 * @typedef {{ search(query: Query): Results }} Engine
 *
 * One typed word with its stem, beginnings and edits: the records found, and the score of every record (0 = not found).
 * @typedef {{ records: number[], scores: Float64Array }} Unit
 */

/** Scores kept of words asked before: 8 MB when full, everything there is for some hundred records. */
const SCORES_KEPT = 1_000_000;

/**
 * An engine over the records of a pack. Takes about a millisecond for each ten records, so let a worker do it.
 * @param {Pack} pack
 * @returns {Engine}
 */
export function createEngine(pack) {
  const { numbers, stop_words } = pack.search;
  const forms = [...pack.resources].sort((one, other) => compareTexts(one.id, other.id));
  const index = new Index(
    forms.map((form) => makeDocument(form, pack.vocabulary)),
    pack.search,
  );
  const stopWords = new Set(stop_words);
  const findStem = createStemmer(pack.search.stems, index.words);
  const facets = new Facets(forms);
  const byTitle = orderByTitle(forms, stopWords);
  const trust = forms.map((form) => rateTrust(form, numbers));
  /** @type {Map<string, Unit>} */
  const units = new Map();

  /** @type {(word: string, isLast: boolean) => Unit} */
  function scoreUnit(word, isLast) {
    const key = isLast ? `${word} ` : word;
    const known = units.get(key);
    if (known) return known;
    const variants = listVariants(word, findStem(word), index.words, numbers, { isLast });
    const unit = addScores(
      variants.map(([variant, weight]) => ({ ...index.scoreWord(variant), weight })),
      forms.length,
    );
    if ((units.size + 1) * forms.length > SCORES_KEPT) units.clear();
    units.set(key, unit);
    return unit;
  }

  return {
    search({ text = "", filters = {}, limit = 20, offset = 0 }) {
      refuseUnknown(filters);
      const words = listQueryWords(text, stopWords, numbers.words);
      const tiers = words.length
        ? match(
            words.map((word, place) => scoreUnit(word, place === words.length - 1)),
            trust,
            numbers.enough,
          )
        : [{ records: byTitle, scores: new Float64Array(forms.length) }];
      const { passing, counts } = facets.apply(
        tiers.flatMap((tier) => tier.records),
        filters,
      );
      const passes = new Set(passing);
      /** @type {{ id: string, score: number }[]} */
      const hits = [];
      for (const { records, scores } of tiers) {
        const left = records.filter((record) => passes.has(record));
        const best = words.length ? takeBest(left, scores, offset + limit - hits.length) : left;
        hits.push(...best.map((record) => ({ id: forms[record].id, score: scores[record] })));
      }
      return {
        total: passing.length,
        hits: hits.slice(offset, offset + limit),
        facets: counts,
        understood: { place: null, topics: [], corrected: null },
        urgent: [],
      };
    },
  };
}

/**
 * The words of a query that count, each once, in the order of their last place, at most `most` of them.
 * Where every word is a stop word, the last one stays: it may be the beginning of another ("the" of "therapy").
 * @param {string} text
 * @param {ReadonlySet<string>} stopWords
 * @param {number} most
 */
export function listQueryWords(text, stopWords, most) {
  const counted = tokens(text, stopWords);
  const words = counted.length ? counted : splitWords(text).slice(-1);
  return [...new Set(words.reverse())].slice(0, most).reverse();
}

/**
 * Records and their scores in tiers that follow one another: records with all words; unless those are enough, the rest.
 * A score is the sum over the words a record has, times how many it has, times the trust in it.
 * @param {Unit[]} units
 * @param {number[]} trust
 * @param {number} enough
 * @returns {Unit[]}
 */
function match(units, trust, enough) {
  const sums = new Float64Array(trust.length);
  const counts = new Uint8Array(trust.length);
  for (const { records, scores } of units) {
    for (const record of records) {
      sums[record] += scores[record];
      counts[record]++;
    }
  }
  const fewest = units.reduce((fewer, unit) => (unit.records.length < fewer.records.length ? unit : fewer));
  const withAll = fewest.records.filter((record) => counts[record] === units.length);
  const scores = sums.map((sum, record) => sum * counts[record] * trust[record]);
  const tiers = [{ records: withAll, scores }];
  if (withAll.length < enough && units.length > 1) {
    const rest = [...trust.keys()].filter((record) => counts[record] > 0 && counts[record] < units.length);
    tiers.push({ records: rest, scores });
  }
  return tiers;
}

/**
 * The scores of several variants of one word, each times its weight, as one.
 * @param {{ records: Uint32Array, scores: Float64Array, weight: number }[]} variants
 * @param {number} size how many records there are
 * @returns {Unit}
 */
function addScores(variants, size) {
  const sums = new Float64Array(size);
  for (const { records, scores, weight } of variants) {
    records.forEach((record, place) => (sums[record] += weight * scores[place]));
  }
  // No score is ever nothing: the rarity of a word and what its first occurrence is worth are above zero.
  return { records: [...sums.keys()].filter((record) => sums[record] > 0), scores: sums };
}

/**
 * The best `wanted` records, by score in steps of 1e-7, then by id (records are numbered in order of id).
 * @param {number[]} records
 * @param {Float64Array} scores
 * @param {number} wanted
 */
function takeBest(records, scores, wanted) {
  /** @type {(record: number) => number} */
  const rounded = (record) => Math.floor(scores[record] * 1e7 + 0.5);
  return records.sort((one, other) => rounded(other) - rounded(one) || one - other).slice(0, Math.max(0, wanted));
}

/**
 * @param {Resource} form
 * @param {Numbers} numbers
 */
function rateTrust(form, numbers) {
  const isSure = form.kind !== "organization" || (form.phones ?? []).some((phone) => phone.confirmed);
  return isSure ? 1 : numbers.unconfirmed;
}

/**
 * The numbers of all records, by title, then by id.
 * @param {Resource[]} forms
 * @param {ReadonlySet<string>} stopWords
 */
function orderByTitle(forms, stopWords) {
  const titles = forms.map((form) => tokens(form.title, stopWords).join(" "));
  return [...forms.keys()].sort((one, other) => compareTexts(titles[one], titles[other]) || one - other);
}

/** @param {Record<string, readonly string[]>} filters */
function refuseUnknown(filters) {
  const unknown = Object.keys(filters).filter((name) => !(name in FILTERS));
  if (unknown.length)
    throw new Error(`found the filter '${unknown[0]}', want one of: ${Object.keys(FILTERS).join(", ")}`);
}

/**
 * By the letters' numbers, as Python compares; ids and words are plain ASCII.
 * @param {string} one
 * @param {string} other
 */
export function compareTexts(one, other) {
  return one < other ? -1 : Number(one > other);
}
