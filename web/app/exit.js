// Leaving at once: the neutral page is seen in place of ours from the same frame on, and takes the place of ours in the history.
import { dropOurs, goOn, showNeutral } from './neutral.js'

const PRESSES = 3
const WITHIN_MS = 5000
// A page that is put behind another in this moment gets no frame.
const MOST_OF_A_FRAME_MS = 100

/** To every other open page of ours. @type {BroadcastChannel | null} */
const others = 'BroadcastChannel' in window ? new BroadcastChannel('leave') : null

/**
 * Makes the Exit link, and Shift pressed three times within five seconds, leave; every other open page of ours leaves too.
 * Keys as on GOV.UK's Exit this page: Shift and not Esc, counted anew after any other key.
 * @param {HTMLAnchorElement} link
 */
export function bindExit(link) {
  others?.addEventListener('message', () => leave(link))
  const leaveEverywhere = () => {
    leave(link)
    leaveElsewhere()
  }
  link.addEventListener('click', event => {
    event.preventDefault()
    leaveEverywhere()
  })
  onTap(link, leaveEverywhere)
  countPresses(left => (left ? announce(link, left) : leaveEverywhere()))
  stayAboveKeyboard(link)
}

/** Makes every other open page of ours leave, as Exit does. */
export function leaveElsewhere() {
  others?.postMessage(null)
}

/**
 * Calls `leave` when a finger is lifted from the link: of a tap a browser first makes the moves and presses of a mouse, and takes the
 * focus elsewhere, before it makes a click.
 * @param {HTMLElement} link @param {() => void} leave
 */
function onTap(link, leave) {
  link.addEventListener('touchend', event => {
    const [{ clientX, clientY }] = event.changedTouches
    const { left, right, top, bottom } = link.getBoundingClientRect()
    const isOnLink = clientX >= left && clientX <= right && clientY >= top && clientY <= bottom
    // What scrolls the page or makes it larger cannot be cancelled.
    if (!isOnLink || !event.cancelable) return
    // Else the click would come too, to whatever stands there by then.
    event.preventDefault()
    leave()
  })
}

let isLeaving = false

/** @param {HTMLAnchorElement} link to the neutral page's own address */
async function leave(link) {
  if (isLeaving) return
  isLeaving = true
  const next = showNeutral()
  rememberLeaving()
  await nextFrame()
  dropOurs()
  // With the entry the browser keeps where the page stood, for which it would lay ours out once more.
  history.replaceState(null, '', link.href)
  document.dispatchEvent(new Event('leave'))
  if (await isKept(link.href)) location.replace(link.href)
  else goOn(next)
}

/**
 * Resolves once the page as it is now was painted: to take the old one apart is a tenth of a second's work for a cheap phone.
 * At once where nobody sees the page, as browsers then paint nothing.
 * @returns {Promise<void>}
 */
function nextFrame() {
  if (document.hidden) return Promise.resolve()
  return new Promise(resolve => {
    requestAnimationFrame(() => setTimeout(resolve))
    setTimeout(resolve, MOST_OF_A_FRAME_MS)
  })
}

/** Tells the pages of this tab that lie further back in its history: web/app/guard.js */
function rememberLeaving() {
  try {
    sessionStorage.setItem('left', '')
  } catch {
    // Nothing can be kept here; then only Exit's own entry in the history is replaced.
  }
}

/** @param {string} href @returns {Promise<boolean>} whether that page comes from this phone, so that no network can fail it */
async function isKept(href) {
  try {
    return navigator.serviceWorker?.controller !== null && (await caches.match(href)) !== undefined
  } catch {
    return false
  }
}

/** @param {(left: number) => void} tell called at each press of Shift with how many are wanting */
function countPresses(tell) {
  /** @type {number[]} */
  let presses = []
  document.addEventListener('keydown', ({ key, repeat, timeStamp }) => {
    if (repeat) return
    presses = key === 'Shift' ? [...presses, timeStamp].filter(at => timeStamp - at < WITHIN_MS) : []
    if (presses.length) tell(PRESSES - presses.length)
  })
}

/** @type {ReturnType<typeof setTimeout> | undefined} */
let silence

/** @param {HTMLAnchorElement} link @param {number} left */
function announce(link, left) {
  const status = document.getElementById('exit-status')
  if (!status) return
  status.textContent = (link.dataset.counting ?? '').replace('{left}', String(left))
  clearTimeout(silence)
  // A status is read again only when it has changed.
  silence = setTimeout(() => { status.textContent = '' }, WITHIN_MS)
}

/** @param {HTMLElement} link stays in sight while the keyboard of an iPhone covers the foot of the page */
function stayAboveKeyboard(link) {
  window.visualViewport?.addEventListener('resize', () => {
    const { height = innerHeight, offsetTop = 0 } = window.visualViewport ?? {}
    link.style.setProperty('--keyboard', `${Math.max(0, innerHeight - height - offsetTop)}px`)
  })
}
