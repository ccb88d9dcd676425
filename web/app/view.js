// Public form of a record -> its view: the texts a page shows, in one language, each under the name of its slot.
// Twin of directory/site/view.py: the same record gives the same view (tests/browser/test_record.py compares them), but for
// the sources, which no pack carries.
import { hoursText, openingText } from './hours.js'

/**
 * What a view is written with.
 * @typedef {object} Words
 * @property {string} lang language code
 * @property {Record<string, any>} record the words under `record` in strings.yaml
 * @property {(list: string, tag: string) => string} label what a tag of a closed list is called
 * @property {(id: string) => string} address the page of a record
 * @property {import("../search/opening.js").Moment | null} [moment] when it is read, for what is open then
 */
/** @typedef {Record<string, any>} Form */
/** @typedef {Record<string, any>} View */

// Above this a card says "5 counties"; the record still names them all.
export const FEW_COUNTIES = 3
const SAFE_SCHEMES = ['https:', 'http:', 'tel:', 'sms:', 'mailto:']

/**
 * The view of one record; slots with nothing to say are left out.
 * @param {Form} form @param {Words} words @returns {View}
 */
export function view(form, words) {
  const organization = form.kind === 'organization'
  /** @type {View} */
  const slots = {
    id: form.id,
    address: words.address(form.id),
    eyebrow: organization ? reachText(form, words, FEW_COUNTIES) : words.label('formats', form.format),
    also_called: form.alternate_names ? fill(words, 'also_called', { names: form.alternate_names.join(', ') }) : '',
    facts: facts(form, words).filter(Boolean).join(' · '),
    phones: (form.phones ?? []).map((/** @type {Form} */ phone) => phoneView(phone, words)),
    links: links(form, words),
    caution_title: words.record[organization ? 'caution_title' : 'caution_title_material'],
    details: details(form, words)
      .filter(([, text]) => text)
      .map(([name, text]) => ({ term: words.record[`${name}_label`], text })),
    doubts: (form.doubts ?? []).map((/** @type {Form} */ doubt) => doubt.text),
  }
  for (const name of ['title', 'summary', 'caution', 'what_happens']) {
    ;[slots[name], slots[`${name}_lang`]] = translated(form, name, words.lang)
  }
  return pruned(slots)
}

/**
 * A line to call now: its numbers, and once for all of them when somebody answers and how sure they are.
 * @param {Form} form @param {Words} words @returns {View}
 */
export function lineView(form, words) {
  const { id, address, title, title_lang, phones } = view(form, words)
  const [{ hours, hours_note }] = phones
  const { confirmed, unconfirmed } = phones.find((/** @type {View} */ phone) => phone.unconfirmed) ?? phones[0]
  return pruned({ id, address, title, title_lang, phones, hours, hours_note, confirmed, unconfirmed })
}

/** @param {View} slots @returns {View} without the empty ones */
function pruned(slots) {
  return Object.fromEntries(Object.entries(slots).filter(([, value]) => value && value.length !== 0))
}

/**
 * The string `name` with its {braces} filled.
 * @param {Words} words @param {string} name @param {Record<string, any>} values
 */
export function fill(words, name, values) {
  return fillBraces(words.record[name], values)
}

/** @param {string} text @param {Record<string, any>} values */
export function fillBraces(text, values) {
  return text.replace(/\{(\w+)\}/g, (_, key) => String(values[key] ?? ''))
}

/** @param {Words} words @param {string} name @param {number} number */
export function count(words, name, number) {
  return number === 1 ? words.record[`${name}_one`] : fill(words, `${name}_many`, { count: number })
}

/** @param {Words} words @param {string} list @param {string[] | undefined} tags */
export function labels(words, list, tags) {
  return (tags ?? []).map(tag => words.label(list, tag)).join(', ')
}

/** @param {(string | undefined)[]} parts */
function dotted(parts) {
  return parts.filter(Boolean).join(' · ')
}

/** @param {Form} form @param {string} name @param {string} lang @returns {[string, string]} the text and its language */
export function translated(form, name, lang) {
  const text = form.translations?.[lang]?.[name]
  return text ? [text, lang] : [form[name] ?? '', 'en']
}

// Kind of phone -> the string its button starts with; the number follows it.
/** @type {Record<string, string>} */
const VERBS = { voice: 'call', text: 'text', tty: 'tty', videophone: 'videophone' }

/**
 * One number: what the button says and does, and how sure the number is.
 * @param {Form} phone @param {Words} words @returns {View}
 */
function phoneView(phone, words) {
  return pruned({
    href: phone.href,
    kind: phone.kind,
    icon: phone.kind === 'text' ? '#i-text' : '#i-call',
    verb: phone.keyword ? fill(words, 'text_keyword', { keyword: phone.keyword }) : words.record[VERBS[phone.kind]],
    number: phone.display,
    label: phone.label,
    hours: phone.hours ? hoursText(phone.hours, words) : '',
    hours_note: phone.hours_note,
    note: phone.note,
    confirmed: phone.confirmed ? fill(words, 'confirmed_on', { date: dayText(phone.checked_on, words) }) : '',
    unconfirmed: phone.confirmed ? '' : words.record.unconfirmed,
  })
}

