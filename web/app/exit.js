// Leaving at once: the neutral page stands there in the same frame, and takes the place of ours in the history.
import { goOn, showNeutral } from './neutral.js'

const PRESSES = 3
const WITHIN_MS = 5000

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
  countPresses(left => (left ? announce(link, left) : leaveEverywhere()))
  stayAboveKeyboard(link)
}

/** Makes every other open page of ours leave, as Exit does. */
export function leaveElsewhere() {
  others?.postMessage(null)
}

/** @param {HTMLAnchorElement} link to the neutral page's own address */
async function leave(link) {
  rememberLeaving()
  document.dispatchEvent(new Event('leave'))
  showNeutral()
  history.replaceState(null, '', link.href)
  const next = /** @type {HTMLAnchorElement} */ (document.querySelector('main a')).href
  if (await isKept(link.href)) location.replace(link.href)
  else goOn(next)
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
