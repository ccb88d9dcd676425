// Stands in the head of every page of ours and runs before any of it is painted. After Exit, Back finds the neutral page also
// where an earlier page of this tab was: one opened before the scripts had come, or a list that the server made.

const { style, dataset } = document.documentElement
const [opened] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType('navigation'))

if (opened?.type === 'back_forward') turnAway()
else if (opened?.type === 'navigate') comeAnew()

// A list that the server made: the browser would note the words it was asked with among its open tabs, and ask with them again.
if (location.pathname.endsWith('/search')) history.replaceState(null, '')

// A page kept whole for Back would show its last picture before any script of it runs.
window.addEventListener('pagehide', ({ persisted }) => {
  if (persisted) style.visibility = 'hidden'
})
window.addEventListener('pageshow', ({ persisted }) => {
  if (persisted) turnAway()
})

function turnAway() {
  const left = hasLeft()
  style.visibility = left ? 'hidden' : ''
  if (left) location.replace(dataset.exit ?? '/')
}

// A notice that was closed is not seen for a moment on every page.
try {
  if (localStorage.getItem('notice')) dataset.notice = 'closed'
} catch {
  // Nothing is kept here.
}

/** @returns {boolean} whether Exit was pressed in this tab (web/app/exit.js), or everything erased (web/app/erase.js) */
function hasLeft() {
  try {
    if (window.name === 'left') sessionStorage.setItem('left', '')
    return sessionStorage.getItem('left') !== null
  } catch {
    return false
  }
}

/** Somebody opens our pages again on purpose. */
function comeAnew() {
  try {
    sessionStorage.removeItem('left')
  } catch {
    // Then nothing was kept either.
  }
}
