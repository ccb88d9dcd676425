// The pack on this phone, verified by its hash. How it is kept is in pack-keep.js, how newer ones are got in pack-news.js.
import { openPack } from '../search/pack.js'
import { digestOf } from './digest.js'
import { openCache, storedManifest } from './pack-manifest.js'

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
