// What several parts of a page say alike, in one language: days, whom a record serves, its languages, its length.
// Twin of directory/site/views/texts.py.

/**
 * What a view is written with.
 * @typedef {object} Words
 * @property {string} lang language code
 * @property {Record<string, any>} record the words under `record` in strings.yaml
 * @property {(list: string, tag: string) => string} label what a tag of a closed list is called
 * @property {(id: string) => string} address the page of a record
 * @property {import("../search/opening.js").Moment | null} [moment] when it is read, for what is open then
 */
/** @typedef {Record<string, any>} Form */
/** @typedef {Record<string, any>} View */

/** @param {View} slots @returns {View} without the empty ones */
export function pruned(slots) {
  return Object.fromEntries(Object.entries(slots).filter(([, value]) => value && value.length !== 0))
}

/**
 * The string `name` with its {braces} filled.
 * @param {Words} words @param {string} name @param {Record<string, any>} values
 */
export function fill(words, name, values) {
  return fillBraces(words.record[name], values)
}

/** @param {string} text @param {Record<string, any>} values */
export function fillBraces(text, values) {
  return text.replace(/\{(\w+)\}/g, (_, key) => String(values[key] ?? ''))
}

/** @param {Words} words @param {string} name @param {number} number */
export function count(words, name, number) {
  return number === 1 ? words.record[`${name}_one`] : fill(words, `${name}_many`, { count: number })
}

/** @param {Words} words @param {string} list @param {string[] | undefined} tags */
export function labels(words, list, tags) {
  return (tags ?? []).map(tag => words.label(list, tag)).join(', ')
}

/**
 * A short English text of a record as the list of phrases has it in this language, and the language it is then in.
 * @param {Words} words @param {string} text @returns {[string, string]}
 */
export function phrase(words, text) {
  const said = words.label('phrases', text)
  return [said, said === text ? 'en' : words.lang]
}

/**
 * The text with its telephone numbers whole at the end of a line: their hyphens are those that do not break (U+2011).
 * @param {string} text
 */
export function unbroken(text) {
  return text.replace(/(?:\d+-)+\d{4}(?![\w/-])/g, number => number.replaceAll('-', '\u2011'))
}

/** @param {Form} form @param {Words} words */
export function languagesText(form, words) {
  return [labels(words, 'languages', form.languages), form.interpreter ? words.record.interpreter : ''].filter(Boolean).join('; ')
}

/**
 * Pages of a print item, or running time: seconds below a minute, else whole minutes.
 * @param {Form} form @param {Words} words
 */
export function lengthText(form, words) {
  if (form.pages) return count(words, 'pages', form.pages)
  const seconds = form.duration_seconds ?? 0
  if (!seconds) return ''
  return seconds >= 60 ? count(words, 'minutes', Math.floor((seconds + 30) / 60)) : fill(words, 'seconds_many', { count: seconds })
}

/**
 * Whom a record serves: counties and nations by name (more than `few` counties as a count), else the scope.
 * @param {Form} form @param {Words} words
 */
export function reachText(form, words, few = 99) {
  const { scope, counties = [], nations = [] } = form.reach
  const parts = nations.map((/** @type {string} */ nation) => words.label('nations', nation))
  if (counties.length > few) parts.push(fill(words, 'counties_many', { count: counties.length }))
  else if (counties.length > 1) parts.push(fill(words, 'counties_few', { names: counties.join(', ') }))
  else if (counties.length) parts.push(fill(words, 'counties_one', { name: counties[0] }))
  return parts.join(', ') || (words.record.scopes[scope] ?? scope)
}

/**
 * "2026-11-21" as people write it; a month or a year alone stays so.
 * @param {string} day @param {Pick<Words, "record">} words
 */
export function dayText(day, words) {
  const [year, month, number] = day.split('-')
  if (!month) return year
  const name = words.record.months[Number(month) - 1]
  return number ? fillBraces(words.record.date, { year, month: name, day: Number(number) }) : `${name} ${year}`
}

/**
 * "1.2 MB" below ten megabytes, else whole ones; never less than a tenth. In whole numbers, so that both sides round alike.
 * @param {number} bytes
 */
export function sizeText(bytes) {
  const tenths = Math.max(Math.floor((bytes + 50_000) / 100_000), 1)
  return tenths < 100 ? `${Math.floor(tenths / 10)}.${tenths % 10} MB` : `${Math.floor((bytes + 500_000) / 1_000_000)} MB`
}
