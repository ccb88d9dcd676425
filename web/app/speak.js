// What a screen reader is told, politely and once typing pauses: how many results, what was understood, how many suggestions.
import { part } from './parts.js'

// Between two letters of somebody who types slowly nothing is said.
const PAUSE_MS = 600

const said = { results: '', suggestions: '' }
/** @type {ReturnType<typeof setTimeout> | undefined} */
let pause

/**
 * Says the text at the next pause; the same text is not said again.
 * @param {keyof typeof said} about @param {string} text
 */
export function speak(about, text) {
  said[about] = text
  clearTimeout(pause)
  pause = setTimeout(() => {
    const status = part('spoken-count')
    const whole = [said.results, said.suggestions].filter(Boolean).join('. ')
    if (status && status.textContent !== whole) status.textContent = whole
  }, PAUSE_MS)
}
