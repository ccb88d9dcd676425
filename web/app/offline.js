// Keeping everything on the phone, and saying truly how far that is.
import { ownScript } from './trusted.js'

/**
 * What became of the records: kept on the phone, in memory until the page closes, of an unknown format, or not got.
 * @typedef {"stored" | "memory" | "unknown_format" | "none"} PackState
 * @typedef {{state: PackState, isNews: boolean}} Opened `isNews`: they come from the server just now
 */

/**
 * Keeps the app's own pages, then says whether all of it works with no signal.
 * @param {HTMLElement} line says it; its data- attributes hold the words
 * @param {PackState} pack what became of the records
 */
export async function keepOffline(line, pack) {
  const pages = await keepPages()
  if (pages && pack === 'stored') {
    document.documentElement.dataset.offline = 'ready'
    line.textContent = line.dataset.ready ?? ''
    keepOthers()
  } else {
    line.textContent = (pack === 'unknown_format' ? line.dataset.unknown : line.dataset.failed) ?? ''
  }
}

/**
 * Says what looking for newer records came to, where that asks something of the visitor.
 * @param {HTMLElement} line @param {PackState} pack
 */
export function sayNews(line, pack) {
  line.dataset.news = pack
  if (pack === 'unknown_format') line.textContent = line.dataset.unknown ?? ''
}

/**
 * Registers the service worker; it is active only after every page was stored and read back (web/worker/sw.js).
 * @returns {Promise<boolean>} false where the browser has none, or some page could not be kept
 */
async function keepPages() {
  if (!('serviceWorker' in navigator)) return false
  try {
    const registration = await navigator.serviceWorker.register(ownScript('/sw.js'), { updateViaCache: 'none' })
    return await isActive(registration)
  } catch {
    return false
  }
}

/** Has the worker keep the other languages as well, now that this one is; `data-languages="all"` says when. */
function keepOthers() {
  navigator.serviceWorker.addEventListener('message', ({ data }) => {
    if (data === 'all languages') document.documentElement.dataset.languages = 'all'
  })
  navigator.serviceWorker.ready.then(({ active }) => active?.postMessage('keep others'))
}

/** @param {ServiceWorkerRegistration} registration @returns {Promise<boolean>} once the first worker is active or has failed */
function isActive(registration) {
  const first = registration.installing ?? registration.waiting
  if (registration.active || !first) return Promise.resolve(registration.active !== null)
  return new Promise(resolve => {
    first.addEventListener('statechange', () => {
      if (first.state === 'activated') resolve(true)
      if (first.state === 'redundant') resolve(false)
    })
  })
}
