/** Names of places as people mistype them. Twin of directory/search/slips.py. */

import { Words } from "./words.js";

/** A name of fewer letters has too many neighbours for one edit, or for two; so has a shape. */
const [ONE_EDIT_FROM, TWO_EDITS_FROM] = [5, 7];
const SHORTEST_SHAPE = 4;

const DIGITS = /^[0-9]+$/;
const LETTERS = [..."abcdefghijklmnopqrstuvwxyz0123456789"];

/** Names found by something near them. ZIPs are never mistyped: every number is near another. */
export class Slips {
  /** @param {Iterable<string>} names */
  constructor(names) {
    this.names = names;
    /** Made when the first name is looked for. @type {ReturnType<typeof listShapes> | null} */
    this.made = null;
  }

  /** Shape -> the names that have it, and all shapes. */
  get known() {
    return (this.made ??= listShapes(this.names));
  }

  /**
   * Names at most one edit away, doubled letters counting once.
   * @param {string} typed
   */
  listNear(typed) {
    const shape = reduce(typed);
    if (typed.length < ONE_EDIT_FROM || shape.length < SHORTEST_SHAPE) return [];
    const { byShape, shapes, longest } = this.known;
    if (shape.length > longest + 1) return [];
    const found = byShape.has(shape) ? [shape] : shapes.oneEditFrom(shape);
    return found.flatMap((near) => byShape.get(near) ?? []);
  }

  /**
   * Names two edits away that begin alike.
   * @param {string} typed
   */
  listNearInTwo(typed) {
    const shape = reduce(typed);
    if (shape.length < TWO_EDITS_FROM) return [];
    const { byShape, shapes } = this.known;
    const found = shapes.beginWith(shape[0]).filter((near) => isTwoEdits(shape, near));
    return found.flatMap((near) => byShape.get(near) ?? []);
  }
}

/** @param {Iterable<string>} names */
function listShapes(names) {
  /** @type {Map<string, string[]>} */
  const byShape = new Map();
  for (const name of [...names].sort()) {
    if (name.length < ONE_EDIT_FROM || DIGITS.test(name)) continue;
    const shape = reduce(name);
    byShape.set(shape, [...(byShape.get(shape) ?? []), name]);
  }
  return { byShape, shapes: new Words(byShape.keys()), longest: Math.max(0, ...[...byShape.keys()].map((shape) => shape.length)) };
}

/**
 * The name with doubled letters once: people leave one out or add one ("misoula", "kallispell").
 * @param {string} name
 */
function reduce(name) {
  return name.replace(/(.)\1+/g, "$1");
}

/**
 * True if at most two letters added, dropped, changed or swapped make one name of the other.
 * @param {string} one
 * @param {string} other
 */
export function isTwoEdits(one, other) {
  if (Math.abs(one.length - other.length) > 2 || countUnshared(one, other) > 4) return false;
  /** @type {number[]} */
  let before = [];
  let last = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let row = 1; row <= one.length; row++) {
    const line = [row];
    for (let column = 1; column <= other.length; column++) {
      const changed = last[column - 1] + Number(one[row - 1] !== other[column - 1]);
      const isSwapped = row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      const swapped = isSwapped ? before[column - 2] + 1 : Infinity;
      line.push(Math.min(last[column] + 1, line[column - 1] + 1, changed, swapped));
    }
    [before, last] = [last, line];
  }
  return last[other.length] <= 2;
}

/**
 * How many different letters stand in one of two names only: an edit makes two at most.
 * @param {string} one
 * @param {string} other
 */
function countUnshared(one, other) {
  const unshared = (/** @type {string} */ name, /** @type {string} */ than) =>
    [...new Set(name)].filter((letter) => !than.includes(letter)).length;
  return unshared(one, other) + unshared(other, one);
}

/**
 * Everything one letter added, dropped, changed or swapped with its neighbour away.
 * @param {string} word
 */
export function* listEdits(word) {
  for (let place = 0; place < word.length; place++) {
    const [front, back] = [word.slice(0, place), word.slice(place)];
    yield front + back.slice(1);
    yield front + back.slice(1, 2) + back.slice(0, 1) + back.slice(2);
    for (const letter of LETTERS) {
      yield front + letter + back.slice(1);
      yield front + letter + back;
    }
  }
}
