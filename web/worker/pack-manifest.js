// Which pack is in use on this phone. The stored manifest points at it, and putting the manifest is the one step that switches.

const CACHE = 'records'

/** Where the server says which pack is the newest, and where the phone keeps which one is in use. */
export const MANIFEST = '/packs/latest.json'

// A pack of 17 MB takes a browser 0.6 GB while it is opened, one of 86 MB 1.8 GB (bench/in_thread.py): a phone that has not so much
// ends the page, each time it is opened. Where the browser does not say what it has, it is taken for a usual one.
const MOST_BYTES_A_GIGABYTE = 10e6
const USUAL_GIGABYTES = 4

/** @typedef {{size_bytes: number, hash: string}} Part the pack up to there */
/** @typedef {{format: number, hash: string, url: string, size_bytes: number, tables?: Part, first?: Part, pages?: Record<string, string[]>}} Manifest `tables`: as much of the pack as has no records; `first`: as much as a search needs; `pages`: see sw.js */

/** @returns {Promise<Cache | null>} null where the browser keeps nothing, as in some private windows */
export async function openCache() {
  try {
    return await caches.open(CACHE)
  } catch {
    return null
  }
}

/** @param {Cache | null} cache @returns {Promise<Manifest | null>} */
export async function storedManifest(cache) {
  const stored = await cache?.match(MANIFEST)
  return stored ? stored.json() : null
}

/** @param {Manifest} manifest @returns {boolean} whether this phone can open so large a pack; where not, the server searches */
export function canHold({ size_bytes }) {
  const { deviceMemory = USUAL_GIGABYTES } = /** @type {{deviceMemory?: number}} */ (globalThis.navigator ?? {})
  return size_bytes <= deviceMemory * MOST_BYTES_A_GIGABYTE
}
