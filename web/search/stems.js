/** The table word -> stem, and the stems of words it does not have. Twin of directory/search/stems.py, where it is made. */

import { compareTexts } from "./text.js";

/** Fewer letters than this are left of no word when its ending is taken off. */
const SHORTEST_ROOT = 3;

/**
 * Word -> stem, from the table as the pack carries it: "ending>ending of the stem" -> roots.
 * @param {Record<string, string>} groups
 * @returns {Map<string, string>}
 */
export function readStems(groups) {
  const stems = new Map();
  for (const [endings, roots] of Object.entries(groups)) {
    const [ending, replacement] = endings.split(">");
    for (const root of roots.split(" ")) stems.set(root + ending, root + replacement);
  }
  return stems;
}

/**
 * The stem of a typed word if it is another word. For a word nobody knows, the longest ending is taken off that
 * leaves a known word.
 * @param {Record<string, string>} groups the table as the pack carries it
 * @param {{ has(word: string): boolean }[]} sets where every known word is: those of the index and of everyday speech
 * @returns {(word: string) => string | undefined}
 */
export function createStemmer(groups, sets) {
  const isKnown = (/** @type {string} */ word) => sets.some((words) => words.has(word));
  const stems = readStems(groups);
  const endings = Object.keys(groups)
    .map((endings) => endings.split(">"))
    .sort(compareEndings);
  return (word) => {
    if (stems.has(word) || isKnown(word)) return stems.get(word);
    for (const [ending, replacement] of endings) {
      if (!word.endsWith(ending) || word.length - ending.length < SHORTEST_ROOT) continue;
      const base = word.slice(0, word.length - ending.length) + replacement;
      if (isKnown(base)) return stems.get(base) ?? base;
    }
    return undefined;
  };
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
