// Words and options -> what was found, from the directory. Words travel in the body, never in an address.

const LIMIT = 5
export const MOST = 20

// Attribute -> several tags, apart by blanks or commas.
const FILTERS = ['kind', 'service', 'topic', 'audience', 'language']

/** Too many asked at once; everything else that goes wrong is a plain error. */
export class BusyError extends Error {}

/** @param {string | null} text @returns {number} how many results to show at a time; 0 for what is no number of them */
export function readLimit(text) {
  const limit = Number(text)
  return Number.isInteger(limit) && limit > 0 ? limit : 0
}

/**
 * Raises BusyError, or any error where no answer of the directory comes.
 * @param {string} base @param {URLSearchParams} fields @param {AbortSignal} signal @returns {Promise<Found>}
 */
export async function ask(base, fields, signal) {
  // The words would go to the page that embeds us.
  if (!base) throw new Error('no address')
  // A form's body needs no leave of the server first (no CORS preflight): one journey less on a slow line. And a page's
  // Array.prototype.toJSON, as old libraries have it, cannot spoil it.
  const answer = await fetch(`${base}/api/v1/search/cards`, {
    method: 'POST',
    body: fields,
    mode: 'cors',
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    cache: 'no-store',
    redirect: 'error',
    signal,
  })
  if (answer.status === 429) throw new BusyError()
  if (!answer.ok) throw new Error(`status ${answer.status}`)
  const found = await answer.json()
  // Another server's JSON, such as that of a sign-in page of a hotel's network.
  if (typeof found.count !== 'string' || !found.cards || !found.lines) throw new Error('not an answer')
  return found
}

/**
 * @param {Element} element @param {string} words @param {string} lang @param {number} offset
 * @returns {URLSearchParams} what the attributes and the words ask for
 */
export function fieldsOf(element, words, lang, offset) {
  const limit = Math.min(readLimit(element.getAttribute('limit')) || LIMIT, MOST)
  const fields = new URLSearchParams({ q: words, lang, limit: String(limit), offset: String(offset) })
  for (const name of FILTERS) {
    for (const tag of (element.getAttribute(name) ?? '').split(/[\s,]+/)) if (tag) fields.append(name, tag)
  }
  const place = element.getAttribute('place')?.trim()
  if (place) fields.append('place', place)
  return fields
}
