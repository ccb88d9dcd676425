// Public form of a record -> the rows of its details: what is known, by name; what is not; when it was last checked.
// Twin of directory/site/views/details.py.
import { hoursText } from './hours.js'
import { dayText, fill, labels, languagesText, lengthText, phrase, pruned, reachText, sizeText } from './texts.js'

/** @typedef {import("./texts.js").Form} Form */
/** @typedef {import("./texts.js").View} View */
/** @typedef {import("./texts.js").Words} Words */

// What a minute takes over the network, in megabytes: picture of 480 lines at some 1.3 megabits a second; sound alone.
const MB_PER_MINUTE = 10
/** @type {Record<string, number>} */
const MB_PER_MINUTE_OF = { podcast: 1 }

// What a visitor would look for in vain, by kind: field -> the string that names it.
/** @type {Record<string, Record<string, string>>} */
const WANTED = {
  organization: { hours: 'hours', languages: 'languages', cost: 'cost' },
  video: { duration_seconds: 'length', captions: 'captions' },
  print: { pages: 'pages' },
}

/**
 * The rows of a record: term, text in the page's language, and a note with the language it is in.
 * @param {Form} form @param {Words} words @returns {View[]}
 */
export function listDetails(form, words) {
  const rows = details(form, words)
    .filter(([, text, note]) => text || note)
    .map(([name, text, note]) => ({ term: words.record[`${name}_label`], text, ...noted(note, words) }))
  const unknown = listUnknown(form).map(name => words.record[`${name}_label`])
  if (unknown.length) rows.push({ term: words.record.unknown_label, text: unknown.join(', ') })
  return rows.map(pruned)
}

/** @param {string | undefined} text @param {Words} words */
function noted(text, words) {
  if (!text) return {}
  const [note, note_lang] = phrase(words, text)
  return { note, note_lang }
}

/**
 * Name of the string for each term, the text, and the record's own words to it.
 * @param {Form} form @param {Words} words @returns {[string, string, string?][]}
 */
function details(form, words) {
  return [
    ['hours', form.hours ? hoursText(form.hours, words) : '', form.hours_note],
    ['format', form.format ? words.label('formats', form.format) : ''],
    ['length', lengthText(form, words)],
    ['data', data(form, words)],
    ['captions', labels(words, 'languages', form.captions)],
    ['publisher', [form.publisher, form.year].filter(Boolean).join(' · ')],
    ['series', form.series ?? ''],
    ['reach', reachText(form, words)],
    ['office', office(form, words)],
    ['services', labels(words, 'services', form.services)],
    ['topics', labels(words, 'topics', form.topics)],
    ['audiences', labels(words, 'audiences', form.audiences)],
    ['languages', [languagesText(form, words), beyond(form, words)].filter(Boolean).join('; ')],
    ['cost', form.cost === 'unknown' ? '' : words.label('costs', form.cost), form.cost_note],
    ['rights', form.rights ? words.label('rights', form.rights) : '', form.rights_note],
    ...stamps(form, words),
  ]
}

/** @param {Form} form @param {Words} words @returns {[string, string][]} the check of the whole, then of groups of fields */
function stamps({ verified }, words) {
  const groups = ['contact', 'hours', 'services'].filter(name => verified[name])
  return [['verified', stampText(verified, words)], ...groups.map(name => /** @type {[string, string]} */ ([`${name}_verified`, stampText(verified[name], words)]))]
}

/**
 * When and by what means; where public pages were read and nobody was asked, it says that too.
 * @param {Form} stamp @param {Words} words
 */
function stampText({ on, how }, words) {
  const text = fill(words, 'verified', { date: dayText(on, words), how: words.label('verification_means', how) })
  return how === 'published-pages' ? `${text}. ${words.record.nobody_asked}` : text
}

/** @param {Form} form @returns {string[]} names of the strings for what is not known; hours in words, or of a number, are hours */
function listUnknown(form) {
  const phones = form.phones ?? []
  const hasHours = form.hours_note || phones.some((/** @type {Form} */ phone) => phone.hours || phone.hours_note)
  return Object.entries(WANTED[form.kind])
    .filter(([field]) => [undefined, 'unknown'].includes(form[field]) && !(field === 'hours' && hasHours))
    .map(([, name]) => name)
}

/**
 * What watching takes, told before it is opened: from the length where that is known, else for each minute.
 * @param {Form} form @param {Words} words
 */
function data(form, words) {
  if (form.kind !== 'video') return ''
  if (form.file) return sizeText(form.file.size_bytes)
  const rate = MB_PER_MINUTE_OF[form.format] ?? MB_PER_MINUTE
  const minutes = Math.ceil((form.duration_seconds ?? 0) / 60)
  return minutes ? fill(words, 'data', { size: minutes * rate, rate }) : fill(words, 'data_unknown', { rate })
}

/**
 * That it is not known whether somebody speaks the page's language too: a record names the languages that are certain.
 * @param {Form} form @param {Words} words @returns {string}
 */
function beyond({ kind, languages = [], interpreter }, words) {
  const isOpen = kind === 'organization' && languages.length && !interpreter
  return isOpen && !languages.includes(words.lang) ? words.record.languages_beyond : ''
}

/** @param {Form} form @param {Words} words */
function office(form, words) {
  const county = form.county ? fill(words, 'counties_one', { name: form.county }) : ''
  return [form.address, form.city, county].filter(Boolean).join(', ')
}
