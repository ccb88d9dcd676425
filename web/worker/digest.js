// What a body is known by: packs and pages are named after it.

/** @param {BufferSource} bytes @returns {Promise<string>} their SHA-256 in 64 hex digits */
export async function digestOf(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return [...digest].map(byte => byte.toString(16).padStart(2, '0')).join('')
}
