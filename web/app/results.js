// The list of what was found: its count, its cards, and the counts beside the filters.
import { firstPhones } from './card.js'
import { cloneTemplate, fillTemplate } from './fill.js'
import { EMERGENCY } from './found.js'
import { part, show } from './parts.js'
import { speak } from './speak.js'

/** @typedef {import("./texts.js").View} View */

// So many cards fill the screen of a phone. The others, and the counts beside the filters, follow once it is drawn, so that neither it
// nor the next letter waits for them.
const AT_ONCE = 4
/** The cards that follow. @type {View[]} */
let following = []

/**
 * Shows the first page of a search in place of the home page's lists.
 * @param {{total: number, facets: Record<string, Record<string, number>>, [slot: string]: any}} answer with the slots of found.js
 */
export function showResults({ total, facets, count, spoken, understood, cards, urgent, ways, nearest }) {
  const list = part('cards')
  if (!list) return
  if (part('found')?.hidden) bringToTop(part('search'))
  show('found', true)
  show('search-failed', false)
  show('browse', total === 0 && nearest.length === 0)
  show('asking', true)
  show('pages', false)
  showNothing(total === 0, ways, nearest)
  showUrgent(urgent)
  showUnderstood(understood)
  list.removeAttribute('start')
  say(document.getElementById('found'), count)
  speak('results', spoken)
  fill(list, cards, () => {
    showCounts(facets)
    showMore(total)
  })
}

/** @param {HTMLElement} list busy until all its cards are there @param {View[]} cards @param {() => void} finish what follows them */
function fill(list, cards, finish) {
  const rest = cards.slice(AT_ONCE)
  following = rest
  list.replaceChildren(...cards.slice(0, AT_ONCE).map(cardOf))
  list.setAttribute('aria-busy', String(rest.length > 0))
  show('more', false)
  const follow = () => {
    if (following !== rest) return
    list.append(...rest.map(cardOf))
    list.setAttribute('aria-busy', 'false')
    finish()
  }
  if (rest.length) requestAnimationFrame(() => setTimeout(follow))
  else follow()
}

/** @param {View | undefined} urgent title and lines that answer now */
function showUrgent(urgent) {
  show('urgent', urgent !== undefined)
  if (!urgent) return
  say(document.getElementById('urgent'), urgent.title)
  part('urgent-lines')?.replaceChildren(...urgent.lines.map(lineOf))
}

/** @param {View | string} line a view, or the emergency number, which is no record */
function lineOf(line) {
  return line === EMERGENCY ? cloneTemplate('emergency') : fillTemplate('line', /** @type {View} */ (line))
}

/**
 * Under an empty list: what to leave out, and the nearest records.
 * @param {boolean} isNothing @param {View[]} ways @param {View[]} nearest
 */
function showNothing(isNothing, ways, nearest) {
  show('found-none', isNothing)
  show('near', nearest.length > 0)
  part('ways')?.replaceChildren(...ways.map(way => fillTemplate('way', way)))
  part('nearest')?.replaceChildren(...nearest.map(cardOf))
}

/** @param {boolean} isUnknown whether the place picked is none we know */
export function showUnknownPlace(isUnknown) {
  show('place-unknown', isUnknown)
}

/** @param {View[]} chips */
function showUnderstood(chips) {
  part('understood')?.replaceChildren(...chips.map(chip => fillTemplate('chip', chip)))
}

/** @param {HTMLElement | null} form where the keyboard leaves little of the page, its answers are then still in sight */
function bringToTop(form) {
  const height = window.visualViewport?.height ?? innerHeight
  if (form && form.getBoundingClientRect().bottom > height / 2) form.scrollIntoView({ block: 'start' })
}

/** @param {View[]} cards @param {number} total */
export function appendResults(cards, total) {
  part('cards')?.append(...cards.map(cardOf))
  showMore(total)
}

/** @param {number} place of a card in the list: whoever hears or tabs the page goes on from there */
export function focusCard(place) {
  const link = /** @type {HTMLElement | null | undefined} */ (part('cards')?.children[place]?.querySelector('h3 a'))
  link?.focus({ preventScroll: true })
}

/** Gives the page back as it was before the first search. */
export function hideResults() {
  following = []
  part('cards')?.setAttribute('aria-busy', 'false')
  show('found', false)
  show('search-failed', false)
  show('urgent', false)
  show('browse', true)
  show('asking', false)
  showUnderstood([])
}

/** Says that this phone could not search, beside the lines to call that stand on the page before any search. */
export function showFailure() {
  hideResults()
  bringToTop(part('search'))
  show('search-failed', true)
  speak('results', part('search-failed')?.textContent ?? '')
}

/** @returns {number} how many cards stand in the list */
export function shownCount() {
  return part('cards')?.childElementCount ?? 0
}

/** @param {View} view @returns {HTMLElement} its card, with two numbers at most */
export function cardOf(view) {
  return fillTemplate('card', { ...view, phones: firstPhones(view.phones) })
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
