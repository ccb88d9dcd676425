/** Columns -> rows again, and places with their counties by name: the reverse of directory/pack/columns.py and places.py. */

/** @typedef {any[] | Columns | { lengths: number[], rows: Columns }} Column */
/** @typedef {{ count: number, runs: Record<string, number[]>, values: Record<string, Column> }} Columns */

/** The lists of tags that a row says by letters, and the letter of a list's first tag; see directory/pack/tags.py. */
const TAG_LISTS = ["services", "topics", "audiences", "kinds", "formats", "languages"];
const FIRST_LETTER = 48;

/**
 * Rows as they were, each with the keys it had.
 * @param {Columns} columns
 * @returns {Record<string, any>[]}
 */
export function toRows({ count, runs, values }) {
  const rows = Array.from({ length: count }, () => /** @type {Record<string, any>} */ ({}));
  for (const [key, column] of Object.entries(values)) fillColumn(rows, key, unfoldColumn(column), runs[key] ?? [count]);
  return rows;
}

/**
 * @param {Column} column
 * @returns {any[]}
 */
function unfoldColumn(column) {
  if (Array.isArray(column)) return column;
  if ("runs" in column) return toRows(column);
  const rows = toRows(column.rows);
  let end = 0;
  return column.lengths.map((length) => rows.slice(end, (end += length)));
}

/**
 * @param {Record<string, any>[]} rows
 * @param {string} key
 * @param {any[]} column
 * @param {number[]} runs how many rows in turn have the key and have it not
 */
function fillColumn(rows, key, column, runs) {
  let [row, value] = [0, 0];
  runs.forEach((length, turn) => {
    const end = row + length;
    if (turn % 2 === 0) while (row < end) rows[row++][key] = column[value++];
    row = end;
  });
}

/**
 * The reverse of to_table in directory/pack/columns.py.
 * @param {Columns} columns
 * @returns {Record<string, any>}
 */
export function toTable(columns) {
  return Object.fromEntries(toRows(columns).map(({ key, ...row }) => [key, row]));
}

/**
 * Says the tags of the rows in full.
 * @param {Record<string, any>[]} rows
 * @param {Record<string, Columns>} vocabulary as it travels: the order of its tags is that of their letters
 */
export function unfoldTags(rows, vocabulary) {
  for (const list of TAG_LISTS) {
    const tags = /** @type {string[]} */ (vocabulary[list]?.values.key ?? []);
    const say = (/** @type {string} */ letters) => [...letters].map((letter) => tags[letter.charCodeAt(0) - FIRST_LETTER]);
    for (const row of rows) if (typeof row[list] === "string") row[list] = say(row[list]);
  }
}

/**
 * A number with what follows from the rest of it; see trim_phone in directory/pack/columns.py.
 * @param {Record<string, any>} phone
 * @returns {Record<string, any>}
 */
export function completePhone(phone) {
  const { kind, number, keyword, verdict } = phone;
  const href = keyword === undefined ? `${kind === "text" ? "sms" : "tel"}:${number}` : `sms:${number}?body=${keyword}`;
  const display = number
    .replace(/^\+1(\d{3})(\d{3})(\d{4})$/, "$1-$2-$3")
    .replace(/^8(?:00|33|44|55|66|77|88)-\d{3}-\d{4}$/, "1-$&");
  return { confirmed: verdict === "confirmed", href, display, ...phone };
}

/**
 * Phrases with the words again with which the one before begins as well; see directory/pack/phrases.py.
 * @param {string} phrases
 */
export function unfoldPhrases(phrases) {
  /** @type {string[]} */
  let before = [];
  const whole = phrases.split("|").map((phrase) => {
    const own = phrase.trimStart();
    before = [...before.slice(0, phrase.length - own.length), ...own.split(" ")];
    return before.join(" ");
  });
  return whole.join("|");
}

/**
 * The places as the search reads them.
 * @param {Record<string, any>} folded
 * @returns {import('./pack.js').PlaceTables}
 */
export function unfoldPlaces({ county_names: names, ...places }) {
  if (!names) return places;
  const name = (/** @type {number[]} */ numbers) => numbers.map((number) => names[number]);
  const counties = mapEntries(toTable(places.counties), (number, row) => [names[number], { ...row, neighbors: name(row.neighbors) }]);
  return {
    ...places,
    counties,
    towns: unfoldTowns(places.towns, names, counties),
    nations: mapEntries(toTable(places.nations), (id, row) => [id, { ...row, counties: name(row.counties) }]),
    regions: toRows(places.regions).map((/** @type {any} */ row) => ({ ...row, counties: name(row.counties) })),
    zip_counties: mapEntries(places.zip_counties, (code, numbers) => [code, name(numbers)]),
  };
}

/**
 * @param {{ counts: [number, number][], fields: any[][] }} towns
 * @param {string[]} names
 * @param {Record<string, any>} counties
 * @returns {Record<string, string[]>}
 */
function unfoldTowns({ counts, fields }, names, counties) {
  let first = 0;
  const entries = counts.map(([number, count]) => {
    const { point } = counties[names[number]];
    const towns = Array.from({ length: count }, (_, place) => fields.map((field) => field[first + place]));
    first += count;
    return [names[number], towns.map((town) => joinTown(town, point))];
  });
  return Object.fromEntries(entries);
}

/**
 * @param {any[]} fields
 * @param {[number, number]} point of the county
 */
function joinTown([name, lat, lon, ...rest], point) {
  return [name, lat + point[0], lon + point[1], ...rest].join("|").replace(/\|+$/, "");
}

/**
 * @param {Record<string, any>} object
 * @param {(key: any, value: any) => [string, any]} change
 */
export function mapEntries(object, change) {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => change(key, value)));
}
