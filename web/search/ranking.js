/**
 * Intent and text scores -> records in order. Twin of directory/search/ranking.py.
 *
 * Order: lines that answer now (urgency), then the record asked for by name, then reach (local, regional, statewide,
 * national), then score. A score joins what the words say (0 to 1) with what they mean (0 to 1).
 *
 * Here everything has a value for every record, in typed arrays: that is what keeps 20,000 records quick on a phone.
 */

import { FirstHelp } from "./first_help.js";
import { Fitting } from "./fitting.js";
import { Lines } from "./lines.js";
import { Names } from "./names.js";
import { ELSEWHERE, LOCAL, REGIONAL, Reaches } from "./reach.js";
import { findLeast, rateTrust, roundScore } from "./scoring.js";

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

const MATERIALS = ["video", "print"];

/** Services of a line to call or to report to. */
const LINES = ["hotline", "reporting"];

/** Orders the records of a pack. */
export class Ranking {
  /**
   * @param {Resource[]} forms
   * @param {import('./pack.js').Tables} tables
   * @param {import('./places.js').Gazetteer} places
   * @param {(word: string) => boolean} isEveryday whether a word typed has a meaning in everyday speech
   */
  constructor(forms, tables, places, isEveryday) {
    const { groups, numbers } = tables;
    this.forms = forms;
    this.groups = groups;
    this.numbers = numbers;
    this.trust = Float64Array.from(forms, (form) => rateTrust(form, numbers));
    this.fitting = new Fitting(forms, groups, numbers);
    this.names = new Names(forms, new Set(tables.stop_words), numbers);
    this.isEveryday = isEveryday;
    this.reaches = new Reaches(forms, places);
    const recordOf = new Map(forms.map((form, record) => [form.id, record]));
    this.lines = new Lines(tables.lines, groups, recordOf, numbers);
    this.servesInSpanish = forms.map((form) => form.languages?.includes("es") ?? false);
    this.firstHelp = new FirstHelp(forms, tables.lines.first_help ?? {}, this.lines.pinned, numbers);
  }

