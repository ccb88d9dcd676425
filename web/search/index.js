/** The MiniSearch index: the only file that imports minisearch. Documents in, scores of one word out. Twin of directory/search/index.py. */

import MiniSearch from "minisearch";
import { readStems } from "./stems.js";
import { tokens } from "./text.js";
import { Words } from "./words.js";

/**
 * Records that have a word, and the score of each over all its fields.
 * @typedef {{ records: Uint32Array, scores: Float64Array }} Scores
 */

export class Index {
  /**
   * @param {Record<string, string>[]} documents field -> text; records are numbered in this order, from 0
   * @param {import('./pack.js').Tables} tables
   */
  constructor(documents, tables) {
    const stopWords = new Set(tables.stop_words);
    const stems = readStems(tables.stems);
    /** Every word met so far -> what it is indexed by: itself and its stem. @type {Map<string, string[]>} */
    const terms = new Map();
    const { k, b, d } = tables.numbers;
    /** @type {MiniSearch<Record<string, any>>} */
    this.engine = new MiniSearch({
      idField: "record",
      fields: Object.keys(tables.fields),
      tokenize: (text) => tokens(text, stopWords),
      processTerm: (word) => fetchTerms(word, stems, terms),
      searchOptions: {
        boost: tables.fields,
        bm25: { k, b, d },
        tokenize: (word) => [word],
        processTerm: (word) => word,
      },
    });
    documents.forEach((document, record) => this.engine.add({ ...document, record }));
    this.words = new Words([...terms.values()].flat());
  }

  /**
   * @param {string} word
   * @returns {Scores}
   */
  scoreWord(word) {
    const found = this.engine.search(word);
    return { records: Uint32Array.from(found, (hit) => hit.id), scores: Float64Array.from(found, (hit) => hit.score) };
  }
}

/**
 * @param {string} word
 * @param {Map<string, string>} stems
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
