// Which pack is in use on this phone. The stored manifest points at it, and putting the manifest is the one step that switches.

const CACHE = 'records'

/** Where the server says which pack is the newest, and where the phone keeps which one is in use. */
export const MANIFEST = '/packs/latest.json'

/** @typedef {{format: number, hash: string, url: string, size_bytes: number, pages?: Record<string, string[]>}} Manifest `pages`: see sw.js */

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
