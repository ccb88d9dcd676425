// Keeping everything on the phone, and saying truly how far that is and how old the records are.
import { part } from './parts.js'
import { ownScript } from './trusted.js'

/**
 * What became of the records: all that a search needs is here, and the rest on its way; kept on the phone; in memory until the page
 * closes; of an unknown format; not got; or newer ones wait for a tap, as the phone must save data.
 * @typedef {"begun" | "stored" | "memory" | "unknown_format" | "none" | "waiting"} PackState
 * @typedef {{state: PackState, isNews: boolean}} Opened `isNews`: they come from the server just now
 */

/**
 * Says how far all of it works with no signal: first in her language, then in every one.
 * @param {HTMLElement} line says it; its data- attributes hold the words
 * @param {PackState} pack what became of the records
 * @param {Promise<boolean>} pages what becomes of the pages of her language
 */
export async function keepOffline(line, pack, pages) {
  if (!(await pages) || pack !== 'stored') {
    line.textContent = { unknown_format: line.dataset.unknown, memory: line.dataset.full }[String(pack)] ?? line.dataset.failed ?? ''
    return
  }
  line.textContent = line.dataset.partly ?? ''
  if (!(await keepOthers())) return
  document.documentElement.dataset.offline = 'ready'
  line.textContent = line.dataset.ready ?? ''
}

/**
 * Looks for newer records now, and says of which day those in use are; again with each tap on "Check for news now".
 * Where the phone must save data, what is large waits for that tap.
 * @param {HTMLElement} line @param {import('./engine.js').Engine} engine
 * @param {object | null} language the words of this page, null where it has none
 * @param {boolean} isNews whether the records come from the server just now
 */
export async function followNews(line, engine, language, isNews) {
  const button = /** @type {HTMLButtonElement | null} */ (part('check'))
  const told = part('age')
  const tellAge = async () => {
    if (told && language) told.textContent = await engine.ask('age', { language })
  }
  button?.addEventListener('click', async () => {
    button.disabled = true
    const state = (await engine.ask('update', { isSparing: false })) ?? 'none'
    sayNews(line, state)
    if (state === 'none') line.textContent = line.dataset.unreached ?? ''
    await tellAge()
    button.disabled = false
  })
  if (button) button.hidden = false
  await tellAge()
  if (isNews) return
  sayNews(line, (await engine.ask('update', { isSparing: mustSaveData() })) ?? 'none')
  await tellAge()
}

/** @returns {boolean} whether the person or the network asks to save data, as far as the browser tells */
function mustSaveData() {
  const { connection } = /** @type {any} */ (navigator)
  return Boolean(connection?.saveData) || /2g/.test(connection?.effectiveType ?? '')
}

/**
 * Says what looking for newer records came to, where that asks something of the visitor.
 * @param {HTMLElement} line @param {PackState} pack
 */
function sayNews(line, pack) {
  line.dataset.news = pack
  const words = { unknown_format: line.dataset.unknown, waiting: line.dataset.waiting }[String(pack)]
  line.textContent = words ?? line.textContent
}

/**
 * Registers the service worker; it is active only after every page was stored and read back (web/worker/sw.js).
 * @param {Record<string, string[]>} bodies where the pages are, by language, as far as that is known before the worker tells it
 * @returns {Promise<boolean>} false where the browser has none, or some page could not be kept
 */
export async function keepPages(bodies) {
  if (!('serviceWorker' in navigator)) return false
  for (const url of bodies[document.documentElement.lang] ?? []) fetchAhead(url)
  try {
    const registration = await navigator.serviceWorker.register(ownScript('/sw.js'), { updateViaCache: 'imports' })
    return await isActive(registration)
  } catch {
    return false
  }
}

/**
 * The worker finds it in the browser's own cache, or on its way, once it is there itself.
 * @param {string} url
 */
async function fetchAhead(url) {
  try {
    await (await fetch(url, { credentials: 'omit' })).blob()
  } catch {
    // The worker asks again.
  }
}

/**
 * Has the worker keep the other languages as well, and what a tap somewhere deep needs.
 * @returns {Promise<boolean>} whether all of it is kept and was read back
 */
function keepOthers() {
  return new Promise(resolve => {
    navigator.serviceWorker.addEventListener('message', ({ data }) => resolve(data === 'all languages'))
    navigator.serviceWorker.ready.then(({ active }) => active?.postMessage('keep others'))
  })
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
