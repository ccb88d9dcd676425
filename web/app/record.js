// A record opened inside the page: the address, the title and the history stay as they are.
import { dressRecord } from './ask-later.js'
import { fillTemplate } from './fill.js'
import { part } from './parts.js'

/** @typedef {import("./engine.js").Engine} Engine */

/** Whom to call from any page; a record may take the place they stand in. @type {Element | null} */
let lines = null

/** Id of the record that the page in the other language showed. The tab's name stands in no file, and there no longer than this. */
const handedOn = window.name
window.name = ''

/**
 * Opens the records that links on this page lead to, without leaving it.
 * @param {Engine} engine with its pack open
 * @param {object} language
 */
export function bindRecords(engine, language) {
  lines = document.querySelector('.lines')
  document.addEventListener('click', async event => {
    const link = /** @type {Element} */ (event.target).closest('a[data-action="open"]')
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    const card = link.closest('[data-resource-id]')
    openFound(engine, language, card?.getAttribute('data-resource-id') ?? '', /** @type {HTMLAnchorElement} */ (link))
  })
  if (handedOn) openHandedOn(engine, language)
}

/** @param {Engine} engine @param {object} language */
async function openHandedOn(engine, language) {
  const view = await engine.ask('record', { id: handedOn, language, now: Date.now() })
  if (view) openRecord(view, /** @type {HTMLElement} */ (document.getElementById('content')))
}

/** Has the next page, this one in another language, open the record that is open here; only where it is on the phone, so that it comes. */
export function handOn() {
  const record = /** @type {HTMLElement | null | undefined} */ (part('opened')?.querySelector('article'))
  if (navigator.serviceWorker?.controller) window.name = record?.dataset.resourceId ?? ''
}

/**
 * Opens a record of the list, or goes to its page where the pack has it no more.
 * @param {Engine} engine @param {object} language @param {string} id
 * @param {HTMLElement & {href?: string}} opener gets the focus back
 * @param {string} [page] its address, where the opener is no link
 */
export async function openFound(engine, language, id, opener, page = opener.href) {
  const view = await engine.ask('record', { id, language, now: Date.now() })
  // A card found for a place says how far it is; the record then says the same.
  const eyebrow = opener.closest('[data-resource-id]')?.querySelector('.eyebrow')?.textContent ?? view?.eyebrow
  if (view) openRecord({ ...view, eyebrow }, opener)
  else location.replace(page ?? '/')
}

/**
 * Shows the record that this address names, from the pack; where it is not in the pack the page stays as it is.
 * @param {Engine} engine @param {object} language
 */
export async function showAddressed(engine, language) {
  const id = location.pathname.split('/resources/')[1]
  const view = id && (await engine.ask('record', { id, language, now: Date.now() }))
  if (!view) return
  part('list')?.replaceChildren(makeRecord(view))
  leadToLanguages(id)
}

/** @param {string} id shown with no signal: its other languages are not those of the page that tells there is none */
function leadToLanguages(id) {
  for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll('.languages a'))) {
    link.href = link.href.replace(/\/offline$/, `/resources/${id}`)
  }
}

/** @param {import("./texts.js").View} view @returns {HTMLElement} the record, with what passes it on */
function makeRecord(view) {
  const record = fillTemplate('record', view)
  const contact = /** @type {HTMLElement | null} */ (record.querySelector('.no-contact'))
  if (contact) addLines(contact)
  dressRecord(record)
  return record
}

/** @param {HTMLElement} contact says that there is none: the page's lines to call follow it */
function addLines(contact) {
  if (!lines) return
  const copy = /** @type {Element} */ (lines.cloneNode(true))
  // The names of the page's own lines stay theirs.
  copy.removeAttribute('aria-labelledby')
  copy.querySelector('h2')?.removeAttribute('id')
  contact.after(copy)
}

/**
 * Shows a record in place of the list, or of the record that led to it; Back leads to the list from either.
 * @param {import("./texts.js").View} view
 * @param {HTMLElement} opener gets the focus back
 */
function openRecord(view, opener) {
  const list = /** @type {HTMLElement} */ (part('list'))
  const room = /** @type {HTMLElement} */ (part('opened'))
  const isFirst = room.hidden
  const scrolled = window.scrollY
  part('record', room)?.replaceChildren(makeRecord(view))
  list.hidden = true
  room.hidden = false
  window.scrollTo(0, 0)
  room.querySelector('h1')?.focus()
  if (!isFirst) return
  onLeave(room, () => {
    room.hidden = true
    list.hidden = false
    part('record', room)?.replaceChildren()
    window.scrollTo(0, scrolled)
    opener.focus({ preventScroll: true })
  })
}

/**
 * Calls `close` once: at the page's Back, and where the browser has CloseWatcher also at the phone's own Back or Esc, which
 * then need no history entry.
 * @param {HTMLElement} room @param {() => void} close
 */
function onLeave(room, close) {
  const Watcher = /** @type {any} */ (window).CloseWatcher
  const watcher = Watcher ? new Watcher() : new EventTarget()
  watcher.addEventListener('close', close, { once: true })
  const back = /** @type {HTMLElement} */ (part('back', room))
  back.addEventListener('click', () => (Watcher ? watcher.close() : watcher.dispatchEvent(new Event('close'))), { once: true })
}
