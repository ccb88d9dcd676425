// The first pack of a phone, in the parts that are used before all of it is here: each is verified by itself.
import { FORMAT, openPack, openTables } from '../search/pack.js'
import { digestOf } from './digest.js'
import { readJson } from './pack-store.js'

/** @typedef {import('./pack-manifest.js').Manifest} Manifest */
/** @typedef {import('./pack-store.js').Pack} Pack */
/** @typedef {import('../search/pack.js').Tables} Tables */

/**
 * The tables of that pack, which come before its records.
 * @param {import('../app/first-pack.js').FirstPack} begun
 * @returns {Promise<Tables | null>} null where they are not those promised
 */
export async function readTables(begun) {
  return (await isPart(begun, begun.manifest.tables)) ? openTables(readJson(begun.bytes, '}')) : null
}

/**
 * The first part of that pack, with all that a search needs. Nothing is stored before the whole is here.
 * @param {import('../app/first-pack.js').FirstPack} begun
 * @param {Tables} [tables] of this pack, if they were read already
 * @returns {Promise<Pack | null>} null where it is not the one promised
 */
export async function readFirst(begun, tables) {
  return (await isPart(begun, begun.manifest.first)) ? openPack(readJson(begun.bytes, '}'), tables) : null
}

/**
 * @param {import('../app/first-pack.js').FirstPack} begun @param {import('./pack-manifest.js').Part | undefined} part
 * @returns {Promise<boolean>} whether its bytes are that part, of a pack this program can read
 */
async function isPart({ manifest, bytes }, part) {
  return isManifest(manifest) && (await digestOf(bytes)) === part?.hash
}

/** @param {Manifest} manifest @returns {boolean} whether it is one that this program can read */
export function isManifest({ format, hash, url }) {
  return format === FORMAT && /^[0-9a-f]{64}$/.test(hash) && /^\/packs\/[\w.-]+$/.test(url)
}
