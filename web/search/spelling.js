/** Mistyped words of a query -> the words probably meant. Twin of directory/search/spelling.py. */

import { Cache } from "./cache.js";
import { roundScore } from "./scoring.js";
import { Slips } from "./slips.js";
import { Sounds, findSound } from "./sounds.js";
import { compareTexts } from "./text.js";
import { Words, isOneEdit } from "./words.js";

/** A word this short is put right only in a query of this many telling words: in a long sentence the others suffice. */
const [SHORT_WORD, FEW_WORDS] = [4, 3];
const SHORTEST = 5;

/** What must be left of a word without its ending for it to be known; less where that is a word itself. */
const [SHORTEST_STEM, SHORTEST_BASE] = [5, 4];

/** A word this long may lack a letter and a doubled one. */
const LONG_WORD = 7;

/** "traffic" becomes "trafficking". */
const NEEDS_K = new Set(["ed", "er", "ers", "ing"]);

/** How much sense a word that only sounds alike must make beside one that is one letter off. */
const SOUNDS_ALIKE = 0.9;

/** A word or a number of fewer letters, as an age, says nothing of what a query is about. */
const SHORTEST_TELLING = 3;

/** Words before and after a slip that say what was meant. */
const NEIGHBOURS = 6;

/** Words put right in one query: a page of noise is not worth the time. */
const MOST_CORRECTED = 6;

/** Near words kept in memory. */
const NEAR_KEPT = 500;

const LETTERS = /^[a-z]+$/;

/** Knows the words of the records and of everyday speech; guesses which one was meant. */
export class Spelling {
  /**
   * @param {ReadonlySet<string>} spoken words of the lay phrases
   * @param {Words} written words of the records
   * @param {ReadonlySet<string>} common words that are never wrong
   * @param {(word: string) => string} stem the stem of a word, or the word itself; an inflected form of a known word is known
   */
  constructor(spoken, written, common, stem) {
    this.spoken = new Words(spoken);
    this.slips = new Slips(spoken);
    this.sounds = new Sounds(this.spoken);
    this.written = written;
    this.common = common;
    this.stem = stem;
    /** @type {Cache<string[]>} */
    this.near = new Cache(NEAR_KEPT, (words) => words.length);
  }

  /**
   * Whether the word means something as it stands.
   * @param {string} word
   */
  isKnown(word) {
    return this.written.has(word) || this.spoken.has(word) || this.common.has(word) || this.isInflected(word);
  }

  /**
   * Whether it is a form of a known word: "raping" is no "vaping"; of "traning" too little is left to be sure ("tran-ing"),
   * and "trafficing" is none. A short word is sure where the ending is spelled as it must be: "rubbing", "biting", not "hiting".
   * @param {string} word
   */
  isInflected(word) {
    const stem = this.stem(word);
    if (stem.endsWith("ic") && NEEDS_K.has(word.slice(stem.length))) return false;
    const left = word.replace(/(ing|ed)$/, "");
    const isRight = left === stem + stem.slice(-1) || stem.length >= SHORTEST_BASE;
    const isBase = isRight && (this.spoken.has(stem) || this.common.has(stem));
    const isMute = left !== word && this.spoken.has(`${left}e`);
    return stem !== word && (isBase || isMute || stem.length >= SHORTEST_STEM || word.endsWith("s"));
  }

  /**
   * Whether nearly nothing of a query is about what we have: its words that nobody knows outnumber the others, of which one
   * of the records counts two and a common one nothing.
   * @param {readonly string[]} words
   */
  isStrange(words) {
    let [known, unknown] = [0, 0];
    for (const word of new Set(words)) {
      if (this.common.has(word) || word.length < SHORTEST_TELLING) continue;
      if (this.written.has(word)) known += 2;
      else if (this.isKnown(word) || (word === words[words.length - 1] && this.isBegun(word))) known++;
      else unknown++;
    }
    return unknown > known;
  }

