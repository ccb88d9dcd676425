// Leaving at once: the page is blank in the same frame, and a neutral page takes its place in the history.

const PRESSES = 3
const WITHIN_MS = 5000

/**
 * Makes the Exit link, and Shift pressed three times within five seconds, leave.
 * Keys as on GOV.UK's Exit this page: Shift and not Esc, counted anew after any other key.
 * @param {HTMLAnchorElement} link
 */
export function bindExit(link) {
  link.addEventListener('click', event => {
    event.preventDefault()
    leave(link.href)
  })
  /** @type {number[]} */
  let presses = []
  document.addEventListener('keydown', ({ key, repeat, timeStamp }) => {
    if (repeat) return
    presses = key === 'Shift' ? [...presses, timeStamp].filter(at => timeStamp - at < WITHIN_MS) : []
    if (presses.length === PRESSES) leave(link.href)
    else if (presses.length) announce(link, PRESSES - presses.length)
  })
  stayAboveKeyboard(link)
}

/** @param {string} href the neutral page; it is on the phone, so that this needs no network */
function leave(href) {
  document.title = ' '
  document.body.replaceChildren()
  location.replace(href)
}

/** @param {HTMLAnchorElement} link @param {number} left */
function announce(link, left) {
  const status = document.getElementById('exit-status')
  if (status) status.textContent = (link.dataset.counting ?? '').replace('{left}', String(left))
}

/** @param {HTMLElement} link stays in sight while the keyboard of an iPhone covers the foot of the page */
function stayAboveKeyboard(link) {
  window.visualViewport?.addEventListener('resize', () => {
    const { height = innerHeight, offsetTop = 0 } = window.visualViewport ?? {}
    link.style.setProperty('--keyboard', `${Math.max(0, innerHeight - height - offsetTop)}px`)
  })
}
