/**
 * Intent and text scores -> records in order. Twin of directory/search/ranking.py.
 *
 * Order: the record whose whole name was typed, lines that answer now (urgency), records with these words in their names,
 * then reach (local, regional, statewide, national), then score. A score joins what the words say (0 to 1) with what they
 * mean (0 to 1).
 *
 * Here everything has a value for every record, in typed arrays: that is what keeps 20,000 records quick on a phone.
 */

import { FirstHelp } from "./first_help.js";
import { Fitting } from "./fitting.js";
import { Lines } from "./lines.js";
import { findRecords } from "./matching.js";
import { NOBODY, Names } from "./names.js";
import { ELSEWHERE, LOCAL, NATIONAL, REGIONAL, Reaches } from "./reach.js";
import { findLeast, rateTrust, roundScore } from "./scoring.js";
import { MATERIALS, Suiting } from "./suiting.js";
import { readWords } from "./text.js";

/**
 * @typedef {import('./pack.js').Resource} Resource
 * @typedef {import('./pack.js').Group} Group
 * @typedef {import('./intent.js').Intent} Intent
 * @typedef {import('./matching.js').Scored} Scored
 * @typedef {import('./places.js').Place} Place
 *
 * The records of an answer, in any order, with what puts them in order; `reach` and `miles` of every record where a place
 * is known; `urgent` are the first of them.
 * @typedef {object} Ranked
 * @property {number[]} records
 * @property {Float64Array} scores
 * @property {(one: number, other: number) => number} compare
 * @property {Uint8Array | null} reach
 * @property {Float64Array | null} miles
 * @property {number[]} urgent
 */

/** Services of a line to call or to report to. */
const LINES = ["hotline", "reporting"];

/** How far each sort of record is moved in the order: each further than all below it together. */
const BEFORE_OTHERS = { first: 8, named: 16, held: 64, urgent: 1024, whole: 4096 };

/** Orders the records of a pack. */
export class Ranking {
  /**
   * @param {Resource[]} forms
   * @param {import('./pack.js').Tables} tables
   * @param {import('./places.js').Gazetteer} places
   * @param {import('./names.js').Speech} speech what is known of the words typed
   */
  constructor(forms, tables, places, speech) {
    const { groups, numbers } = tables;
    this.forms = forms;
    this.groups = groups;
    this.numbers = numbers;
    this.trust = Float64Array.from(forms, (form) => rateTrust(form, numbers));
    this.fitting = new Fitting(forms, groups, numbers);
    this.names = new Names(forms, readWords(tables.stop_words), numbers);
    this.speech = speech;
    this.reaches = new Reaches(forms, places);
    this.lines = new Lines(tables.lines, groups, forms, numbers, readWords(tables.people ?? ""));
    this.suiting = new Suiting(forms, numbers);
    this.firstHelp = new FirstHelp(forms, tables.lines.first_help ?? {}, this.lines.pinned, numbers);
  }

  /**
   * The records that answer an intent. Where words are all there is, records with all of them come before the others.
   * @param {Intent} intent
   * @param {Scored[]} tiers scores of the words; none for a place alone
   * @param {string} readersLang
   * @returns {Ranked}
   */
  rank(intent, tiers, readersLang) {
    const { place, isPlaceOnly, meanings } = intent;
    const lang = this.hearLanguage(intent) ?? readersLang;
    const { records: named, whole } = isPlaceOnly ? NOBODY : this.findNamed(intent);
    const held = this.lines.findHeldBack(intent, [lang, readersLang]);
    const urgent = this.lines.listUrgent(intent, lang, held);
    if (intent.isStrange && !named.size && !urgent.length) return this.findNothing(place);
    const { records, scores } = isPlaceOnly ? this.firstHelp.listPeople() : this.join(intent, tiers, named, lang);
    const seen = this.seeFrom(place);
    if (seen.miles) this.weighDistance(records, scores, seen.miles);
    const kept = this.keep({ records, scores }, seen.reach, named, intent);
    const first = meanings.length || place ? [] : (tiers[0]?.records ?? []);
    const order = this.makeOrder(seen.reach, { first, named, urgent, whole, held });
    return {
      records: kept.concat(urgent.filter((record) => !kept.includes(record))),
      scores,
      compare: (one, other) =>
        order[one] - order[other] || roundScore(scores[other]) - roundScore(scores[one]) || one - other,
      ...seen,
      urgent,
    };
  }

