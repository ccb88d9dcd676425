// Files of the app from the server to a cache: each is verified by its revision, the beginning of its SHA-256, so that neither a
// captive portal nor a byte that changed on the way is ever kept.
import { digestOf } from './digest.js'
import { joinPieces } from './pieces.js'

/** @typedef {{url: string, revision: string, lang?: string, later?: string}} Entry pages have a language; `later`: a file that can wait */

/** The header that tells in which state a kept file is. */
export const REVISION = 'x-revision'

const POLICIES = [
  'content-security-policy',
  'referrer-policy',
  'permissions-policy',
  'cross-origin-opener-policy',
  'x-content-type-options',
]
const TYPES = { js: 'text/javascript; charset=utf-8', svg: 'image/svg+xml', webmanifest: 'application/manifest+json' }

/**
 * One file by itself. What the browser's own cache has costs nothing, and its hash says whether it is still the one.
 * @param {Entry} entry @returns {Promise<Response>}
 */
export async function fetchEntry(entry) {
  try {
    return await fetchVerified(entry, 'force-cache')
  } catch {
    return fetchVerified(entry, 'reload')
  }
}

/** @param {Entry} entry @param {RequestCache} cache */
async function fetchVerified({ url, revision }, cache) {
  const response = await fetchGood(url, cache)
  return keepable(new Uint8Array(await response.arrayBuffer()), url, revision, response)
}

/**
 * Many files from one body, told in pieces from files that are here: {base: [addresses], files: {address: bytes}, pieces}.
 * The first of the base is a page, under whose policy the others are put as well.
 * @param {string} bundle its address @param {Entry[]} shell every entry @param {Cache} cache where the base is, or is put
 * @returns {Promise<Map<string, Response>>}
 */
export async function fetchBundle(bundle, shell, cache) {
  try {
    return await openBundle(await fetchGood(bundle, 'default'), shell, cache)
  } catch {
    // A body that was spoilt on its way stands in the browser's own cache.
    return openBundle(await fetchGood(bundle, 'reload'), shell, cache)
  }
}

/** @param {Response} bundle @param {Entry[]} shell @param {Cache} cache */
async function openBundle(bundle, shell, cache) {
  const { base, files, pieces } = await bundle.json()
  const revisions = new Map(shell.map(({ url, revision }) => [url, revision]))
  /** @type {Response[]} */
  const kept = await Promise.all(base.map((/** @type {string} */ url) => keptOf(url, revisions.get(url) ?? '', cache)))
  const parts = await Promise.all(kept.map(file => file.arrayBuffer()))
  const sizes = /** @type {[string, number][]} */ (Object.entries(files))
  const whole = joinPieces(pieces, await joinBytes(parts), sizes.reduce((sum, [, size]) => sum + size, 0))
  let end = 0
  const made = sizes.map(async ([url, size]) => {
    end += size
    const file = await keepable(whole.slice(end - size, end), url, revisions.get(url) ?? '', kept[0])
    return /** @type {[string, Response]} */ ([url, file])
  })
  return new Map(await Promise.all(made))
}

/** @param {string} url @param {string} revision @param {Cache} cache @returns {Promise<Response>} */
async function keptOf(url, revision, cache) {
  const kept = await cache.match(url)
  if (kept) return kept
  const fetched = await fetchEntry({ url, revision })
  await cache.put(url, fetched.clone())
  return fetched
}

/** @param {ArrayBuffer[]} parts @returns {Promise<Uint8Array>} */
async function joinBytes(parts) {
  return new Uint8Array(await new Blob(parts).arrayBuffer())
}

/**
 * A good answer of the server. Throws for anything else.
 * @param {string} url @param {RequestCache} cache
 */
async function fetchGood(url, cache) {
  const response = await fetch(url, { cache, credentials: 'omit' })
  if (!response.ok || response.redirected) throw new Error(`${url}: ${response.status}`)
  return response
}

/**
 * A response to keep: with its revision, and under the same policy as when it comes from the server. Throws for bytes that are
 * not those promised.
 * @param {Uint8Array<ArrayBuffer>} bytes @param {string} url @param {string} revision @param {Response} from
 */
async function keepable(bytes, url, revision, from) {
  if (!revision || !(await digestOf(bytes)).startsWith(revision)) throw new Error(`${url} is not the one promised`)
  const ending = /** @type {keyof typeof TYPES} */ (url.split('.').at(-1))
  const headers = new Headers({ 'content-type': TYPES[ending] ?? 'text/html; charset=utf-8', [REVISION]: revision })
  for (const name of POLICIES) headers.set(name, from.headers.get(name) ?? '')
  return new Response(bytes, { headers })
}
