// The list of what was found: its count, its cards, and the counts beside the filters.
import { fillTemplate } from './fill.js'
import { part, show } from './parts.js'
import { fillBraces } from './view.js'

/** @typedef {import("./view.js").View} View */
/** @typedef {{none: string, one: string, many: string}} CountWords */

/**
 * Shows the first page of a search in place of the home page's lists.
 * @param {{total: number, facets: Record<string, Record<string, number>>, views: View[]}} answer
 * @param {CountWords} words
 */
export function showResults(answer, words) {
  const cards = part('cards')
  if (!cards) return
  if (part('found')?.hidden) bringToTop(part('search'))
  show('found', true)
  show('browse', false)
  show('pages', false)
  show('found-none', answer.total === 0)
  cards.replaceChildren(...answer.views.map(cardOf))
  cards.removeAttribute('start')
  say(document.getElementById('found'), countText(answer.total, words))
  say(part('spoken-count'), countText(answer.total, words))
  showCounts(answer.facets)
  showMore(answer.total)
}

/** @param {HTMLElement | null} form where the keyboard leaves little of the page, its answers are then still in sight */
function bringToTop(form) {
  const height = window.visualViewport?.height ?? innerHeight
  if (form && form.getBoundingClientRect().bottom > height / 2) form.scrollIntoView({ block: 'start' })
}

/** @param {View[]} views @param {number} total */
export function appendResults(views, total) {
  const cards = part('cards')
  cards?.append(...views.map(cardOf))
  showMore(total)
}

/** Gives the page back as it was before the first search. */
export function hideResults() {
  show('found', false)
  show('browse', true)
}

/** @returns {number} how many cards stand in the list */
export function shownCount() {
  return part('cards')?.childElementCount ?? 0
}

/** @param {View} view */
function cardOf(view) {
  return fillTemplate('card', { ...view, phones: view.phones?.slice(0, 2) })
}

/** @param {number} total @param {CountWords} words */
function countText(total, words) {
  if (total === 0) return words.none
  return total === 1 ? words.one : fillBraces(words.many, { count: total })
}

/** @param {HTMLElement | null} element @param {string} text a status is read aloud when its text changes, so not otherwise */
function say(element, text) {
  if (element && element.textContent !== text) element.textContent = text
}

/** @param {number} total */
function showMore(total) {
  show('more', shownCount() < total)
}

/**
 * The counts beside the filters; a choice that would find nothing is put away unless it is taken.
 * @param {Record<string, Record<string, number>>} facets
 */
function showCounts(facets) {
  for (const box of /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll('[data-facet] input'))) {
    const count = facets[box.name]?.[box.value] ?? 0
    const label = /** @type {HTMLElement} */ (box.closest('label'))
    label.hidden = count === 0 && !box.checked
    say(label.querySelector('[data-count]'), String(count))
  }
}
