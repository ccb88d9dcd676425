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
  return (src && readAddress(src)) || (HERE && readAddress(HERE))
}

/** @param {string} text @returns {string} an address of the web without a slash at its end; empty for anything else */
export function readAddress(text) {
  try {
    const { protocol, href } = new URL(text, document.baseURI)
    return /^https?:$/.test(protocol) ? href.replace(/[?#].*$/, '').replace(/\/+$/, '') : ''
  } catch {
    return ''
  }
}

/** @param {Element} element @returns {string} its own language where we speak that, else that of the page around it, else English */
export function langOf(element) {
  const around = element.parentElement?.closest('[lang]')
  return readLang(element.getAttribute('lang')) || readLang(around?.getAttribute('lang')) || 'en'
}

/** @param {string | null} [text] "es-MX" @returns {string} a language we speak; empty for all others */
export function readLang(text) {
  const wished = (text ?? '').slice(0, 2).toLowerCase()
  return Object.hasOwn(BAKED.langs, wished) ? wished : ''
}
