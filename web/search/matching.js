/** Words typed -> scores of the records that have them, in any form. Twin of directory/search/matching.py; docs/design.md, "Search". */

import { Cache } from "./cache.js";
import { Sums } from "./sums.js";
import { listVariants } from "./words.js";

/** @typedef {import('./sums.js').Scores} Scores */

/**
 * Records found, and the score of every record (0 = in no tier).
 * @typedef {{ records: number[], scores: Float64Array }} Scored
 */

/**
 * Scores kept in memory once they were read, 12 bytes each: of words of the index, and of typed words with all their
 * variants, for the next letter typed.
 */
const [WORD_SCORES_KEPT, UNIT_SCORES_KEPT] = [200_000, 100_000];

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
    /** @type {Cache<Scores>} */
    this.wordScores = new Cache(WORD_SCORES_KEPT, countScores);
    /** @type {Cache<Scores>} */
    this.units = new Cache(UNIT_SCORES_KEPT, countScores);
  }

  /**
   * Records in tiers that follow one another: those with all words; unless they are enough, the rest. A score is the sum
   * over the words a record has, times how many it has, times the trust in it.
   * @param {readonly string[]} words
   * @param {boolean} isLiteral whether they are meant letter for letter, so that none one edit away stands for them
   * @returns {Scored[]}
   */
  match(words, isLiteral) {
    const scores = new Float64Array(this.trust.length);
    const counts = new Uint8Array(this.trust.length);
    /** @type {number[]} */
    const found = [];
    words.forEach((word, place) => {
      const { records, values } = this.scoreUnit(word, { isLast: place === words.length - 1, isLiteral });
      for (let place = 0; place < records.length; place++) {
        const record = records[place];
        if (counts[record]++ === 0) found.push(record);
        scores[record] += values[place];
      }
    });
    const withAll = found.filter((record) => counts[record] === words.length);
    const isEnough = withAll.length >= this.numbers.enough || words.length === 1;
    const least = isEnough ? words.length : 1;
    for (const record of found) scores[record] *= counts[record] < least ? 0 : counts[record] * this.trust[record];
    const tiers = [{ records: withAll, scores }];
    return isEnough ? tiers : [...tiers, { records: found.filter((record) => counts[record] < words.length), scores }];
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
      const { records, values } = this.wordScores.get(variant, () => this.index.scoreWord(variant));
      for (let place = 0; place < records.length; place++) this.sums.add(records[place], share * values[place]);
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

/** @param {Scores} scores */
function countScores({ records }) {
  return records.length;
}

/**
 * The numbers of the records that have a score. None that was found has nothing: the rarity of a word and what its first
 * occurrence is worth are above zero.
 * @param {Float64Array} scores one for each record
 */
export function findRecords(scores) {
  /** @type {number[]} */
  const records = [];
  for (let record = 0; record < scores.length; record++) {
    if (scores[record] > 0) records.push(record);
  }
  return records;
}
