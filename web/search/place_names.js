/** The gazetteer -> every name a place goes by. Twin of directory/search/place_names.py. */

import { listCounties, listNations, listRegions, listTowns } from "./gazetteer.js";

/**
 * @typedef {import('./pack.js').PlaceTables} PlaceTables
 * @typedef {import('./gazetteer.js').County} County
 * @typedef {import('./gazetteer.js').Nation} Nation
 * @typedef {import('./places.js').Place} Place
 */

/** Words for a kind of place that stand before its name: the Spanish ones. */
const BEFORE_ITS_NAME = new Set(["condado", "reserva", "tribu"]);

/** @param {PlaceTables} tables */
export function readRows(tables) {
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
export function* listNames(rows, words) {
  yield* listTownNames(rows);
  for (const row of rows.counties) {
    const county = makeCounty(row, rows.nations, row.isOrdinary);
    for (const name of [row.name, ...row.names]) yield [name, county];
  }
  for (const { id, name, counties, names } of rows.regions) {
    const region = makePlace({ kind: "region", id, name, counties });
    for (const called of [name.replace(/^The /, ""), ...names]) yield [called, region];
  }
  for (const row of rows.nations) {
    const nation = makeNation(row);
    for (const name of listNationNames(row, words)) yield [name, nation];
  }
}

/**
 * Towns and their ZIPs.
 * @param {Rows} rows
 * @returns {Named}
 */
function* listTownNames(rows) {
  const around = listAround(rows.nations);
  for (const { name, county, point, zips, names, isOrdinary } of rows.towns) {
    const counties = [county];
    const nations = around.get(name) ?? [];
    const town = makePlace({ kind: "town", id: name, name, counties, nations, point, isOrdinary });
    for (const called of [name, ...names]) yield [called, town];
    for (const code of zips) {
      const further = rows.further[code];
      yield [code, makePlace({ kind: "zip", id: code, name: `${code} ${name}`, counties, nations, point, further })];
    }
  }
}

/**
 * Town -> the nations in whose land or at whose border it lies.
 * @param {readonly Nation[]} nations
 */
function listAround(nations) {
  /** @type {Map<string, string[]>} */
  const around = new Map();
  for (const { id, towns, border } of nations) {
    for (const name of new Set([...towns, ...border])) around.set(name, [...(around.get(name) ?? []), id]);
  }
  return around;
}

/**
 * Names that can mean nothing else: "Lincoln County".
 * @param {Rows} rows
 * @param {readonly string[]} words what a county is called after its name, or before it in Spanish
 * @returns {Named}
 */
export function* listFullNames(rows, words) {
  for (const row of rows.counties) {
    const county = makeCounty(row, rows.nations, false);
    for (const word of words) yield [call(row.name, word), county];
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
  return makePlace({ kind: "county", id: name, name: `${name} County`, counties: [name], nations: inIt, point, isOrdinary });
}

/** @param {Nation} row */
export function makeNation({ id, name, counties, point }) {
  return makePlace({ kind: "nation", id, name, counties, nations: [id], point });
}

/**
 * @param {Pick<Place, 'kind' | 'id' | 'name' | 'counties'> & Partial<Place>} known
 * @returns {Place}
 */
function makePlace({ kind, id, name, counties, nations = [], further = [], point = null, isOrdinary = false }) {
  return { kind, id, name, counties, nations, further, point, isOrdinary };
}
