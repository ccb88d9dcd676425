// A search sent before the app can answer.
import { part, show } from './parts.js'

// How long one waits for the app, as for the network (web/worker/sw.js); a thread that died never answers.
const PATIENCE_MS = 4000

/**
 * Holds such a search and sends it again once the app can answer: with no signal it would otherwise end on the page that says so.
 * On a first visit nothing is kept yet, and the server answers sooner.
 * @returns {() => void} to be called when searches can be answered, or never will be
 */
export function holdEarlySearch() {
  stayWithNoSignal()
  if (!navigator.serviceWorker?.controller) return () => {}
  /** @type {SubmitEvent | undefined} */
  let held
  /** @param {SubmitEvent} event */
  const hold = event => {
    if (!isSearch(event)) return
    event.preventDefault()
    event.stopPropagation()
    held = event
    setTimeout(letGo, PATIENCE_MS)
  }
  const letGo = () => {
    document.removeEventListener('submit', hold, true)
    const event = held
    held = undefined
    if (event) sendForm(/** @type {HTMLFormElement} */ (event.target), event.submitter)
  }
  document.addEventListener('submit', hold, true)
  return letGo
}

/**
 * While nothing is kept that could answer, a search with no signal would end on the browser's own page, which has no lines to call:
 * ours stays, and says that it did not work.
 */
function stayWithNoSignal() {
  document.addEventListener('submit', event => {
    if (event.defaultPrevented || !isSearch(event) || navigator.onLine || navigator.serviceWorker?.controller) return
    event.preventDefault()
    show('search-failed', true)
    part('search-failed')?.scrollIntoView({ block: 'center' })
  })
}

/** @param {SubmitEvent} event @returns {boolean} whether it asks for a list */
function isSearch({ target }) {
  return Boolean(/** @type {HTMLFormElement} */ (target).getAttribute('action')?.endsWith('/search'))
}

/**
 * As if its button was pressed; Safari before 16 cannot, and goes to the server.
 * @param {HTMLFormElement} form @param {HTMLElement | null} button
 */
export function sendForm(form, button) {
  if (form.requestSubmit) form.requestSubmit(button)
  else form.submit()
}
