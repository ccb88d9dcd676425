// What no first search needs of the search thread, in a script of its own: suggestions, opened records, keeping a first pack and
// looking for news. It shares the modules of the first part (web/build.mjs).
import { findRelated } from '../app/related.js'
import { showSuggestions } from '../app/suggested.js'
import { dayText, fillBraces } from '../app/texts.js'
import { view } from '../app/view.js'
import { readMoment } from '../search/opening.js'
import { UnknownFormatError } from '../search/pack.js'
import { createSuggester } from '../search/suggest.js'
import { ANSWERS } from './answers.js'
import { inUse, use, wordsOf } from './in-use.js'
import { sinceCheck } from './pack-keep.js'
import { fetchNewest, keepFirst, TooMuchError } from './pack-news.js'
import { dropOthers } from './saved-files.js'

// The names that suggestions are made of are put together so long after a pack is opened: not at the first letter.
const WARM_UP_MS = 1000

// As many as the API gives where no number is asked for.
const MOST_SUGGESTIONS = 7

const DAY_MS = 24 * 60 * 60 * 1000
const MOST_DAYS = 300

/** @typedef {import("./in-use.js").Language} Language */

/** @type {WeakMap<import("../search/search.js").Engine, ReturnType<typeof createSuggester>>} */
const suggesters = new WeakMap()

/**
 * Completes what `open` began: keeps the pack, and gives records and lists what only an opened record reads; where it is not the one
 * promised, another is fetched.
 * @param {{first: import("../app/first-pack.js").FirstPack | null}} asked
 * @returns {Promise<import("../app/offline.js").PackState>}
 */
async function complete({ first }) {
  const begun = inUse.opened
  const rest = first && (await keepFirst(first))
  if (begun && rest) {
    for (const form of rest.pack.resources) Object.assign(begun.forms.get(form.id) ?? {}, form)
    begun.pack.vocabulary = rest.pack.vocabulary
    inUse.endWaiting(true)
    return (await rest.storing) ? 'stored' : 'memory'
  }
  const state = await take(() => fetchNewest(false))
  inUse.endWaiting(inUse.opened !== begun)
  // What was begun goes on being searched, but it is not all.
  return inUse.opened === begun && state === 'stored' ? 'none' : state
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
      setTimeout(findSuggester, WARM_UP_MS)
      await dropOthers(new Set(newest.pack.resources.flatMap(({ file }) => file?.url ?? [])))
    }
    // Nothing newer came, and what is stored cannot be searched.
    if (!inUse.opened) return 'none'
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
  if (!inUse.opened) return ''
  const { news } = language
  const date = dayText(inUse.opened.pack.records_on, language)
  const days = Math.floor((await sinceCheck()) / DAY_MS)
  // A clock that was set wrong would give any number here.
  if (!(days <= MOST_DAYS)) return fillBraces(news.records, { date })
  const when = [news.today, news.yesterday][days] ?? fillBraces(news.days_ago, { count: days })
  return fillBraces(news.checked, { date, when })
}

/** Null before a pack is in use. */
function findSuggester() {
  const { engine } = inUse.opened ?? {}
  if (!engine) return null
  const made = suggesters.get(engine) ?? createSuggester(engine)
  suggesters.set(engine, made)
  return made
}

/**
 * What the letters typed so far may become.
 * @param {{text: string, language: Language}} asked
 */
function suggest({ text, language }) {
  const found = findSuggester()?.suggest(text, MOST_SUGGESTIONS) ?? []
  return showSuggestions(found, inUse.opened?.forms ?? new Map(), wordsOf(language, null))
}

/** @param {{id: string, language: Language, now: number}} asked */
async function record({ id, language, now }) {
  if (!(await inUse.isWhole)) return null
  const { pack, forms } = inUse.opened ?? {}
  const form = forms?.get(id)
  if (!pack || !form) return null
  const heldBack = (pack.search.lines.hold_back ?? []).map(row => row.id)
  return view(form, wordsOf(language, readMoment(now)), findRelated(form, pack.resources, heldBack))
}

Object.assign(ANSWERS, { complete, update, age, suggest, record })
setTimeout(findSuggester, WARM_UP_MS)
