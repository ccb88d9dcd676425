// The page's end of the search thread (web/worker/search-thread.js): ask a question, get its answer.
import { ownScript } from './trusted.js'

// No search takes as long, with any number of records on any phone: a thread that is silent for so long hangs, or the phone has
// ended it to save memory, which it tells nobody.
const PATIENCE_S = 10
// But the thread is silent too while it makes records ready to be searched: 20,000 take a slow phone a minute.
const PATIENCE_WHILE_OPENING_S = 120
const OPENING = ['prepare', 'open', 'complete', 'update']

/**
 * @typedef {object} Engine
 * @property {(ask: string, asked?: object) => Promise<any>} ask resolves with the answer; with null where there is
 *   none, as the thread failed or hangs
 */

/**
 * Starts the search thread.
 * @param {DOMStringMap} addresses `worker`: its script; `workerLater`: that of its later part, which it knows by its name
 * @returns {Engine}
 */
export function startEngine({ worker: url = '', workerLater }) {
  const worker = new Worker(ownScript(url), { name: workerLater })
  /** @type {Map<number, {ask: string, take: (answer: any) => void}>} */
  const waiting = new Map()
  let last = 0
  let hasAnswered = false
  // It is asked nothing more then; one that was only slow still answers, and is asked again.
  let isSilent = false
  let silentSeconds = 0
  /** @type {number | undefined} */
  let ticking

  /** @param {number} number @param {any} answer */
  function take(number, answer) {
    waiting.get(number)?.take(answer)
    waiting.delete(number)
    if (!waiting.size) clearInterval(ticking)
  }

  // Counted, not read off a clock: a phone that slept was not kept waiting.
  function tick() {
    const quick = [...waiting].filter(([, { ask }]) => !OPENING.includes(ask))
    silentSeconds = quick.length ? silentSeconds + 1 : 0
    if (silentSeconds < (quick.length < waiting.size ? PATIENCE_WHILE_OPENING_S : PATIENCE_S)) return
    isSilent = true
    for (const [number] of quick) take(number, null)
  }

  document.addEventListener('leave', () => worker.terminate())
  worker.addEventListener('message', ({ data: { number, answer } }) => {
    hasAnswered = true
    isSilent = false
    silentSeconds = 0
    take(number, answer)
  })
  worker.addEventListener('error', event => {
    // The browser would write down what went wrong, which might quote what was typed.
    event.preventDefault()
    // One that has never answered did not even start, and never will.
    isSilent = !hasAnswered
    for (const number of waiting.keys()) take(number, null)
  })
  return {
    ask(ask, asked = {}) {
      if (isSilent) return Promise.resolve(null)
      last += 1
      const number = last
      if (!waiting.size) ticking = window.setInterval(tick, 1000)
      return new Promise(resolve => {
        waiting.set(number, { ask, take: resolve })
        worker.postMessage({ number, ask, asked })
      })
    },
  }
}
