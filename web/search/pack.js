/**
 * The shape of the pack as far as the search reads it. docs/design.md, "Pack", has all of it.
 *
 * @typedef {{ number: string, display: string, confirmed: boolean, keyword?: string }} Phone
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
 * @property {string} [city]
 * @property {string} [county]
 * @property {string} [email]
 * @property {string} [url]
 * @property {string} [what_happens]
 * @property {string} [caution]
 *
 * @typedef {{ words?: Record<string, string[]> } & { [lang: string]: any }} Term labels by language, other words by language
 * @typedef {Record<string, Record<string, Term>>} Vocabulary list -> tag -> term
 *
 * @typedef {Record<string, number>} Numbers the numbers of directory/search/scoring.py, where each is explained
 *
 * @typedef {object} Group a meaning of everyday words: its phrases in stems, its tags by list, its kind of urgency
 * @property {string[]} phrases
 * @property {string[]} [services]
 * @property {string[]} [topics]
 * @property {string[]} [audiences]
 * @property {string[]} [formats]
 * @property {string[]} [kinds]
 * @property {string} [urgent]
 *
 * @typedef {{ audiences?: string[], topics?: string[], services?: string[], languages?: string[] }} When
 *
 * @typedef {object} LineTables what the search reads of data/site.yaml, where each is explained
 * @property {string[]} [pinned]
 * @property {Record<string, string[]>} [urgent]
 * @property {{ lines?: string[], kinds?: string[], when?: When }} [native_first]
 * @property {string[]} [spanish_confirmed]
 * @property {{ id: string, when: When }[]} [hold_back]
 * @property {Record<string, number>} [first_help]
 *
 * @typedef {{ name: string, neighbors: string[], names?: string[], ordinary?: boolean, lat: number, lon: number }} County
 * @typedef {object} Town
 * @property {string} name
 * @property {string} county
 * @property {number} lat
 * @property {number} lon
 * @property {string[]} [names]
 * @property {string[]} [zips]
 * @property {boolean} [ordinary]
 * @typedef {object} Nation
 * @property {string} id
 * @property {string} name
 * @property {number} lat
 * @property {number} lon
 * @property {string[]} counties
 * @property {string} [reservation]
 * @property {string} [official]
 * @property {string[]} [names]
 * @property {string[]} [stems]
 * @property {string[]} [towns]
 * @property {string[]} [border]
 *
 * @typedef {object} Places what the search reads of data/places.json
 * @property {County[]} [counties]
 * @property {Town[]} [towns]
 * @property {{ id: string, name: string, counties: string[], names?: string[] }[]} [regions]
 * @property {Nation[]} [nations]
 * @property {Record<string, string[]>} [zip_counties]
 * @property {{ county: string[], nation: string[] }} words
 *
 * @typedef {object} Tables the `search` key of the pack
 * @property {Record<string, number>} fields field of the search document -> weight
 * @property {string[]} stop_words
 * @property {string[]} small_words
 * @property {string[]} common_words
 * @property {string[]} spoken words of the phrases of everyday speech
 * @property {Record<string, string>} stems "ending>ending of the stem" -> roots
 * @property {Group[]} groups
 * @property {LineTables} lines
 * @property {Places} places
 * @property {Numbers} numbers
 *
 * @typedef {{ resources: Resource[], search: Tables, vocabulary: Vocabulary }} Pack
 */

export {};
