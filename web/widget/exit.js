// Leaving from a page of somebody else: what can be seen goes at once, the neutral site takes the place of the page.

const PRESSES = 3
const WITHIN_MS = 5000

/** @param {string} url the neutral site */
export function leave(url) {
  document.documentElement.textContent = ''
  if (window.top === window) return location.replace(url)
  try {
    window.top?.location.replace(url)
  } catch {
    // A sandboxed frame may not lead the tab away; what it may do is open the neutral site on top of it.
    window.open(url, '_blank', 'noopener,noreferrer')
  }
}

/**
 * Shift pressed three times within five seconds, counted anew after any other key, as on our own pages.
 * @param {EventTarget} within @param {(left: number) => void} tell called at each press with how many are wanting
 */
export function countPresses(within, tell) {
  let [before, last] = [-Infinity, -Infinity]
  within.addEventListener('keydown', event => {
    const { key, repeat, timeStamp } = /** @type {KeyboardEvent} */ (event)
    if (repeat) return
    if (key !== 'Shift') before = last = -Infinity
    else {
      const earlier = Number(timeStamp - last < WITHIN_MS) + Number(timeStamp - before < WITHIN_MS)
      ;[before, last] = [last, timeStamp]
      tell(PRESSES - 1 - earlier)
    }
  })
}
