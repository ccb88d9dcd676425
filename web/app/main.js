// Starts the app on whatever page it finds itself: everything here adds to a page that works without it.
import { fetchLater } from './ask-later.js'
import { holdEarlySearch } from './early.js'
import { startEngine } from './engine.js'
import { bindErase } from './erase.js'
import { bindExit } from './exit.js'
import { fetchFirstPack } from './first-pack.js'
import { keepInstallQuiet, keepWhenInstalled } from './install.js'
import { keepOneEntry } from './links.js'
import { bindNotice } from './notice.js'
import { followNews, keepOffline, keepPages } from './offline.js'
import { part } from './parts.js'
import { bindRecords, showAddressed } from './record.js'
import { bindSearch } from './search-box.js'
import { keepFieldsClear } from './typing.js'

/** What the page tells the app: language, words, addresses. See templates/_templates.html. */
function readLanguage() {
  const block = document.getElementById('strings')
  return block && JSON.parse(block.textContent ?? '')
}

/** @param {import("./engine.js").Engine} engine @param {ReturnType<typeof fetchLater>} later */
async function bindPage(engine, later) {
  const language = readLanguage()
  if (!language) return
  const form = /** @type {HTMLFormElement | null} */ (part('search'))
  if (form) bindSearch(form, engine, language, later)
  bindRecords(engine, language)
  later.then(come => {
    come?.bindMap()
    come?.bindList(engine, language)
  })
  await showAddressed(engine, language)
}

/**
 * Hands on the rest of the first pack.
 * @param {import("./engine.js").Engine} engine @param {Awaited<ReturnType<typeof fetchFirstPack>>} first
 * @returns {Promise<import("./offline.js").PackState>}
 */
async function completePack(engine, first) {
  const whole = first && (await first.whole)
  return (await engine.ask('complete', { first: whole })) ?? 'none'
}

// A browser that does not tell when it painted, or a page that was put aside first, is not waited for longer.
const MOST_TO_PAINT_MS = 1000

/** @returns {Promise<void>} once the page is on the screen, or is not looked at: what is asked for then takes nothing from that */
function painted() {
  return new Promise(resolve => {
    if (document.hidden) resolve()
    new PerformanceObserver(() => resolve()).observe({ type: 'paint', buffered: true })
    setTimeout(resolve, MOST_TO_PAINT_MS)
  })
}

async function start() {
  keepOneEntry()
  keepFieldsClear()
  keepInstallQuiet()
  keepWhenInstalled()
  bindNotice()
  bindExit(/** @type {HTMLAnchorElement} */ (document.querySelector('[data-action="exit"]')))
  const line = /** @type {HTMLElement} */ (part('offline'))
  const eraser = /** @type {HTMLFormElement | null} */ (part('eraser'))
  if (eraser) bindErase(eraser, /** @type {HTMLElement} */ (part('erase-report')))
  await painted()
  if (!part('search')) fetchLater(line.dataset)
  if (eraser) return
  const letGo = holdEarlySearch()
  const engine = startEngine(line.dataset)
  line.textContent = line.dataset.saving ?? ''
  /** @type {Promise<boolean> | undefined} */
  let keeping
  const startKeeping = (/** @type {Record<string, string[]>} */ bodies = {}) => (keeping ??= keepPages(bodies))
  const first = await fetchFirstPack(begun => engine.ask('prepare', { begun }), startKeeping)
  const opening = engine.ask('open', { first: first?.begun })
  // Sooner, it would take the room on the line of what a first search needs.
  const later = fetchLater(line.dataset)
  // The pages come down the line when the pack is here.
  const pages = Promise.resolve(first?.whole).then(() => startKeeping())
  /** @type {import("./offline.js").Opened} */
  const { state: opened, isNews } = (await opening) ?? { state: 'none', isNews: false }
  const completing = opened === 'begun' ? completePack(engine, first) : opened
  if (['begun', 'stored', 'memory'].includes(opened)) await bindPage(engine, later)
  letGo()
  const state = await completing
  await keepOffline(line, state, pages)
  await followNews(line, engine, readLanguage(), isNews)
}

start()
