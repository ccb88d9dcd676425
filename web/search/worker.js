// The search's own thread: keeps the pack and the engine, so that typing never waits. Answers each question once, under
// the number it came with. Questions: open, update, search, record.
import { fillBraces, view } from '../app/view.js'
import { fetchNewest, readPack, UnknownFormatError } from '../worker/pack-store.js'
import { createEngine } from './search.js'

/** @typedef {import("../worker/pack-store.js").Pack} Pack */
/** @typedef {{lang: string, address: string, record: Record<string, any>}} Language */
/** @typedef {{text: string, filters: Record<string, string[]>, limit: number, offset: number}} Question */

/** @type {{pack: Pack, engine: ReturnType<typeof createEngine>, forms: Map<string, Record<string, any>>} | null} */
let opened = null

/** @param {Pack} pack */
function use(pack) {
  const forms = new Map(pack.resources.map(form => [form.id, form]))
  opened = { pack, engine: createEngine(/** @type {any} */ (pack)), forms }
}

/**
 * Opens the stored pack, or fetches one where none is stored.
 * @returns {Promise<import("../app/offline.js").Opened>}
 */
async function open() {
  const stored = await readPack()
  if (!stored) return { state: await update(), isNews: true }
  use(stored)
  return { state: 'stored', isNews: false }
}

/**
 * Takes the newest pack into use.
 * @returns {Promise<import("../app/offline.js").PackState>}
 */
async function update() {
  try {
    const newest = await fetchNewest()
    if (newest) use(newest.pack)
    return newest && !newest.stored ? 'memory' : 'stored'
  } catch (error) {
    return error instanceof UnknownFormatError ? 'unknown_format' : 'none'
  }
}

/** @param {Language} language @returns {import("../app/view.js").Words} */
function wordsOf({ lang, address, record }) {
  return {
    lang,
    record,
    label: (list, tag) => opened?.pack.vocabulary[list]?.[tag]?.[lang] ?? opened?.pack.vocabulary[list]?.[tag]?.en ?? tag,
    address: id => fillBraces(address, { id }),
  }
}

/** @param {{question: Question, language: Language}} asked */
function search({ question, language }) {
  if (!opened) return null
  const { engine, forms } = opened
  const results = engine.search({ ...question, lang: language.lang })
  const words = wordsOf(language)
  const views = results.hits.map(hit => view(forms.get(hit.id) ?? {}, words))
  return { ...results, views }
}

/** @param {{id: string, language: Language}} asked */
function record({ id, language }) {
  const form = opened?.forms.get(id)
  return form ? view(form, wordsOf(language)) : null
}

/** @type {Record<string, (asked: any) => unknown>} */
const ANSWERS = { open, update, search, record }

self.addEventListener('message', async ({ data: { number, ask, asked } }) => {
  self.postMessage({ number, answer: await ANSWERS[ask](asked) })
})
