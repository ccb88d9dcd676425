/** Text -> the words it is searched by. Twin of directory/search/text.py; tests/cases/search_text.json holds both to the same answers. */

/** A run of more than 64 letters is no word of any record: cut, it can neither fill memory nor slow a comparison. */
const WORD = /[a-z0-9]{1,64}/g;
const MARKS = /\p{M}/gu;
const ASCII = /^[\0-\x7f]*$/;

/**
 * Every word of a text in its order: compatibility forms taken apart (NFKD), lower case, marks dropped, a-z and 0-9 kept.
 * @param {string} text
 * @returns {string[]}
 */
export function splitWords(text) {
  const plain = ASCII.test(text) ? text.toLowerCase() : text.normalize("NFKD").toLowerCase().replace(MARKS, "");
  return plain.match(WORD) ?? [];
}

/**
 * "can't" and "cant" are one word.
 * @param {string} text
 */
export function foldApostrophes(text) {
  return text.replace(/['’]/g, "");
}

/**
 * The words that count: without stop words, in their order, repeated words repeated.
 * @param {string} text
 * @param {ReadonlySet<string>} stopWords
 * @returns {string[]}
 */
export function tokens(text, stopWords) {
  return splitWords(text).filter((word) => !stopWords.has(word));
}

/**
 * A list of words as the pack carries it.
 * @param {string} words with a blank between them
 */
export function readWords(words) {
  return new Set(words.split(" "));
}

/**
 * By the numbers of the letters, as Python compares; for words and ids, which are plain ASCII.
 * @param {string} one
 * @param {string} other
 */
export function compareTexts(one, other) {
  return one < other ? -1 : Number(one > other);
}
