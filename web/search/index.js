/** The words of all records, and the scores they give. Documents in, scores of words out. Twin of directory/search/index.py. */

import { rarity } from "./scoring.js";
import { Sums } from "./sums.js";
import { readWords, tokens } from "./text.js";
import { Words } from "./words.js";

/**
 * Who has a word in a field, and how often: record, times, record, times, ..., by record. One flat list for each word,
 * because an object for each record and word is most of the time and memory of a search at 20,000 records.
 * @typedef {number[]} Postings
 */

/** @typedef {import('./sums.js').Scores} Scores */

/** @type {Postings} */
const NONE = [];

/** One field of the search documents. */
class Field {
  /**
   * @param {string[]} texts of all records
   * @param {number} weight
   * @param {(line: string) => string[]} split
   */
  constructor(texts, weight, split) {
    this.weight = weight;
    /** @type {Map<string, Postings>} */
    this.postings = new Map();
    /** Stem -> postings of all its forms, as far as they were asked for. @type {Map<string, Postings>} */
    this.joined = new Map();
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
    const postings = this.postings.get(word);
    if (!postings) this.postings.set(word, [record, 1]);
    else if (postings[postings.length - 2] === record) return void postings[postings.length - 1]++;
    else postings.push(record, 1);
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
    const written = new Set(read.flatMap(({ postings }) => [...postings.keys()]));
    this.size = documents.length;
    this.sums = new Sums(documents.length);
    this.numbers = numbers;
    this.fields = read.map((field) => ({ field, slowness: field.measure(numbers) }));
    /** Word -> stem. */
    this.stems = findStems(written);
    this.forms = listForms(written, this.stems);
    this.words = new Words([...written, ...this.forms.keys()]);
  }

  /**
   * The records that have a word, each with its score over all its fields (BM25+).
   * @param {string} word
   * @returns {Scores}
   */
  scoreWord(word) {
    const { k, d } = this.numbers;
    for (const { field, slowness } of this.fields) {
      const found = this.findPostings(word, field);
      const matching = found.length / 2;
      const worth = field.weight * rarity(this.size, matching);
      for (let place = 0; place < found.length; place += 2) {
        const [record, times] = [found[place], found[place + 1]];
        this.sums.add(record, worth * (d + (times * (k + 1)) / (times + slowness[record])));
      }
    }
    return this.sums.take();
  }

  /**
   * The postings of a word, with those of the words it is the stem of; joined when first asked for, then kept.
   * @param {string} word
   * @param {Field} field
   * @returns {Postings}
   */
  findPostings(word, { postings, joined }) {
    const forms = this.forms.get(word);
    if (!forms) return postings.get(word) ?? NONE;
    const kept = joined.get(word);
    if (kept) return kept;
    const made = forms.map((form) => postings.get(form) ?? NONE).reduce(joinPostings);
    joined.set(word, made);
    return made;
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
 * Both lists as one, times added where a record is in both.
 * @param {Postings} one
 * @param {Postings} other
 * @returns {Postings}
 */
function joinPostings(one, other) {
  if (!one.length || !other.length) return one.length ? one : other;
  const joined = [];
  let [here, there] = [0, 0];
  while (here < one.length && there < other.length) {
    const behind = one[here] - other[there];
    joined.push(behind <= 0 ? one[here] : other[there]);
    joined.push((behind <= 0 ? one[here + 1] : 0) + (behind >= 0 ? other[there + 1] : 0));
    if (behind <= 0) here += 2;
    if (behind >= 0) there += 2;
  }
  for (; here < one.length; here++) joined.push(one[here]);
  for (; there < other.length; there++) joined.push(other[there]);
  return joined;
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
