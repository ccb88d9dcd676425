/** Words of a query -> a place of Montana. Twin of directory/search/places.py; both read data/places.json. */

import { listFullNames, listNames, makeNation, readRows } from "./place_names.js";
import { Slips } from "./slips.js";
import { compareTexts, splitWords } from "./text.js";

/**
 * @typedef {import('./pack.js').PlaceTables} PlaceTables
 * @typedef {import('./gazetteer.js').Point} Point
 * @typedef {import('./gazetteer.js').Nation} Nation
 *
 * A place somebody may mean. `counties` and `nations` are whose services reach it, `further` other counties of a ZIP.
 * @typedef {object} Place
 * @property {'zip' | 'nation' | 'town' | 'county' | 'region'} kind
 * @property {string} id
 * @property {string} name
 * @property {string[]} counties
 * @property {string[]} nations
 * @property {string[]} further
 * @property {Point | null} point
 * @property {boolean} isOrdinary an everyday word too
 *
 * A place in a query: words `start` to `end` mean `place`; `others` bear the same name.
 * @typedef {{ place: Place, others: Place[], start: number, end: number }} Found
 *
 * What is known of words that are no places.
 * @typedef {Pick<import('./spelling.js').Spelling, 'isKnown' | 'listNear'>} Language
 */

/** Where several places bear one name, the first of these kinds is meant and the others are offered. */
const KINDS = ["zip", "nation", "town", "county", "region"];

const MOST_WORDS_MISTYPED = 3;
/**
 * In longer queries a word two edits away from a place is more likely to be just another word; so is one that is only one edit
 * away from another word.
 */
const SHORT_QUERY = 8;
/** Two words that both mean something else are still a name with one slip ("lame dear") from this many letters. */
const KNOWN_WORDS_FROM = 8;
/** But "en montana" is not "ne montana". */
const KNOWN_WORD_FROM = 4;

/** @type {{ county: string[], nation: string[], before: string, after: string }} */
const NO_WORDS = { county: [], nation: [], before: "", after: "" };

const DIGITS = /^[0-9]+$/;

/** The names of all places, as keys of words joined by a blank. */
export class Gazetteer {
  /** @param {PlaceTables} tables */
  constructor(tables) {
    const rows = readRows(tables);
    const { county, nation, before, after } = { ...NO_WORDS, ...tables.words };
    /** Before a name that is also an everyday word ("Power", "Emigrant"), these say that the place is meant. */
    this.before = new Set(before.split(" "));
    this.after = new Set(after.split(" "));
    /** @type {Map<string, string[]>} */
    this.neighbors = new Map(rows.counties.map((row) => [row.name, row.neighbors]));
    /** @type {Map<string, Place[]>} */
    this.names = new Map();
    for (const [name, place] of listNames(rows, nation)) this.add(name, place);
    for (const [name, place] of listFullNames(rows, county)) this.names.set(makeKey(name), [place]);
    for (const row of rows.nations) this.addStems(row);
    this.longest = 0;
    /** First words of names: where no name begins, none is looked for. @type {Set<string>} */
    this.starts = new Set();
    for (const [key, places] of this.names) {
      if (places.length > 1) places.sort(comparePlaces);
      const words = key.split(" ");
      this.longest = Math.max(this.longest, words.length);
      this.starts.add(words[0]);
    }
    this.slips = new Slips(this.names.keys());
    /** Town -> where it is. @type {Map<string, Point>} */
    this.points = new Map(rows.towns.map((row) => [row.name, row.point]));
  }

  /**
   * @param {string} name
   * @param {Place} place
   */
  add(name, place) {
    const key = makeKey(name);
    const places = this.names.get(key);
    if (!places) this.names.set(key, [place]);
    else if (places.every((known) => known.kind !== place.kind || known.id !== place.id)) places.push(place);
  }

  /**
   * "Flathead" alone is the county first, and the reservation is offered.
   * @param {Nation} row
   */
  addStems(row) {
    const nation = { ...makeNation(row), isOrdinary: true };
    for (const stem of row.stems) {
      if (this.names.has(makeKey(stem))) this.add(stem, nation);
    }
  }

  /**
   * The place of exactly this name, ZIP or id; a county wins over a town of its name, which is "Lake, Lake County".
   * @param {string} name
   * @returns {Place | null}
   */
  choose(name) {
    const towns = this.findTown(name);
    const places = towns.length ? towns : (this.names.get(makeKey(name)) ?? []);
    return places.find(({ kind }) => kind === "county") ?? places[0] ?? null;
  }

