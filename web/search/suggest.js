/**
 * Letters typed so far -> services, places and records they may become. Twin of directory/search/suggest.py.
 */

import { compareFits, keepBetter, takeBest } from "./choice.js";
import { readTyped } from "./intent.js";
import { listEdits } from "./slips.js";
import { KINDS, LAY, Subjects } from "./subjects.js";
import { foldApostrophes, splitWords } from "./text.js";
import { Words } from "./words.js";

/**
 * @typedef {import('./places.js').Place} Place
 * @typedef {import('./places.js').Gazetteer} Gazetteer
 * @typedef {import('./choice.js').Fit} Fit
 * @typedef {import('./subjects.js').Kind} Kind
 * @typedef {import('./subjects.js').Name} Name
 * @typedef {import('./subjects.js').Subject} Subject
 *
 * `id`: a tag, the id of a place or of a record; `rest`: the words typed before it, which stay; `place`: the place itself.
 * @typedef {{ kind: Kind, id: string, rest: string, place: Place | null }} Suggestion
 */

/**
 * What is suggested for the end of a text, and so leaves the words before it as they are.
 * @type {Kind[]}
 */
const AFTER_WORDS = ["place"];
/** @type {Kind[]} */
const AFTER_A_PLACE = ["service", "topic"];

const FEWEST_LETTERS = 2;
/** An end of a text, a lay phrase and a slip are guessed from a little more. */
const FEWEST_LETTERS_OF_AN_END = 3;
const FEWEST_LETTERS_OF_A_SLIP = 4;
const MOST_WORDS_OF_AN_END = 3;

/** After these the beginning of a place is most likely one: "shelter in mis". */
const POINTING = new Set(["in", "near", "around", "en", "cerca"]);

const BY_BLANKS = /[^ \t\r\n]+/g;

/** @type {ReadonlySet<number>} */
const NOTHING = new Set();

/**
 * The suggestions of an engine. Takes a moment, so it is made when the first letters are typed.
 * @param {import('./search.js').Engine} engine
 */
export function createSuggester({ forms, vocabulary, tables, places, stopWords }) {
  return new Suggester(new Subjects(forms, vocabulary, tables, places), places, stopWords);
}

/** All names, found by the beginnings of their words. */
class Suggester {
  /**
   * @param {import('./subjects.js').Subjects} known
   * @param {Gazetteer} places
   * @param {ReadonlySet<string>} stopWords
   */
  constructor({ subjects, names }, places, stopWords) {
    this.stopWords = stopWords;
    this.places = places;
    this.subjects = subjects;
    this.names = names;
    this.byWord = indexByWord(this.names);
    this.words = new Words(this.byWord.keys());
  }

  /**
   * At most so many, best first, those of one group together.
   * @param {string} text
   * @param {number} limit
   * @returns {Suggestion[]}
   */
  suggest(text, limit) {
    const typed = readTyped(text);
    if (!typed.length || typed[typed.length - 1].length < FEWEST_LETTERS) return [];
    /** @type {Map<number, Fit>} */
    const fits = new Map();
    for (const start of this.listStarts(typed)) {
      const before = typed.slice(0, start);
      const asked = { leftOut: start, isLedTo: pointsToAPlace(before), kinds: this.listKinds(before) };
      this.match(typed.slice(start), asked, fits);
    }
    if (![...fits.keys()].some((number) => this.subjects[number].place)) this.matchMistypedPlace(typed, fits);
    const fitting = [...fits].map(([number, fit]) => ({ fit, subject: this.subjects[number] }));
    const best = takeBest(
      fitting.sort((one, other) => compareFits(one.fit, other.fit)),
      limit,
    );
    return best.map(({ fit, subject: { kind, id, place } }) => {
      return { kind, id, rest: this.cutRest(text, typed.length - fit[1], typed.length), place };
    });
  }

  /**
   * Where the words may start that a name is looked for in: with the first, or with one of the last few.
   * @param {string[]} typed
   */
  listStarts(typed) {
    const starts = [0];
    for (let start = Math.max(1, typed.length - MOST_WORDS_OF_AN_END); start < typed.length; start++) {
      const isLedTo = start === typed.length - 1 && this.places.before.has(typed[start - 1]);
      const isEnough = countLetters(typed.slice(start)) >= FEWEST_LETTERS_OF_AN_END;
      if (isEnough && (isLedTo || !this.stopWords.has(typed[start]))) starts.push(start);
    }
    return starts;
  }

  /**
   * What may follow some words: a place follows anything, a need only a place, or it would end a sentence with a label.
   * @param {string[]} before
   */
  listKinds(before) {
    const telling = before.filter((word) => !this.places.before.has(word)).join(" ");
    if (!before.length) return KINDS;
    return this.places.names.has(telling) ? AFTER_A_PLACE : AFTER_WORDS;
  }

