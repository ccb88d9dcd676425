/**
 * Text typed -> what the person means: a place, meanings, corrected words, and the words left to search for.
 * Twin of directory/search/intent.py. What was understood can be taken back one by one (`ignore`).
 */

import { describePlace } from "./places.js";
import { foldApostrophes, splitWords } from "./text.js";

/**
 * @typedef {import('./meanings.js').Meaning} Meaning
 * @typedef {import('./places.js').Place} Place
 * @typedef {import('./places.js').Found} Found
 *
 * What a query means.
 * @typedef {object} Intent
 * @property {string[]} typed
 * @property {string[]} spelled all words typed, put right
 * @property {string[]} words those of them without a place, which are searched as text
 * @property {string[]} left the same as they were typed
 * @property {Meaning[]} meanings the few that count, strongest first
 * @property {Meaning[]} touched all, also those taken back
 * @property {Place | null} place
 * @property {Place[]} others places of the same name
 * @property {string} corrected `words` as a text if any was mistyped, else empty
 * @property {boolean} isLiteral the words are meant letter for letter
 * @property {boolean} isPlaceOnly nothing but a place was typed, or words that ask for any help there
 * @property {boolean} isAnyHelp nothing but such words was typed beside a place, if any
 * @property {boolean} isStrange nearly nothing of it is about what we have
 *
 * @typedef {object} Understood see directory/search/results.py
 * @property {(ReturnType<typeof describePlace> & { others?: ReturnType<typeof describePlace>[] }) | null} place
 * @property {string[]} topics
 * @property {string[]} services
 * @property {string | null} corrected
 * @property {string[]} urgent
 */

/** Words of a query that are read; a pasted page is not read to its end. */
const MOST_WORDS = 64;

/** Stands for a text of pictures alone, or of letters of another script than ours: a word that nobody wrote. */
const UNREAD = "????";
const UNREADABLE = /(?![\0-\x7f])[\p{L}\p{So}]/u;

/** The picture that is a word. */
const SOS = "🆘";

/** Reads queries; knows places, meanings and the words that exist. */
export class Reader {
  /**
   * @param {import('./places.js').Gazetteer} places
   * @param {import('./meanings.js').Meanings} meanings
   * @param {import('./spelling.js').Spelling} spelling
   * @param {Record<'stop' | 'small' | 'anyHelp', ReadonlySet<string>>} words a place with only words for any help asks who
   *   helps there
   */
  constructor(places, meanings, spelling, { stop, small, anyHelp }) {
    this.places = places;
    this.meanings = meanings;
    this.spelling = spelling;
    this.smallWords = small;
    this.anyHelp = new Set([...anyHelp, ...stop]);
  }

  /**
   * The intent of a text.
   * @param {string} text
   * @param {readonly string[]} ignore
   * @param {Place | null} chosen a place picked by the person, which then counts instead of one in the text
   * @returns {Intent}
   */
  read(text, ignore, chosen) {
    const typed = readTyped(text);
    const found = ignore.includes("place") ? null : this.places.find(typed, this.spelling);
    const [start, end] = found ? cutOut(typed, found, this.places) : [typed.length, typed.length];
    const rest = [...typed.slice(0, start), ...typed.slice(end)];
    const words = ignore.includes("corrected") ? rest : this.correct(rest);
    const place = chosen ?? found?.place ?? null;
    const isAnyHelp = rest.every((word) => this.anyHelp.has(word));
    return {
      typed,
      spelled: [...words.slice(0, start), ...typed.slice(start, end), ...words.slice(start)],
      words,
      left: rest,
      place,
      others: chosen ? [] : (found?.others ?? []),
      corrected: words.some((word, number) => word !== rest[number]) ? words.join(" ") : "",
      isLiteral: ignore.includes("corrected"),
      isPlaceOnly: place !== null && isAnyHelp,
      isAnyHelp,
      ...this.understand(words, ignore),
    };
  }

  /**
   * The intent of the same text, none of its words put right.
   * @param {Intent} intent
   * @param {readonly string[]} ignore
   * @returns {Intent}
   */
  readLiterally(intent, ignore) {
    return { ...searchAsTyped(intent), ...this.understand(intent.left, ignore), isLiteral: true };
  }

  /**
   * The meanings of words that count, all of them, and whether nearly nothing is about what we have.
   * @param {readonly string[]} words
   * @param {readonly string[]} ignore
   */
  understand(words, ignore) {
    const telling = this.listTelling(words);
    const touched = this.meanings.find(telling);
    const meanings = ignore.includes("topics") ? [] : this.meanings.choose(touched, telling);
    return { meanings, touched, isStrange: this.spelling.isStrange(telling) };
  }

  /**
   * Put right: how much sense words make together is the strength of what they mean.
   * @param {readonly string[]} words
   */
  correct(words) {
    return this.spelling.correct(words, (guess) => this.meanings.find(this.listTelling(guess))[0]?.strength ?? 0);
  }

  /** @param {readonly string[]} words */
  listTelling(words) {
    return words.filter((word) => !this.smallWords.has(word));
  }
}

/**
 * The words of a query, all that is read of it.
 * @param {string} text
 */
export function readTyped(text) {
  const words = splitWords(foldApostrophes(text.replaceAll(SOS, " sos "))).slice(0, MOST_WORDS);
  return words.length || !UNREADABLE.test(text) ? words : [UNREAD];
}

/**
 * The same intent, its slips only heard in what is meant: the words searched are those typed.
 * @param {Intent} intent
 * @returns {Intent}
 */
export function searchAsTyped(intent) {
  return { ...intent, spelled: intent.typed, words: intent.left, corrected: "" };
}

/**
 * From where to where a place stands, with the words that only lead to it.
 * @param {readonly string[]} words
 * @param {Found} found
 * @param {{ before: ReadonlySet<string>, after: ReadonlySet<string> }} leading
 */
function cutOut(words, { start, end }, { before, after }) {
  while (start > 0 && before.has(words[start - 1])) start--;
  while (end < words.length && after.has(words[end])) end++;
  return [start, end];
}

/**
 * The intent as an answer gives it: place (with others of its name), tags meant most, the corrected words.
 * @param {Intent} intent
 * @param {readonly import('./pack.js').Group[]} groups
 * @param {string[]} urgent
 * @returns {Understood}
 */
export function describe(intent, groups, urgent) {
  const meant = intent.meanings.map(({ group }) => groups[group]);
  const place = intent.place && describePlace(intent.place);
  return {
    place: place && intent.others.length ? { ...place, others: intent.others.map(describePlace) } : place,
    topics: [...new Set(meant.flatMap(({ topics = [] }) => topics))],
    services: [...new Set(meant.flatMap(({ services = [] }) => services))],
    corrected: intent.corrected || null,
    urgent,
  };
}
