// Nothing was found -> the ways on: what to leave out of the search, and the nearest records. Twin of directory/site/views/ways.py.

/** @typedef {import("../search/search.js").Results} Results */
/** @typedef {{text: string, filters: Record<string, string[]>, place: string, ignore: string[], now: number, [key: string]: any}} Question */
/** @typedef {(question: Question) => Results} Search */

/**
 * What to leave out of a search, names of filters or PLACE, and how much is found without.
 * @typedef {{names: string[], total: number}} Way
 */

// Nearest records shown, and ways on.
const MOST_NEAREST = 5
const MOST_WAYS = 5

// What may be left out: a filter, or this.
export const PLACE = 'place'

/**
 * What to leave out so that something is found, most first: one thing where that will do, else two together, else all.
 * @param {Question} question @param {Search} search @returns {Way[]}
 */
export function listWays(question, search) {
  const filters = Object.keys(question.filters)
  const names = question.place ? [...filters, PLACE] : filters
  for (const choices of [names.map(name => [name]), listPairs(names), [filters], [names]]) {
    const ways = choices.filter(left => left.length).map(left => ({ names: left, total: search({ ...leaveOut(question, left), limit: 0 }).total }))
    const found = ways.filter(({ total }) => total)
    if (found.length) return found.sort((one, other) => other.total - one.total).slice(0, MOST_WAYS)
  }
  return []
}

/** @param {string[]} names @returns {string[][]} each two of them */
function listPairs(names) {
  return names.flatMap((one, place) => names.slice(place + 1).map(other => [one, other]))
}

/** @param {Question} question @param {string[]} names @returns {Question} the same from its beginning, without some filters or the place */
function leaveOut(question, names) {
  const filters = Object.fromEntries(Object.entries(question.filters).filter(([name]) => !names.includes(name)))
  return { ...question, filters, place: names.includes(PLACE) ? '' : question.place, offset: 0 }
}

/**
 * A few records for the same words: by the first way on, else without any filter, else anywhere; undefined if none.
 * @param {Question} question @param {Search} search @returns {Results | undefined}
 */
export function findNearest(question, search) {
  for (const wider of listWider(question, search)) {
    const results = search({ ...wider, limit: MOST_NEAREST })
    if (results.total) return results
  }
  return undefined
}

/** @param {Question} question @param {Search} search */
function* listWider(question, search) {
  const [way] = listWays(question, search)
  if (way) yield leaveOut(question, way.names)
  if (!question.text) return
  const bare = { ...question, filters: {}, offset: 0 }
  yield bare
  yield { ...bare, place: '', ignore: [...question.ignore, PLACE] }
}
