// Asks for the later part of the app, what no first search needs: where there is a box to search, when the line has room, else once
// the page is painted.

/** @typedef {typeof import('./later.js')} Later */

/** @type {Promise<Later | null> | undefined} */
let coming

/**
 * Asks for it, once: its script, and what it looks like.
 * @param {DOMStringMap} addresses `later`, `sheet` and `qr`
 * @returns {Promise<Later | null>} null where it cannot be had, as on a line that was cut; all else goes on without it
 */
export function fetchLater({ later = '', sheet = '', qr = '' }) {
  coming ??= Promise.all([import(later), dress(sheet)]).then(
    ([part]) => {
      part.bindAll(qr)
      return part
    },
    () => null,
  )
  return coming
}

/**
 * Adds the sheet of what only the app shows (web/styles/later.css).
 * @param {string} url
 * @returns {Promise<unknown>} once it counts, or cannot be had
 */
function dress(url) {
  const sheet = document.createElement('link')
  sheet.rel = 'stylesheet'
  sheet.href = url
  document.head.append(sheet)
  return new Promise(resolve => (sheet.onload = sheet.onerror = resolve))
}

/** @param {HTMLElement} record gets its tools as soon as they are here */
export async function dressRecord(record) {
  ;(await coming)?.dressRecord(record)
}
