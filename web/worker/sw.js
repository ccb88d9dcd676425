// The service worker: keeps the app's own pages and files, all of them or none, and answers with them.
// It never stores what a visitor asked for. Packs are kept by pack-store.js.

/** @typedef {{url: string, revision: string}} Entry */

const worker = /** @type {any} */ (self)
/** @type {Entry[]} every page in every language and every bundled file; the build leaves a place where the server puts the list in */
const SHELL = worker.LIST_FROM_SERVER
/** @type {string} where all pages are in one body, which takes a third of the bytes */
const ALL_PAGES = worker.PAGES_FROM_SERVER
// From this many on, all pages in one body are fewer bytes than one by one.
const MANY = 3
const PREFIX = 'pages-'
const NAME = PREFIX + SHELL.map(({ revision }) => revision.slice(0, 6)).join('')
const PATHS = new Set(SHELL.map(({ url }) => url))
const REVISION = 'x-revision'
const POLICIES = [
  'content-security-policy',
  'referrer-policy',
  'permissions-policy',
  'cross-origin-opener-policy',
  'x-content-type-options',
]
const PATIENCE_MS = 4000

worker.addEventListener('install', (/** @type {any} */ event) => event.waitUntil(keepShell()))
worker.addEventListener('activate', (/** @type {any} */ event) => event.waitUntil(takeOver()))
worker.addEventListener('message', (/** @type {any} */ event) => {
  if (event.data === 'take over') worker.skipWaiting()
})
worker.addEventListener('fetch', (/** @type {any} */ event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (origin !== location.origin) return
  if (request.mode === 'navigate') event.respondWith(openPage(request, pathname))
  else if (request.method === 'GET' && PATHS.has(pathname)) event.respondWith(fromShell(pathname))
})

/** Stores every entry and reads each back; throws, and so stays uninstalled, if one is missing. */
async function keepShell() {
  const kept = await Promise.all(SHELL.map(keptBefore))
  const lacking = SHELL.filter((entry, place) => !kept[place] && isPage(entry))
  const pages = lacking.length >= MANY ? await fetchPages() : new Map()
  const responses = await Promise.all(SHELL.map((entry, place) => kept[place] ?? pages.get(entry.url) ?? fetchEntry(entry)))
  const cache = await caches.open(NAME)
  await Promise.all(SHELL.map(({ url }, place) => cache.put(url, responses[place])))
  const back = await Promise.all(SHELL.map(({ url }) => cache.match(url)))
  if (!back.every(Boolean)) throw new Error('a page was not kept')
}

/** @param {Entry} entry @returns {Promise<Response | undefined>} the same state of it, from the version in use */
async function keptBefore({ url, revision }) {
  for (const name of await ownCaches()) {
    const kept = await (await caches.open(name)).match(url)
    if (kept?.headers.get(REVISION) === revision) return kept
  }
}

/** @param {Entry} entry @returns {boolean} pages have no ending in their address */
function isPage({ url }) {
  return !/\.\w+$/.test(url)
}

/** @returns {Promise<Map<string, Response>>} every page by its address */
async function fetchPages() {
  const response = await fetchGood(ALL_PAGES, 'application/json')
  const revisions = new Map(SHELL.map(({ url, revision }) => [url, revision]))
  const pages = Object.entries(await response.json())
  return new Map(pages.map(([url, html]) => [url, makeResponse(html, 'text/html; charset=utf-8', revisions.get(url), response)]))
}

/** @param {Entry} entry @returns {Promise<Response>} */
async function fetchEntry(entry) {
  const response = await fetchGood(entry.url, isPage(entry) ? 'text/html' : '')
  return makeResponse(await response.blob(), response.headers.get('content-type'), entry.revision, response)
}

/**
 * Asks the server past the HTTP cache. Throws for anything but a good answer of the right type: a captive portal sends HTML.
 * @param {string} url @param {string} wanted beginning of the type; empty: anything but a page
 */
async function fetchGood(url, wanted) {
  const response = await fetch(url, { cache: 'no-cache', credentials: 'omit' })
  const type = response.headers.get('content-type') ?? ''
  const right = wanted ? type.startsWith(wanted) : !type.startsWith('text/html')
  if (!response.ok || response.redirected || !right) throw new Error(`${url}: ${response.status} ${type}`)
  return response
}

/**
 * A response to keep: with its revision, and under the same policy as when it comes from the server.
 * @param {any} body @param {string | null} type @param {string | undefined} revision @param {Response} from
 */
function makeResponse(body, type, revision, from) {
  const headers = new Headers({ 'content-type': type ?? '', [REVISION]: revision ?? '' })
  for (const name of POLICIES) headers.set(name, from.headers.get(name) ?? '')
  return new Response(body, { headers })
}

async function takeOver() {
  for (const name of await ownCaches()) if (name !== NAME) await caches.delete(name)
  await worker.clients.claim()
}

async function ownCaches() {
  return (await caches.keys()).filter(name => name.startsWith(PREFIX))
}

/**
 * Where newer pages wait and at most the page that is being left is open, they take over, and the browser asks them again.
 * @returns {Promise<boolean>}
 */
async function letNewerTakeOver() {
  const { waiting } = worker.registration
  if (!waiting || (await worker.clients.matchAll()).length > 1) return false
  waiting.postMessage('take over')
  return true
}

/**
 * A page we keep; else the server's answer; else, with no signal, the page that shows records from the pack.
 * @param {Request} request @param {string} pathname
 */
async function openPage(request, pathname) {
  if (request.method === 'GET' && (await letNewerTakeOver())) return new Response('', { headers: { refresh: '0' } })
  if (request.method === 'GET' && PATHS.has(pathname)) return fromShell(pathname)
  const patience = new AbortController()
  setTimeout(() => patience.abort(), PATIENCE_MS)
  try {
    return await fetch(request, { signal: patience.signal })
  } catch {
    return fromShell(`${/^\/es\//.test(pathname) ? '/es' : ''}/offline`)
  }
}

/** @param {string} pathname @returns {Promise<Response>} */
async function fromShell(pathname) {
  const cache = await caches.open(NAME)
  return (await cache.match(pathname)) ?? fetch(pathname)
}
