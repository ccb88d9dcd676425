/** The table word -> stem, and the stems of words it does not have. Twin of directory/search/stems.py, where it is made. */

import { compareTexts } from "./text.js";

/** Fewer letters than this are left of no word when its ending is taken off. */
const SHORTEST_ROOT = 3;

/** Endings before which English doubles the last letter: "stab", "stabbed". */
const DOUBLING = ["ed", "ing"];

/** The letters that stand for endings in the pack. */
const CODES = Array.from({ length: 94 }, (_, place) => String.fromCharCode(33 + place)).filter(
  (letter) => letter !== '"' && letter !== "\\",
);

/**
 * Word -> stem, from the table as the pack carries it, and the words it was made for. Throws where these are others.
 * @param {import('./pack.js').StemTable} table
 * @param {Iterable<string>} words those of the search documents and of everyday speech
 * @returns {Map<string, string>}
 */
export function readStems({ endings, codes, rest }, words) {
  const known = [...new Set(words)].sort();
  if (known.length !== codes.length) throw new Error(`found ${known.length} words, want ${codes.length} for the stems`);
  const endingsOf = new Map(endings.split(" ").map((pair, number) => [CODES[number], pair.split(">")]));
  const stems = new Map();
  known.forEach((word, number) => {
    const [ending, replacement] = endingsOf.get(codes[number]) ?? [];
    if (ending !== undefined) stems.set(word, word.slice(0, word.length - ending.length) + replacement);
  });
  for (const [pair, roots] of Object.entries(rest)) {
    const [ending, replacement] = pair.split(">");
    for (const root of roots.split(" ")) stems.set(root + ending, root + replacement);
  }
  return stems;
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
  const pairs = new Set([...table.endings.split(" "), ...Object.keys(table.rest)].filter(Boolean));
  /** Ending -> what stands for it in stems, the longest endings first. @type {Map<string, string[]>} */
  const endings = new Map();
  for (const [ending, replacement] of [...pairs].map((pair) => pair.split(">")).sort(compareEndings)) {
    endings.set(ending, [...(endings.get(ending) ?? []), replacement]);
  }
  const lengths = [...new Set([...endings.keys()].map((ending) => ending.length))];
  return (word) => {
    if (stems.has(word) || isKnown(word)) return stems.get(word);
    for (const length of lengths) {
      const root = word.length - length;
      if (root < SHORTEST_ROOT) continue;
      for (const replacement of endings.get(word.slice(root)) ?? []) {
        const base = listBases(word.slice(0, root) + replacement, word.slice(root)).find(isKnown);
        if (base) return stems.get(base) ?? base;
      }
    }
    return undefined;
  };
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
