// The search's own thread: keeps the pack and the engine, so that typing never waits. Answers each question once, under
// the number it came with, with null where it cannot. Questions: prepare, open, search, more; and those of its later part
// (later-thread.js), which it asks for once a first search can be answered.
import { listCards, showFound, showWays } from '../app/found.js'
import { ownScript } from '../app/trusted.js'
import { findNearest, listWays } from '../app/ways.js'
import { readMoment } from '../search/opening.js'
import { Prepared } from '../search/prepared.js'
import { ANSWERS } from './answers.js'
import { inUse, use, wordsOf } from './in-use.js'
import { readFirst, readTables } from './pack-first.js'
import { readPack } from './pack-store.js'

// What a person waits for waits so long for the later part; the page takes the thread for dead after some time more
// (web/app/engine.js).
const PATIENCE_MS = 5000
// These nobody waits for, and on 2G the later part shares the line with the pages.
const PATIENT = ['complete', 'update']

/** @typedef {import("./in-use.js").Language} Language */
/** @typedef {import("./in-use.js").Pack} Pack */
/** @typedef {import("../app/ways.js").Question} Question */

/**
 * What was made of the tables of a first pack while its records were on their way.
 * @typedef {{hash: string, tables: import("../search/pack.js").Tables, prepared: Prepared}} Made
 * @type {Promise<Made | null>}
 */
let preparing = Promise.resolve(null)

/**
 * Makes ready what can be searched by before the records are here.
 * @param {{begun: import("../app/first-pack.js").FirstPack}} asked
 */
async function prepare({ begun }) {
  preparing = readTables(begun).then(
    tables => tables && { hash: begun.manifest.hash, tables, prepared: new Prepared(tables) },
    () => null,
  )
  return (await preparing) !== null
}

/**
 * Opens the stored pack; where none is stored that can be used, the first part of the one that the page brings; else fetches one.
 * @param {{first: import("../app/first-pack.js").FirstPack | null}} asked
 * @returns {Promise<import("../app/offline.js").Opened>}
 */
async function open({ first }) {
  const stored = first ? null : await readPack()
  if (stored && canUse(stored)) return { state: 'stored', isNews: false }
  const made = await preparing
  const ready = made && made.hash === first?.manifest.hash ? made : undefined
  const begun = first && (await readFirst(first, ready?.tables))
  if (!begun || !canUse(begun, ready?.prepared)) return { state: await fetchPack(), isNews: true }
  inUse.isWhole = new Promise(resolve => (inUse.endWaiting = resolve))
  return { state: 'begun', isNews: true }
}

/** @returns {Promise<import("../app/offline.js").PackState>} */
async function fetchPack() {
  return /** @type {any} */ (await answer('update', { isSparing: false })) ?? 'none'
}

/**
 * @param {Pack} pack @param {Prepared} [prepared]
 * @returns {boolean} false for one that is whole, yet none this app can search, as one of a newer program
 */
function canUse(pack, prepared) {
  try {
    use(pack, prepared)
    return true
  } catch {
    return false
  }
}

/**
 * The whole view of an answer; `ways` and `nearest` hold something only where nothing was found.
 * @param {{question: Question, language: Language}} asked
 */
function search({ question, language }) {
  if (!inUse.opened) return null
  const { pack, engine, forms } = inUse.opened
  const moment = readMoment(question.now)
  const find = (/** @type {Question} */ asked) => engine.search({ ...asked, lang: language.lang, moment })
  const words = wordsOf(language, moment)
  const site = { urgent: pack.search.lines.urgent ?? {}, channel: language.urgent_channel }
  // Words are asked for nothing here: only a place that was picked is then understood.
  const picked = question.place ? find({ ...question, text: '', limit: 0 }).understood.place : null
  const results = find(question)
  const { total, facets } = results
  const shown = showFound(results, { isPicked: picked !== null, filters: question.filters }, forms, site, words)
  const isPlaceUnknown = question.place !== '' && picked === null
  if (total) return { ...shown, total, facets, isPlaceUnknown, ways: [], nearest: [] }
  const asked = { ...question, place: picked ? question.place : '' }
  const ways = showWays(listWays(asked, find), question.filters, picked, words)
  const nearest = findNearest(asked, find)
  return { ...shown, total, facets, isPlaceUnknown, ways, nearest: nearest ? listCards(nearest, forms, words) : [] }
}

/**
 * The cards of a further part of the list alone.
 * @param {{question: Question, language: Language}} asked
 */
function more({ question, language }) {
  if (!inUse.opened) return null
  const { engine, forms } = inUse.opened
  const moment = readMoment(question.now)
  const results = engine.search({ ...question, lang: language.lang, moment })
  return { total: results.total, cards: listCards(results, forms, wordsOf(language, moment)) }
}

Object.assign(ANSWERS, { prepare, open, search, more })

/** @type {Promise<void> | undefined} */
let coming

/** The later part, whose address is the name of this thread; asked for again where it could not be had. */
function fetchLater() {
  coming ??= loadLater().catch(() => (coming = undefined))
  return coming
}

/** Loading a script holds everything up until it is here: so it is brought here before. */
async function loadLater() {
  await (await fetch(self.name)).blob()
  importScripts(ownScript(self.name))
}

function pause() {
  return new Promise(resolve => setTimeout(resolve, PATIENCE_MS))
}

/**
 * Null where it fails. Why is told to nobody: it might quote what was typed.
 * @param {string} ask @param {any} asked
 */
async function answer(ask, asked) {
  try {
    if (!(ask in ANSWERS)) await (PATIENT.includes(ask) ? fetchLater() : Promise.race([fetchLater(), pause()]))
    return await ANSWERS[ask](asked)
  } catch {
    // What waits for it waits no longer.
    if (ask === 'complete') inUse.endWaiting(false)
    return null
  }
}

self.addEventListener('message', async ({ data: { number, ask, asked } }) => {
  self.postMessage({ number, answer: await answer(ask, asked) })
  if (inUse.opened) fetchLater()
})
