// Suggestions -> what is shown of them, in one language, and what choosing one asks. Twin of directory/site/views/suggested.py.
import { FEW_COUNTIES, translated } from './card.js'
import { namePlace, placeText } from './found.js'
import { fill, fillBraces, reachText } from './texts.js'

/** @typedef {import("./found.js").Words} Words */
/** @typedef {import("./texts.js").Form} Form */
/** @typedef {import("../search/suggest.js").Suggestion} Suggestion */
/** @typedef {import("../search/places.js").Place} Place */

/**
 * Choosing one asks for the words `q`, for a place as `place`, or opens the record at `page`.
 * @typedef {{kind: string, id: string, label: string, about?: string, q?: string, place?: string, page?: string}} Shown
 */

// Kind of a need -> the closed list its label stands in.
/** @type {Record<string, string>} */
const LISTS = { service: 'services', topic: 'topics' }

/** @param {Suggestion[]} suggestions @param {Map<string, Form>} forms @param {Words} words @returns {Shown[]} */
export function showSuggestions(suggestions, forms, words) {
  return suggestions.map(row => ({ kind: row.kind, id: row.id, ...showSuggestion(row, forms, words) }))
}

/** @param {Suggestion} suggestion @param {Map<string, Form>} forms @param {Words} words */
function showSuggestion({ kind, id, rest, place }, forms, words) {
  if (place) return { label: placeText(place, words), ...said(aboutPlace(place, words)), q: rest, place: namePlace(place, words) }
  if (kind in LISTS) {
    const label = words.label(LISTS[kind], id)
    return { label, q: `${rest} ${label}`.trim() }
  }
  const form = forms.get(id) ?? {}
  const about = form.format ? words.label('formats', form.format) : reachText(form, words, FEW_COUNTIES)
  return { label: translated(form, 'title', words)[0], ...said(about), page: words.address(id) }
}

/** @param {string} about @returns {{about?: string}} */
function said(about) {
  return about ? { about } : {}
}

/** @param {Place} place @param {Words} words @returns {string} "town in Valley County", "tribal nation"; nothing for a county, whose name says it */
function aboutPlace({ kind, counties }, words) {
  if (kind === 'town') return fillBraces(words.found.town_in, { county: fill(words, 'counties_one', { name: counties[0] }) })
  return words.found[`about_${kind}`] ?? ''
}
