// One history entry for the whole visit: links to our own pages take the place of the page they are on.
import { handOn } from './record.js'

/** Makes every plain click on a link to our own pages replace the page, where nothing else took the click before. */
export function keepOneEntry() {
  window.addEventListener('click', event => {
    const link = /** @type {HTMLAnchorElement | null} */ (/** @type {Element} */ (event.target).closest('a[href]'))
    const plain = !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey
    if (event.defaultPrevented || !link || !plain || link.target || link.origin !== location.origin) return
    event.preventDefault()
    if (link.hash && link.pathname === location.pathname) document.querySelector(/** @type {any} */ (link.hash))?.focus()
    else {
      if (link.closest('.languages')) handOn()
      location.replace(link.href)
    }
  })
}
