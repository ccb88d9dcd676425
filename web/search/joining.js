/**
 * What words say and what they mean -> one score for each record. Twin of the middle of directory/search/ranking.py.
 *
 * Here everything has a value for every record, in typed arrays: that is what keeps 20,000 records quick on a phone.
 */

import { Fitting } from "./fitting.js";
import { findScored } from "./records.js";
import { findLeast } from "./scoring.js";
import { MATERIALS } from "./suiting.js";

/**
 * @typedef {import('./intent.js').Intent} Intent
 * @typedef {import('./matching.js').Matched} Matched
 *
 * Records found, by number, and the score of every record, 0 for the others; the next call writes over both.
 * @typedef {{ records: Uint32Array, scores: Float64Array }} Scored
 */

/** Services of a line to call or to report to. */
const LINES = ["hotline", "reporting"];

/** Joins the scores of words and of meanings. */
export class Joining {
  /**
   * @param {import('./pack.js').Resource[]} forms
   * @param {import('./pack.js').Tables} tables
   * @param {Float64Array} trust a factor for each record
   * @param {import('./suiting.js').Suiting} suiting
   * @param {ReadonlySet<number>} pinned the lines of the home page
   */
  constructor(forms, { groups, numbers }, trust, suiting, pinned) {
    this.groups = groups;
    this.numbers = numbers;
    this.trust = trust;
    this.suiting = suiting;
    this.pinned = pinned;
    this.fitting = new Fitting(forms, groups, numbers);
    this.scores = new Float64Array(forms.length);
    this.records = new Uint32Array(forms.length);
  }

  /**
   * The score of every record that has a word, a meaning or the name.
   * @param {Intent} intent
   * @param {Matched} matched
   * @param {ReadonlySet<number>} named
   * @param {string} lang
   * @param {{ beside: readonly [number, number][], asksToLearn: boolean }} also what else counts for some records; whether
   *   materials are asked for without a word for one
   * @returns {Scored}
   */
  join(intent, { scores: texts, first }, named, lang, { beside, asksToLearn }) {
    const { numbers, scores } = this;
    const { meanings } = intent;
    const fits = this.fitting.fit(meanings);
    const [mostText, mostFit] = [findMost(texts) || 1, findMost(fits) || 1];
    const sureness = meanings.length ? Math.min(1, meanings[0].strength) : 0;
    const [said, meant] = [(1 - numbers.text_less * sureness) / mostText, (numbers.meaning * sureness) / mostFit];
    const leastFit = meanings.length ? findLeast(numbers.fit_least * mostFit) : Infinity;
    const kinds = this.fitting.listKinds(meanings);
    if (asksToLearn) for (const kind of MATERIALS) kinds.add(kind);
    const factors = this.rateProfiles(intent, kinds, lang);
    this.weigh(texts, fits, { said, meant, leastFit, factors });
    for (const record of named) {
      const share = texts[record] / mostText + meant * fits[record] * this.trust[record];
      scores[record] = share * this.suiting.rateLanguage(record, lang);
    }
    const lines = this.wantsLines(meanings, kinds) ? this.pinned : [];
    for (const record of lines) if (fits[record]) scores[record] *= numbers.pinned;
    const { profileOf } = this.suiting;
    for (let place = 0; place < first.length; place++) {
      const record = first[place];
      scores[record] += numbers.all_words * factors[profileOf[record]];
    }
    for (const record of named) scores[record] += numbers.named;
    for (const [record, weight] of beside) scores[record] += weight;
    return { records: findScored(scores, this.records), scores };
  }

  /**
   * Joins what the words say of every record and what they mean.
   * @param {Float64Array} texts
   * @param {Float64Array} fits
   * @param {{ said: number, meant: number, leastFit: number, factors: Float64Array }} weights
   */
  weigh(texts, fits, { said, meant, leastFit, factors }) {
    const { scores, trust } = this;
    const { profileOf } = this.suiting;
    for (let record = 0; record < scores.length; record++) {
      const text = texts[record];
      const fit = fits[record];
      const isFound = text > 0 || fit >= leastFit;
      scores[record] = isFound ? (said * text + meant * fit * trust[record]) * factors[profileOf[record]] : 0;
    }
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
}

/** @param {Float64Array} values none below 0 */
export function findMost(values) {
  let most = 0;
  for (let record = 0; record < values.length; record++) if (values[record] > most) most = values[record];
  return most;
}
