// What the server writes into the file when it serves it: addresses, words, and the lines to call, so that they are there
// when nothing else loads.
export const BAKED = BAKED_BY_SERVER

// Where no public address is set, the site is where this file came from. Read at once: later nobody knows.
const script = /** @type {HTMLScriptElement | null} */ (document.currentScript)
const HERE = BAKED.base || (script?.src ? new URL(script.src).origin : '')

/**
 * The address of the directory, without a slash at its end.
 * @param {string | null} src what the page says instead, for a copy of the directory elsewhere
 */
export function baseOf(src) {
  try {
    const url = new URL(src || HERE, document.baseURI)
    return /^https?:$/.test(url.protocol) && (src || HERE) ? url.href.replace(/[?#].*$/, '').replace(/\/+$/, '') : HERE
  } catch {
    return HERE
  }
}

/** @param {Element} element @returns {string} the language of the nearest `lang` that we speak, the element's own first */
export function langOf(element) {
  const wished = (element.closest('[lang]')?.getAttribute('lang') ?? '').slice(0, 2).toLowerCase()
  return Object.hasOwn(BAKED.langs, wished) ? wished : 'en'
}
