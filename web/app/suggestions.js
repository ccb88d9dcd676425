// The strip of suggestions under the search box: an ARIA combobox with list autocomplete and manual selection
// (w3.org/WAI/ARIA/apg/patterns/combobox). It takes the room of the hint, so that nothing below it moves.
import { fillTemplate } from './fill.js'
import { part, show } from './parts.js'
import { speak } from './speak.js'
import { fillBraces } from './texts.js'

/** @typedef {import("./suggested.js").Shown} Shown */

const FIRST_LETTERS = 2

// Kinds shown together, and the icon of each kind.
/** @type {Record<string, string>} */
const GROUP_OF = { service: 'need', topic: 'need', video: 'material', print: 'material' }
/** @type {Record<string, string>} */
const ICONS = { need: '#i-search', place: '#i-place', organization: '#i-people', material: '#i-sheet' }

/**
 * Makes the box suggest while it has the focus.
 * @param {HTMLInputElement} box
 * @param {Record<string, string>} words `found` of strings.yaml
 * @param {(text: string) => Promise<Shown[]>} ask
 * @param {(row: Shown) => void} choose called with the suggestion chosen
 */
export function bindSuggestions(box, words, ask, choose) {
  const list = /** @type {HTMLElement} */ (part('suggestions'))
  /** @type {Shown[]} */
  let rows = []
  let active = -1
  // Each question has a number; an answer that comes after a newer one, or after the list was closed, is dropped.
  let latest = 0

  async function suggest() {
    latest += 1
    const number = latest
    const text = box.value.trim()
    const found = text.length < FIRST_LETTERS ? [] : ((await ask(text)) ?? [])
    if (number === latest) open(found)
  }

  /** @param {Shown[]} found */
  function open(found) {
    rows = found
    list.replaceChildren(...groupsOf(found, words))
    list.scrollLeft = 0
    show('suggestions', rows.length > 0)
    show('hint', rows.length === 0)
    box.setAttribute('aria-expanded', String(rows.length > 0))
    speak('suggestions', countText(rows.length, words))
    mark(-1)
  }

  function close() {
    latest += 1
    open([])
  }

  /** @param {number} number of the suggestion that Enter would choose, -1 for none */
  function mark(number) {
    active = number
    const options = list.querySelectorAll('[role=option]')
    options.forEach((option, place) => option.setAttribute('aria-selected', String(place === active)))
    const option = options[active]
    if (!option) return box.removeAttribute('aria-activedescendant')
    box.setAttribute('aria-activedescendant', option.id)
    option.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }

  /** @param {number} number */
  function take(number) {
    const row = rows[number]
    close()
    choose(row)
  }

  /** @param {number} by one on, or one back; before the first and after the last stands the box itself */
  function move(by) {
    const places = rows.length + 1
    mark(((active + 1 + by + places) % places) - 1)
  }

  /** @type {Record<string, () => void>} */
  const KEYS = {
    ArrowDown: () => (rows.length ? move(1) : suggest()),
    ArrowUp: () => (rows.length ? move(-1) : suggest()),
    Enter: () => take(active),
    Escape: close,
  }

  // Where the form hears it, after the search: results are asked for first.
  box.form?.addEventListener('input', ({ target }) => target === box && suggest())
  box.addEventListener('blur', close)
  box.addEventListener('keydown', event => {
    const isOurs = event.key === 'Enter' ? active >= 0 : event.key === 'Escape' ? rows.length > 0 : event.key in KEYS
    if (isOurs && !event.isComposing) {
      event.preventDefault()
      KEYS[event.key]()
    } else if (active >= 0 && event.key !== 'Shift') mark(-1)
  })
  // The focus stays in the box, so that the list is still there when the finger is lifted.
  list.addEventListener('mousedown', event => event.preventDefault())
  list.addEventListener('click', event => {
    const option = /** @type {Element} */ (event.target).closest('[role=option]')
    if (option) take([...list.querySelectorAll('[role=option]')].indexOf(option))
  })
  describe(box, list)
}

/** @param {number} count @param {Record<string, string>} words */
function countText(count, words) {
  if (count === 0) return ''
  return count === 1 ? words.suggestions_one : fillBraces(words.suggestions_many, { count })
}

/** @param {HTMLInputElement} box @param {HTMLElement} list */
function describe(box, list) {
  const attributes = { role: 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': list.id }
  for (const [name, value] of Object.entries(attributes)) box.setAttribute(name, value)
}

/** @param {Shown[]} rows @param {Record<string, string>} words @returns {HTMLElement[]} those of one group together, as they come */
function groupsOf(rows, words) {
  /** @type {Map<string, Record<string, string | undefined>[]>} */
  const groups = new Map()
  rows.forEach(({ kind, label, about }, number) => {
    const group = GROUP_OF[kind] ?? kind
    groups.set(group, [...(groups.get(group) ?? []), { label, about, icon: ICONS[group], option: `suggestion-${number}` }])
  })
  return [...groups].map(([group, own]) => fillTemplate('suggestions-of-a-group', { title: words[`group_${group}`], rows: own }))
}
