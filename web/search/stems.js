/** The table word -> stem, and the stems of words it does not have. Twin of directory/search/stems.py, where it is made. */

import { CODES } from "./known.js";
import { compareTexts } from "./text.js";

/** Fewer letters than this are left of no word when its ending is taken off. */
const SHORTEST_ROOT = 3;

/** Endings before which English doubles the last letter: "stab", "stabbed". */
const DOUBLING = ["ed", "ing"];

/**
 * The stems of some words, each with its word, from the table as the pack carries it. Throws where it was made for other words.
 * @param {string} endings of the table
 * @param {string} codes of the table, for these words
 * @param {readonly string[]} known from listKnown
 * @returns {Generator<[string, string]>}
 */
export function* readStems(endings, codes, known) {
  if (known.length !== codes.length) throw new Error(`found ${known.length} words, want ${codes.length} for the stems`);
  const replacements = readEndings(endings.split(" "));
  const lengths = listLengths(replacements);
  for (const [place, word] of known.entries()) {
    if (codes[place] !== " ") yield [word, makeStem(word, CODES.indexOf(codes[place]), replacements, lengths)];
  }
}

/**
 * The stem of that number, of all that some ending of the word would lead to, the longest ending first.
 * @param {string} word
 * @param {number} number
 * @param {ReadonlyMap<string, string[]>} replacements
 * @param {number[]} lengths
 */
function makeStem(word, number, replacements, lengths) {
  let left = number;
  for (const length of lengths) {
    const root = word.length - length;
    const ends = root < 0 ? [] : (replacements.get(word.slice(root)) ?? []);
    if (left < ends.length) return word.slice(0, root) + ends[left];
    left -= ends.length;
  }
  throw new Error("no such ending");
}

/**
 * The stem of a typed word if it is another word. For a word nobody knows, the longest ending is taken off that
 * leaves a known word.
 * @param {ReadonlyMap<string, string>} stems
 * @param {import('./pack.js').StemTable} table
 * @param {{ has(word: string): boolean }[]} sets where every known word is: those of the index and of everyday speech
 * @returns {(word: string) => string | undefined}
 */
export function createStemmer(stems, table, sets) {
  const isKnown = (/** @type {string} */ word) => sets.some((words) => words.has(word));
  const replacements = readEndings(table.endings.split(" "));
  const lengths = listLengths(replacements);
  return (word) => {
    const known = stems.get(word);
    if (known !== undefined || isKnown(word)) return known;
    for (const length of lengths) {
      const root = word.length - length;
      if (root < SHORTEST_ROOT) continue;
      for (const replacement of replacements.get(word.slice(root)) ?? []) {
        const base = listBases(word.slice(0, root) + replacement, word.slice(root)).find(isKnown);
        if (base) return stems.get(base) ?? base;
      }
    }
    return undefined;
  };
}

/**
 * Ending -> what stands for it in stems, the longest endings first.
 * @param {string[]} pairs as in "ies>i"
 */
function readEndings(pairs) {
  /** @type {Map<string, string[]>} */
  const replacements = new Map();
  const split = [...new Set(pairs)].filter(Boolean).map((pair) => pair.split(">"));
  for (const [ending, replacement] of split.sort(compareEndings)) {
    replacements.set(ending, [...(replacements.get(ending) ?? []), replacement]);
  }
  return replacements;
}

/** @param {ReadonlyMap<string, unknown>} endings */
function listLengths(endings) {
  return [...new Set([...endings.keys()].map((ending) => ending.length))];
}

/**
 * What is left of a word without its ending, and the same without the letter that the ending doubled.
 * @param {string} base
 * @param {string} ending
 */
function listBases(base, ending) {
  const isDoubled = base.length > SHORTEST_ROOT && base[base.length - 1] === base[base.length - 2];
  return DOUBLING.includes(ending) && isDoubled ? [base, base.slice(0, -1)] : [base];
}

/**
 * The longest ending first, then by letters.
 * @param {string[]} one
 * @param {string[]} other
 */
function compareEndings(one, other) {
  const byLength = other[0].length - one[0].length;
  return byLength || compareTexts(one[0], other[0]) || compareTexts(one[1], other[1]);
}
