/** Words as they sound in English and Spanish, for those who write as they speak. Twin of directory/search/sounds.py. */

import { isTwoEdits } from "./slips.js";

/** Letters and their sound; other consonants sound as they are written. A capital stands for what takes two letters. */
const SOUNDS = new Map([
  ...["kn>n", "wr>r", "w>w", "wh>w", "ph>f", "gh>", "x>ks", "z>s", "v>b", "h>", "c>s", "g>j"],
  ...["tion", "sion", "ssion", "cion", "shun", "shion", "cian", "tian"].map((letters) => `${letters}>Xn`),
  ...["sch", "sh", "ch"].map((letters) => `${letters}>X`),
  ...["ck", "q", "qu"].map((letters) => `${letters}>k`),
].map((row) => /** @type {[string, string]} */ (row.split(">"))));
const FOUND =
  /^kn|^wr|^wh?|ss?ion|[tc]ion|shun|shion|[ct]ian$|sch|[sc]h|ph|gh|ck|qu?|[xzv]|[cg](?=[eiy])|c|^h?[aeiouy]+|h|[aeiouyw]+/g;
/** The sound a word begins with -> the letters it may then begin with, in their order; others are written as they sound. */
const SPELLED = new Map(Object.entries({ A: "aehiouy", X: "cs", b: "bv", f: "fp", j: "gj", k: "ckq", n: "kn", r: "rw", s: "csz" }));
const SOFTENING = new Set("eiy");
const TWICE = /(.)\1+/g;
const ALPHABETIC = /^[a-z]+$/;

const SHORTEST = 5;
/** Words of fewer sounds share them with words that mean something else, and are alike only two edits away. */
const [LEAST_SOUNDS, TELLING_SOUNDS] = [3, 6];

/** Known words by their sound. */
export class Sounds {
  /** @param {import("./words.js").Words} words */
  constructor(words) {
    this.words = words;
    /** @type {Map<string, Map<string, string[]>>} */
    this.byInitial = new Map();
  }

  /**
   * The known words that sound as `typed`, sorted by their letters.
   * @param {string} typed
   */
  listAlike(typed) {
    const sound = findSound(typed);
    if (typed.length < SHORTEST || sound.length < LEAST_SOUNDS) return [];
    const [initial] = sound;
    const bySound = this.byInitial.get(initial) ?? this.groupBySound(SPELLED.get(initial) ?? initial);
    this.byInitial.set(initial, bySound);
    const isTelling = sound.length >= TELLING_SOUNDS;
    return (bySound.get(sound) ?? []).filter((word) => isTelling || isTwoEdits(typed, word));
  }

  /**
   * Sound -> words that begin with one of the letters. Made when a word with such a sound is first mistyped: to do all at once
   * would be a third of a second's work for a cheap phone.
   * @param {string} initials
   */
  groupBySound(initials) {
    /** @type {Map<string, string[]>} */
    const bySound = new Map();
    for (const word of [...initials].flatMap((letter) => this.words.beginWith(letter))) {
      if (word.length < SHORTEST || !ALPHABETIC.test(word)) continue;
      const sound = findSound(word);
      const alike = bySound.get(sound);
      if (alike) alike.push(word);
      else bySound.set(sound, [word]);
    }
    return bySound;
  }
}

/**
 * The consonants of a word as they sound, and "A" for vowels that begin it: "sextorshun" and "sextortion" -> "skstrXn".
 * @param {string} word
 */
export function findSound(word) {
  return word.replace(FOUND, soundOf).replace(TWICE, "$1");
}

/** @param {string} letters @param {number} start @param {string} word */
function soundOf(letters, start, word) {
  if (letters === "c" && !SOFTENING.has(word[start + 1])) return "k";
  return SOUNDS.get(letters) ?? (start ? "" : "A");
}
