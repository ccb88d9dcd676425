// The pack on this phone: verified by its hash, stored, read back. Until its manifest is put (pack-manifest.js) the old pack goes on
// working. How newer ones are got is in pack-news.js.
import { openPack } from '../search/pack.js'
import { digestOf } from './digest.js'
import { MANIFEST, openCache, storedManifest } from './pack-manifest.js'

const CHECKED = '/packs/checked'

/** @typedef {import('./pack-manifest.js').Manifest} Manifest */
/** @typedef {import('../search/pack.js').Pack} Pack */

/** What arrived is not what was promised: cut, changed, or another page in its place. */
export class DamagedError extends Error {}

/**
 * The stored pack, or null where there is none that is whole.
 * @returns {Promise<Pack | null>}
 */
export async function readPack() {
  const cache = await openCache()
  const manifest = await storedManifest(cache)
  const bytes = manifest && (await storedBytes(cache, manifest))
  try {
    return bytes && readBytes(bytes)
  } catch {
    return null
  }
}

/** @param {Cache | null} cache @param {Manifest} manifest @returns {Promise<ArrayBuffer | null>} null where they are not those promised */
export async function storedBytes(cache, manifest) {
  const bytes = await (await cache?.match(manifest.url))?.arrayBuffer()
  return bytes && (await isPromised(bytes, manifest)) ? bytes : null
}

/** @param {ArrayBuffer | Uint8Array<ArrayBuffer>} bytes @param {Manifest} manifest @returns {Promise<boolean>} whether their SHA-256 is the one it names */
export async function isPromised(bytes, manifest) {
  return (await digestOf(bytes)) === manifest.hash
}

/** @param {ArrayBuffer | Uint8Array<ArrayBuffer>} bytes that were verified @returns {Pack} */
export function readBytes(bytes) {
  return openPack(readJson(bytes))
}

/**
 * @param {ArrayBuffer | Uint8Array<ArrayBuffer>} bytes
 * @param {string} [end] what closes a part of a pack
 */
export function readJson(bytes, end = '') {
  return JSON.parse(new TextDecoder().decode(bytes) + end)
}

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
