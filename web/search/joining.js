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
 * Records found, by number, and the score of every record, 0 for the others.
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
  }

  /**
   * The score of every record that has a word, a meaning or the name.
   * @param {Intent} intent
   * @param {Matched | null} matched null where no word was searched
   * @param {ReadonlySet<number>} named
   * @param {string} lang
   * @returns {Scored}
   */
  join(intent, matched, named, lang) {
    const { numbers } = this;
    const { meanings } = intent;
    const scores = new Float64Array(this.trust.length);
    if (matched) fill(scores, matched);
    const fits = this.fitting.fit(meanings);
    const [mostText, mostFit] = [findMost(scores) || 1, findMost(fits) || 1];
    const sureness = meanings.length ? Math.min(1, meanings[0].strength) : 0;
    const [said, meant] = [(1 - numbers.text_less * sureness) / mostText, (numbers.meaning * sureness) / mostFit];
    const kinds = this.fitting.listKinds(meanings);
    const byName = [...named].map((record) => {
      const share = scores[record] / mostText + meant * fits[record] * this.trust[record];
      return share * this.suiting.rateLanguage(record, lang);
    });
    const leastFit = meanings.length ? findLeast(numbers.fit_least * mostFit) : Infinity;
    this.weigh(scores, fits, { said, meant, leastFit, factors: this.rateProfiles(intent, kinds, lang) });
    [...named].forEach((record, number) => (scores[record] = byName[number]));
    const lines = this.wantsLines(meanings, kinds) ? this.pinned : [];
    for (const record of lines) if (fits[record]) scores[record] *= numbers.pinned;
    for (const record of matched?.first ?? []) scores[record] += numbers.all_words;
    for (const record of named) scores[record] += numbers.named;
    return { records: findScored(scores), scores };
  }

  /**
   * Makes of the scores of words those of words and meanings.
   * @param {Float64Array} scores
   * @param {Float64Array} fits
   * @param {{ said: number, meant: number, leastFit: number, factors: Float64Array }} weights
   */
  weigh(scores, fits, { said, meant, leastFit, factors }) {
    const { trust, suiting } = this;
    for (let record = 0; record < scores.length; record++) {
      const text = scores[record];
      if (text === 0 && fits[record] < leastFit) continue;
      scores[record] = (said * text + meant * fits[record] * trust[record]) * factors[suiting.profileOf[record]];
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

/**
 * @param {Float64Array} scores
 * @param {Matched} matched
 */
function fill(scores, { records, values }) {
  for (let place = 0; place < records.length; place++) scores[records[place]] = values[place];
}

/** @param {Float64Array} values none below 0 */
export function findMost(values) {
  let most = 0;
  for (let record = 0; record < values.length; record++) if (values[record] > most) most = values[record];
  return most;
}
