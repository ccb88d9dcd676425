// Files that a visitor keeps on the phone (web/app/save.js): answered whole or in the ranges that players ask for. A file that is
// not kept is asked of the server, and never kept by asking.

/** The cache they are in. */
export const FILES = 'files'

/** @returns {Promise<Cache | null>} null where nothing was ever kept, or the browser keeps nothing; looking makes no cache */
export async function openFiles() {
  try {
    return (await caches.has(FILES)) ? await caches.open(FILES) : null
  } catch {
    return null
  }
}

/**
 * Drops what the newest records name no more: a record was removed, or has another file now. No page leads to it any longer.
 * Never rejects: the records are in use by then, and what cannot be dropped now goes with the next ones.
 * @param {Set<string>} named addresses
 */
export async function dropOthers(named) {
  const files = await openFiles()
  try {
    for (const { url } of (await files?.keys()) ?? []) {
      if (!named.has(new URL(url).pathname)) await files?.delete(url)
    }
  } catch {
    // The browser keeps its store to itself just now.
  }
}

/** @param {string} pathname @returns {boolean} */
export function isFile(pathname) {
  return pathname.startsWith('/files/')
}

/** @param {Request} request @returns {Promise<Response>} */
export async function answerFile(request) {
  const kept = await (await openFiles())?.match(new URL(request.url).pathname)
  if (!kept) return fetch(request)
  const type = kept.headers.get('content-type') ?? ''
  return cut(await kept.blob(), type, request.headers.get('range'))
}

/**
 * The whole, or one range of it (RFC 9110, 14.2); several ranges at once get the whole.
 * @param {Blob} whole @param {string} type @param {string | null} range
 * @returns {Response}
 */
function cut(whole, type, range) {
  const { size } = whole
  const headers = { 'content-type': type, 'accept-ranges': 'bytes' }
  const [, first, last] = /^bytes=(\d*)-(\d*)$/.exec(range ?? '') ?? []
  if (!first && !last) return new Response(whole, { headers: { ...headers, 'content-length': String(size) } })
  const start = first ? Number(first) : Math.max(size - Number(last), 0)
  const end = first && last ? Math.min(Number(last), size - 1) : size - 1
  if (start > end) return new Response(null, { status: 416, headers: { 'content-range': `bytes */${size}` } })
  const said = { 'content-range': `bytes ${start}-${end}/${size}`, 'content-length': String(end - start + 1) }
  return new Response(whole.slice(start, end + 1, type), { status: 206, headers: { ...headers, ...said } })
}
