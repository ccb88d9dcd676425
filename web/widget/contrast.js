// The floor under a partner's colours: what cannot be read well is not taken. WCAG 2.2, 1.4.3: 4.5 to 1.

const LEAST = 4.5

/** @param {Element} element @returns {boolean} whether its text can be read on its own ground */
export function isReadable(element) {
  const { color, backgroundColor } = getComputedStyle(element)
  const [text, ground] = [luminance(color), luminance(backgroundColor)]
  if (text === undefined || ground === undefined) return false
  return (Math.max(text, ground) + 0.05) / (Math.min(text, ground) + 0.05) >= LEAST
}

/**
 * @param {string} color as the browser computes it: hex, names and hsl() become rgb(). Undefined for one that lets through
 * what is below, and for those of wider spaces.
 */
function luminance(color) {
  const found = /^rgba?\(([\d.]+), ([\d.]+), ([\d.]+)(?:, ([\d.]+))?\)$/.exec(color)
  if (!found || Number(found[4] ?? 1) < 1) return undefined
  return 0.2126 * linear(found[1]) + 0.7152 * linear(found[2]) + 0.0722 * linear(found[3])
}

/** @param {string} channel 0 to 255 */
function linear(channel) {
  const part = Number(channel) / 255
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
}
