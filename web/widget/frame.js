// Inside /embed/frame: tells the page around how high it is, and asks it to follow links, where it listens.
// WordPress listens to `secret`, which it puts behind the # of the address (wp-embed.js); other pages to widget/resize.js.

const secret = /secret=(\w+)/.exec(location.hash)?.[1]

/** @param {'height' | 'link'} message @param {number | string} value */
function tell(message, value) {
  // Nothing in it is anybody's but the page's own; so any page may hear it.
  window.parent.postMessage({ message, value, secret }, '*')
}

// Held here: Exit takes it out of the page.
const { body } = document
new ResizeObserver(() => tell('height', Math.ceil(body.getBoundingClientRect().height))).observe(body)

// The form for pages without script has done its duty: with the element there would be two boxes to find.
const element = document.querySelector('resource-search')
customElements.whenDefined('resource-search').then(() => element?.replaceChildren())

if (secret) {
  // WordPress's frame may open nothing by itself; it follows links of our own site for us.
  document.addEventListener('click', event => {
    const link = event.composedPath().find(node => node instanceof HTMLAnchorElement && node.origin === location.origin)
    if (link) tell('link', /** @type {HTMLAnchorElement} */ (link).href)
  })
}