  /**
   * The words, the first mistyped ones replaced by the words probably meant.
   * @param {readonly string[]} words
   * @param {(words: readonly string[]) => number} rate how well a whole query makes sense
   */
  correct(words, rate) {
    const corrected = [...words];
    const mistyped = this.findMistyped(words)
      .map((place) => ({ place, near: this.listNear(words[place]) }))
      .filter(({ near }) => near.length)
      .slice(0, MOST_CORRECTED);
    // Once more where there are several: the first was chosen beside a word that was still wrong.
    for (const { place, near } of mistyped.length > 1 ? [...mistyped, ...mistyped] : mistyped) {
      corrected[place] = this.choose(near, corrected, place, words[place], rate);
    }
    return corrected;
  }

  /**
   * The places of words that mean nothing; the last one may be the beginning of a known word.
   * @param {readonly string[]} words
   */
  findMistyped(words) {
    const telling = words.filter((word) => word.length > 2 && !this.common.has(word));
    const shortest = telling.length <= FEW_WORDS ? SHORT_WORD : SHORTEST;
    return [...words.keys()].filter((place) => {
      const word = words[place];
      const isCandidate = word.length >= shortest && LETTERS.test(word) && !this.isKnown(word);
      return isCandidate && !(place === words.length - 1 && this.isBegun(word));
    });
  }

  /** @param {string} word */
  isBegun(word) {
    return this.written.beginWith(word).length > 0 || this.spoken.beginWith(word).length > 0;
  }

  /**
   * The known words one edit away, without short ones; else, of a long word, those of everyday speech that are so when
   * doubled letters count once ("trafiking"); and those of it that sound alike ("homles"). Kept a while: a word that may be
   * a place is asked for again.
   * @param {string} word
   */
  listNear(word) {
    return this.near.get(word, () => this.findNear(word));
  }

  /** @param {string} word */
  findNear(word) {
    let near = [...this.written.oneEditFrom(word), ...this.spoken.oneEditFrom(word)];
    if (!near.length && word.length >= LONG_WORD) near = this.slips.listNear(word);
    near = near.filter((other) => isLikely(word, other)).concat(this.sounds.listAlike(word));
    return [...new Set(near)].filter((other) => other.length >= SHORT_WORD);
  }

  /**
   * Of several near words the one that makes most sense, then one that is one letter off, then one of everyday speech, then
   * one with the same first letter.
   * @param {readonly string[]} near
   * @param {readonly string[]} words
   * @param {number} place
   * @param {string} typed
   * @param {(words: readonly string[]) => number} rate
   */
  choose(near, words, place, typed, rate) {
    const before = words.slice(Math.max(0, place - NEIGHBOURS), place);
    const after = words.slice(place + 1, place + 1 + NEIGHBOURS);
    const guesses = near.map((meant) => {
      const isNear = isOneEdit(typed, meant);
      const sense = rate([...before, meant, ...after]);
      return {
        meant,
        likely: roundScore(isNear ? sense : sense * SOUNDS_ALIKE),
        isNear: Number(isNear),
        isSpoken: Number(this.spoken.has(meant)),
        isBegunAlike: Number(meant[0] === typed[0]),
      };
    });
    const [best] = guesses.sort(
      (one, other) =>
        other.likely - one.likely ||
        other.isNear - one.isNear ||
        other.isSpoken - one.isSpoken ||
        other.isBegunAlike - one.isBegunAlike ||
        compareTexts(other.meant, one.meant),
    );
    return best.meant;
  }
}

/**
 * Whether one word may be typed for the other by mistake. Nobody mistypes a first letter, but one writes another of the same
 * sound ("bisa"); and a word of four letters has a neighbour for every letter changed ("star", "stab").
 * @param {string} typed
 * @param {string} meant
 */
function isLikely(typed, meant) {
  const isSwapped = [...typed].filter((letter, place) => letter !== meant[place]).length > 1;
  if (isSwapped || typed.length !== meant.length) return true;
  return typed[0] === meant[0] ? typed.length > SHORT_WORD : findSound(typed) === findSound(meant);
}
