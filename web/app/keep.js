// What is kept on this phone in localStorage, which a browser may refuse altogether; "erase" takes all of it (erase.js).

/** @param {string} key @returns {string | null} null where nothing is kept */
export function readKept(key) {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}

/** @param {string} key @param {string | null} value null takes it away @returns {boolean} false where the browser keeps nothing */
export function keep(key, value) {
  try {
    if (value === null) localStorage.removeItem(key)
    else localStorage.setItem(key, value)
    return true
  } catch {
    return false
  }
}
