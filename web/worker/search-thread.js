// The search's own thread: keeps the pack and the engine, so that typing never waits. Answers each question once, under
// the number it came with, with null where it cannot. Questions: prepare, open, complete, update, age, search, more, suggest, record.
import { listCards, showFound, showWays } from '../app/found.js'
import { findRelated } from '../app/related.js'
import { showSuggestions } from '../app/suggested.js'
import { dayText, fillBraces } from '../app/texts.js'
import { view } from '../app/view.js'
import { findNearest, listWays } from '../app/ways.js'
import { readMoment } from '../search/opening.js'
import { UnknownFormatError } from '../search/pack.js'
import { Prepared } from '../search/prepared.js'
import { createEngine } from '../search/search.js'
import { fetchNewest, keepFirst, readFirst, readTables, TooMuchError } from './pack-news.js'
import { readPack, sinceCheck } from './pack-store.js'
import { dropOthers } from './saved-files.js'

// What only suggestions and slips need is put together so long after a pack is opened: not before the first search, and not at the
// first letter.
const WARM_UP_MS = 1000
const A_SLIP = 'qwxzvbkj'

// As many as the API gives where no number is asked for.
const MOST_SUGGESTIONS = 7

const DAY_MS = 24 * 60 * 60 * 1000
const MOST_DAYS = 300

/** @typedef {import("./pack-store.js").Pack} Pack */
/** @typedef {{lang: string, address: string, record: Record<string, any>, found: Record<string, string>, urgent_channel: Record<string, string>, news: Record<string, string>}} Language */
/** @typedef {import("../app/ways.js").Question} Question */

/** @type {{pack: Pack, engine: ReturnType<typeof createEngine>, forms: Map<string, Record<string, any>>} | null} */
let opened = null

// A first pack is searched before its last part is here, the details of the records: an opened record waits for it, as one without
// its doubts would be surer than it is. False where it never came.
let isWhole = Promise.resolve(true)
/** @type {(came: boolean) => void} */
let endWaiting = () => {}

/**
 * What was made of the tables of a first pack while its records were on their way.
 * @typedef {{hash: string, tables: import("../search/pack.js").Tables, prepared: Prepared}} Made
 * @type {Promise<Made | null>}
 */
let preparing = Promise.resolve(null)

/** @param {Pack} pack @param {Prepared} [prepared] */
function use(pack, prepared) {
  const forms = new Map(pack.resources.map(form => [form.id, form]))
  const engine = createEngine(/** @type {any} */ (pack), prepared)
  opened = { pack, engine, forms }
  isWhole = Promise.resolve(true)
  setTimeout(() => {
    engine.suggest('', 0)
    engine.search({ text: A_SLIP, limit: 0 })
  }, WARM_UP_MS)
}

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
  if (!begun || !canUse(begun, ready?.prepared)) return { state: await take(() => fetchNewest(false)), isNews: true }
  isWhole = new Promise(resolve => (endWaiting = resolve))
  return { state: 'begun', isNews: true }
}

/**
 * Completes what `open` began: keeps the pack, and gives records and lists what only an opened record reads; where it is not the one
 * promised, another is fetched.
 * @param {{first: import("../app/first-pack.js").FirstPack | null}} asked
 * @returns {Promise<import("../app/offline.js").PackState>}
 */
async function complete({ first }) {
  const begun = opened
  const rest = first && (await keepFirst(first))
  if (begun && rest) {
    for (const form of rest.pack.resources) Object.assign(begun.forms.get(form.id) ?? {}, form)
    begun.pack.vocabulary = rest.pack.vocabulary
    endWaiting(true)
    return (await rest.storing) ? 'stored' : 'memory'
  }
  const state = await take(() => fetchNewest(false))
  endWaiting(opened !== begun)
  // What was begun goes on being searched, but it is not all.
  return opened === begun && state === 'stored' ? 'none' : state
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
 * Takes the newest pack into use.
 * @param {{isSparing: boolean}} asked whether the phone must save data
 */
function update({ isSparing }) {
  return take(() => fetchNewest(isSparing))
}

/**
 * Takes into use what comes, if anything does.
 * @param {() => ReturnType<typeof fetchNewest>} fetchPack
 * @returns {Promise<import("../app/offline.js").PackState>}
 */
async function take(fetchPack) {
  try {
    const newest = await fetchPack()
    if (newest) {
      use(newest.pack)
      await dropOthers(new Set(newest.pack.resources.flatMap(({ file }) => file?.url ?? [])))
    }
    // Nothing newer came, and what is stored cannot be searched.
    if (!opened) return 'none'
    return newest && !(await newest.storing) ? 'memory' : 'stored'
  } catch (error) {
    if (error instanceof TooMuchError) return 'waiting'
    return error instanceof UnknownFormatError ? 'unknown_format' : 'none'
  }
}

/**
 * Of which day the records are, and when the server was last asked for newer ones, in words.
 * @param {{language: Language}} asked
 */
async function age({ language }) {
  if (!opened) return ''
  const { news } = language
  const date = dayText(opened.pack.records_on, language)
  const days = Math.floor((await sinceCheck()) / DAY_MS)
  // A clock that was set wrong would give any number here.
  if (!(days <= MOST_DAYS)) return fillBraces(news.records, { date })
  const when = [news.today, news.yesterday][days] ?? fillBraces(news.days_ago, { count: days })
  return fillBraces(news.checked, { date, when })
}

/**
 * @param {Language} language @param {import("../search/opening.js").Moment | null} moment when it is read
 * @returns {import("../app/found.js").Words}
 */
function wordsOf({ lang, address, record, found }, moment) {
  return {
    lang,
    record,
    found,
    moment,
    label: (list, tag) => opened?.pack.vocabulary[list]?.[tag]?.[lang] ?? opened?.pack.vocabulary[list]?.[tag]?.en ?? tag,
    address: id => fillBraces(address, { id }),
  }
}

/**
 * The whole view of an answer; `ways` and `nearest` hold something only where nothing was found.
 * @param {{question: Question, language: Language}} asked
 */
function search({ question, language }) {
  if (!opened) return null
  const { pack, engine, forms } = opened
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
  if (!opened) return null
  const moment = readMoment(question.now)
  const results = opened.engine.search({ ...question, lang: language.lang, moment })
  return { total: results.total, cards: listCards(results, opened.forms, wordsOf(language, moment)) }
}

/**
 * What the letters typed so far may become.
 * @param {{text: string, language: Language}} asked
 */
function suggest({ text, language }) {
  if (!opened) return []
  return showSuggestions(opened.engine.suggest(text, MOST_SUGGESTIONS), opened.forms, wordsOf(language, null))
}

/** @param {{id: string, language: Language, now: number}} asked */
async function record({ id, language, now }) {
  if (!(await isWhole)) return null
  const form = opened?.forms.get(id)
  if (!opened || !form) return null
  const { resources, search } = opened.pack
  const heldBack = (search.lines.hold_back ?? []).map((/** @type {{id: string}} */ row) => row.id)
  return view(form, wordsOf(language, readMoment(now)), findRelated(form, resources, heldBack))
}

/** @type {Record<string, (asked: any) => unknown>} */
const ANSWERS = { prepare, open, complete, update, age, search, more, suggest, record }

/**
 * Null where it fails. Why is told to nobody: it might quote what was typed.
 * @param {string} ask @param {any} asked
 */
async function answer(ask, asked) {
  try {
    return await ANSWERS[ask](asked)
  } catch {
    return null
  }
}

self.addEventListener('message', async ({ data: { number, ask, asked } }) => {
  self.postMessage({ number, answer: await answer(ask, asked) })
})
