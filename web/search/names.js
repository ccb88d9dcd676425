/** Records asked for by name: every telling word typed stands in one title or other name. Twin of directory/search/names.py. */

import { foldApostrophes, splitWords } from "./text.js";
import { isAtLeast, rarity } from "./scoring.js";
import { Words } from "./words.js";

const SHORTEST_BEGINNING = 3;
const SHORTEST_NAME = 4;

/**
 * Records asked for by name; `whole`: those of them whose whole name was typed.
 * @typedef {{ records: ReadonlySet<number>, whole: ReadonlySet<number> }} Named
 */

/**
 * What is known of a word: whether it has a meaning of its own, and whether it is a word at all.
 * @typedef {{ isEveryday(word: string): boolean, isKnown(word: string): boolean }} Speech
 */

/** @type {Named} */
export const NOBODY = { records: new Set(), whole: new Set() };

/** The words of all titles, translated titles and other names. */
export class Names {
  /**
   * @param {import('./pack.js').Resource[]} forms
   * @param {ReadonlySet<string>} stopWords
   * @param {import('./pack.js').Numbers} numbers
   */
  constructor(forms, stopWords, numbers) {
    this.size = forms.length;
    this.stopWords = stopWords;
    this.numbers = numbers;
    /** @type {Map<string, number[]>} */
    this.records = new Map();
    /** The words of each name of each record. */
    this.names = forms.map(listNames);
    this.names.forEach((names, record) => {
      for (const word of new Set(names.flat())) {
        const records = this.records.get(word);
        if (records) records.push(record);
        else this.records.set(word, [record]);
      }
    });
    this.words = new Words(this.records.keys());
  }

  /**
   * The records whose names have all typed words that tell something, if these tell enough together. The last word may be
   * only begun; where no name has all, one word may be mistyped. A word alone that has a meaning of its own is no name.
   * @param {readonly string[]} typed
   * @param {Speech} speech
   * @returns {Named}
   */
  find(typed, speech) {
    const words = [...new Set(typed.filter((word) => !this.stopWords.has(word) && word.length > 1))];
    const isOne = words.length === 1;
    if (!words.length || (isOne && (words[0].length < SHORTEST_NAME || speech.isEveryday(words[0])))) return NOBODY;
    const having = words.map((word, place) => this.findHaving(word, place === words.length - 1));
    const found = intersect(having);
    if (!found.length) return this.findSlipped(words, having, speech);
    if (!this.isTelling(having.map(({ size }) => size))) return NOBODY;
    return { records: new Set(found), whole: new Set(found.filter((record) => this.isWhole(record, typed))) };
  }

  /**
   * The records whose names have all words but one, and for that one a word one edit away. A slip that makes another word
   * ("happen" of "haven") is one only in a name typed whole.
   * @param {readonly string[]} words
   * @param {ReadonlySet<number>[]} having
   * @param {Speech} speech
   * @returns {Named}
   */
  findSlipped(words, having, speech) {
    const records = new Set();
    const whole = new Set();
    words.forEach((word, slip) => {
      const others = having.filter((_, place) => place !== slip);
      for (const [record, meant] of this.findMeant(word, others)) {
        const sizes = having.map(({ size }, place) => (place === slip ? (this.records.get(meant)?.length ?? 0) : size));
        if (!this.isTelling(sizes)) continue;
        const isWhole = this.isJust(record, new Set(words.map((typed, place) => (place === slip ? meant : typed))));
        if (isWhole) whole.add(record);
        if (isWhole || (!words.includes(meant) && !speech.isKnown(word))) records.add(record);
      }
    });
    return { records, whole };
  }

  /**
   * The records that have all other words and one that is an edit away, with the first such word.
   * @param {string} word
   * @param {ReadonlySet<number>[]} others who has each of the other words
   * @returns {Map<number, string>}
   */
  findMeant(word, others) {
    const found = new Map();
    if (word.length < SHORTEST_NAME || !others.length || others.some(({ size }) => !size)) return found;
    for (const near of this.words.oneEditFrom(word)) {
      if (near.length < SHORTEST_NAME) continue;
      for (const record of this.records.get(near) ?? []) {
        if (!found.has(record) && others.every((records) => records.has(record))) found.set(record, near);
      }
    }
    return found;
  }

  /**
   * Whether words tell enough together.
   * @param {number[]} sizes how many records have each
   */
  isTelling(sizes) {
    const telling = sizes.reduce((sum, size) => sum + rarity(this.size, size), 0);
    return isAtLeast(telling, sizes.length === 1 ? this.numbers.name_word : this.numbers.name_words);
  }

  /**
   * Whether one of the record's names has these words and no other that tells something.
   * @param {number} record
   * @param {ReadonlySet<string>} words
   */
  isJust(record, words) {
    return this.names[record].some((name) => {
      const telling = new Set(name.filter((word) => !this.stopWords.has(word) && word.length > 1));
      return telling.size === words.size && [...telling].every((word) => words.has(word));
    });
  }

  /**
   * @param {number} record
   * @param {readonly string[]} typed
   */
  isWhole(record, typed) {
    return this.names[record].some((name) => name.every((word) => this.stopWords.has(word) || typed.includes(word)));
  }

  /**
   * The records that have a word, or where it is the last one, a word that begins so.
   * @param {string} word
   * @param {boolean} isLast
   * @returns {Set<number>}
   */
  findHaving(word, isLast) {
    const longer = isLast && word.length >= SHORTEST_BEGINNING ? this.words.beginWith(word) : [];
    return new Set([word, ...longer].flatMap((one) => this.records.get(one) ?? []));
  }
}

/** @param {import('./pack.js').Resource} form */
function listNames(form) {
  const titles = Object.values(form.translations ?? {}).map((row) => row.title);
  return [form.title, ...(form.alternate_names ?? []), ...titles].map((name) => splitWords(foldApostrophes(name)));
}

/** @param {ReadonlySet<number>[]} sets one at least */
function intersect([first, ...others]) {
  return [...first].filter((record) => others.every((records) => records.has(record)));
}
