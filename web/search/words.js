/** The words of an index, found by their beginning or by one edit. Twin of directory/search/words.py. */

/** @typedef {import('./pack.js').Numbers} Numbers */

/** Comes after "z", the last letter of any word. */
const AFTER_LETTERS = "{";

export class Words {
  /** @param {Iterable<string>} words every word that occurs in an index, stems among them */
  constructor(words) {
    this.known = new Set(words);
    this.forwards = [...this.known].sort();
    this.backwards = this.forwards.map(reverse).sort();
  }

  /** @param {string} word */
  has(word) {
    return this.known.has(word);
  }

  /**
   * The words that begin so, sorted.
   * @param {string} start
   */
  beginWith(start) {
    return slice(this.forwards, start);
  }

  /**
   * The words one letter added, dropped, changed or swapped with its neighbour away, sorted.
   *
   * One edit touches one half of the word, or swaps the two letters where the halves meet: the other half stands
   * unchanged at the beginning or at the end of what is looked for.
   * @param {string} word
   */
  oneEditFrom(word) {
    const half = Math.floor(word.length / 2);
    const [front, back] = [word.slice(0, half), word.slice(half)];
    const swapped = front.slice(0, -1) + back.slice(0, 1) + front.slice(-1) + back.slice(1);
    const backwards = reverse(word);
    const found = new Set(slice(this.forwards, front).filter((near) => isOneEdit(word, near)));
    for (const near of slice(this.backwards, backwards.slice(0, back.length))) if (isOneEdit(backwards, near)) found.add(reverse(near));
    if (swapped !== word && this.known.has(swapped)) found.add(swapped);
    return [...found].sort();
  }
}

/**
 * The words that answer a typed word, each with its weight: the word, its stem, words it may be meant for.
 *
 * The last word of a query may still be unfinished, so from two letters on it also stands for every word that begins
 * with it. Where two ways lead to one word, the first of this order counts: itself, stem, beginning, edit.
 * `isLiteral`: what was typed is meant letter for letter, without edits.
 * @typedef {{ isLast: boolean, isLiteral: boolean }} Options
 * @param {string} word
 * @param {string | undefined} stem
 * @param {Words} words
 * @param {Numbers} numbers
 * @param {Options} options
 * @returns {[string, number][]}
 */
export function listVariants(word, stem, words, numbers, { isLast, isLiteral }) {
  const weights = new Map([[word, 1]]);
  /** @type {(variant: string, weight: number) => void} */
  const offer = (variant, weight) => void (weights.has(variant) || weights.set(variant, weight));
  if (stem !== undefined) offer(stem, numbers.stem);
  if (isLast && word.length >= numbers.beginning_from) {
    for (const longer of words.beginWith(word)) {
      const missing = longer.length - word.length;
      offer(longer, (numbers.beginning * longer.length) / (longer.length + 0.3 * missing));
    }
  }
  if (!isLiteral && word.length >= numbers.edit_from) {
    for (const near of words.oneEditFrom(word)) offer(near, (numbers.edit * near.length) / (near.length + 1));
  }
  return [...weights].filter(([variant]) => words.has(variant));
}

/**
 * True if one letter added, dropped, changed or swapped with its neighbour makes one word of the other.
 * @param {string} one
 * @param {string} other
 */
function isOneEdit(one, other) {
  const gap = one.length - other.length;
  if (gap > 1 || gap < -1 || one === other) return false;
  let start = 0;
  while (start < one.length && one[start] === other[start]) start++;
  if (gap > 0) return one.slice(start + 1) === other.slice(start);
  if (gap < 0) return one.slice(start) === other.slice(start + 1);
  if (one.slice(start + 1) === other.slice(start + 1)) return true;
  const isSwapped = one[start] === other[start + 1] && one[start + 1] === other[start];
  return isSwapped && one.slice(start + 2) === other.slice(start + 2);
}

/**
 * @param {string[]} sorted
 * @param {string} start
 */
function slice(sorted, start) {
  const end = start + AFTER_LETTERS;
  return sorted.slice(
    findPlace(sorted, (word) => word < start),
    findPlace(sorted, (word) => word < end),
  );
}

/**
 * How many items come before a place in a sorted list.
 * @template T
 * @param {T[]} sorted
 * @param {(item: T) => boolean} isBefore
 */
export function findPlace(sorted, isBefore) {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isBefore(sorted[middle])) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** @param {string} word */
function reverse(word) {
  let reversed = "";
  for (let place = word.length - 1; place >= 0; place--) reversed += word[place];
  return reversed;
}
