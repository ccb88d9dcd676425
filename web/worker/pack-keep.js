// Storing a pack: put, read back, switched to. Until its manifest is put (pack-manifest.js) the old pack goes on working.
import { MANIFEST, openCache } from './pack-manifest.js'
import { DamagedError, storedBytes } from './pack-store.js'

const CHECKED = '/packs/checked'

/** @typedef {import('./pack-manifest.js').Manifest} Manifest */

/**
 * Stores the pack, reads it back, switches to it, and drops the others. One tab at a time, where the browser can do that: what
 * another one has stored and not yet switched to would be dropped as well.
 * @param {Cache} cache @param {Manifest} manifest @param {ArrayBuffer | Uint8Array<ArrayBuffer>} bytes
 * @returns {Promise<boolean>} false where the phone would not keep it (full, or a private window)
 */
export async function keepPack(cache, manifest, bytes) {
  const store = () => switchTo(cache, manifest, bytes)
  try {
    await (globalThis.navigator?.locks?.request('records', store) ?? store())
    return true
  } catch {
    return false
  }
}

/** @param {Cache} cache @param {Manifest} manifest @param {ArrayBuffer | Uint8Array<ArrayBuffer>} bytes throws where they are not kept */
async function switchTo(cache, manifest, bytes) {
  await cache.put(manifest.url, makeJson(bytes))
  if (!(await storedBytes(cache, manifest))) throw new DamagedError('not what was stored')
  await cache.put(MANIFEST, makeJson(JSON.stringify(manifest)))
  for (const { url } of await cache.keys()) {
    if (![MANIFEST, CHECKED, manifest.url].includes(new URL(url).pathname)) await cache.delete(url)
  }
}

/** Notes that the server was asked for news just now, by this phone's clock. @param {Cache | null} cache */
export async function noteCheck(cache) {
  try {
    await cache?.put(CHECKED, makeJson(JSON.stringify(Date.now())))
  } catch {
    // A full phone does without.
  }
}

/** @returns {Promise<number>} milliseconds since the last check; NaN where that is not known, as after the clock was set back */
export async function sinceCheck() {
  const noted = await (await openCache())?.match(CHECKED)
  const since = noted ? Date.now() - (await noted.json()) : NaN
  return since >= 0 ? since : NaN
}

/** @param {BodyInit} body @returns {Response} */
function makeJson(body) {
  return new Response(body, { headers: { 'content-type': 'application/json' } })
}
