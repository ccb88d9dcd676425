// Nothing was found -> the ways on: what to leave out of the search, and the nearest records. Twin of directory/site/views/ways.py.

/** @typedef {import("../search/search.js").Results} Results */
/** @typedef {{text: string, filters: Record<string, string[]>, place: string, ignore: string[], now: number, [key: string]: any}} Question */
/** @typedef {(question: Question) => Results} Search */

// Nearest records shown.
const MOST_NEAREST = 5

// What may be left out: a filter, or this.
export const PLACE = 'place'

/**
 * What to leave out so that something is found, a filter or the place picked, and how much is: most first.
 * @param {Question} question @param {Search} search @returns {{name: string, total: number}[]}
 */
export function listWays(question, search) {
  const names = [...Object.keys(question.filters), ...(question.place ? [PLACE] : [])]
  return names
    .map(name => ({ name, total: search({ ...leaveOut(question, name), limit: 0 }).total }))
    .filter(({ total }) => total)
    .sort((one, other) => other.total - one.total)
}

/** @param {Question} question @param {string} name @returns {Question} the same from its beginning, without one filter or without the place */
function leaveOut(question, name) {
  if (name === PLACE) return { ...question, place: '', offset: 0 }
  const filters = Object.fromEntries(Object.entries(question.filters).filter(([other]) => other !== name))
  return { ...question, filters, offset: 0 }
}

/**
 * A few records for the same words: without what helps most, else without any filter, else anywhere; undefined if none.
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
  if (way) yield leaveOut(question, way.name)
  if (!question.text) return
  const bare = { ...question, filters: {}, offset: 0 }
  yield bare
  yield { ...bare, place: '', ignore: [...question.ignore, PLACE] }
}
