// The first pack of a phone, asked for by the page itself, so that it travels beside the search thread's code and not after it.
// The thread verifies and keeps it (web/search/worker.js).
import { MANIFEST, openCache, storedManifest } from '../worker/pack-manifest.js'

/** @typedef {{manifest: import('../worker/pack-manifest.js').Manifest, bytes: ArrayBuffer}} FirstPack as they came, not verified */

/** @returns {Promise<FirstPack | null>} null where this phone has a pack, or none could be had */
export async function fetchFirstPack() {
  try {
    if (await storedManifest(await openCache())) return null
    const manifest = await (await fetch(MANIFEST, { cache: 'no-cache' })).json()
    const response = await fetch(manifest.url)
    return { manifest, bytes: await response.arrayBuffer() }
  } catch {
    return null
  }
}
