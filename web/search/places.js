/** Words of a query -> a place of Montana. Twin of directory/search/places.py; both read data/places.json. */

import { listCounties, listNations, listRegions, listTowns } from "./gazetteer.js";
import { compareTexts, splitWords } from "./text.js";
import { Words } from "./words.js";

/**
 * @typedef {import('./pack.js').PlaceTables} PlaceTables
 * @typedef {import('./gazetteer.js').Point} Point
 * @typedef {import('./gazetteer.js').County} County
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

/** Words for a kind of place that stand before its name: the Spanish ones. */
const BEFORE_ITS_NAME = new Set(["condado", "reserva", "tribu"]);

/** A name of fewer letters has too many neighbours for one edit, or for two. */
const [ONE_EDIT_FROM, TWO_EDITS_FROM] = [5, 7];
const SHORTEST_SHAPE = 4;
const MOST_WORDS_MISTYPED = 3;
/** In longer queries a word two edits away from a place is more likely to be just another word. */
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
    for (const places of this.names.values()) places.sort(comparePlaces);
    const lengths = [...this.names.keys()].map((key) => key.split(" ").length);
    this.longest = Math.max(0, ...lengths);
    this.byShape = groupByShape(this.names.keys());
    this.shapes = new Words(this.byShape.keys());
    /** Town -> where it is. @type {Map<string, Point>} */
    this.points = new Map(rows.towns.map((row) => [row.name, row.point]));
  }

  /**
   * @param {string} name
   * @param {Place} place
   */
  add(name, place) {
    const key = makeKey(name);
    const places = this.names.get(key) ?? [];
    if (places.every((known) => known.kind !== place.kind || known.id !== place.id)) places.push(place);
    this.names.set(key, places);
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
   * The place of exactly this name, ZIP or id; a county wins over a town of its name.
   * @param {string} name
   * @returns {Place | null}
   */
  choose(name) {
    const places = this.names.get(makeKey(name)) ?? [];
    return places.find(({ kind }) => kind === "county") ?? places[0] ?? null;
  }

  /**
   * The first place in some words, the longest name where several begin alike; null if there is none.
   * @param {readonly string[]} words
   * @param {Language} language says which words mean something by themselves, so that they are no misspelled places
   * @returns {Found | null}
   */
  find(words, language) {
    for (let start = 0; start < words.length; start++) {
      const found = this.findExact(words, start) ?? this.findMistyped(words, start, language);
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
      if (typed.length < ONE_EDIT_FROM || reduceShape(typed).length < SHORTEST_SHAPE) continue;
      if (window.some((word) => DIGITS.test(word))) continue;
      if (window.every(isKnown) && (isOne || typed.length < KNOWN_WORDS_FROM)) continue;
      const near = this.findNear(typed);
      const places = (near.length ? near : this.findNearInTwo(typed, words, language))
        .filter((name) => agrees(window, name.split(" "), isKnown))
        .flatMap((name) => this.names.get(name) ?? [])
        .filter((place) => !place.isOrdinary);
      if (places.length) return { place: places[0], others: listDiffering(places), start, end };
    }
    return null;
  }

  /**
   * Names at most one edit away, doubled letters counting once.
   * @param {string} typed
   */
  findNear(typed) {
    const shape = reduceShape(typed);
    const shapes = this.byShape.has(shape) ? [shape] : this.shapes.oneEditFrom(shape);
    return shapes.flatMap((near) => this.byShape.get(near) ?? []);
  }

  /**
   * Names two edits away from one word of a short query, with the same beginning, if no other word is nearer.
   * @param {string} typed
   * @param {readonly string[]} words
   * @param {Language} language
   */
  findNearInTwo(typed, words, language) {
    const shape = reduceShape(typed);
    const isShort = shape.length < TWO_EDITS_FROM;
    if (!words.includes(typed) || words.length > SHORT_QUERY || isShort || language.listNear(typed).length) return [];
    const shapes = this.shapes.beginWith(shape[0]).filter((near) => isTwoEdits(shape, near));
    return shapes.flatMap((near) => this.byShape.get(near) ?? []);
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
 * Shape -> the names that have it, sorted; short names and ZIPs have too many neighbours.
 * @param {Iterable<string>} keys
 */
function groupByShape(keys) {
  /** @type {Map<string, string[]>} */
  const byShape = new Map();
  for (const key of [...keys].sort()) {
    if (key.length < ONE_EDIT_FROM || DIGITS.test(key)) continue;
    const shape = reduceShape(key);
    byShape.set(shape, [...(byShape.get(shape) ?? []), key]);
  }
  return byShape;
}

/**
 * The name with doubled letters once: people leave one out or add one ("misoula", "kallispell").
 * @param {string} name
 */
function reduceShape(name) {
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
 * The places after the first whose area is another: Missoula the town and its county need no question.
 * @param {readonly Place[]} places
 */
function listDiffering([first, ...others]) {
  return others.filter(
    (place) => place.counties[0] !== first.counties[0] || (place.kind === "nation") !== (first.kind === "nation"),
  );
}

/** @param {PlaceTables} tables */
function readRows(tables) {
  return {
    towns: listTowns(tables),
    counties: listCounties(tables),
    nations: listNations(tables),
    regions: listRegions(tables),
    further: tables.zip_counties ?? {},
  };
}

/**
 * @typedef {ReturnType<typeof readRows>} Rows
 *
 * @typedef {Generator<[string, Place]>} Named names, each with a place
 */

/**
 * Every name that may mean several places.
 * @param {Rows} rows
 * @param {readonly string[]} words what a nation is called after its name, or before it in Spanish
 * @returns {Named}
 */
function* listNames(rows, words) {
  yield* listTownNames(rows);
  for (const row of rows.counties) {
    for (const name of [row.name, ...row.names]) yield [name, makeCounty(row, rows.nations, row.isOrdinary)];
  }
  for (const { id, name, counties, names } of rows.regions) {
    const region = makePlace({ kind: "region", id, name, counties });
    for (const called of [name.replace(/^The /, ""), ...names]) yield [called, region];
  }
  for (const row of rows.nations) {
    for (const name of listNationNames(row, words)) yield [name, makeNation(row)];
  }
}

/**
 * Towns and their ZIPs.
 * @param {Rows} rows
 * @returns {Named}
 */
function* listTownNames(rows) {
  for (const { name, county, point, zips, names, isOrdinary } of rows.towns) {
    const around = rows.nations.filter(({ towns, border }) => towns.includes(name) || border.includes(name));
    const own = { counties: [county], nations: around.map(({ id }) => id), point };
    const town = makePlace({ ...own, kind: "town", id: name, name, isOrdinary });
    for (const called of [name, ...names]) yield [called, town];
    for (const code of zips) {
      const further = rows.further[code];
      yield [code, makePlace({ ...own, kind: "zip", id: code, name: `${code} ${name}`, further })];
    }
  }
}

/**
 * Names that can mean nothing else: "Lincoln County".
 * @param {Rows} rows
 * @param {readonly string[]} words what a county is called after its name, or before it in Spanish
 * @returns {Named}
 */
function* listFullNames(rows, words) {
  for (const row of rows.counties) {
    for (const word of words) yield [call(row.name, word), makeCounty(row, rows.nations, false)];
  }
}

/**
 * @param {Nation} row
 * @param {readonly string[]} words
 */
function listNationNames({ id, formal, names, stems }, words) {
  const called = [...stems, ...names].flatMap((name) => words.map((word) => call(name, word)));
  return [id, ...formal, ...names, ...called];
}

/**
 * "Lake County", but "condado de Lake".
 * @param {string} name
 * @param {string} word
 */
function call(name, word) {
  return BEFORE_ITS_NAME.has(word.split(" ")[0]) ? `${word} ${name}` : `${name} ${word}`;
}

/**
 * A county, with the nations whose land lies in it.
 * @param {County} row
 * @param {readonly Nation[]} nations
 * @param {boolean} isOrdinary
 */
function makeCounty({ name, point }, nations, isOrdinary) {
  const inIt = nations.filter(({ counties }) => counties.includes(name)).map(({ id }) => id);
  const own = { counties: [name], nations: inIt, point, isOrdinary };
  return makePlace({ kind: "county", id: name, name: `${name} County`, ...own });
}

/** @param {Nation} row */
function makeNation({ id, name, counties, point }) {
  return makePlace({ kind: "nation", id, name, counties, nations: [id], point });
}

/**
 * @param {Pick<Place, 'kind' | 'id' | 'name' | 'counties'> & Partial<Place>} known
 * @returns {Place}
 */
function makePlace({ nations = [], further = [], point = null, isOrdinary = false, ...known }) {
  return { ...known, nations, further, point, isOrdinary };
}
