// The view of a record -> plain text, to be passed on: name, numbers with their hours and doubts, and what to know first.
// Twin of directory/site/views/plain.py. No address of ours stands in it; a link only where there is no number.

/** @typedef {import("./texts.js").View} View */

/**
 * The lines of a record, joined by line ends.
 * @param {View} shown
 */
export function plainText({ title, phones = [], links = [], caution_title, caution }) {
  const others = links.map((/** @type {View} */ { href }) => href.replace(/^mailto:/, ''))
  const warning = caution && `${caution_title}: ${caution}`
  return [title, ...(phones.length ? phones.map(phoneLine) : others), warning].filter(Boolean).join('\n')
}

/** @param {View} phone @returns {string} "Call 1-888-373-7888 (Hotline; Open 24 hours)" */
function phoneLine({ verb, number, label, hours, hours_note, unconfirmed }) {
  const said = [label, hours, hours_note, unconfirmed].filter(Boolean).join('; ')
  return `${verb} ${number}${said && ` (${said})`}`
}
