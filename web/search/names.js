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
 * A word typed. `isBegun`: it may be the beginning of another; `lists`: the records of each word it may be.
 * @typedef {{ word: string, isBegun: boolean, lists: number[][] }} AskedWord
 *
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
    const asked = words.map((word, place) => this.findHaving(word, place === words.length - 1));
    const found = this.findWithAll(asked);
    if (!found.length) return this.findSlipped(asked, speech);
    if (!this.isTelling(asked.map(countHaving))) return NOBODY;
    return { records: new Set(found), whole: new Set(found.filter((record) => this.isWhole(record, typed))) };
  }

  /**
   * The records that have all words: of those that have the rarest one.
   * @param {readonly AskedWord[]} asked
   */
  findWithAll(asked) {
    const rarest = asked.reduce((one, other) => (countMost(other) < countMost(one) ? other : one));
    const others = asked.filter((word) => word !== rarest);
    return rarest.lists.flat().filter((record) => others.every((word) => this.hasWord(record, word)));
  }

  /**
   * The records whose names have all words but one, and for that one a word one edit away. A slip that makes another word
   * ("happen" of "haven") is one only in a name typed whole.
   * @param {readonly AskedWord[]} asked
   * @param {Speech} speech
   * @returns {Named}
   */
  findSlipped(asked, speech) {
    const records = new Set();
    const whole = new Set();
    for (const slip of asked) {
      const others = asked.filter((word) => word !== slip);
      const found = this.findMeant(slip.word, others);
      const sizes = found.size ? others.map(countHaving) : [];
      for (const [record, meant] of found) {
        if (!this.isTelling([this.records.get(meant)?.length ?? 0, ...sizes])) continue;
        const isWhole = this.isJust(record, new Set([meant, ...others.map(({ word }) => word)]));
        if (isWhole) whole.add(record);
        const isOneOfOthers = others.some(({ word }) => word === meant);
        if (isWhole || (!isOneOfOthers && !speech.isKnown(slip.word))) records.add(record);
      }
    }
    return { records, whole };
  }

  /**
   * The records that have all other words and one that is an edit away, with the first such word.
   * @param {string} word
   * @param {readonly AskedWord[]} others
   * @returns {Map<number, string>}
   */
  findMeant(word, others) {
    const found = new Map();
    if (word.length < SHORTEST_NAME || !others.length || others.some((other) => !countMost(other))) return found;
    for (const near of this.words.oneEditFrom(word)) {
      if (near.length < SHORTEST_NAME) continue;
      for (const record of this.records.get(near) ?? []) {
        if (!found.has(record) && others.every((other) => this.hasWord(record, other))) found.set(record, near);
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
   * A word with the records that have it, or where it is the last one, a word that begins so.
   * @param {string} word
   * @param {boolean} isLast
   * @returns {AskedWord}
   */
  findHaving(word, isLast) {
    const isBegun = isLast && word.length >= SHORTEST_BEGINNING;
    const own = isBegun ? this.words.beginWith(word) : [word];
    return { word, isBegun, lists: own.map((one) => this.records.get(one) ?? []) };
  }

  /**
   * @param {number} record
   * @param {AskedWord} asked
   */
  hasWord(record, { word, isBegun }) {
    return this.names[record].some((name) => name.some((own) => own === word || (isBegun && own.startsWith(word))));
  }
}

/** @param {import('./pack.js').Resource} form */
function listNames(form) {
  const titles = Object.values(form.translations ?? {}).map((row) => row.title);
  return [form.title, ...(form.alternate_names ?? []), ...titles].map((name) => splitWords(foldApostrophes(name)));
}

/** How many records have a word. @param {AskedWord} asked */
function countHaving({ lists }) {
  return lists.length === 1 ? lists[0].length : new Set(lists.flat()).size;
}

/** As many at the most. @param {AskedWord} asked */
function countMost({ lists }) {
  return lists.reduce((sum, { length }) => sum + length, 0);
}
