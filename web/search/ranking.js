/**
 * Intent and text scores -> records in order. Twin of directory/search/ranking.py.
 *
 * Order: the record whose whole name was typed, lines that answer now (urgency), records with these words in their names,
 * then reach (local, regional, statewide, national), then score. A score joins what the words say (0 to 1) with what they
 * mean (0 to 1).
 */

import { FirstHelp } from "./first_help.js";
import { Joining } from "./joining.js";
import { Keeping } from "./keeping.js";
import { Lines } from "./lines.js";
import { NOBODY, Names } from "./names.js";
import { writeOrder } from "./order.js";
import { ELSEWHERE, Reaches } from "./reach.js";
import { select } from "./records.js";
import { isAtLeast, roundScore } from "./scoring.js";
import { Suiting } from "./suiting.js";
import { readWords } from "./text.js";

/**
 * @typedef {import('./pack.js').Resource} Resource
 * @typedef {import('./intent.js').Intent} Intent
 * @typedef {import('./matching.js').Matched} Matched
 * @typedef {import('./places.js').Place} Place
 *
 * The records of an answer, in any order, with what puts them in order; `reach` and `miles` of every record where a place
 * is known; `urgent` are the first of them.
 * @typedef {object} Ranked
 * @property {Uint32Array} records
 * @property {Float64Array} scores
 * @property {(one: number, other: number) => number} compare
 * @property {Uint8Array | null} reach
 * @property {((record: number) => number) | null} miles NaN where it is not known
 * @property {number[]} urgent
 */

/** Orders the records of a pack. */
export class Ranking {
  /**
   * @param {Resource[]} forms
   * @param {import('./pack.js').Tables} tables
   * @param {Float64Array} trust a factor for each record
   * @param {import('./places.js').Gazetteer} places
   * @param {import('./names.js').Speech} speech what is known of the words typed
   */
  constructor(forms, tables, trust, places, speech) {
    const { groups, numbers } = tables;
    this.numbers = numbers;
    this.order = new Int16Array(forms.length);
    this.groups = groups;
    this.speech = speech;
    this.names = new Names(forms, readWords(tables.stop_words), numbers);
    this.reaches = new Reaches(forms, places);
    this.lines = new Lines(tables.lines, groups, forms, numbers, readWords(tables.people), readWords(tables.small_words));
    this.joining = new Joining(forms, tables, trust, new Suiting(forms, numbers), this.lines.pinned);
    this.firstHelp = new FirstHelp(forms, tables.lines.first_help ?? {}, this.lines.pinned, numbers);
    this.keeping = new Keeping(this.reaches, this.firstHelp, numbers);
  }

  /**
   * The records that answer an intent. Where words are all there is, records with all of them come before the others.
   * @param {Intent} intent
   * @param {Matched} matched
   * @param {string} readersLang
   * @returns {Ranked}
   */
  rank(intent, matched, readersLang) {
    const { place, isPlaceOnly, meanings } = intent;
    const lang = this.hearLanguage(intent) ?? readersLang;
    const { records: named, whole } = isPlaceOnly ? NOBODY : this.findNamed(intent);
    const held = this.lines.findHeldBack(intent, [lang, readersLang]);
    const urgent = this.lines.listUrgent(intent, lang, held);
    const isAnswered = named.size || urgent.length || this.lines.urgency.speaksOfPeople(intent.typed);
    if (intent.isStrange && !isAnswered) return this.findNothing(place);
    const beside = named.size || urgent.length ? [] : this.lines.weighPlea(intent, lang, held);
    const also = { beside, asksToLearn: this.lines.asksToLearn(intent) };
    const found = isPlaceOnly ? this.firstHelp.listPeople() : this.joining.join(intent, matched, named, lang, also);
    const [{ scores }, { order }] = [found, this];
    const seen = this.seeFrom(place);
    if (seen.miles) this.keeping.weighDistance(found, seen.miles);
    const kept = this.keeping.keep(found, seen.reach, named, intent);
    const missing = [...urgent, ...this.findLocalHelp(intent, seen.reach)].filter((record) => !kept.includes(record));
    const first = meanings.length || place ? [] : matched.first;
    writeOrder(order, seen.reach, { first, named, urgent, whole, held });
    return {
      records: missing.length ? Uint32Array.from([...kept, ...new Set(missing)]) : kept,
      scores,
      compare: (one, other) =>
        order[one] - order[other] || roundScore(scores[other]) - roundScore(scores[one]) || one - other,
      ...seen,
      urgent,
    };
  }

  /**
   * Who must be shown to somebody who says where she is, though the words may be about something else that they do.
   * @param {Intent} intent
   * @param {Uint8Array | null} reach
   */
  findLocalHelp(intent, reach) {
    if (!reach) return [];
    return this.lines.listLocalHelp(intent).flatMap((services) => [...this.firstHelp.findLocal(services, reach)]);
  }

  /**
   * The language that was asked for, as in "posters in Spanish".
   * @param {Intent} intent
   */
  hearLanguage({ touched }) {
    return touched.flatMap(({ group }) => this.groups[group].languages ?? []).at(0);
  }

  /**
   * The records asked for by name. "Shelter in Missoula" is none, though one shelter has both words in its title; nor is "can
   * you help me", or "safe house" and whatever else is an everyday phrase from end to end.
   * @param {Intent} intent
   */
  findNamed({ typed, spelled, words, place, corrected, isAnyHelp, meanings, touched: [first] }) {
    const right = this.names.find(spelled, this.speech);
    const named = right.records.size || !corrected ? right : this.names.find(typed, this.speech);
    const isPlain = place && words.every((word) => this.speech.isEveryday(word));
    const isPhrase = meanings.length > 0 && first.said > 1 && isAtLeast(first.strength, 1 + this.numbers.explained);
    return isPlain || isAnyHelp || isPhrase ? { records: named.whole, whole: named.whole } : named;
  }

  /**
   * All records by title; with a place, those that reach it, nearest first, who helps first before others.
   * @param {Uint32Array} byTitle
   * @param {Place | null} place
   * @returns {Ranked}
   */
  listReaching(byTitle, place) {
    const position = new Uint32Array(byTitle.length);
    byTitle.forEach((record, number) => (position[record] = number));
    const { reach, miles } = this.seeFrom(place);
    const rounded = this.firstHelp.scores.map(roundScore);
    return {
      records: reach ? select(byTitle, (record) => reach[record] !== ELSEWHERE) : byTitle,
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
    return { records: new Uint32Array(), scores: new Float64Array(), compare: () => 0, ...this.seeFrom(place), urgent: [] };
  }

  /**
   * Reach and distance of every record.
   * @param {Place | null} place
   */
  seeFrom(place) {
    return { reach: place && this.reaches.rate(place), miles: place && this.reaches.measure(place) };
  }
}
