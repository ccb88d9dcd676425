// The first pack of a phone, asked for by the page itself, so that it travels beside the search thread's code and not after it.
// The thread verifies and keeps it (web/worker/search-thread.js).
import { canHold, MANIFEST, openCache, storedManifest } from '../worker/pack-manifest.js'

/** @typedef {{manifest: import('../worker/pack-manifest.js').Manifest, bytes: ArrayBuffer}} FirstPack as they came, not verified */

// The pages are asked for when the rest of what a search needs takes so long, about the round trip that passes before they travel:
// sooner they would take its room on the line. The pace is counted from the tap on, so the rest takes less.
const AHEAD_MS = 800

/**
 * @param {(begun: FirstPack) => void} prepare called when the tables of the pack are here, all that comes before its records
 * @param {(pages: Record<string, string[]> | undefined) => void} nearEnd called, maybe more than once, when most of the pack is here
 * @returns {Promise<{begun: FirstPack, whole: Promise<FirstPack | null>} | null>} `begun`: as much of it as a search needs; null where
 * this phone has a pack, cannot hold this one, or none could be had
 */
export async function fetchFirstPack(prepare, nearEnd) {
  try {
    if (await storedManifest(await openCache())) return null
    /** @type {Required<import('../worker/pack-manifest.js').Manifest>} */
    const manifest = await (await fetch(MANIFEST, { cache: 'no-cache' })).json()
    if (!canHold(manifest)) return null
    const { tables, first, size_bytes } = manifest
    const body = /** @type {ReadableStream<Uint8Array>} */ ((await fetch(manifest.url)).body)
    const bytes = new Uint8Array(size_bytes)
    const readTo = follow(body.getReader(), bytes, come => {
      // Of what came before this script ran nobody saw the pace.
      if (((first.size_bytes - come) / come) * performance.now() < AHEAD_MS) nearEnd(manifest.pages)
    })
    const begin = (/** @type {number} */ length) => ({ manifest, bytes: bytes.slice(0, length).buffer })
    await readTo(tables.size_bytes)
    prepare(begin(tables.size_bytes))
    await readTo(first.size_bytes)
    return { begun: begin(first.size_bytes), whole: readTo(size_bytes).then(() => ({ manifest, bytes: bytes.buffer }), () => null) }
  } catch {
    return null
  }
}

/**
 * @param {ReadableStreamDefaultReader<Uint8Array>} reader
 * @param {Uint8Array} bytes where they are put
 * @param {(come: number) => void} see told how many are here
 * @returns {(end: number) => Promise<void>} reads until so many are here; throws where fewer come, or more than there is room for
 */
function follow(reader, bytes, see) {
  let come = 0
  return async end => {
    while (come < end) {
      const { value, done } = await reader.read()
      if (done) throw new RangeError('cut off')
      bytes.set(value, come)
      come += value.length
      see(come)
    }
  }
}
