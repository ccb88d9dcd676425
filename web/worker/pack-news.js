// Newer packs from the server: only what changed where that is to be had, else the whole. Nothing is switched to before its
// SHA-256 is the one promised, and nothing that is asked here depends on what anybody searched.
import { FORMAT, UnknownFormatError } from '../search/pack.js'
import { isManifest } from './pack-first.js'
import { keepPack, noteCheck, sinceCheck } from './pack-keep.js'
import { canHold, MANIFEST, openCache, storedManifest } from './pack-manifest.js'
import { DamagedError, isPromised, readBytes, readPack, storedBytes } from './pack-store.js'
import { joinPieces } from './pieces.js'

/** @typedef {import('./pack-manifest.js').Manifest} Manifest */
/** @typedef {import('./pack-store.js').Pack} Pack */
/** @typedef {{pack: Pack, storing: Promise<boolean>}} News `storing`: whether the phone could keep it, once that is known */

// How long a phone that must save data does not ask again by itself.
const PATIENCE_MS = 6 * 60 * 60 * 1000

/** There is news, but all of it at once, and this phone must save data: it waits for a tap. */
export class TooMuchError extends Error {}

/**
 * The newest pack from the server if it is another than the stored one, and whether it could be kept.
 * Throws without a network, for a pack that is damaged, of an unknown format or larger than this phone can hold, and, where the phone is `isSparing`, for a whole
 * pack in place of one that works; what was stored is then untouched.
 * @param {boolean} isSparing
 * @returns {Promise<News | null>} null where the stored one is the newest
 */
export async function fetchNewest(isSparing) {
  const cache = await openCache()
  const inUse = await storedManifest(cache)
  const hasPack = inUse !== null && (await readPack()) !== null
  if (isSparing && hasPack && (await sinceCheck()) < PATIENCE_MS) return null
  const manifest = await fetchManifest()
  if (hasPack && inUse.hash === manifest.hash) {
    await noteCheck(cache)
    return null
  }
  if (!canHold(manifest)) throw new RangeError(`${manifest.size_bytes} bytes`)
  const changed = inUse && (await fetchDelta(cache, inUse, manifest))
  if (!changed && isSparing && hasPack) throw new TooMuchError(`${manifest.size_bytes} bytes`)
  return keep(cache, manifest, changed ?? (await fetchWhole(manifest)))
}

/**
 * The pack that a page has fetched for a phone that had none.
 * @param {import('../app/first-pack.js').FirstPack} first
 * @returns {Promise<News | null>} null where it is not the one promised
 */
export async function keepFirst({ manifest, bytes }) {
  if (!isManifest(manifest) || !(await isPromised(bytes, manifest))) return null
  return keep(await openCache(), manifest, bytes)
}

/**
 * The pack, at once, while the phone stores it: a search can be made ready meanwhile.
 * @param {Cache | null} cache @param {Manifest} manifest @param {ArrayBuffer | Uint8Array<ArrayBuffer>} bytes that were verified
 * @returns {News}
 */
function keep(cache, manifest, bytes) {
  const store = async () => {
    const stored = cache !== null && (await keepPack(cache, manifest, bytes))
    await noteCheck(cache)
    return stored
  }
  return { pack: readBytes(bytes), storing: store() }
}

/** @returns {Promise<Manifest>} */
async function fetchManifest() {
  const manifest = await (await fetchJson(MANIFEST, 'no-cache')).json()
  if (manifest.format !== FORMAT) throw new UnknownFormatError(`format ${manifest.format}, want ${FORMAT}`)
  if (!isManifest(manifest)) throw new DamagedError('not a manifest')
  return manifest
}

/**
 * The new pack made of the one in use and what changed since.
 * @param {Cache | null} cache @param {Manifest} inUse @param {Manifest} manifest
 * @returns {Promise<Uint8Array<ArrayBuffer> | null>} null where the server has no such delta, or it does not make the pack promised
 */
async function fetchDelta(cache, inUse, manifest) {
  try {
    const base = await storedBytes(cache, inUse)
    if (!base) return null
    const { pieces, size_bytes } = await (await fetchJson(`/packs/${inUse.hash}-${manifest.hash}.json`, 'default')).json()
    const bytes = joinPieces(pieces, new Uint8Array(base), size_bytes)
    return (await isPromised(bytes, manifest)) ? bytes : null
  } catch {
    return null
  }
}

/** @param {Manifest} manifest @returns {Promise<ArrayBuffer>} */
async function fetchWhole(manifest) {
  try {
    return await fetchPromised(manifest, 'default')
  } catch (error) {
    if (!(error instanceof DamagedError)) throw error
    // What was spoilt on its way stands in the browser's own cache.
    return fetchPromised(manifest, 'reload')
  }
}

/** @param {Manifest} manifest @param {RequestCache} cache */
async function fetchPromised(manifest, cache) {
  const bytes = await (await fetchJson(manifest.url, cache)).arrayBuffer()
  if (!(await isPromised(bytes, manifest))) throw new DamagedError('the pack is not the one promised')
  return bytes
}

/**
 * A good JSON answer. Throws for anything else; a captive portal answers HTML.
 * @param {string} url @param {RequestCache} cache
 */
async function fetchJson(url, cache) {
  const response = await fetch(url, { cache, credentials: 'omit' })
  const type = response.headers.get('content-type') ?? ''
  if (!response.ok || !type.startsWith('application/json')) throw new DamagedError(`answer ${response.status} ${type}`)
  return response
}
