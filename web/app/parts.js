// Finding the parts of a page by the names the templates give them.

/**
 * The part of that name, or null on a page that has none.
 * @param {string} name @param {ParentNode} [within]
 * @returns {HTMLElement | null}
 */
export function part(name, within = document) {
  return within.querySelector(`[data-part="${name}"]`)
}

/**
 * Shows or hides the parts of that name, where the page has them.
 * @param {string} name @param {boolean} shown
 */
export function show(name, shown) {
  for (const element of document.querySelectorAll(`[data-part="${name}"]`)) {
    ;/** @type {HTMLElement} */ (element).hidden = !shown
  }
}
