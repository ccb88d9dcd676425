/** The MiniSearch index: the only file that imports minisearch. Documents in, scores of words out. Twin of directory/search/index.py. */

import MiniSearch from "minisearch";
import { readWords, tokens } from "./text.js";
import { Words } from "./words.js";

/**
 * What MiniSearch holds, scored by its formula without its search: that one makes an object for every record and word,
 * which at 20,000 records is most of its time. Records are numbered in the order they were added, from 0.
 * @extends {MiniSearch<Record<string, any>>}
 */
export class Index extends MiniSearch {
  /**
   * @param {Record<string, string>[]} documents field -> text
   * @param {import('./pack.js').Tables} tables
   * @param {ReadonlyMap<string, string>} stems
   */
  constructor(documents, tables, stems) {
    const stopWords = readWords(tables.stop_words);
    /** Every word met -> what it is indexed by: itself and its stem. @type {Map<string, string[]>} */
    const terms = new Map();
    super({
      idField: "record",
      fields: Object.keys(tables.fields),
      tokenize: (text) => tokens(text, stopWords),
      processTerm: (word) => fetchTerms(word, stems, terms),
    });
    this.addAll(documents.map((document, record) => ({ ...document, record })));
    this.words = new Words([...terms.values()].flat());
    this.fields = Object.entries(tables.fields).map(([field, weight]) => ({
      number: this._fieldIds[field],
      weight,
      slowness: this.measureFields(this._fieldIds[field], tables.numbers),
    }));
    this.numbers = tables.numbers;
  }

  /**
   * For every record, how slowly repeated words fill its field: the longer the field, the slower (the part of BM25+ that
   * no word changes).
   * @param {number} field
   * @param {import('./pack.js').Numbers} numbers
   */
  measureFields(field, { k, b }) {
    const average = this._avgFieldLength[field];
    return Float64Array.from(this._fieldLength.values(), (lengths) => k * (1 - b + (b * lengths[field]) / average));
  }

  /**
   * Adds the score of a word over all its fields, times `share`, to the sum of every record that has it.
   * @param {string} word
   * @param {number} share
   * @param {Float64Array} sums
   */
  addScores(word, share, sums) {
    const found = this._index.get(word);
    if (!found) return;
    const { k, d } = this.numbers;
    for (const { number, weight, slowness } of this.fields) {
      const times = found.get(number);
      if (!times) continue;
      const rarity = Math.log(1 + (this.documentCount - times.size + 0.5) / (times.size + 0.5));
      for (const [record, count] of times) {
        sums[record] += share * weight * rarity * (d + (count * (k + 1)) / (count + slowness[record]));
      }
    }
  }
}

/**
 * @param {string} word
 * @param {ReadonlyMap<string, string>} stems
 * @param {Map<string, string[]>} terms
 */
function fetchTerms(word, stems, terms) {
  const met = terms.get(word);
  if (met) return met;
  const stem = stems.get(word);
  const made = stem === undefined ? [word] : [word, stem];
  terms.set(word, made);
  return made;
}
