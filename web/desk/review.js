// Saving: first what will change, in words; then the save; and where somebody else was quicker, both versions.
import { sayFault } from './faults.js'

/** @typedef {import("./read.js").Record_} Record_ */
/** @typedef {{ id: string, base: string, was: Record_ | null, read: () => Record_, listChanges: () => Promise<string[] | null>, accepted: () => number[] }} Draft */

const NOT_LISTED = 'The changes could not be listed. What you typed is still here.'

/** @param {Draft} draft @param {(faults: import("./faults.js").Fault[]) => void} showFaults */
export function bindReview(draft, showFaults) {
  const review = dialog('review')
  const conflict = dialog('conflict')
  const refused = /** @type {HTMLElement} */ (review.querySelector('[data-part=refused]'))
  const refuse = (/** @type {string} */ words) => {
    refused.textContent = words
    refused.hidden = !words
  }

  /** @param {Record_} record @param {string} base @param {Record_ | null} was */
  async function save(record, base, was) {
    const by = /** @type {HTMLInputElement} */ (document.getElementById('save-by')).value
    const answer = await post('/api/save', { id: draft.id, base, record, was, by, accepted: draft.accepted() })
    if (!answer) return refuse('The desk does not answer. Is it still running? What you typed is still here.')
    const content = await answer.json()
    if (answer.ok) return leave(`/records/${encodeURIComponent(content.id)}`)
    if (answer.status === 409) return showConflict(content)
    if (content.faults) {
      showFaults(content.faults)
      return refuse(`Not saved. ${content.faults.map(sayFault).join(' ')}`)
    }
    refuse(content.words)
  }

  /** @param {{mine: string[], theirs: string[], merged: Record_, base: string, gone: boolean}} both */
  function showConflict(both) {
    review.close()
    list(conflict, 'mine', both.mine)
    list(conflict, 'theirs', both.gone ? ['The whole record was taken away.'] : both.theirs)
    const merge = /** @type {HTMLButtonElement} */ (conflict.querySelector('[data-merge]'))
    merge.onclick = () => (conflict.close(), review.showModal(), save(both.merged, both.base, draft.was))
    conflict.showModal()
  }

  document.querySelector('[data-review]')?.addEventListener('click', async () => {
    const changes = await draft.listChanges()
    list(review, 'changes', changes?.length ? changes : [changes ? 'Nothing has changed.' : NOT_LISTED])
    // Where nothing could be listed, saving says why, or saves.
    ;/** @type {HTMLButtonElement} */ (review.querySelector('[data-save]')).disabled = changes?.length === 0
    refuse('')
    review.showModal()
  })
  review.querySelector('[data-save]')?.addEventListener('click', () => save(draft.read(), draft.base, draft.was))
  conflict.querySelector('[data-reload]')?.addEventListener('click', () => leave(location.href))
  for (const button of document.querySelectorAll('[data-close]')) {
    button.addEventListener('click', () => /** @type {HTMLDialogElement} */ (button.closest('dialog')).close())
  }
}

/**
 * Leaves without asking whether to drop what was typed.
 * @param {string} address
 */
function leave(address) {
  window.onbeforeunload = null
  location.replace(address)
}

/** @param {string} id */
function dialog(id) {
  return /** @type {HTMLDialogElement} */ (document.getElementById(id))
}

/** @param {HTMLElement} room @param {string} part @param {string[]} lines */
function list(room, part, lines) {
  const items = lines.map(line => Object.assign(document.createElement('li'), { textContent: line }))
  room.querySelector(`[data-part=${part}]`)?.replaceChildren(...items)
}

/**
 * @param {string} address @param {object} body
 * @returns {Promise<Response | null>} null where the desk does not answer
 */
export async function post(address, body) {
  try {
    return await fetch(address, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
  } catch {
    return null
  }
}