/**
 * The chat, the file, the page and the e-mail address, as far as there are any; never an unsafe address.
 * @param {Form} form @param {Words} words @returns {View[]}
 */
function links(form, words) {
  const rows = [
    ['chat_url', 'chat', '#i-chat'],
    ['download_url', 'download', '#i-file'],
    ['url', form.kind === 'video' ? 'open_video' : 'open_page', '#i-page'],
  ]
  const found = rows
    .map(([field, name, icon]) => ({ href: form[field], icon, action: words.record[name] }))
    .filter(({ href }) => href && isSafe(href))
    .map(link => ({ ...link, about: hostOf(link.href) }))
  return form.email ? [...found, { href: `mailto:${form.email}`, icon: '#i-mail', action: words.record.write, about: form.email }] : found
}

/** @param {string} href */
function isSafe(href) {
  return SAFE_SCHEMES.some(scheme => href.toLowerCase().startsWith(scheme))
}

/** @param {string} href the name of its site, or the address itself where it has none */
function hostOf(href) {
  return /^https?:\/\/(?:[^/?#]*@)?([^/:?#]+)/i.exec(href)?.[1].toLowerCase() ?? href
}

/**
 * What a card says in one line: hours and languages of an organization; maker, year and length of a material.
 * @param {Form} form @param {Words} words
 */
function facts(form, words) {
  const onlyEnglish = form.languages?.length === 1 && form.languages[0] === 'en'
  const spoken = onlyEnglish ? '' : languages(form, words)
  if (form.kind === 'organization') return [openingText(form, words), spoken]
  return [form.publisher, String(form.year ?? ''), length(form, words), spoken]
}

/**
 * Name of the string for each term, and its text.
 * @param {Form} form @param {Words} words @returns {[string, string][]}
 */
function details(form, words) {
  const { on, how } = form.verified
  return [
    ['hours', dotted([form.hours && hoursText(form.hours, words), form.hours_note])],
    ['format', form.format ? dotted([words.label('formats', form.format), length(form, words)]) : ''],
    ['publisher', dotted([form.publisher, String(form.year ?? '')])],
    ['series', form.series ?? ''],
    ['reach', reachText(form, words)],
    ['office', office(form, words)],
    ['services', labels(words, 'services', form.services)],
    ['topics', labels(words, 'topics', form.topics)],
    ['audiences', labels(words, 'audiences', form.audiences)],
    ['languages', languages(form, words)],
    ['cost', dotted([form.cost === 'unknown' ? '' : words.label('costs', form.cost), form.cost_note])],
    ['rights', form.rights ? dotted([words.label('rights', form.rights), form.rights_note]) : ''],
    ['verified', fill(words, 'verified', { date: dayText(on, words), how: words.label('verification_means', how) })],
  ]
}

/** @param {Form} form @param {Words} words */
function languages(form, words) {
  return [labels(words, 'languages', form.languages), form.interpreter ? words.record.interpreter : ''].filter(Boolean).join('; ')
}

/** @param {Form} form @param {Words} words */
function office(form, words) {
  const county = form.county ? fill(words, 'counties_one', { name: form.county }) : ''
  return [form.address, form.city, county].filter(Boolean).join(', ')
}

/**
 * Pages of a print item, or running time: seconds below a minute, else whole minutes.
 * @param {Form} form @param {Words} words
 */
function length(form, words) {
  if (form.pages) return count(words, 'pages', form.pages)
  const seconds = form.duration_seconds ?? 0
  if (!seconds) return ''
  return seconds >= 60 ? count(words, 'minutes', Math.floor((seconds + 30) / 60)) : fill(words, 'seconds_many', { count: seconds })
}

/**
 * Whom a record serves: counties and nations by name (more than `few` counties as a count), else the scope.
 * @param {Form} form @param {Words} words
 */
export function reachText(form, words, few = 99) {
  const { scope, counties = [], nations = [] } = form.reach
  const parts = nations.map((/** @type {string} */ nation) => words.label('nations', nation))
  if (counties.length > few) parts.push(fill(words, 'counties_many', { count: counties.length }))
  else if (counties.length > 1) parts.push(fill(words, 'counties_few', { names: counties.join(', ') }))
  else if (counties.length) parts.push(fill(words, 'counties_one', { name: counties[0] }))
  return parts.join(', ') || (words.record.scopes[scope] ?? scope)
}

/**
 * "2026-11-21" as people write it; a month or a year alone stays so.
 * @param {string} day @param {Pick<Words, "record">} words
 */
function dayText(day, words) {
  const [year, month, number] = day.split('-')
  if (!month) return year
  const name = words.record.months[Number(month) - 1]
  return number ? fillBraces(words.record.date, { year, month: name, day: Number(number) }) : `${name} ${year}`
}