  /**
   * The records that answer an intent. Where words are all there is, records with all of them come before the others.
   * @param {Intent} intent
   * @param {Scored[]} tiers scores of the words; none for a place alone
   * @param {string} lang
   * @returns {Ranked}
   */
  rank(intent, tiers, lang) {
    const { place, isPlaceOnly, typed, meanings } = intent;
    const named = isPlaceOnly ? new Set() : this.names.find(typed, this.isEveryday);
    const { records, scores } = isPlaceOnly ? this.firstHelp.listPeople() : this.join(intent, tiers, named, lang);
    const seen = this.seeFrom(place);
    if (seen.miles) this.weighDistance(records, scores, seen.miles);
    const kept = this.keep({ records, scores }, seen.reach, named, intent);
    const urgent = this.lines.listUrgent(intent, lang);
    const first = meanings.length || place ? null : new Set(tiers[0]?.records);
    const held = this.lines.findHeldBack(intent, lang);
    const order = this.makeOrder(urgent, held, named, first, seen.reach);
    const rounded = scores.map(roundScore);
    return {
      records: [...new Set([...kept, ...urgent])],
      scores,
      compare: (one, other) => order(one) - order(other) || rounded[other] - rounded[one] || one - other,
      ...seen,
      urgent,
    };
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
   * Reach and distance of every record.
   * @param {Place | null} place
   */
  seeFrom(place) {
    return { reach: place && this.reaches.rate(place), miles: place && this.reaches.measure(place) };
  }

  /**
   * What a record is ordered by before its score.
   * @param {readonly number[]} urgent
   * @param {ReadonlySet<number>} held
   * @param {ReadonlySet<number>} named
   * @param {ReadonlySet<number> | null} first where only words count, the records that have all of them
   * @param {Uint8Array | null} reach
   * @returns {(record: number) => number}
   */
  makeOrder(urgent, held, named, first, reach) {
    const rank = new Map(urgent.map((record, number) => [record, number - urgent.length]));
    return (record) => {
      const isSecond = first ? !first.has(record) : false;
      const worse = (Number(held.has(record)) * 2 + Number(!named.has(record))) * 2 + Number(isSecond);
      return rank.get(record) ?? worse * (ELSEWHERE + 1) + (reach?.[record] ?? 0);
    };
  }

  /**
   * The score of every record that has a word, a meaning or the name.
   * @param {Intent} intent
   * @param {Scored[]} tiers
   * @param {ReadonlySet<number>} named
   * @param {string} lang
   * @returns {Scored}
   */
  join({ meanings }, tiers, named, lang) {
    const { numbers } = this;
    const text = new Float64Array(this.forms.length);
    for (const { records, scores } of tiers) for (const record of records) text[record] = scores[record];
    const fits = this.fitting.fit(meanings);
    const [mostText, mostFit] = [findMost(text) || 1, findMost(fits) || 1];
    const sureness = meanings.length ? Math.min(1, meanings[0].strength) : 0;
    const leastFit = findLeast(numbers.fit_least * mostFit);
    const kinds = this.fitting.listKinds(meanings);
    const wantsLines = this.wantsLines(meanings, kinds);
    const scores = new Float64Array(text.length);
    /** @type {number[]} */
    const records = [];
    for (let record = 0; record < text.length; record++) {
      const isNamed = named.has(record);
      if (!text[record] && !isNamed && !(fits[record] && fits[record] >= leastFit)) continue;
      const share = (text[record] / mostText) * (isNamed ? 1 : 1 - numbers.text_less * sureness);
      const meant = (numbers.meaning * sureness * fits[record]) / mostFit;
      let score = (share + meant * this.trust[record]) * this.rateKind(record, kinds, isNamed);
      if (lang === "es" && this.servesInSpanish[record]) score *= numbers.spanish;
      if (wantsLines && fits[record] && this.lines.pinned.has(record)) score *= numbers.pinned;
      scores[record] = score + (isNamed ? numbers.named : 0);
      records.push(record);
    }
    for (const record of tiers[0]?.records ?? []) scores[record] += numbers.all_words;
    return { records, scores };
  }

  /**
   * Who asks for posters gets posters; who does not, gets people first.
   * @param {number} record
   * @param {ReadonlySet<string>} kinds
   * @param {boolean} isNamed
   */
  rateKind(record, kinds, isNamed) {
    const { kind } = this.forms[record];
    if (isNamed || kinds.has(kind)) return 1;
    if (kind === "organization") return kinds.size ? this.numbers.not_wanted : 1;
    return MATERIALS.some((material) => kinds.has(material)) ? 1 : this.numbers.material;
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
   * only the county next door counts when nobody at home answers as well: else its reach becomes ELSEWHERE.
   * @param {Scored} found
   * @param {Uint8Array | null} reach
   * @param {ReadonlySet<number>} named
   * @param {Intent} intent
   */
  keep({ records, scores }, reach, named, { place, isPlaceOnly, meanings }) {
    const { numbers } = this;
    const best = records.reduce((most, record) => Math.max(most, scores[record]), 0);
    if (!place || !reach) {
      const least = meanings.length ? findLeast(numbers.least * best) : 0;
      return records.filter((record) => scores[record] >= least);
    }
    const enough = isPlaceOnly ? 0 : findLeast(numbers.local_enough * best);
    if (records.some((record) => reach[record] === LOCAL && scores[record] >= enough)) {
      const serving = this.reaches.findServing(place);
      for (const record of records) {
        if (reach[record] === REGIONAL && !serving.has(record)) reach[record] = ELSEWHERE;
      }
    }
    if (isPlaceOnly) return this.firstHelp.keep({ records, scores }, reach);
    const parts = [numbers.least_local, numbers.least_local, numbers.least_far, numbers.least_far, 2];
    const least = parts.map((part) => findLeast(part * best));
    return records.filter((record) => scores[record] >= least[reach[record]] || named.has(record));
  }
}

/** @param {Float64Array} values */
function findMost(values) {
  return values.reduce((most, value) => Math.max(most, value), 0);
}
