/** The places of the pack, made small by directory/search/gazetteer.py, as rows again. */

/**
 * @typedef {import('./pack.js').PlaceTables} PlaceTables
 *
 * @typedef {[number, number]} Point latitude and longitude
 *
 * @typedef {{ name: string, county: string, point: Point, zips: string[], names: string[], isOrdinary: boolean }} Town
 * @typedef {{ name: string, point: Point, neighbors: string[], names: string[], isOrdinary: boolean }} County
 * @typedef {{ id: string, name: string, point: Point, counties: string[], formal: string[] } & Record<NationList, string[]>} Nation
 * @typedef {'names' | 'stems' | 'towns' | 'border'} NationList
 * @typedef {{ id: string, name: string, counties: string[], names: string[] }} Region
 */

/**
 * Every town, county by county.
 * @param {PlaceTables} tables
 * @returns {Town[]}
 */
export function listTowns({ towns = {} }) {
  return Object.entries(towns).flatMap(([county, rows]) => rows.map((row) => readTown(row, county)));
}

/**
 * @param {string} row "name|latitude|longitude|ZIPs|other names|1 if an everyday word"
 * @param {string} county
 * @returns {Town}
 */
function readTown(row, county) {
  const [name, lat, lon, zips, names, ordinary] = row.split("|");
  const point = readPoint([Number(lat), Number(lon)]);
  return { name, county, point, zips: split(zips, " "), names: split(names, ";"), isOrdinary: ordinary === "1" };
}

/**
 * @param {PlaceTables} tables
 * @returns {County[]}
 */
export function listCounties({ counties = {} }) {
  return Object.entries(counties).map(([name, { neighbors, point, names = [], ordinary = false }]) => {
    return { name, neighbors, names, point: readPoint(point), isOrdinary: ordinary };
  });
}

/**
 * @param {PlaceTables} tables
 * @returns {Nation[]}
 */
export function listNations({ nations = {} }) {
  return Object.entries(nations).map(([id, { name, counties, point, reservation, official, ...lists }]) => {
    const formal = [name, reservation, official].filter((given) => given !== undefined);
    const { names = [], stems = [], towns = [], border = [] } = lists;
    return { id, name, formal, counties, point: readPoint(point), names, stems, towns, border };
  });
}

/**
 * @param {PlaceTables} tables
 * @returns {Region[]}
 */
export function listRegions({ regions = [] }) {
  return regions.map(({ id, name, counties, names = [] }) => ({ id, name, counties, names }));
}

/**
 * @param {[number, number]} hundredths of a degree
 * @returns {Point}
 */
function readPoint([lat, lon]) {
  return [lat / 100, lon / 100];
}

/**
 * @param {string | undefined} text
 * @param {string} by
 */
function split(text, by) {
  return text ? text.split(by) : [];
}
