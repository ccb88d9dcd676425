// Taking everything off the phone again, then looking what is left.
import { forgetPlace } from './place.js'

/**
 * Makes the button erase, and the line say what came of it.
 * @param {HTMLButtonElement} button @param {HTMLElement} line
 */
export function bindErase(button, line) {
  button.hidden = false
  button.addEventListener('click', async () => {
    button.disabled = true
    const left = await erase()
    delete document.documentElement.dataset.offline
    line.textContent = left.length ? (line.dataset.failed ?? '').replace('{names}', left.join(', ')) : (line.dataset.done ?? '')
    button.disabled = false
  })
}

/** @returns {Promise<string[]>} names of what could not be erased */
async function erase() {
  const workers = (await navigator.serviceWorker?.getRegistrations()) ?? []
  await Promise.allSettled(workers.map(worker => worker.unregister()))
  await Promise.allSettled((await cacheNames()).map(name => caches.delete(name)))
  return [...(await cacheNames()), ...forgetPlace()]
}

/** @returns {Promise<string[]>} */
async function cacheNames() {
  return 'caches' in window ? caches.keys() : []
}
