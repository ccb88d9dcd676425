// One history entry for the whole visit: links to our own pages take the place of the page they are on.

/** Makes every plain click on a link to our own pages replace the page. */
export function keepOneEntry() {
  document.addEventListener('click', event => {
    const link = /** @type {HTMLAnchorElement | null} */ (/** @type {Element} */ (event.target).closest('a[href]'))
    const plain = !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey
    if (event.defaultPrevented || !link || !plain || link.origin !== location.origin || link.hash) return
    event.preventDefault()
    location.replace(link.href)
  })
}