  /**
   * Notes how the subjects fit that have a name which has all words typed, or begins of them.
   * @param {string[]} typed
   * @param {{ leftOut: number, isLedTo: boolean, kinds: Kind[] }} asked
   * @param {Map<number, Fit>} fits the best so far
   */
  match(typed, { leftOut, isLedTo, kinds }, fits) {
    const last = typed.length - 1;
    const telling = typed.filter((word, place) => place === last || !this.stopWords.has(word));
    /** @type {ReadonlySet<number> | null} */
    let found = null;
    let slips = 0;
    for (const word of telling) {
      let having = this.findHaving([word]);
      if (!having.size && word.length >= FEWEST_LETTERS_OF_A_SLIP) {
        having = this.findHaving(listEdits(word));
        slips += 1;
      }
      found = new Set([...(found ?? having)].filter((name) => having.has(name)));
      if (!found.size) return;
    }
    const letters = countLetters(telling);
    for (const number of found ?? NOTHING) {
      const name = this.names[number];
      if (!kinds.includes(this.subjects[name.subject].kind)) continue;
      const fit = this.rate(name, telling, leftOut, slips, isLedTo);
      // At least half of a lay phrase, or a word would mean all that it is ever part of.
      if (name.source === LAY && letters < Math.max(FEWEST_LETTERS_OF_AN_END, fit[6])) continue;
      keepBetter(fits, name.subject, fit);
    }
  }

  /**
   * Notes the places of a name that nothing typed begins: "misula", "kallispell".
   * @param {string[]} typed
   * @param {Map<number, Fit>} fits
   */
  matchMistypedPlace(typed, fits) {
    const near = new Set(this.places.slips.listNear(typed.join(" ")));
    if (!near.size) return;
    for (const name of this.names) {
      const isNear = this.subjects[name.subject].place && near.has(name.words.join(" "));
      if (isNear) keepBetter(fits, name.subject, this.rate(name, typed, 0, 1, false));
    }
  }

  /**
   * @param {Name} name
   * @param {string[]} typed
   * @param {number} leftOut
   * @param {number} slips
   * @param {boolean} isLedTo
   * @returns {Fit}
   */
  rate({ words, subject: number, source }, typed, leftOut, slips, isLedTo) {
    const subject = this.subjects[number];
    const isAside = Number(!(isLedTo && subject.place));
    const startsElse = Number(!words[0].startsWith(typed[0]));
    const toCome = countLetters(words) - countLetters(typed);
    const order = /** @type {const} */ ([KINDS.indexOf(subject.kind), words.join(" "), nameForSure(subject)]);
    return [isAside, leftOut, slips, source, startsElse, -subject.size, toCome, ...order];
  }

  /**
   * The numbers of names that have a word which begins with one of these.
   * @param {Iterable<string>} starts
   * @returns {ReadonlySet<number>}
   */
  findHaving(starts) {
    const having = new Set();
    for (const start of starts) {
      for (const word of this.words.beginWith(start)) {
        for (const name of this.byWord.get(word) ?? []) having.add(name);
      }
    }
    return having;
  }

  /**
   * What stands in a text before the last `taken` of its words, without words that only lead to a place.
   * @param {string} text
   * @param {number} taken
   * @param {number} count
   */
  cutRest(text, taken, count) {
    if (taken === count) return "";
    const parts = text.match(BY_BLANKS) ?? [];
    const read = (/** @type {string} */ part) => splitWords(foldApostrophes(part));
    while (parts.length && taken > 0) taken -= read(parts.pop() ?? "").length;
    const leads = (/** @type {string} */ word) => this.places.before.has(word) || this.stopWords.has(word);
    while (parts.length && read(parts[parts.length - 1]).every(leads)) parts.pop();
    return parts.join(" ");
  }
}

/**
 * @param {Name[]} names
 * @returns {Map<string, number[]>}
 */
function indexByWord(names) {
  /** @type {Map<string, number[]>} */
  const byWord = new Map();
  names.forEach(({ words }, number) => {
    for (const word of new Set(words)) {
      const numbers = byWord.get(word);
      if (numbers) numbers.push(number);
      else byWord.set(word, [number]);
    }
  });
  return byWord;
}

/** @param {string[]} words */
function countLetters(words) {
  return words.reduce((sum, word) => sum + word.length, 0);
}

/**
 * Differs for any two subjects of one kind: a town and a county may share their id.
 * @param {Subject} subject
 */
function nameForSure({ id, place }) {
  return place ? `${id} ${place.kind}` : id;
}

/**
 * Whether words end with one that a place follows, as in "shelter near" or "ayuda cerca de".
 * @param {string[]} before
 */
function pointsToAPlace(before) {
  return POINTING.has(before.filter((word) => word !== "de").pop() ?? "");
}
