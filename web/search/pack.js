/**
 * The pack as it travels -> the pack as the search and the pages read it; docs/design.md, "Pack".
 *
 * @typedef {{ kind: string, number: string, display: string, confirmed: boolean, keyword?: string, hours?: string }} Phone
 *
 * @typedef {object} Resource a record's public form
 * @property {string} id
 * @property {string} kind
 * @property {string} title
 * @property {string} summary
 * @property {{ scope: string, counties?: string[], nations?: string[] }} reach
 * @property {string[]} [alternate_names]
 * @property {Record<string, { title: string, summary: string }>} [translations]
 * @property {string[]} [services]
 * @property {string[]} [topics]
 * @property {string[]} [audiences]
 * @property {string[]} [languages]
 * @property {Phone[]} [phones]
 * @property {string} [publisher]
 * @property {string} [series]
 * @property {string} [format]
 * @property {string} [cost]
 * @property {string} [hours]
 * @property {{ about: string }[]} [doubts]
 * @property {string} [city]
 * @property {string} [county]
 * @property {string} [email]
 * @property {string} [url]
 * @property {string} [what_happens]
 * @property {string} [caution]
 * @property {{ url: string }} [file] a material's own
 *
 * @typedef {{ words?: Record<string, string[]> } & { [lang: string]: any }} Term labels by language, other words by language
 * @typedef {Record<string, Record<string, Term>>} Vocabulary list -> tag -> term
 *
 * @typedef {Record<string, number>} Numbers the numbers of directory/search/scoring.py, where each is explained
 *
 * @typedef {object} Group a meaning of everyday words: its phrases with a | between them, its tags by list, its kind of urgency
 * @property {string} phrases
 * @property {string[]} [services]
 * @property {string[]} [topics]
 * @property {string[]} [audiences]
 * @property {string[]} [formats]
 * @property {string[]} [languages]
 * @property {string[]} [kinds]
 * @property {string} [urgent]
 * @property {true | 'other' | 'alone' | 'done'} [with_person] it is urgent only where a person is spoken of too; "other": somebody else than who
 *   types; "alone": nothing else is said; "done": it was done to a person
 *
 * @typedef {{ audiences?: string[], topics?: string[], services?: string[], languages?: string[] }} When
 *
 * @typedef {object} LineTables what the search reads of data/site.yaml, where each is explained
 * @property {string[]} [pinned]
 * @property {Record<string, string[]>} [urgent]
 * @property {{ lines?: string[], kinds?: string[], when?: When }} [native_first]
 * @property {string[]} [spanish_confirmed]
 * @property {{ id: string, when: When }[]} [hold_back]
 * @property {{ services: string[], when: When }[]} [local_help]
 * @property {Record<string, number>} [first_help]
 * @property {string[]} [questions] how somebody begins who wants to learn
 *
 * @typedef {object} NationTable
 * @property {string} name
 * @property {[number, number]} point
 * @property {string[]} counties
 * @property {string} [reservation]
 * @property {string} [official]
 * @property {string[]} [names]
 * @property {string[]} [stems]
 * @property {string[]} [towns]
 * @property {string[]} [border]
 *
 * @typedef {object} PlaceTables from directory/search/gazetteer.py; points in hundredths of a degree
 * @property {Record<string, string[]>} [towns] county -> its towns
 * @property {Record<string, { neighbors: string[], point: [number, number], names?: string[], ordinary?: boolean }>} [counties]
 * @property {Record<string, NationTable>} [nations]
 * @property {{ id: string, name: string, counties: string[], names?: string[] }[]} [regions]
 * @property {Record<string, string[]>} [zip_counties]
 * @property {{ county: string[], nation: string[], before: string, after: string }} [words]
 *
 * @typedef {{ endings: string, codes: string[] }} StemTable see directory/search/stems.py
 *
 * @typedef {object} Tables the `search` key of the pack
 * @property {Record<string, number>} fields field of the search document -> weight
 * @property {string} stop_words words with a blank between them, like the next three
 * @property {string} small_words
 * @property {string} any_help
 * @property {string} people
 * @property {import('./known.js').Placed} common_words
 * @property {string[]} alike words that stand for one another in the phrases
 * @property {StemTable} stems
 * @property {Group[]} groups
 * @property {LineTables} lines
 * @property {PlaceTables} places
 * @property {Numbers} numbers
 *
 * @typedef {{ records_on: string, resources: Resource[], search: Tables, vocabulary: Vocabulary }} Pack
 */

import { addDetails } from "./details.js";
import { completePhone, mapEntries, toRows, toTable, unfoldPhrases, unfoldPlaces, unfoldTags } from "./columns.js";
import { compareTexts } from "./text.js";

/** The format of the packs that are fetched; one of the format before may still be stored, and goes on working. */
export const FORMAT = 6;
const READ = [5, FORMAT];

/** A pack of a form this code does not know; the visitor is told to start again with signal. */
export class UnknownFormatError extends Error {}

/**
 * Opens a pack, or its first part. Throws UnknownFormatError.
 * @param {Record<string, any>} packed
 * @param {Tables} [tables] those of this pack, if they are open already
 * @returns {Pack}
 */
export function openPack(packed, tables = openTables(packed)) {
  return unfold(packed, tables);
}

/**
 * Opens the tables of a pack, of which no more need be there. Throws UnknownFormatError.
 * @param {Record<string, any>} packed
 * @returns {Tables}
 */
export function openTables({ format, search, vocabulary }) {
  if (!READ.includes(format)) throw new UnknownFormatError(`format ${format}, want ${FORMAT}`);
  const groups = toRows(search.groups).map((group) => ({ ...group, phrases: unfoldPhrases(group.phrases) }));
  unfoldTags(groups, vocabulary);
  return { ...search, groups, places: unfoldPlaces(search.places) };
}

/**
 * @param {Record<string, any>} packed
 * @param {Tables} tables
 * @returns {Pack}
 */
function unfold({ resources, details, vocabulary, terms = {}, ...rest }, tables) {
  const rows = /** @type {Resource[]} */ (toRows(resources));
  // The first part of a pack has none.
  if (details) addDetails(rows, toRows(details));
  rows.sort((one, other) => compareTexts(one.id, other.id));
  for (const row of rows) if (row.phones) row.phones = /** @type {Phone[]} */ (row.phones.map(completePhone));
  unfoldTags(rows, vocabulary);
  const lists = mapEntries(vocabulary, (list, columns) => [list, toTable(columns)]);
  // What the opened record alone reads; format 5 had it among the others.
  for (const [list, columns] of Object.entries(terms)) lists[list] = { ...lists[list], ...toTable(columns) };
  return /** @type {Pack} */ ({ ...rest, resources: rows, search: tables, vocabulary: lists });
}
