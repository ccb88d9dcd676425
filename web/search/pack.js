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
 * @property {{ counties?: string[], nations?: string[] }} reach
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
 * @typedef {object} Numbers the numbers of directory/search/scoring.py, where each is explained
 * @property {number} k
 * @property {number} b
 * @property {number} d
 * @property {number} stem
 * @property {number} beginning
 * @property {number} edit
 * @property {number} edit_from
 * @property {number} enough
 * @property {number} words
 * @property {number} unconfirmed
 *
 * @typedef {object} Tables the `search` key of the pack
 * @property {Record<string, number>} fields field of the search document -> weight
 * @property {string[]} stop_words
 * @property {Record<string, string>} stems "ending>ending of the stem" -> roots
 * @property {Numbers} numbers
 *
 * @typedef {{ resources: Resource[], search: Tables, vocabulary: Vocabulary }} Pack
 */

export {};
