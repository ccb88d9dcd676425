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
const TYPES = { css: 'text/css; charset=utf-8', js: 'text/javascript; charset=utf-8', svg: 'image/svg+xml', webmanifest: 'application/manifest+json' }

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
  return keepable(new Uint8Array(await response.arrayBuffer()), url, revision, response.headers)
}

/**
 * Many files from one body, told in pieces from files that are here: {base: [addresses], files: {address: bytes}, pieces}.
 * @param {string} body its address @param {Entry[]} shell every entry
 * @param {(url: string) => Promise<Response>} getBase a file of the base; the first is a page, under whose policy the others are put
 * as well, but for what the body names of its `policies`
 * @returns {Promise<Map<string, Response>>}
 */
export async function fetchMany(body, shell, getBase) {
  try {
    return await openMany(await fetchGood(body, 'default'), shell, getBase)
  } catch {
    // A body that was spoilt on its way stands in the browser's own cache.
    return openMany(await fetchGood(body, 'reload'), shell, getBase)
  }
}

/** @param {Response} body @param {Entry[]} shell @param {(url: string) => Promise<Response>} getBase */
async function openMany(body, shell, getBase) {
  const { base, files, pieces, policies = {} } = await body.json()
  const revisions = new Map(shell.map(({ url, revision }) => [url, revision]))
  /** @type {Response[]} */
  const kept = await Promise.all(base.map(getBase))
  const headers = new Headers(kept[0].headers)
  for (const name of Object.keys(policies)) headers.set(name, policies[name])
  const parts = await Promise.all(kept.map(file => file.arrayBuffer()))
  const sizes = /** @type {[string, number][]} */ (Object.entries(files))
  const whole = joinPieces(pieces, await joinBytes(parts), sizes.reduce((sum, [, size]) => sum + size, 0))
  let end = 0
  const made = sizes.map(async ([url, size]) => {
    end += size
    const file = await keepable(whole.slice(end - size, end), url, revisions.get(url) ?? '', headers)
    return /** @type {[string, Response]} */ ([url, file])
  })
  return new Map(await Promise.all(made))
}

/**
 * A file that is kept, or comes from the server and is kept from then on.
 * @param {Entry} entry @param {Cache} cache @returns {Promise<Response>}
 */
export async function keepEntry(entry, cache) {
  const kept = await cache.match(entry.url)
  if (kept) return kept
  const fetched = await fetchEntry(entry)
  await cache.put(entry.url, fetched.clone())
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
 * @param {Uint8Array<ArrayBuffer>} bytes @param {string} url @param {string} revision @param {Headers} from
 */
async function keepable(bytes, url, revision, from) {
  if (!revision || !(await digestOf(bytes)).startsWith(revision)) throw new Error(`${url} is not the one promised`)
  const ending = /** @type {keyof typeof TYPES} */ (url.split('.').at(-1))
  const headers = new Headers({ 'content-type': TYPES[ending] ?? 'text/html; charset=utf-8', [REVISION]: revision })
  for (const name of POLICIES) headers.set(name, from.get(name) ?? '')
  return new Response(bytes, { headers })
}
