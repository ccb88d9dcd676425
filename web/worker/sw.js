// The service worker: keeps the app's own pages and files, and answers with them. It never stores what a visitor asked for.
// Packs are kept by pack-store.js; how files are fetched and verified is in shell.js.
import { answerFile, isFile } from './saved-files.js'
import { fetchEntry, fetchMany, keepEntry, REVISION } from './shell.js'

/** @typedef {import('./shell.js').Entry} Entry */

const worker = /** @type {any} */ (self)
/**
 * What the server told (start.js): the name of this edition, by which it is known there; every page in every language and every
 * bundled file; language -> where its pages are in one body, and all the rest in another.
 * @type {{edition: string, shell: Entry[], bundles: Record<string, [string, string]>}}
 */
const { edition: EDITION, shell: SHELL, bundles: BUNDLES } = worker.told
// From this many on, pages in one body are fewer bytes than one by one.
const MANY = 3
const PREFIX = 'pages-'
const NAME = PREFIX + EDITION
const PATHS = new Set(SHELL.map(({ url }) => url))
const PATIENCE_MS = 4000
/** The newer worker, once it was asked to take over. @type {ServiceWorker | undefined} */
let heir

worker.addEventListener('install', (/** @type {any} */ event) => event.waitUntil(keepFirst()))
worker.addEventListener('activate', (/** @type {any} */ event) => event.waitUntil(takeOver()))
worker.addEventListener('message', (/** @type {any} */ event) => {
  if (event.data === 'take over') worker.skipWaiting()
  if (event.data === 'keep others') event.waitUntil(keepOthers(event.source))
})
worker.addEventListener('fetch', (/** @type {any} */ event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (origin !== location.origin) return
  if (isFile(pathname)) event.respondWith(answerFile(request))
  else if (request.mode === 'navigate') event.respondWith(openPage(request, pathname))
  else if (request.method === 'GET' && PATHS.has(pathname)) event.respondWith(fromShell(pathname))
})

/**
 * Keeps what the visitor in front of it needs, and all languages where another version had them; throws, and so stays
 * uninstalled, if something is missing.
 */
async function keepFirst() {
  const lang = await openLang()
  const hadAll = await hasAllLangs()
  await keepChanged()
  await keep(SHELL.filter(entry => !entry.later && (!entry.lang || entry.lang === lang)), BUNDLES[lang][0])
  if (hadAll) await keep(SHELL, BUNDLES[lang][1])
}

/** Keeps what changed since the edition in use, told from that one; where that fails, all comes as on a first visit. */
async function keepChanged() {
  const inUse = (await ownCaches()).find(name => name !== NAME)
  if (!inUse) return
  try {
    const [before, cache] = await Promise.all([caches.open(inUse), caches.open(NAME)])
    const change = `/pages/${inUse.slice(PREFIX.length)}-${EDITION}.json`
    const made = await fetchMany(change, SHELL, async url => /** @type {Response} */ (await before.match(url)))
    await Promise.all([...made].map(([url, file]) => cache.put(url, file)))
  } catch {
    // The server has forgotten that edition, or something of it is no longer here.
  }
}

/**
 * Keeps all languages, and serves the page from then on: one that was asked for before the worker had taken over is nobody's.
 * @param {any} page is told whether the other languages are kept too; it asks once hers works
 */
async function keepOthers(page) {
  try {
    await keep(SHELL, BUNDLES[await openLang()][1])
    await worker.clients.claim()
    page.postMessage('all languages')
  } catch {
    page.postMessage('not all languages')
  }
}

/**
 * Stores every entry and reads each back; throws if one is missing.
 * @param {Entry[]} entries @param {string} bundle where many of them are in one body
 */
async function keep(entries, bundle) {
  const cache = await caches.open(NAME)
  const kept = await Promise.all(entries.map(keptBefore))
  const lacking = entries.filter((_, place) => !kept[place])
  await Promise.all(entries.map(({ url }, place) => kept[place] && cache.put(url, kept[place])))
  const pages = lacking.filter(({ lang }) => lang)
  const made = pages.length >= MANY ? await fetchMany(bundle, SHELL, url => keepPage(url, cache)) : new Map()
  await Promise.all(lacking.map(async entry => (await cache.match(entry.url)) ?? cache.put(entry.url, made.get(entry.url) ?? (await fetchEntry(entry)))))
  const back = await Promise.all(entries.map(({ url }) => cache.match(url)))
  if (!back.every(Boolean)) throw new Error('a page was not kept')
}

