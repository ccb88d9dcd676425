// Attributes that the element reads by itself -> what is wrong with them. Of all others the directory says it when it is asked.
import { MOST, readLimit } from './ask.js'
import { BAKED, readAddress, readLang } from './baked.js'

/** @typedef {{detail: string, mend: string}} Fault */

/** @param {Element} element @returns {Fault[]} what was found, what was wanted, and what to do */
export function listFaults(element) {
  /** @type {Fault[]} */
  const faults = []
  /** @param {string} name @param {(text: string) => unknown} read gives nothing for what it cannot read @param {string} want */
  const look = (name, read, want) => {
    const found = element.getAttribute(name)
    if (!found || read(found)) return
    faults.push({ detail: `${name}: found ${JSON.stringify(found)}, want ${want}`, mend: 'Change the value, or leave it out.' })
  }
  look('limit', text => readLimit(text) <= MOST && readLimit(text), `a whole number from 1 to ${MOST}`)
  look('lang', readLang, `one of: ${Object.keys(BAKED.langs).join(', ')}`)
  look('src', readAddress, 'the https address of a directory')
  return faults
}
