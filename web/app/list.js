// The list of entries she keeps on this phone: off until it is turned on, which is offered only below what it leaves.
// Stored are the ids in her order, nothing else; the name tells nothing. "Erase" takes it with all the rest (erase.js).
import { cloneTemplate, write } from './fill.js'
import { keep, readKept } from './keep.js'
import { part, show } from './parts.js'
import { cardOf } from './results.js'
import { offerSending, tool } from './share.js'

const KEY = 'list'

/** @typedef {import("./engine.js").Engine} Engine */

/** @returns {string[] | null} ids in her order; null where the list is off */
function readList() {
  return readKept(KEY)?.split(' ').filter(Boolean) ?? null
}

/** @param {string[] | null} ids null turns the list off @returns {boolean} false where the browser keeps nothing */
function writeList(ids) {
  return keep(KEY, ids && ids.join(' '))
}

/** Answers what every record has for the list, also those opened later. */
export function bindKeeping() {
  document.addEventListener('click', event => {
    const button = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest('[data-list]'))
    const record = /** @type {HTMLElement | null} */ (button?.closest('article.record') ?? null)
    if (!button || !record) return
    if (button.dataset.list === 'keep') toggle(record)
    if (button.dataset.list === 'start') turnOn(record)
    if (button.dataset.list === 'see' && part('my-list')) seeHere(event)
  })
}

/** @param {HTMLElement} record shows whether it is on the list */
export function showKept(record) {
  const isKept = readList()?.includes(record.dataset.resourceId ?? '') ?? false
  control(record, 'keep').setAttribute('aria-pressed', String(isKept))
  control(record, 'see').hidden = !isKept
}

/** @param {HTMLElement} record goes on the list or off it; where the list is off, what it leaves is said and turning it on is offered */
function toggle(record) {
  const id = record.dataset.resourceId ?? ''
  const ids = readList()
  if (ids) writeList(ids.includes(id) ? ids.filter(other => other !== id) : [...ids, id])
  control(record, 'start').hidden = ids !== null
  // A full phone keeps nothing new: what is said is what stands there now.
  tell(record, !ids ? 'off' : readList()?.includes(id) ? 'kept' : 'dropped')
}

/** @param {HTMLElement} record begins the list */
function turnOn(record) {
  const isKept = writeList([record.dataset.resourceId ?? ''])
  control(record, 'start').hidden = isKept
  // The button that had the focus goes.
  control(record, 'keep').focus({ preventScroll: true })
  tell(record, isKept ? 'kept' : 'refused')
}

/** @param {HTMLElement} record @param {'off' | 'kept' | 'dropped' | 'refused'} what became of it */
function tell(record, what) {
  showKept(record)
  tool(record, 'said').textContent = control(record, 'keep').dataset[what] ?? ''
  document.dispatchEvent(new Event('list'))
}

/** @param {HTMLElement} record @param {'keep' | 'start' | 'see'} name @returns {HTMLElement} */
function control(record, name) {
  return /** @type {HTMLElement} */ (record.querySelector(`[data-list=${name}]`))
}

/** @param {Event} event on a page that has the list itself, below the record */
function seeHere(event) {
  event.preventDefault()
  part('back')?.click()
  focusList()
}

function focusList() {
  document.getElementById('my-list')?.focus()
}

/**
 * Shows the list where the page has its place, with what turns it on and off.
 * @param {Engine} engine with its pack open @param {object} language
 */
export function bindList(engine, language) {
  const room = part('my-list')
  if (!room) return
  room.hidden = false
  const refresh = () => showList(room, engine, language)
  room.addEventListener('click', event => {
    const button = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest('button[data-list]'))
    if (!button) return
    if (!change(button)) tool(room, 'said').textContent = room.dataset.refused ?? ''
    refresh().then(() => room.querySelector('h2')?.focus({ preventScroll: true }))
  })
  document.addEventListener('list', refresh)
  const isWanted = location.hash === '#my-list'
  if (isWanted) history.replaceState(history.state, '', location.pathname)
  refresh().then(() => isWanted && focusList())
}

/** @param {HTMLElement} button @returns {boolean} false where the browser keeps nothing */
function change(button) {
  const ids = readList() ?? []
  const id = button.closest('[data-resource-id]')?.getAttribute('data-resource-id') ?? ''
  const place = ids.indexOf(id)
  const others = ids.filter(other => other !== id)
  switch (button.dataset.list) {
    case 'off':
      return writeList(null)
    case 'drop':
      return writeList(others)
    case 'up':
      return writeList(place > 0 ? [...others.slice(0, place - 1), id, ...others.slice(place - 1)] : ids)
    default:
      return writeList(ids)
  }
}

/** @param {HTMLElement} room @param {Engine} engine @param {object} language */
async function showList(room, engine, language) {
  const ids = readList()
  const asked = (ids ?? []).map(id => engine.ask('record', { id, language, now: Date.now() }))
  const views = (await Promise.all(asked)).filter(Boolean)
  show('list-off', ids === null)
  show('list-on', ids !== null)
  show('list-empty', ids !== null && views.length === 0)
  show('list-tools', views.length > 0)
  part('listed', room)?.replaceChildren(...views.map(listedCard))
  write(tool(room, 'text'), views.map(({ plain }) => plain).join('\n\n'))
  offerSending(room)
}

/** @param {import("./texts.js").View} view @returns {HTMLElement} a card with what moves it and takes it off */
function listedCard(view) {
  const card = cardOf(view)
  if (!view.phones && view.links) card.append(addresses(view.links))
  card.append(cloneTemplate('listed'))
  return card
}

/** @param {import("./texts.js").View[]} links @returns {HTMLElement} their addresses: on paper too, each entry says how to reach it */
function addresses(links) {
  const room = document.createElement('p')
  room.className = 'about'
  write(room, links.map(({ action, about }) => `${action}: ${about}`).join(' · '))
  return room
}