/**
 * What a bundle is told from: on a first visit the home page, which the browser's own cache has.
 * @param {string} url @param {Cache} cache @returns {Promise<Response>}
 */
function keepPage(url, cache) {
  return keepEntry(SHELL.find(entry => entry.url === url) ?? { url, revision: '' }, cache)
}

/** @param {Entry} entry @returns {Promise<Response | undefined>} the same state of it, from this version or the one in use */
async function keptBefore({ url, revision }) {
  for (const name of await ownCaches()) {
    const kept = await caches.match(url, { cacheName: name })
    if (kept?.headers.get(REVISION) === revision) return kept
  }
}

/** @returns {Promise<string>} the language of the page that is open */
async function openLang() {
  const [page] = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true })
  return langOf(new URL(page?.url ?? '/', location.origin).pathname)
}

/** @returns {Promise<boolean>} whether some version here has pages of every language */
async function hasAllLangs() {
  const requests = await Promise.all((await ownCaches()).map(async name => (await caches.open(name)).keys()))
  const kept = new Set(requests.flat().map(({ url }) => langOf(new URL(url).pathname)))
  return Object.keys(BUNDLES).every(lang => kept.has(lang))
}

/** @param {string} pathname @returns {string} the first language has no prefix */
function langOf(pathname) {
  const langs = Object.keys(BUNDLES)
  return langs.find(lang => pathname.startsWith(`/${lang}/`)) ?? langs[0]
}

async function takeOver() {
  for (const name of await ownCaches()) if (name !== NAME) await caches.delete(name)
  await worker.clients.claim()
}

async function ownCaches() {
  return (await caches.keys()).filter(name => name.startsWith(PREFIX))
}

/**
 * Where newer pages wait and at most the page that is being left is open, they are asked, once, to take over.
 * @returns {Promise<boolean>} whether they were
 */
async function letNewerTakeOver() {
  const { waiting } = worker.registration
  if (!waiting || waiting === heir || (await worker.clients.matchAll()).length > 1) return false
  heir = waiting
  waiting.postMessage('take over')
  return true
}

/**
 * A page we keep; else the server's answer; else, with no signal, the page that shows records from the pack.
 * @param {Request} request @param {string} pathname
 */
async function openPage(request, pathname) {
  // Nothing may come between Exit and its page; once no page of ours is open the newer worker takes over by itself.
  if (request.method === 'GET' && !pathname.endsWith('/exit') && (await letNewerTakeOver())) return askAgain()
  if (request.method === 'GET' && PATHS.has(pathname)) return fromShell(pathname)
  const patience = new AbortController()
  const timer = setTimeout(() => patience.abort(), PATIENCE_MS)
  try {
    return await fetch(request, { signal: patience.signal })
  } catch {
    return offlinePage(langOf(pathname))
  } finally {
    // A page that has begun to come may take as long as the line needs.
    clearTimeout(timer)
  }
}

// Asks for its own address again once the newer worker has taken over.
const AGAIN = `navigator.serviceWorker.getRegistration().then(({waiting}) => {
  if (waiting) waiting.onstatechange = () => location.reload()
  else location.reload()
})`

/**
 * A worker takes over only while the one before it does nothing. Where that is still at work, as with a download on a slow line,
 * the page is asked for again after a while, and comes as it was.
 * @returns {Response} without an icon of its own the server would be asked for one
 */
function askAgain() {
  const headers = { 'content-type': 'text/html', refresh: String(PATIENCE_MS / 1000) }
  return new Response(`<!doctype html><link rel="icon" href="data:,"><script>${AGAIN}</script>`, { headers })
}

/** @param {string} pathname @returns {Promise<Response>} */
async function fromShell(pathname) {
  const kept = await findKept(pathname)
  if (kept) return kept
  try {
    return await fetch(pathname)
  } catch {
    return offlinePage(langOf(pathname))
  }
}

/** @param {string} lang @returns {Promise<Response>} the page that tells there is no signal, in that language or in one that is here */
async function offlinePage(lang) {
  const pages = SHELL.filter(({ url }) => url.endsWith('/offline'))
  pages.sort((one, other) => Number(other.lang === lang) - Number(one.lang === lang))
  for (const { url } of pages) {
    const kept = await findKept(url)
    if (kept) return kept
  }
  return Response.error()
}

/**
 * Asked of all caches, as to open one that was erased would make it anew.
 * @param {string} pathname @returns {Promise<Response | undefined>} undefined also where the browser has dropped the file
 */
function findKept(pathname) {
  return caches.match(pathname, { cacheName: NAME })
}
