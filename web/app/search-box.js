// As-you-type search: from the second letter, or as soon as a filter is chosen. Without a pack, or without this script, the same
// form is sent to the server.
import { DROP } from './found.js'
import { part } from './parts.js'
import { bindPlace } from './place.js'
import { openFound } from './record.js'
import { appendResults, focusCard, hideResults, showFailure, shownCount, showResults, showUnknownPlace } from './results.js'
import { PLACE } from './ways.js'

const FIRST_LETTERS = 2
const PAGE = 20

/** @typedef {import("./engine.js").Engine} Engine */
/** @typedef {import("./suggested.js").Shown} Shown */

/**
 * Makes the search form answer on the page itself.
 * @param {HTMLFormElement} form
 * @param {Engine} engine with its pack open
 * @param {{found: Record<string, string>}} language
 * @param {ReturnType<typeof import('./ask-later.js').fetchLater>} later
 */
export function bindSearch(form, engine, language, later) {
  const box = field(form, 'q')
  const picker = field(form, 'place')
  // Each search has a number; an answer that comes after a newer question is dropped.
  let latest = 0
  // What was understood and is taken back, until the box is empty.
  /** @type {Set<string>} */
  const ignored = new Set()

  const ask = (/** @type {"search" | "more"} */ what, /** @type {number} */ offset) =>
    engine.ask(what, { question: { ...read(form), ignore: [...ignored], limit: PAGE, offset, now: Date.now() }, language })

  /**
   * @param {boolean} [isChosen] the place was chosen just now, with the box still in use
   * @returns {Promise<boolean>} false where this phone cannot answer it
   */
  async function search(isChosen = false) {
    latest += 1
    const number = latest
    const { text, place, filters } = read(form)
    if (!text) ignored.clear()
    const isOnlyPlace = text.length < FIRST_LETTERS && Object.keys(filters).length === 0
    // An emptied box gives the first page back, also where a place is kept.
    if (isOnlyPlace && (!place || (!isChosen && document.activeElement === box))) {
      hideResults()
      return true
    }
    const answer = await ask('search', 0)
    if (number !== latest) return true
    if (answer) showAnswer(answer, isOnlyPlace)
    else showFailure()
    return answer !== null
  }

  async function more() {
    const number = latest
    const shown = shownCount()
    const answer = await ask('more', shown)
    if (!answer || number !== latest) return
    appendResults(answer.cards, answer.total)
    focusCard(shown)
  }

  /** @param {Shown} row a suggestion */
  async function take(row) {
    if (row.page) return openFound(engine, language, row.id, box, row.page)
    ignored.clear()
    box.value = row.q ?? ''
    if (row.place) picker.value = row.place
    // So that a place is kept where she has ticked that.
    if (row.place) picker.dispatchEvent(new Event('change'))
    await search(true)
    document.getElementById('found')?.focus({ preventScroll: true })
  }

  form.addEventListener('input', () => search())
  form.addEventListener('submit', event => {
    event.preventDefault()
    box.blur()
    search().then(isAnswered => isAnswered || form.submit())
  })
  part('more')?.addEventListener('click', more)
  onUnderstood(({ name, value }) => {
    if (name === 'ignore') ignored.add(value)
    else if (name === DROP) drop(form, value)
    else picker.value = value
    search()
    document.getElementById('found')?.focus({ preventScroll: true })
  })
  onWay(names => {
    for (const name of names) {
      if (name === PLACE) picker.value = ''
      else uncheck(form, name)
    }
    search()
    // The button that had it goes.
    document.getElementById('found')?.focus({ preventScroll: true })
  })
  onBrowse(button => {
    ignored.clear()
    choose(form, button)
    search().then(() => {
      ;(part('asking') ?? part('found'))?.scrollIntoView({ block: 'start' })
      document.getElementById('found')?.focus({ preventScroll: true })
    })
    part('again')?.addEventListener('click', () => goBackTo(button), { once: true })
  })
  /** @param {HTMLButtonElement} button what was chosen of all there is: it is taken back, and all there is shown again */
  function goBackTo(button) {
    box.value = ''
    picker.value = ''
    for (const taken of listChoices(form)) taken.checked = false
    search()
    button.focus()
  }
  later.then(come => come?.bindSuggestions(box, language.found, text => engine.ask('suggest', { text, language }), take))
  bindPlace(picker, /** @type {HTMLElement} */ (part('remember')))
  // What was typed before this script ran.
  if (box.value && document.activeElement === box) search()
}

/** @param {any} answer @param {boolean} isOnlyPlace whether nothing but a place was asked for */
function showAnswer(answer, isOnlyPlace) {
  showUnknownPlace(answer.isPlaceUnknown)
  if (isOnlyPlace && answer.isPlaceUnknown) hideResults()
  else showResults(answer)
}

/** @param {HTMLFormElement} form @param {string} name @returns {HTMLInputElement} */
function field(form, name) {
  return /** @type {HTMLInputElement} */ (form.elements.namedItem(name))
}

/** @param {(button: HTMLButtonElement) => void} take called for each button beside what was understood */
function onUnderstood(take) {
  part('understood')?.addEventListener('click', event => {
    const button = /** @type {Element} */ (event.target).closest('button')
    if (!button) return
    event.preventDefault()
    take(button)
  })
}

/** @param {(names: string[]) => void} take called with what a button under an empty list leaves out */
function onWay(take) {
  part('ways')?.addEventListener('submit', event => {
    event.preventDefault()
    take(event.submitter?.dataset.drop?.split(' ') ?? [])
  })
}

/** @param {(button: HTMLButtonElement) => void} take called for each button of the "browse" lists */
function onBrowse(take) {
  for (const offer of /** @type {NodeListOf<HTMLFormElement>} */ (document.querySelectorAll('[data-part=browse] form'))) {
    offer.addEventListener('submit', event => {
      event.preventDefault()
      take(/** @type {HTMLButtonElement} */ (event.submitter))
    })
  }
}

/**
 * What the form asks for.
 * @param {HTMLFormElement} form
 * @returns {{text: string, place: string, filters: Record<string, string[]>}}
 */
function read(form) {
  const { q: [text], place: [place] = [''], ...filters } = group(new FormData(form))
  return { text: text.trim(), place: place.trim(), filters }
}

/** @param {FormData} fields @returns {Record<string, string[]>} name -> values */
function group(fields) {
  /** @type {Record<string, string[]>} */
  const values = {}
  for (const [name, value] of fields) (values[name] ??= []).push(String(value))
  return values
}

/**
 * Asks for what a "browse" button stands for, words, a place or a filter, and for nothing else but the place picked before.
 * @param {HTMLFormElement} form @param {HTMLButtonElement} button
 */
function choose(form, button) {
  field(form, 'q').value = button.name === 'q' ? button.value : ''
  if (button.name === PLACE) field(form, PLACE).value = button.value
  for (const box of listChoices(form)) box.checked = box.name === button.name && box.value === button.value
}

/** @param {HTMLFormElement} form @param {string} value name of a filter and the tag */
function drop(form, value) {
  const [name, tag] = value.split(' ')
  uncheck(form, name, tag)
}

/** @param {HTMLFormElement} form @param {string} name of a filter @param {string} [tag] without it all of them */
function uncheck(form, name, tag) {
  for (const box of listChoices(form)) if (box.name === name && box.value === (tag ?? box.value)) box.checked = false
}

/** @param {HTMLFormElement} form @returns {NodeListOf<HTMLInputElement>} the boxes of all filters */
function listChoices(form) {
  return form.querySelectorAll('[data-facet] input')
}
