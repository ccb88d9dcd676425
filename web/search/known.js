/** Words that a phone has anyway, those of the records and of everyday speech, told by their places. Twin of directory/search/known.py. */

import { reverse } from "./words.js";

/** The letters that stand for small numbers in the pack. */
export const CODES = Array.from({ length: 94 }, (_, place) => String.fromCharCode(33 + place))
  .filter((letter) => letter !== '"' && letter !== "\\")
  .join("");

/**
 * A list of words as the pack carries it: `places` of those that are known, `rest` with blanks between for the others.
 * @typedef {{ places: string, rest: string }} Placed
 */

/**
 * The words in the order in which the pack tells of them: by their last letters.
 * @param {Iterable<string>} words
 */
export function listKnown(words) {
  return [...new Set(words)].map(reverse).sort().map(reverse);
}

/**
 * @param {Placed} list
 * @param {readonly string[]} known
 * @returns {Set<string>}
 */
export function readPlaced({ places, rest }, known) {
  const words = new Set(rest.split(" "));
  let next = 0;
  for (const letter of places) {
    if (letter === " ") next += CODES.length;
    else words.add(known[(next += CODES.indexOf(letter) + 1) - 1]);
  }
  return words;
}
