// The neutral page: in the place of ours without asking anybody for it, and from there to the neutral site.

const PATIENCE_MS = 3000

/**
 * Hides everything of ours, and shows the neutral page, which every page carries, in its place: in one frame. The neutral page
 * stands in a root of its own, out of reach of our styles, as switching those off has the browser look through all of ours.
 * @returns {string} the address of the neutral site
 */
export function showNeutral() {
  const content = neutralContent()
  const next = content.querySelector('a')?.href ?? '/'
  const place = document.createElement('div')
  place.attachShadow({ mode: 'open' }).append(...content.querySelectorAll('style, main'))
  hideOurs()
  document.title = content.querySelector('title')?.textContent ?? ''
  document.documentElement.append(place)
  return next
}

/**
 * What fills the page keeps its place in the layout where the browser can do that: to take a long list out of it is slow. Nothing in it
 * has the focus, as the browser lays out what is hidden for a field that has.
 */
function hideOurs() {
  const { activeElement, body } = document
  const content = document.getElementById('content')
  if (!content || !CSS.supports('content-visibility', 'hidden')) {
    body.hidden = true
    return
  }
  if (activeElement instanceof HTMLElement) activeElement.blur()
  content.style.contentVisibility = 'hidden'
  for (const part of /** @type {NodeListOf<HTMLElement>} */ (body.querySelectorAll(':scope > :not(main, template, svg)'))) part.hidden = true
}

/** Takes ours apart, so that nothing but the neutral page is left. */
export function dropOurs() {
  const { head, body } = document
  const rest = neutralContent().querySelectorAll('title, link')
  const place = /** @type {HTMLElement} */ (document.querySelector('body ~ div'))
  const shown = /** @type {ShadowRoot} */ (place.shadowRoot)
  body.replaceChildren(...shown.querySelectorAll('main'))
  body.hidden = false
  for (const element of head.querySelectorAll(':not([name=viewport])')) element.remove()
  head.append(...rest, ...shown.querySelectorAll('style'))
  place.remove()
}

function neutralContent() {
  return /** @type {HTMLTemplateElement} */ (document.getElementById('neutral')).content
}

/**
 * Goes on to the neutral site where there is a network that leads there. An installed app stays: the site would open on
 * top of it, with a way back.
 * @param {string} url
 */
export async function goOn(url) {
  // A record on its way to another language: handOn in web/app/record.js.
  window.name = ''
  if (isInstalled() || !navigator.onLine) return
  if (await isOnline()) location.replace(url)
}

function isInstalled() {
  return matchMedia('(display-mode: standalone)').matches || 'standalone' in navigator && navigator.standalone === true
}

/**
 * Whether the network works: `onLine` is also true where no packet gets through. Asks our own server what every page asks
 * when it is opened, so that nobody can tell from it that somebody left.
 * @returns {Promise<boolean>} false also for a captive portal, which answers with a page of its own
 */
async function isOnline() {
  const patience = new AbortController()
  setTimeout(() => patience.abort(), PATIENCE_MS)
  try {
    const answer = await fetch('/packs/latest.json', { cache: 'no-cache', credentials: 'omit', signal: patience.signal })
    return answer.ok && (answer.headers.get('content-type') ?? '').startsWith('application/json')
  } catch {
    return false
  }
}
