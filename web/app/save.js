// A material's own file, kept on the phone by whoever asks for it: whole or not at all, and gone with "erase" like all else.
import { FILES, openFiles } from '../worker/saved-files.js'

/** The phone has no room for it. */
class FullError extends Error {}

/** @param {HTMLElement} record shows for each file of it what can be done, and whether it is kept */
export async function offerSaving(record) {
  if (!('caches' in window)) return
  for (const room of /** @type {NodeListOf<HTMLElement>} */ (record.querySelectorAll('[data-file]'))) {
    bindRoom(room)
    showKept(room, await isKept(addressOf(room)))
  }
}

/** @param {HTMLElement} room */
function bindRoom(room) {
  let stopping = new AbortController()
  element(room, 'keep').addEventListener('click', () => {
    stopping = new AbortController()
    keepFile(room, stopping.signal)
  })
  element(room, 'stop').addEventListener('click', () => stopping.abort())
  element(room, 'remove').addEventListener('click', () => removeFile(room))
}

/** @param {HTMLElement} room @param {AbortSignal} signal */
async function keepFile(room, signal) {
  showGoing(room)
  const progress = /** @type {HTMLProgressElement} */ (element(room, 'progress'))
  let said = 'kept'
  try {
    await keep(room, signal, bytes => (progress.value = bytes))
  } catch (error) {
    const isFull = error instanceof FullError || /** @type {Error} */ (error).name === 'QuotaExceededError'
    said = signal.aborted ? '' : isFull ? 'full' : 'cut'
  }
  showKept(room, await isKept(addressOf(room)))
  element(room, 'said').textContent = room.dataset[said] ?? ''
}

/**
 * Stores the file; a cache takes a body only once all of it is there, and a body of another length than told is refused.
 * @param {HTMLElement} room @param {AbortSignal} signal @param {(bytes: number) => void} tell how much has arrived
 */
async function keep(room, signal, tell) {
  const size = Number(room.dataset.size)
  if ((await findRoom()) < size) throw new FullError()
  const response = await fetch(addressOf(room), { signal, cache: 'no-store', credentials: 'omit' })
  const type = response.headers.get('content-type') ?? ''
  // A captive portal answers everything with a page of its own.
  if (!response.ok || response.redirected || !type.startsWith(room.dataset.type ?? '')) throw new Error(`${response.status} ${type}`)
  const body = response.body?.pipeThrough(countTo(size, tell))
  const cache = await caches.open(FILES)
  await cache.put(addressOf(room), new Response(body, { headers: { 'content-type': type } }))
}

/**
 * Lets a body pass, tells how much has passed, and breaks it off where it is not as long as it was to be.
 * @param {number} size @param {(bytes: number) => void} tell
 * @returns {TransformStream<Uint8Array, Uint8Array>}
 */
function countTo(size, tell) {
  let passed = 0
  return new TransformStream({
    transform(chunk, controller) {
      passed += chunk.byteLength
      tell(passed)
      controller.enqueue(chunk)
    },
    flush(controller) {
      if (passed !== size) controller.error(new Error(`${passed} bytes, want ${size}`))
    },
  })
}

/** @returns {Promise<number>} bytes this site may still store, as far as the browser says */
async function findRoom() {
  const { quota = Infinity, usage = 0 } = (await navigator.storage?.estimate?.()) ?? {}
  return quota - usage
}

/** @param {HTMLElement} room */
async function removeFile(room) {
  await (await openFiles())?.delete(addressOf(room))
  showKept(room, await isKept(addressOf(room)))
  element(room, 'said').textContent = room.dataset.gone ?? ''
}

/** @param {string} url @returns {Promise<boolean>} */
async function isKept(url) {
  return (await (await openFiles())?.match(url)) !== undefined
}

/** @param {HTMLElement} room */
function showGoing(room) {
  for (const name of ['keep', 'remove']) element(room, name).hidden = true
  for (const name of ['stop', 'progress']) element(room, name).hidden = false
  element(room, 'said').textContent = room.dataset.going ?? ''
}

/** @param {HTMLElement} room @param {boolean} isKept */
function showKept(room, isKept) {
  for (const name of ['stop', 'progress']) element(room, name).hidden = true
  element(room, 'keep').hidden = isKept
  element(room, 'leaves').hidden = isKept
  element(room, 'remove').hidden = !isKept
  element(room, 'said').textContent = isKept ? (room.dataset.kept ?? '') : ''
}

/** @param {HTMLElement} room */
function addressOf(room) {
  return room.dataset.file ?? ''
}

/** @param {HTMLElement} room @param {string} name @returns {HTMLElement} */
function element(room, name) {
  return /** @type {HTMLElement} */ (room.querySelector(`[data-save="${name}"]`))
}
