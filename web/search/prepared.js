/** What the search makes of its tables alone, half of all it makes: so it can be made while the records are on their way. */

import { listKnown } from "./known.js";
import { Meanings, listSpoken } from "./meanings.js";
import { Gazetteer } from "./places.js";
import { readStems } from "./stems.js";
import { readWords } from "./text.js";

/** For one engine, which completes it by what the records say. */
export class Prepared {
  /** @param {import('./pack.js').Tables} tables */
  constructor(tables) {
    this.tables = tables;
    this.stopWords = readWords(tables.stop_words);
    this.smallWords = readWords(tables.small_words);
    this.spoken = listSpoken(tables.groups, tables.alike, this.smallWords);
    this.places = new Gazetteer(tables.places);
    /** In the order in which the pack tells of them. @type {string[]} */
    this.known = [];
    /** Word -> stem. @type {Map<string, string>} */
    this.stems = new Map();
    this.learn(this.spoken, tables.stems.codes[0]);
    const { groups, numbers, alike } = tables;
    this.meanings = new Meanings(groups, numbers, (word) => this.stems.get(word) ?? word, alike);
  }

  /**
   * Adds the words of the records.
   * @param {Iterable<string>} written
   */
  addWritten(written) {
    this.learn([...written].filter((word) => !this.spoken.has(word)), this.tables.stems.codes[1]);
    return this.stems;
  }

  /**
   * @param {Iterable<string>} words
   * @param {string} codes
   */
  learn(words, codes) {
    const known = listKnown(words);
    for (const [word, stem] of readStems(this.tables.stems.endings, codes, known)) this.stems.set(word, stem);
    this.known = this.known.concat(known);
  }
}
