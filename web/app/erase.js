// Taking everything off the phone again, then looking what is left.
import { leaveElsewhere } from './exit.js'

/**
 * What is kept, by the name of its row on the page: takes it away, then looks whether it is gone.
 * @type {Record<string, () => boolean | Promise<boolean>>}
 */
const STEPS = { worker: eraseWorker, pages: eraseCaches, databases: eraseDatabases, settings: eraseSettings }

/**
 * Makes the form erase on the phone itself; without a script the server asks the browser to.
 * @param {HTMLFormElement} form @param {HTMLElement} report says of each thing whether it is gone
 */
export function bindErase(form, report) {
  form.addEventListener('submit', async event => {
    event.preventDefault()
    const button = /** @type {HTMLButtonElement} */ (event.submitter)
    button.disabled = true
    leaveElsewhere()
    removeWaysBack()
    // A page further back would save everything again. The tab's name is kept nowhere: web/app/guard.js
    window.name = 'left'
    tell(report, await erase())
    button.disabled = false
  })
}

/** Opening another page of ours would save everything again; only Exit stays. */
function removeWaysBack() {
  delete document.documentElement.dataset.offline
  for (const element of document.querySelectorAll('.top > :not(.exit, #exit-status), .bottom, [data-part=ways-back]')) element.remove()
}

/** @returns {Promise<Record<string, boolean>>} name -> whether it is gone; `copies` are those the browser keeps by itself */
async function erase() {
  await takeAway()
  const copies = await askServer()
  // Once more: what was still being saved when the first look was taken is gone after the second.
  return { ...(await takeAway()), copies }
}

/** @returns {Promise<Record<string, boolean>>} */
async function takeAway() {
  /** @type {Record<string, boolean>} */
  const gone = {}
  for (const [name, step] of Object.entries(STEPS)) gone[name] = await Promise.resolve().then(step).catch(() => false)
  return gone
}

async function eraseWorker() {
  if (!('serviceWorker' in navigator)) return true
  for (const worker of await navigator.serviceWorker.getRegistrations()) await worker.unregister()
  return (await navigator.serviceWorker.getRegistrations()).length === 0
}

async function eraseCaches() {
  if (!('caches' in window)) return true
  for (const name of await caches.keys()) await caches.delete(name)
  return (await caches.keys()).length === 0
}

async function eraseDatabases() {
  if (!window.indexedDB?.databases) return true
  for (const { name } of await indexedDB.databases()) if (name) await deleteDatabase(name)
  return (await indexedDB.databases()).length === 0
}

/** @param {string} name @returns {Promise<void>} also where another page holds it open; the look afterwards tells */
function deleteDatabase(name) {
  return new Promise(resolve => {
    const request = indexedDB.deleteDatabase(name)
    request.onsuccess = request.onerror = request.onblocked = () => resolve()
  })
}

function eraseSettings() {
  localStorage.clear()
  sessionStorage.clear()
  return localStorage.length + sessionStorage.length === 0
}

/**
 * Has the server tell the browser to drop every copy of its own: Clear-Site-Data, which a request without credentials would
 * not be heeded in, though there are none.
 * @returns {Promise<boolean>} false with no signal
 */
async function askServer() {
  try {
    const answer = await fetch('/erase', { method: 'POST' })
    return answer.ok && (await answer.text()).includes('id="erased"')
  } catch {
    return false
  }
}

/** @param {HTMLElement} report @param {Record<string, boolean>} gone */
function tell(report, gone) {
  const { done = '', failed = '', isGone = '', isLeft = '', isLater = '' } = report.dataset
  for (const [name, isErased] of Object.entries(gone)) {
    const row = /** @type {HTMLElement} */ (report.querySelector(`[data-step=${name}]`))
    row.dataset.state = isErased ? 'gone' : 'left'
    const word = /** @type {HTMLElement} */ (row.querySelector('b'))
    word.textContent = isErased ? isGone : name === 'copies' ? isLater : isLeft
  }
  const isAllGone = Object.keys(STEPS).every(name => gone[name])
  const line = /** @type {HTMLElement} */ (document.getElementById('erased'))
  line.textContent = isAllGone ? done : failed
  report.hidden = false
}
