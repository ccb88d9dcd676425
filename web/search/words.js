/** The words of an index, found by their beginning or by one edit. Twin of directory/search/words.py. */

/** @typedef {import('./pack.js').Numbers} Numbers */

/** Comes after "z", the last letter of any word. */
const AFTER_LETTERS = "{";

export class Words {
  /** @param {Iterable<string>} words every word that occurs in an index, stems among them */
  constructor(words) {
    this.forwards = [...new Set(words)].sort();
    /** From the last letter to the first, sorted; made when the first slip is looked up. @type {string[] | null} */
    this.reversed = null;
    /** Word -> its place among all, sorted. */
    this.numbers = new Map(this.forwards.map((word, number) => [word, number]));
  }

  /** @param {string} word */
  has(word) {
    return this.numbers.has(word);
  }

  /**
   * The words that begin so, sorted.
   * @param {string} start
   */
  beginWith(start) {
    return slice(this.forwards, start);
  }

  /**
   * The numbers of the words that begin so: from the first, before the second.
   * @param {string} start
   */
  findRange(start) {
    return findRange(this.forwards, start);
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
    this.reversed ??= this.forwards.map(reverse).sort();
    const found = new Set(slice(this.forwards, front).filter((near) => isOneEdit(word, near)));
    for (const near of slice(this.reversed, backwards.slice(0, back.length))) if (isOneEdit(backwards, near)) found.add(reverse(near));
    if (swapped !== word && this.has(swapped)) found.add(swapped);
    return [...found].sort();
  }
}

/**
 * The words that answer a typed word, by their numbers, each with its weight: the word, its stem, words it may be meant for.
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
 * @returns {Map<number, number>}
 */
export function listVariants(word, stem, words, numbers, { isLast, isLiteral }) {
  /** @type {Map<number, number>} */
  const weights = new Map();
  /** @type {(variant: number | undefined, weight: number) => void} */
  const offer = (variant, weight) => void (variant === undefined || weights.has(variant) || weights.set(variant, weight));
  offer(words.numbers.get(word), 1);
  if (stem !== undefined) offer(words.numbers.get(stem), numbers.stem);
  if (isLast && word.length >= numbers.beginning_from) {
    const [first, end] = words.findRange(word);
    for (let longer = first; longer < end; longer++) {
      const { length } = words.forwards[longer];
      offer(longer, (numbers.beginning * length) / (length + 0.3 * (length - word.length)));
    }
  }
  if (!isLiteral && word.length >= numbers.edit_from) {
    for (const near of words.oneEditFrom(word)) offer(words.numbers.get(near), (numbers.edit * near.length) / (near.length + 1));
  }
  return weights;
}

/**
 * True if one letter added, dropped, changed or swapped with its neighbour makes one word of the other.
 * @param {string} one
 * @param {string} other
 */
export function isOneEdit(one, other) {
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
 * Where in a sorted list the words stand that begin so: from the first place, before the second.
 * @param {string[]} sorted
 * @param {string} start
 * @returns {[number, number]}
 */
function findRange(sorted, start) {
  const end = start + AFTER_LETTERS;
  return [findPlace(sorted, (word) => word < start), findPlace(sorted, (word) => word < end)];
}

/**
 * @param {string[]} sorted
 * @param {string} start
 */
function slice(sorted, start) {
  return sorted.slice(...findRange(sorted, start));
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

/** @param {string} word @returns {string} its letters from the last to the first */
export function reverse(word) {
  let reversed = "";
  for (let place = word.length - 1; place >= 0; place--) reversed += word[place];
  return reversed;
}
