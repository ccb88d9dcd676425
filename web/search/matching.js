/** Words typed -> scores of the records that have them, in any form. Twin of directory/search/matching.py; docs/design.md, "Search". */

import { listVariants } from "./words.js";

/**
 * Records found, and the score of every record (0 = not found).
 * @typedef {{ records: number[], scores: Float64Array }} Scored
 */

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
    const ofWord = new Float64Array(this.trust.length);
    words.forEach((word, place) => {
      this.scoreWord(word, { isLast: place === words.length - 1, isLiteral }, ofWord);
      for (let record = 0; record < ofWord.length; record++) {
        if (ofWord[record] === 0) continue;
        scores[record] += ofWord[record];
        counts[record]++;
      }
    });
    const found = findRecords(scores);
    for (const record of found) scores[record] *= counts[record] * this.trust[record];
    const tiers = [{ records: found.filter((record) => counts[record] === words.length), scores }];
    if (tiers[0].records.length < this.numbers.enough && words.length > 1) {
      tiers.push({ records: found.filter((record) => counts[record] < words.length), scores });
    }
    return tiers;
  }

  /**
   * Fills in the scores of one typed word with its stem, beginnings and edits.
   * @param {string} word
   * @param {import('./words.js').Options} options
   * @param {Float64Array} scores
   */
  scoreWord(word, options, scores) {
    scores.fill(0);
    const variants = listVariants(word, this.findStem(word), this.index.words, this.numbers, options);
    for (const [variant, share] of variants) this.index.addScores(variant, share, scores);
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
