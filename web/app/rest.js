// The rest of the app, what no first search needs: the home page asks for it when the line has room, all others come with it.

/** @typedef {typeof import('./later.js')} Later */

/** @type {Promise<Later | null> | undefined} */
let coming

/** @returns {boolean} whether the page came with it */
export function comesWithRest() {
  return findSheet() !== null
}

/** @returns {HTMLLinkElement | null} its sheet, which holds nothing up as it is one for print */
function findSheet() {
  return document.querySelector('link[media=print]')
}

/**
 * Asks for the rest, once: its script, and what it looks like.
 * @param {DOMStringMap} addresses `later`, `sheet` and `qr`
 * @returns {Promise<Later | null>} null where it cannot be had, as on a line that was cut; all else goes on without it
 */
export function fetchRest({ later = '', sheet = '', qr = '' }) {
  if (!coming) dress(sheet)
  coming ??= import(later).then(
    rest => {
      rest.bindAll(qr)
      return rest
    },
    () => null,
  )
  return coming
}

/**
 * Has the sheet of what only the app shows count on the screen (web/styles/later.css).
 * @param {string} url
 */
function dress(url) {
  const known = findSheet()
  if (known) return known.sheet ? show(known) : known.addEventListener('load', () => show(known), { once: true })
  const sheet = document.createElement('link')
  sheet.rel = 'stylesheet'
  sheet.href = url
  document.head.append(sheet)
}

/** @param {HTMLLinkElement} sheet */
function show(sheet) {
  sheet.media = 'all'
}

/** @param {HTMLElement} record gets its tools as soon as they are here */
export async function dressRecord(record) {
  ;(await coming)?.dressRecord(record)
}
