// The neutral page: in the place of ours without asking anybody for it, and from there to the neutral site.

const PATIENCE_MS = 3000

/**
 * Hides everything of ours, and shows the neutral page, which every page carries, beside it: in one frame, as that is little work.
 * What is hidden has no styles to be found anew when ours are switched off.
 * @returns {string} the address of the neutral site
 */
export function showNeutral() {
  const content = neutralContent()
  const next = content.querySelector('a')?.href ?? '/'
  document.body.hidden = true
  document.title = content.querySelector('title')?.textContent ?? ''
  for (const sheet of document.styleSheets) sheet.disabled = true
  document.documentElement.append(...content.querySelectorAll('style, main'))
  return next
}

/** Takes ours apart, so that nothing but the neutral page is left. */
export function dropOurs() {
  const rest = neutralContent().querySelectorAll('title, link')
  for (const element of document.head.querySelectorAll(':not([name=viewport])')) element.remove()
  document.head.append(...rest, ...document.querySelectorAll('html > style'))
  document.body.replaceChildren(...document.querySelectorAll('html > main'))
  document.body.hidden = false
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
