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
   * only begun.
   * @param {readonly string[]} typed
   * @param {(word: string) => boolean} isEveryday whether a word has a meaning of its own, so that alone it is no name
   * @returns {Named}
   */
  find(typed, isEveryday) {
    const words = typed.filter((word) => !this.stopWords.has(word) && word.length > 1);
    const isOne = words.length === 1;
    if (!words.length || (isOne && (words[0].length < SHORTEST_NAME || isEveryday(words[0])))) return NOBODY;
    let found = this.findHaving(words[0], isOne);
    let telling = rarity(this.size, found.size);
    for (let place = 1; place < words.length && found.size; place++) {
      const having = this.findHaving(words[place], place === words.length - 1);
      found = new Set([...found].filter((record) => having.has(record)));
      telling += rarity(this.size, having.size);
    }
    if (!isAtLeast(telling, isOne ? this.numbers.name_word : this.numbers.name_words)) return NOBODY;
    return { records: found, whole: new Set([...found].filter((record) => this.isWhole(record, typed))) };
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
