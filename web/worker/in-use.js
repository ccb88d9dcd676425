// What the search thread answers from: the pack in use, and how it is said in a language.
import { fillBraces } from '../app/texts.js'
import { createEngine } from '../search/search.js'

// What only slips need is put together so long after a pack is opened: not before the first search.
const WARM_UP_MS = 1000
const A_SLIP = 'qwxzvbkj'

/** @typedef {import("../search/search.js").Pack} Pack */
/** @typedef {{lang: string, address: string, record: Record<string, any>, found: Record<string, string>, urgent_channel: Record<string, string>, news: Record<string, string>}} Language */

/**
 * `isWhole`: a first pack is searched before its last part is here, what only an opened record reads; `endWaiting` says whether that came.
 * @typedef {{pack: Pack, engine: import("../search/search.js").Engine, forms: Map<string, Record<string, any>>}} Opened
 * @type {{opened: Opened | null, isWhole: Promise<boolean>, endWaiting: (came: boolean) => void}}
 */
export const inUse = { opened: null, isWhole: Promise.resolve(true), endWaiting() {} }

/** @param {Pack} pack @param {import("../search/prepared.js").Prepared} [prepared] */
export function use(pack, prepared) {
  const engine = createEngine(pack, prepared)
  inUse.opened = { pack, engine, forms: new Map(pack.resources.map(form => [form.id, form])) }
  inUse.isWhole = Promise.resolve(true)
  setTimeout(() => engine.search({ text: A_SLIP, limit: 0 }), WARM_UP_MS)
}

/**
 * @param {Language} language @param {import("../search/opening.js").Moment | null} moment when it is read
 * @returns {import("../app/found.js").Words}
 */
export function wordsOf({ lang, address, record, found }, moment) {
  const label = (/** @type {string} */ list, /** @type {string} */ tag) => {
    const term = inUse.opened?.pack.vocabulary[list]?.[tag]
    return term?.[lang] ?? term?.en ?? tag
  }
  return { lang, record, found, moment, label, address: id => fillBraces(address, { id }) }
}