  /**
   * The language that was asked for, as in "posters in Spanish".
   * @param {Intent} intent
   */
  hearLanguage({ touched }) {
    return touched.flatMap(({ group }) => this.groups[group].languages ?? []).at(0);
  }

  /**
   * The records asked for by name. "Shelter in Missoula" is none, though one shelter has both words in its title.
   * @param {Intent} intent
   */
  findNamed({ typed, spelled, words, place, corrected }) {
    const right = this.names.find(spelled, this.speech);
    const named = right.records.size || !corrected ? right : this.names.find(typed, this.speech);
    const isPlain = place && words.every((word) => this.speech.isEveryday(word));
    return isPlain ? { records: named.whole, whole: named.whole } : named;
  }

  /**
   * All records by title; with a place, those that reach it, nearest first, who helps first before others.
   * @param {readonly number[]} byTitle
   * @param {Place | null} place
   * @returns {Ranked}
   */
  listReaching(byTitle, place) {
    const position = new Uint32Array(byTitle.length);
    byTitle.forEach((record, number) => (position[record] = number));
    const { reach, miles } = this.seeFrom(place);
    const rounded = this.firstHelp.scores.map(roundScore);
    return {
      records: byTitle.filter((record) => reach?.[record] !== ELSEWHERE),
      scores: new Float64Array(byTitle.length),
      compare: (one, other) =>
        (reach && (reach[one] - reach[other] || rounded[other] - rounded[one])) || position[one] - position[other],
      reach,
      miles,
      urgent: [],
    };
  }

  /**
   * @param {Place | null} place
   * @returns {Ranked}
   */
  findNothing(place) {
    return { records: [], scores: new Float64Array(), compare: () => 0, ...this.seeFrom(place), urgent: [] };
  }

  /**
   * Reach and distance of every record.
   * @param {Place | null} place
   */
  seeFrom(place) {
    return { reach: place && this.reaches.rate(place), miles: place && this.reaches.measure(place) };
  }

  /**
   * What every record is ordered by before its score, least first: those named `whole`, then the `urgent`, as they stand;
   * then those `named`, then by reach, or where words are all there is, the `first`, which have all of them. `held` come last.
   * @param {Uint8Array | null} reach
   * @param {Record<'first' | 'urgent', readonly number[]> & Record<'named' | 'whole' | 'held', ReadonlySet<number>>} special
   */
  makeOrder(reach, { first, named, urgent, whole, held }) {
    const order = reach ? Int16Array.from(reach) : new Int16Array(this.forms.length);
    for (const record of first) order[record] -= BEFORE_OTHERS.first;
    for (const record of named) order[record] -= BEFORE_OTHERS.named;
    for (const record of held) order[record] += BEFORE_OTHERS.held;
    urgent.forEach((record, number) => {
      if (!whole.has(record)) order[record] = number - BEFORE_OTHERS.urgent;
    });
    for (const record of whole) if (!held.has(record)) order[record] -= BEFORE_OTHERS.whole;
    return order;
  }

  /**
   * The score of every record that has a word, a meaning or the name.
   * @param {Intent} intent
   * @param {Scored[]} tiers
   * @param {ReadonlySet<number>} named
   * @param {string} lang
   * @returns {Scored}
   */
  join(intent, tiers, named, lang) {
    const { numbers, trust, suiting } = this;
    const { meanings } = intent;
    const text = tiers[0]?.scores ?? new Float64Array(this.forms.length);
    const fits = this.fitting.fit(meanings);
    const [mostText, mostFit] = [findMost(text) || 1, findMost(fits) || 1];
    const sureness = meanings.length ? Math.min(1, meanings[0].strength) : 0;
    const [said, meant] = [(1 - numbers.text_less * sureness) / mostText, (numbers.meaning * sureness) / mostFit];
    const leastFit = meanings.length ? findLeast(numbers.fit_least * mostFit) : Infinity;
    const kinds = this.fitting.listKinds(meanings);
    const factors = this.rateProfiles(intent, kinds, lang);
    const scores = new Float64Array(text.length);
    for (let record = 0; record < text.length; record++) {
      if (!text[record] && fits[record] < leastFit) continue;
      const score = said * text[record] + meant * fits[record] * trust[record];
      scores[record] = score * factors[suiting.profileOf[record]];
    }
    for (const record of named) {
      const share = text[record] / mostText + meant * fits[record] * trust[record];
      scores[record] = share * suiting.rateLanguage(record, lang);
    }
    const lines = this.wantsLines(meanings, kinds) ? this.lines.pinned : [];
    for (const record of lines) if (fits[record]) scores[record] *= numbers.pinned;
    for (const record of tiers[0]?.records ?? []) scores[record] += numbers.all_words;
    for (const record of named) scores[record] += numbers.named;
    return { records: findRecords(scores), scores };
  }

