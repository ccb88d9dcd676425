// The rest of the app, what no first search needs: asked for when the line has room for it.

/** @typedef {typeof import('./later.js')} Later */

/** @type {Promise<Later | null> | undefined} */
let coming

/**
 * Asks for the rest, once: its script, and what it looks like.
 * @param {DOMStringMap} addresses `later`, `sheet` and `qr`
 * @returns {Promise<Later | null>} null where it cannot be had, as on a line that was cut; all else goes on without it
 */
export function fetchRest({ later = '', sheet = '', qr = '' }) {
  coming ??= import(later).then(
    rest => {
      rest.bindAll(qr)
      return rest
    },
    () => null,
  )
  dress(sheet)
  return coming
}

/**
 * Has the sheet of what only the app shows count on the screen (web/styles/later.css). A page comes with it as for paper, so that it holds
 * nothing up; the home page without.
 * @param {string} url
 */
function dress(url) {
  const known = /** @type {HTMLLinkElement | null} */ (document.querySelector('link[media=print]'))
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
