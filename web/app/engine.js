// The page's end of the search thread (web/search/worker.js): ask a question, get its answer.
import { ownScript } from './trusted.js'

/**
 * @typedef {object} Engine
 * @property {(ask: string, asked?: object) => Promise<any>} ask resolves with the answer; with null where there is
 *   none, as the thread failed
 */

/**
 * Starts the search thread.
 * @param {string} url of the bundled worker
 * @returns {Engine}
 */
export function startEngine(url) {
  const worker = new Worker(ownScript(url))
  /** @type {Map<number, (answer: any) => void>} */
  const waiting = new Map()
  let last = 0
  let hasAnswered = false
  let hasFailed = false
  document.addEventListener('leave', () => worker.terminate())
  worker.addEventListener('message', ({ data: { number, answer } }) => {
    hasAnswered = true
    waiting.get(number)?.(answer)
    waiting.delete(number)
  })
  worker.addEventListener('error', event => {
    // The browser would write down what went wrong, which might quote what was typed.
    event.preventDefault()
    // One that has never answered did not even start, and never will.
    hasFailed = !hasAnswered
    for (const answer of waiting.values()) answer(null)
    waiting.clear()
  })
  return {
    ask(ask, asked = {}) {
      last += 1
      const number = last
      if (hasFailed) return Promise.resolve(null)
      return new Promise(resolve => {
        waiting.set(number, resolve)
        worker.postMessage({ number, ask, asked })
      })
    },
  }
}
