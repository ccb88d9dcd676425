// The page's end of the search thread (web/search/worker.js): ask a question, get its answer.
import { ownScript } from './trusted.js'

/**
 * @typedef {object} Engine
 * @property {(ask: string, asked?: object) => Promise<any>} ask resolves with the answer; never where the thread has died
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
  document.addEventListener('leave', () => worker.terminate())
  worker.addEventListener('message', ({ data: { number, answer } }) => {
    waiting.get(number)?.(answer)
    waiting.delete(number)
  })
  return {
    ask(ask, asked = {}) {
      last += 1
      const number = last
      worker.postMessage({ number, ask, asked })
      return new Promise(resolve => waiting.set(number, resolve))
    },
  }
}