  /**
   * @param {Intent} intent
   * @param {ReadonlySet<string>} kinds those asked for
   * @param {string} lang
   */
  rateProfiles({ meanings, touched, place }, kinds, lang) {
    const audiences = new Set(touched.flatMap(({ group }) => this.groups[group].audiences ?? []));
    return this.suiting.rate({ kinds, audiences, lang, isAnywhere: meanings.length > 0 && !place });
  }

  /**
   * Whether some meaning asks for a line to call or to report to, and none for materials.
   * @param {Intent['meanings']} meanings
   * @param {ReadonlySet<string>} kinds
   */
  wantsLines(meanings, kinds) {
    const asks = meanings.some(({ group }) => this.groups[group].services?.some((tag) => LINES.includes(tag)));
    return asks && !MATERIALS.some((material) => kinds.has(material));
  }

  /**
   * Lessens scores by distance: half at `half_miles`; nothing for whoever is reached from anywhere.
   * @param {readonly number[]} records
   * @param {Float64Array} scores
   * @param {Float64Array} miles
   */
  weighDistance(records, scores, miles) {
    for (const record of records) {
      if (Number.isNaN(miles[record]) || this.reaches.general[record] !== ELSEWHERE) continue;
      scores[record] *= 1 / (1 + miles[record] / this.numbers.half_miles);
    }
  }

  /**
   * The records worth showing. With a place: those that reach it and answer well enough, the nearer the sooner. Who serves
   * only the county next door counts when nobody at home answers as well: else its reach becomes ELSEWHERE. Where nobody who
   * reaches the place answers at all, those elsewhere do.
   * @param {Scored} found
   * @param {Uint8Array | null} reach
   * @param {ReadonlySet<number>} named
   * @param {Intent} intent
   */
  keep({ records, scores }, reach, named, { place, isPlaceOnly, meanings }) {
    const { numbers } = this;
    const best = findMost(scores);
    if (!place || !reach) {
      const least = meanings.length ? findLeast(numbers.least * best) : 0;
      return records.filter((record) => scores[record] >= least);
    }
    const first = findLeast(numbers.first_next_door * findBestNextDoor(records, scores, reach));
    const enough = isPlaceOnly ? first : findLeast(numbers.local_enough * best);
    const hasLocal = records.some((record) => reach[record] === LOCAL && scores[record] >= enough);
    const nextDoor = isPlaceOnly ? first : findLeast(numbers.next_door * best);
    const serving = this.reaches.findServing(place);
    for (const record of records) {
      if (reach[record] !== REGIONAL || serving.has(record)) continue;
      if (hasLocal || scores[record] < nextDoor) reach[record] = ELSEWHERE;
    }
    if (isPlaceOnly) return this.firstHelp.keep({ records, scores }, reach);
    const parts = [numbers.least_local, numbers.least_local, numbers.least_far, numbers.least_far, 2];
    const least = parts.map((part) => findLeast(part * best));
    const kept = records.filter((record) => scores[record] >= least[reach[record]] || named.has(record));
    return kept.length ? kept : records.filter((record) => scores[record] >= least[NATIONAL]);
  }
}

/**
 * @param {readonly number[]} records
 * @param {Float64Array} scores
 * @param {Uint8Array} reach
 */
function findBestNextDoor(records, scores, reach) {
  return records.reduce((best, record) => (reach[record] === REGIONAL ? Math.max(best, scores[record]) : best), 0);
}

/** @param {Float64Array} values none below 0 */
function findMost(values) {
  let most = 0;
  for (let record = 0; record < values.length; record++) if (values[record] > most) most = values[record];
  return most;
}
