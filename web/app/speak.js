// What a screen reader is told, politely and once typing pauses: how many results, what was understood, how many suggestions.
import { part } from './parts.js'

// Between two letters of somebody who types slowly nothing is said.
const PAUSE_MS = 600

/** @type {ReturnType<typeof setTimeout> | undefined} */
let pause

/**
 * Says the text at the next pause; the same text is not said again. What was told last is kept beside what is said, as both parts of
 * the app tell.
 * @param {"results" | "suggestions"} about @param {string} text
 */
export function speak(about, text) {
  const status = part('spoken-count')
  if (!status) return
  status.dataset[about] = text
  clearTimeout(pause)
  pause = setTimeout(() => {
    const whole = [status.dataset.results, status.dataset.suggestions].filter(Boolean).join('. ')
    if (status.textContent !== whole) status.textContent = whole
  }, PAUSE_MS)
}
