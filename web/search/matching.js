/** Words typed -> scores of the records that have them, in any form. Twin of directory/search/matching.py; docs/design.md, "Search". */

import { Cache } from "./cache.js";
import { select } from "./records.js";
import { Sums } from "./sums.js";
import { listVariants } from "./words.js";

/**
 * @typedef {import('./sums.js').Scores} Scores
 *
 * The score of every record by the words of a query, 0 for who has none that counts; `first`: the records with all words.
 * The next call writes over the scores: with a list made anew each time clearing up would take longer than the search.
 * @typedef {{ scores: Float64Array, first: Uint32Array }} Matched
 */

/** Scores of typed words kept in memory for the next letter typed, with all their variants: 12 bytes each. */
const UNIT_SCORES_KEPT = 100_000;

/** Scores records by the words of a query. */
export class Matching {
  /**
   * @param {import('./index.js').Index} index
   * @param {(word: string) => string | undefined} findStem
   * @param {Float64Array} trust a factor for each record
   */
  constructor(index, findStem, trust) {
    this.index = index;
    this.findStem = findStem;
    this.trust = trust;
    this.numbers = index.numbers;
    this.sums = new Sums(trust.length);
    this.scores = new Float64Array(trust.length);
    /** How many words each record has. */
    this.counts = new Uint8Array(trust.length);
    /** @type {Cache<Scores>} */
    this.units = new Cache(UNIT_SCORES_KEPT, ({ records }) => records.length);
  }

  /**
   * Records with all words; unless they are enough, also the rest. A score is the sum over the words a record has, times
   * how many it has, times the trust in it.
   * @param {readonly string[]} words
   * @param {boolean} isLiteral whether they are meant letter for letter, so that none one edit away stands for them
   * @returns {Matched}
   */
  match(words, isLiteral) {
    const units = words.map((word, place) => this.scoreUnit(word, { isLast: place === words.length - 1, isLiteral }));
    this.count(units);
    const first = this.listWithAll(units);
    this.addUp(units, first.length >= this.numbers.enough ? words.length : 1);
    return { scores: this.scores, first };
  }

  /** @param {readonly Scores[]} units */
  count(units) {
    const counts = this.counts.fill(0);
    for (const { records } of units) for (let place = 0; place < records.length; place++) counts[records[place]]++;
  }

  /** @param {readonly Scores[]} units */
  listWithAll(units) {
    const [rarest = new Uint32Array()] = units.map(({ records }) => records).sort((one, other) => one.length - other.length);
    return select(rarest, (record) => this.counts[record] === units.length);
  }

  /**
   * The scores of the records that have at least so many words.
   * @param {readonly Scores[]} units
   * @param {number} least
   */
  addUp(units, least) {
    const { counts, trust } = this;
    const scores = this.scores.fill(0);
    for (const { records, values } of units) {
      for (let place = 0; place < records.length; place++) {
        if (counts[records[place]] >= least) scores[records[place]] += values[place];
      }
    }
    for (let record = 0; record < scores.length; record++) scores[record] *= counts[record] * trust[record];
  }

  /**
   * The scores of one typed word with its stem, beginnings and edits.
   * @param {string} word
   * @param {import('./words.js').Options} options
   */
  scoreUnit(word, options) {
    return this.units.get(`${word} ${options.isLast} ${options.isLiteral}`, () => this.scoreVariants(word, options));
  }

  /**
   * @param {string} word
   * @param {import('./words.js').Options} options
   */
  scoreVariants(word, options) {
    for (const [variant, share] of listVariants(word, this.findStem(word), this.index.words, this.numbers, options)) {
      this.index.score(variant, share, this.sums);
    }
    return this.sums.take();
  }
}

/**
 * Those of the words of a query that count, each once, in the order of their last place: the last `most` of them.
 * Where every word is a stop word, the last one stays: it may be the beginning of another ("the" of "therapy").
 * @param {readonly string[]} words
 * @param {ReadonlySet<string>} stopWords
 * @param {number} most
 */
export function listQueryWords(words, stopWords, most) {
  const counted = words.filter((word) => !stopWords.has(word));
  const kept = counted.length ? counted : words.slice(-1);
  return [...new Set(kept.reverse())].slice(0, most).reverse();
}
