/** The words of all records, and the scores they give. Documents in, scores of words out. Twin of directory/search/index.py. */

import { Postings, joinLists } from "./postings.js";
import { rarity } from "./scoring.js";
import { readWords, tokens } from "./text.js";
import { Words } from "./words.js";

/** @typedef {import('./postings.js').List} List */

/** The list of a word that no record has in a field. @type {List} */
const NOBODY = [];

/** One field of the search documents. */
class Field {
  /**
   * @param {string[]} texts of all records
   * @param {number} weight
   * @param {(line: string) => string[]} split
   */
  constructor(texts, weight, split) {
    this.weight = weight;
    /** @type {Map<string, List>} */
    this.lists = new Map();
    /** How many different words each record has in it. */
    this.lengths = new Uint32Array(texts.length);
    texts.forEach((text, record) => {
      for (const line of text.split("\n")) for (const word of split(line)) this.add(word, record);
    });
  }

  /**
   * @param {string} word
   * @param {number} record that of the last call, or the next one
   */
  add(word, record) {
    const list = this.lists.get(word);
    if (!list) this.lists.set(word, [record, 1]);
    else if (list[list.length - 2] === record) return void list[list.length - 1]++;
    else list.push(record, 1);
    this.lengths[record]++;
  }

  /**
   * For every record, how slowly repeated words fill it: the longer, the slower (the part of BM25+ that no word changes).
   * @param {import('./pack.js').Numbers} numbers
   */
  measure({ k, b }) {
    const average = this.lengths.reduce((sum, length) => sum + length, 0) / this.lengths.length;
    return Float64Array.from(this.lengths, (length) => k * (1 - b + (b * length) / average));
  }
}

/** Records are numbered as they come, from 0. */
export class Index {
  /**
   * @param {Record<string, string>[]} documents field -> text
   * @param {import('./pack.js').Tables} tables
   * @param {(written: Iterable<string>) => ReadonlyMap<string, string>} findStems the stems of the words that were written
   */
  constructor(documents, { fields, numbers, stop_words }, findStems) {
    const split = rememberLines(readWords(stop_words));
    const read = Object.entries(fields).map(
      ([name, weight]) => new Field(documents.map((document) => document[name]), weight, split),
    );
    const written = new Set(read.flatMap(({ lists }) => [...lists.keys()]));
    this.size = documents.length;
    this.numbers = numbers;
    this.fields = read.map((field) => ({ weight: field.weight, slowness: field.measure(numbers) }));
    /** Word -> stem. */
    this.stems = findStems(written);
    const forms = listForms(written, this.stems);
    this.words = new Words([...written, ...forms.keys()]);
    const { forwards } = this.words;
    /** @type {List[]} */
    const all = [];
    for (const word of forwards) {
      const written = forms.get(word);
      for (const { lists } of read) {
        all.push(written ? joinLists(written.map((form) => lists.get(form))) : (lists.get(word) ?? NOBODY));
      }
    }
    this.postings = new Postings(all);
  }

  /**
   * Adds to the sums of the records that have a word, in any form, a share of its score over all their fields (BM25+).
   * @param {number} word its number
   * @param {number} share
   * @param {import('./sums.js').Sums} sums
   */
  score(word, share, sums) {
    const { d, k } = this.numbers;
    const { starts, records, times } = this.postings;
    for (let field = 0; field < this.fields.length; field++) {
      const list = word * this.fields.length + field;
      const from = starts[list];
      const to = starts[list + 1];
      if (from === to) continue;
      const { weight, slowness } = this.fields[field];
      const worth = share * weight * rarity(this.size, to - from);
      for (let place = from; place < to; place++) {
        const record = records[place];
        const often = times[place];
        sums.add(record, worth * (d + (often * (k + 1)) / (often + slowness[record])));
      }
    }
  }
}

/**
 * Stem -> the words that lead to it, itself among them if it was written.
 * @param {ReadonlySet<string>} written
 * @param {ReadonlyMap<string, string>} stems
 */
function listForms(written, stems) {
  /** @type {Map<string, string[]>} */
  const forms = new Map();
  for (const word of written) {
    const stem = stems.get(word);
    if (stem === undefined) continue;
    const known = forms.get(stem);
    if (known) known.push(word);
    else forms.set(stem, written.has(stem) ? [stem, word] : [word]);
  }
  return forms;
}

/**
 * The words of a line, split once: thousands of records carry the same labels.
 * @param {ReadonlySet<string>} stopWords
 * @returns {(line: string) => string[]}
 */
function rememberLines(stopWords) {
  /** @type {Map<string, string[]>} */
  const known = new Map();
  return (line) => {
    const kept = known.get(line);
    if (kept) return kept;
    const words = tokens(line, stopWords);
    known.set(line, words);
    return words;
  };
}
