// "Is something wrong?": the note goes out when she presses Send, and only then. With no network she is asked whether to keep it
// on this phone; what is kept can be seen, sent or deleted at the foot of every page, and goes with "erase".
import { keep, readKept } from './keep.js'

const KEY = 'notes'

/** @typedef {{ key: string, id: string, title: string, reason: string, label: string, text: string, lang: string }} Note */

/** Makes every such form on the page, also those of records opened later, send without leaving. */
export function bindWrong() {
  document.addEventListener('submit', event => {
    const form = /** @type {HTMLFormElement} */ (event.target)
    if (!form.matches('[data-wrong]')) return
    event.preventDefault()
    sendForm(form)
  })
  showNotes()
}

/** @param {HTMLFormElement} form */
async function sendForm(form) {
  const note = readNote(form)
  const said = /** @type {HTMLElement} */ (form.querySelector('[data-wrong-said]'))
  const offer = /** @type {HTMLElement} */ (form.querySelector('[data-wrong-offer]'))
  offer.hidden = true
  said.textContent = said.dataset.sending ?? ''
  const sent = await send(note)
  said.textContent = sent === 'offline' ? '' : ((sent === 'sent' ? said.dataset.sent : said.dataset.refused) ?? '')
  if (sent === 'sent') form.reset()
  if (sent === 'offline') offerToKeep(form, offer, said, note)
}

/** @param {HTMLFormElement} form @param {HTMLElement} offer @param {HTMLElement} said @param {Note} note */
function offerToKeep(form, offer, said, note) {
  const yes = /** @type {HTMLButtonElement} */ (offer.querySelector('[data-wrong-keep]'))
  const no = /** @type {HTMLButtonElement} */ (offer.querySelector('[data-wrong-drop]'))
  const close = () => {
    offer.hidden = true
    form.reset()
  }
  yes.onclick = () => {
    if (storeNotes([...readNotes(), note])) close()
    else said.textContent = said.dataset.refused ?? ''
    showNotes()
  }
  no.onclick = close
  offer.hidden = false
  yes.focus()
}

/** @param {HTMLFormElement} form @returns {Note} */
function readNote(form) {
  const article = /** @type {HTMLElement} */ (form.closest('[data-resource-id]'))
  const fields = new FormData(form)
  return {
    key: [...crypto.getRandomValues(new Uint8Array(16))].map(byte => byte.toString(16).padStart(2, '0')).join(''),
    id: article.dataset.resourceId ?? '',
    title: article.querySelector('h1')?.textContent ?? '',
    reason: String(fields.get('reason')),
    label: form.querySelector('[name=reason]:checked')?.parentElement?.textContent?.trim() ?? '',
    text: String(fields.get('text') ?? '').trim(),
    lang: document.documentElement.lang,
  }
}

/**
 * @param {Note} note
 * @returns {Promise<'sent' | 'refused' | 'offline'>} offline also behind a captive portal, whose page has told nobody of it
 */
async function send({ key, id, reason, text, lang }) {
  try {
    const body = JSON.stringify({ key, id, reason, text, lang })
    const answer = await fetch('/corrections', { method: 'POST', headers: { 'content-type': 'application/json' }, body })
    if (!/^application\/(problem\+)?json/.test(answer.headers.get('content-type') ?? '')) return 'offline'
    return answer.ok ? 'sent' : 'refused'
  } catch {
    return 'offline'
  }
}

/** Shows at the foot of the page what is kept. */
function showNotes() {
  const room = /** @type {HTMLDetailsElement | null} */ (document.querySelector('[data-notes]'))
  if (!room) return
  const notes = readNotes()
  const summary = /** @type {HTMLElement} */ (room.querySelector('summary'))
  const template = /** @type {HTMLTemplateElement} */ (room.querySelector('template'))
  room.hidden = !notes.length && !room.open
  summary.textContent = (notes.length === 1 ? summary.dataset.one : summary.dataset.many)?.replace('{count}', String(notes.length)) ?? ''
  room.querySelector('ul')?.replaceChildren(...notes.map(note => noteItem(room, template, note)))
}

/** @param {HTMLElement} room @param {HTMLTemplateElement} template @param {Note} note */
function noteItem(room, template, note) {
  const item = /** @type {HTMLElement} */ (template.content.firstElementChild?.cloneNode(true))
  const said = /** @type {HTMLElement} */ (room.querySelector('[role=status]'))
  const words = /** @type {HTMLElement} */ (item.querySelector('p'))
  words.textContent = [note.title, note.label, note.text].filter(Boolean).join(' · ')
  item.querySelector('[data-note-drop]')?.addEventListener('click', () => forget(note))
  item.querySelector('[data-note-send]')?.addEventListener('click', async () => {
    const sent = await send(note)
    if (sent === 'sent') forget(note)
    said.textContent = (sent === 'sent' ? said.dataset.sent : sent === 'offline' ? said.dataset.failed : said.dataset.refused) ?? ''
  })
  return item
}

/** @param {Note} note */
function forget(note) {
  storeNotes(readNotes().filter(other => other.key !== note.key))
  showNotes()
}

/** @returns {Note[]} */
function readNotes() {
  try {
    return JSON.parse(readKept(KEY) ?? '[]')
  } catch {
    return []
  }
}

/** @param {Note[]} notes @returns {boolean} false where the browser keeps nothing for this site */
function storeNotes(notes) {
  return keep(KEY, notes.length ? JSON.stringify(notes) : null)
}
