// The pack on this phone: fetched whole, verified by its hash, stored, read back. The stored manifest points at the pack
// in use, and putting it is the one step that switches: until then the old pack goes on working.

import { FORMAT, openPack } from '../search/pack.js'

const CACHE = 'records'
const MANIFEST = '/packs/latest.json'

/** @typedef {{format: number, hash: string, url: string}} Manifest */
/** @typedef {import('../search/pack.js').Pack} Pack */

/** A pack of a form this code does not know; the visitor is told to start again with signal. */
export class UnknownFormatError extends Error {}

/** What arrived is not what was promised: cut, changed, or another page in its place. */
export class DamagedError extends Error {}

/**
 * The stored pack, or null where there is none that is whole.
 * @returns {Promise<Pack | null>}
 */
export async function readPack() {
  const cache = await openCache()
  const manifest = await storedManifest(cache)
  const stored = manifest && (await cache?.match(manifest.url))
  if (!stored) return null
  try {
    return await verify(await stored.arrayBuffer(), manifest)
  } catch {
    return null
  }
}

/**
 * The newest pack from the server if it is another than the stored one, and whether it could be kept.
 * Throws without a network, and for a pack that is damaged or of an unknown format; what was stored is then untouched.
 * @returns {Promise<{pack: Pack, stored: boolean} | null>} null where the stored one is the newest
 */
export async function fetchNewest() {
  const manifest = await fetchManifest()
  const cache = await openCache()
  const inUse = await storedManifest(cache)
  if (inUse?.hash === manifest.hash && (await readPack())) return null
  const bytes = await fetchBytes(manifest.url)
  const pack = await verify(bytes, manifest)
  return { pack, stored: cache !== null && (await keep(cache, manifest, bytes)) }
}

/** @returns {Promise<Cache | null>} null where the browser keeps nothing, as in some private windows */
async function openCache() {
  try {
    return await caches.open(CACHE)
  } catch {
    return null
  }
}

/** @param {Cache | null} cache @returns {Promise<Manifest | null>} */
async function storedManifest(cache) {
  const stored = await cache?.match(MANIFEST)
  return stored ? stored.json() : null
}

/** @returns {Promise<Manifest>} */
async function fetchManifest() {
  const response = await fetch(MANIFEST, { cache: 'no-cache', credentials: 'omit' })
  const manifest = JSON.parse(await textOf(response))
  if (manifest.format !== FORMAT) throw new UnknownFormatError(`format ${manifest.format}, want ${FORMAT}`)
  if (!/^[0-9a-f]{64}$/.test(manifest.hash) || !/^\/packs\/[\w.-]+$/.test(manifest.url)) throw new DamagedError('not a manifest')
  return manifest
}

/** @param {Response} response @returns {Promise<string>} of good JSON answers only; a captive portal answers HTML */
async function textOf(response) {
  requireJson(response)
  return response.text()
}

/** @param {Response} response */
function requireJson(response) {
  const type = response.headers.get('content-type') ?? ''
  if (!response.ok || !type.startsWith('application/json')) throw new DamagedError(`answer ${response.status} ${type}`)
}

/** @param {string} url @returns {Promise<ArrayBuffer>} */
async function fetchBytes(url) {
  const response = await fetch(url, { credentials: 'omit' })
  requireJson(response)
  return response.arrayBuffer()
}

/**
 * @param {ArrayBuffer} bytes @param {Manifest} manifest
 * @returns {Promise<Pack>}
 */
async function verify(bytes, manifest) {
  if ((await hashOf(bytes)) !== manifest.hash) throw new DamagedError('the pack is not the one promised')
  const packed = JSON.parse(new TextDecoder().decode(bytes))
  if (packed.format !== FORMAT) throw new UnknownFormatError(`format ${packed.format}, want ${FORMAT}`)
  return openPack(packed)
}

/** @param {ArrayBuffer} bytes @returns {Promise<string>} SHA-256 in hex */
async function hashOf(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return [...digest].map(byte => byte.toString(16).padStart(2, '0')).join('')
}

/**
 * Stores the pack, reads it back, switches to it, and drops the others.
 * @param {Cache} cache @param {Manifest} manifest @param {ArrayBuffer} bytes
 * @returns {Promise<boolean>} false where the phone would not keep it (full, or a private window)
 */
async function keep(cache, manifest, bytes) {
  const headers = { 'content-type': 'application/json' }
  try {
    await cache.put(manifest.url, new Response(bytes, { headers }))
    const back = await cache.match(manifest.url)
    await verify(/** @type {ArrayBuffer} */ (await back?.arrayBuffer()), manifest)
    await cache.put(MANIFEST, new Response(JSON.stringify(manifest), { headers }))
  } catch {
    return false
  }
  for (const { url } of await cache.keys()) {
    if (![MANIFEST, manifest.url].includes(new URL(url).pathname)) await cache.delete(url)
  }
  return true
}
