// The first pack of a phone, asked for by the page itself, so that it travels beside the search thread's code and not after it.
// The thread verifies and keeps it (web/worker/search-thread.js).
import { canHold, MANIFEST, openCache, storedManifest } from '../worker/pack-manifest.js'

/** @typedef {{manifest: import('../worker/pack-manifest.js').Manifest, bytes: ArrayBuffer}} FirstPack as they came, not verified */

// The pages are asked for when the rest of the pack takes so long, about the round trip that passes before they travel: sooner they
// would take its room on the line. The pace is counted from the tap on, so the rest takes less.
const AHEAD_MS = 1200

/**
 * @param {(pages: Record<string, string[]> | undefined) => void} nearEnd called, maybe more than once, when most of the pack is here
 * @returns {Promise<FirstPack | null>} null where this phone has a pack, cannot hold this one, or none could be had
 */
export async function fetchFirstPack(nearEnd) {
  try {
    if (await storedManifest(await openCache())) return null
    const manifest = await (await fetch(MANIFEST, { cache: 'no-cache' })).json()
    if (!canHold(manifest)) return null
    const { body } = await fetch(manifest.url)
    const watched = body?.pipeThrough(watch(manifest.size_bytes, () => nearEnd(manifest.pages)))
    return { manifest, bytes: await new Response(watched).arrayBuffer() }
  } catch {
    return null
  }
}

/**
 * Lets bytes through as they come, and tells when the rest is due soon at the pace so far.
 * @param {number} total how many are to come @param {() => void} nearEnd
 * @returns {TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>}
 */
function watch(total, nearEnd) {
  let come = 0
  return new TransformStream({
    transform(bytes, out) {
      come += bytes.length
      // Of what came before this script ran nobody saw the pace.
      if (((total - come) / come) * performance.now() < AHEAD_MS) nearEnd()
      out.enqueue(bytes)
    },
  })
}
