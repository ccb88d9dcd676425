// What no first search needs, in a script of its own (ask-later.js asks for it): suggestions, passing a record on, the list, saving
// files, telling what is wrong, the map.
import { bindMap } from './county-map.js'
import { bindKeeping, bindList, showKept } from './list.js'
import { offerSaving } from './save.js'
import { bindTools, offerTools } from './share.js'
import { bindSuggestions } from './suggestions.js'
import { bindWrong } from './wrong.js'

export { bindList, bindMap, bindSuggestions }

/**
 * Answers what the records of this page have, also those opened later.
 * @param {string} maker address of the module that draws codes
 */
export function bindAll(maker) {
  bindKeeping()
  bindTools(maker)
  bindWrong()
  const record = /** @type {HTMLElement | null} */ (document.querySelector('article.record'))
  if (record) dressRecord(record)
}

/** @param {HTMLElement} record shows the tools that this browser has for it, and whether it is kept */
export function dressRecord(record) {
  offerTools(record)
  showKept(record)
  offerSaving(record)
}