  /**
   * The town of a "town, county"; none where the text is something else.
   * @param {string} name
   */
  findTown(name) {
    const comma = name.indexOf(",");
    if (comma < 0) return [];
    const [towns, counties] = [name.slice(0, comma), name.slice(comma + 1)].map(
      (part) => this.names.get(makeKey(part)) ?? [],
    );
    const isWanted = (/** @type {string} */ id) => counties.some((place) => place.kind === "county" && place.id === id);
    return towns.filter((place) => place.kind === "town" && place.counties.some(isWanted));
  }

  /**
   * Every name, as words joined by a blank, with each place that bears it.
   * @returns {Generator<[string, Place]>}
   */
  *listNames() {
    for (const [key, places] of this.names) for (const place of places) yield [key, place];
  }

  /**
   * The first place in some words, the longest name where several begin alike; null if there is none.
   * @param {readonly string[]} words
   * @param {Language} language says which words mean something by themselves, so that they are no misspelled places
   * @returns {Found | null}
   */
  find(words, language) {
    const known = new Map(words.map((word) => [word, language.isKnown(word)]));
    const asked = {
      isKnown: (/** @type {string} */ word) => known.get(word) ?? false,
      listNear: (/** @type {string} */ word) => language.listNear(word),
    };
    for (let start = 0; start < words.length; start++) {
      const found = this.findExact(words, start) ?? this.findMistyped(words, start, asked);
      if (found) return found;
    }
    return null;
  }

  /**
   * @param {readonly string[]} words
   * @param {number} start
   * @returns {Found | null}
   */
  findExact(words, start) {
    if (!this.starts.has(words[start])) return null;
    for (let end = Math.min(words.length, start + this.longest); end > start; end--) {
      const places = this.names.get(words.slice(start, end).join(" "));
      if (!places) continue;
      const isMeant = end - start === words.length || this.before.has(words[start - 1]) || this.after.has(words[end]);
      const meant = places.filter((place) => isMeant || !place.isOrdinary);
      if (meant.length) return { place: meant[0], others: listDiffering(meant), start, end };
    }
    return null;
  }

  /**
   * @param {string} typed
   * @param {boolean} inTwo whether two edits may lead there, where one does not
   */
  findNear(typed, inTwo) {
    const near = this.slips.listNear(typed);
    return near.length || !inTwo ? near : this.slips.listNearInTwo(typed);
  }

  /**
   * @param {readonly string[]} words
   * @param {number} start
   * @param {Language} language
   * @returns {Found | null}
   */
  findMistyped(words, start, language) {
    const isKnown = (/** @type {string} */ word) => language.isKnown(word);
    for (let end = Math.min(words.length, start + MOST_WORDS_MISTYPED); end > start; end--) {
      const window = words.slice(start, end);
      const isOne = end - start === 1;
      const typed = window.join(" ");
      if (window.some((word) => DIGITS.test(word))) continue;
      if (window.every(isKnown) && (isOne || typed.length < KNOWN_WORDS_FROM)) continue;
      const places = this.findNear(typed, isOne && words.length <= SHORT_QUERY && !language.listNear(typed).length)
        .filter((name) => agrees(window, name.split(" "), isKnown))
        .flatMap((name) => this.names.get(name) ?? [])
        .filter((place) => !place.isOrdinary);
      if (places.length) return { place: places[0], others: listDiffering(places), start, end };
    }
    return null;
  }
}

/**
 * A place as `understood.place` gives it.
 * @param {Place} place
 */
export function describePlace({ kind, id, name, counties, nations }) {
  return { kind, id, name, counties, nations };
}

/** @param {string} name */
function makeKey(name) {
  return splitWords(name).join(" ");
}

/**
 * @param {Place} one
 * @param {Place} other
 */
function comparePlaces(one, other) {
  const byKind = KINDS.indexOf(one.kind) - KINDS.indexOf(other.kind);
  return Number(one.isOrdinary) - Number(other.isOrdinary) || byKind || compareTexts(one.id, other.id);
}

/**
 * Word for word: of several words typed, those that differ mean nothing, or it is one alone, and not a short one.
 * @param {readonly string[]} typed
 * @param {readonly string[]} name
 * @param {(word: string) => boolean} isKnown
 */
function agrees(typed, name, isKnown) {
  if (typed.length === 1 || typed.length !== name.length) return !typed.some(isKnown);
  const mistyped = typed.filter((word, place) => word !== name[place]);
  const known = mistyped.filter(isKnown);
  return !known.length || (mistyped.length === 1 && known[0].length >= KNOWN_WORD_FROM);
}

/**
 * The places after the first whose area is another: Missoula the town and its county need no question.
 * @param {readonly Place[]} places
 */
function listDiffering([first, ...others]) {
  return others.filter(
    (place) => place.counties[0] !== first.counties[0] || (place.kind === "nation") !== (first.kind === "nation"),
  );
}
