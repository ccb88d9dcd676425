/**
 * The search of the phone: words typed -> ids in order. Twin of directory/search/engine.py; docs/design.md, "Search", has the rules.
 * Pure: no page, no network, no clock.
 */

import { makeDocument } from "./document.js";
import { FILTERS, Facets } from "./facets.js";
import { Index } from "./index.js";
import { createStemmer } from "./stems.js";
import { compareTexts, splitWords, tokens } from "./text.js";
import { findPlace, listVariants } from "./words.js";

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
 * @typedef {{ records: number[], scores: Float64Array }} Scored
 */

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
  const trust = Float64Array.from(forms, (form) => rateTrust(form, numbers));

  /** @type {(word: string, isLast: boolean) => Scored} */
  function scoreWord(word, isLast) {
    const scores = new Float64Array(forms.length);
    const variants = listVariants(word, findStem(word), index.words, numbers, { isLast });
    for (const [variant, share] of variants) index.addScores(variant, share, scores);
    // No score is ever nothing: the rarity of a word and what its first occurrence is worth are above zero.
    return { records: findRecords(scores, (score) => score > 0), scores };
  }

  /** @type {(words: string[]) => Scored[]} */
  function match(words) {
    if (!words.length) return [{ records: byTitle, scores: new Float64Array(forms.length) }];
    const units = words.map((word, place) => scoreWord(word, place === words.length - 1));
    return combine(units, trust, numbers.enough);
  }

  return {
    search({ text = "", filters = {}, limit = 20, offset = 0 }) {
      refuseUnknown(filters);
      const words = listQueryWords(text, stopWords, numbers.words);
      const tiers = match(words);
      const { failures, counts } = facets.apply(
        tiers.flatMap((tier) => tier.records),
        filters,
      );
      /** @type {{ id: string, score: number }[]} */
      const hits = [];
      let total = 0;
      for (const { records, scores } of tiers) {
        const passing = records.filter((record) => !failures[record]);
        const wanted = offset + limit - hits.length;
        const best = words.length ? takeBest(passing, scores, wanted) : passing.slice(0, wanted);
        for (const record of best) hits.push({ id: forms[record].id, score: scores[record] });
        total += passing.length;
      }
      return {
        total,
        hits: hits.slice(offset, offset + limit),
        facets: counts,
        understood: { place: null, topics: [], corrected: null },
        urgent: [],
      };
    },
  };
}

/**
 * The words of a query that count, each once, in the order of their last place: the last `most` of them.
 * Where every word is a stop word, the last one stays: it may be the beginning of another ("the" of "therapy").
 * @param {string} text
 * @param {ReadonlySet<string>} stopWords
 * @param {number} most
 */
function listQueryWords(text, stopWords, most) {
  const counted = tokens(text, stopWords);
  const words = counted.length ? counted : splitWords(text).slice(-1);
  return [...new Set(words.reverse())].slice(0, most).reverse();
}

/**
 * Records and their scores in tiers that follow one another: records with all words; unless those are enough, the rest.
 * A score is the sum over the words a record has, times how many it has, times the trust in it.
 * @param {Scored[]} units one for each word
 * @param {Float64Array} trust
 * @param {number} enough
 * @returns {Scored[]}
 */
function combine(units, trust, enough) {
  const scores = new Float64Array(trust.length);
  const counts = new Uint8Array(trust.length);
  for (const unit of units) {
    for (const record of unit.records) {
      scores[record] += unit.scores[record];
      counts[record]++;
    }
  }
  counts.forEach((count, record) => (scores[record] *= count * trust[record]));
  const tiers = [{ records: findRecords(counts, (count) => count === units.length), scores }];
  if (tiers[0].records.length < enough && units.length > 1) {
    tiers.push({ records: findRecords(counts, (count) => count > 0 && count < units.length), scores });
  }
  return tiers;
}

/**
 * The numbers of the records whose value is wanted.
 * @param {Float64Array | Uint8Array} values one for each record
 * @param {(value: number) => boolean} isWanted
 */
function findRecords(values, isWanted) {
  /** @type {number[]} */
  const records = [];
  for (let record = 0; record < values.length; record++) {
    if (isWanted(values[record])) records.push(record);
  }
  return records;
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
  /** @type {(one: number, other: number) => number} */
  const compare = (one, other) => rounded(other) - rounded(one) || one - other;
  if (wanted >= records.length) return records.sort(compare);
  /** @type {number[]} */
  const best = [];
  for (const record of records) {
    if (best.length >= wanted && (wanted < 1 || compare(record, best[wanted - 1]) > 0)) continue;
    best.splice(
      findPlace(best, (other) => compare(other, record) < 0),
      0,
      record,
    );
    if (best.length > wanted) best.pop();
  }
  return best;
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
