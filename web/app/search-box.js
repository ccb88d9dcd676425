// As-you-type search: from the second letter, or as soon as a filter is chosen. Without a pack, or without this script, the same
// form is sent to the server.
import { part } from './parts.js'
import { appendResults, hideResults, shownCount, showResults } from './results.js'

const FIRST_LETTERS = 2
const PAGE = 20

/** @typedef {import("./engine.js").Engine} Engine */

/**
 * Makes the search form answer on the page itself.
 * @param {HTMLFormElement} form
 * @param {Engine} engine with its pack open
 * @param {{found: import("./results.js").CountWords, [key: string]: any}} language
 */
export function bindSearch(form, engine, language) {
  const box = /** @type {HTMLInputElement} */ (form.elements.namedItem('q'))
  // Each search has a number; an answer that comes after a newer question is dropped.
  let latest = 0

  const ask = (/** @type {number} */ offset) => engine.ask('search', { question: { ...read(form), limit: PAGE, offset }, language })

  async function search() {
    latest += 1
    const number = latest
    const { text, filters } = read(form)
    if (text.length < FIRST_LETTERS && Object.keys(filters).length === 0) return hideResults()
    const answer = await ask(0)
    if (number === latest) showResults(answer, language.found)
  }

  async function more() {
    const number = latest
    const answer = await ask(shownCount())
    if (number === latest) appendResults(answer.views, answer.total)
  }

  form.addEventListener('input', search)
  form.addEventListener('submit', event => {
    event.preventDefault()
    box.blur()
    search()
  })
  part('more')?.addEventListener('click', more)
  for (const offer of /** @type {NodeListOf<HTMLFormElement>} */ (document.querySelectorAll('[data-part=browse] form'))) {
    offer.addEventListener('submit', event => {
      event.preventDefault()
      choose(form, /** @type {HTMLButtonElement} */ (event.submitter))
      search().then(() => part('found')?.scrollIntoView({ block: 'start' }))
    })
  }
  // What was typed before this script ran.
  if (box.value && document.activeElement === box) search()
}

/**
 * What the form asks for.
 * @param {HTMLFormElement} form
 * @returns {{text: string, filters: Record<string, string[]>}}
 */
function read(form) {
  /** @type {Record<string, string[]>} */
  const filters = {}
  let text = ''
  for (const [name, value] of new FormData(form)) {
    if (name === 'q') text = String(value).trim()
    else (filters[name] ??= []).push(String(value))
  }
  return { text, filters }
}

/**
 * Asks for what a "browse" button stands for, words or a filter, and for nothing else.
 * @param {HTMLFormElement} form @param {HTMLButtonElement} button
 */
function choose(form, button) {
  const words = /** @type {HTMLInputElement} */ (form.elements.namedItem('q'))
  words.value = button.name === 'q' ? button.value : ''
  for (const box of /** @type {NodeListOf<HTMLInputElement>} */ (form.querySelectorAll('input[type=checkbox]'))) {
    box.checked = box.name === button.name && box.value === button.value
  }
}
