// Text -> QR code, as the path of a drawing. Fetched only when a code is asked for; kept offline like every bundled file.
import { encode } from 'uqr'

// Modules of empty space around the code that readers need (ISO/IEC 18004).
const QUIET_ZONE = 4

/**
 * The side of the drawing in modules, and the dark ones as a path of unit squares.
 * @param {string} text
 * @returns {{side: number, path: string}}
 */
export function drawCode(text) {
  const { data, size } = encode(text, { ecc: 'M', border: QUIET_ZONE })
  const rows = data.map((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : '')).join(''))
  return { side: size, path: rows.join('') }
}
