// Public form of a record -> its view: the texts a page shows, in one language, each under the name of its slot.
// Twin of directory/site/views/view.py: the same record gives the same view (tests/browser/test_record.py compares them), but for
// the sources, which no pack carries.
import { listDetails } from './details.js'
import { hoursText, openingText } from './hours.js'
import { plainText } from './plain.js'
import { dayText, fill, labels, languagesText, lengthText, phrase, pruned, reachText, sizeText, unbroken } from './texts.js'

/** @typedef {import("./texts.js").Form} Form */
/** @typedef {import("./texts.js").View} View */
/** @typedef {import("./texts.js").Words} Words */

// Above this a card says "5 counties"; the record still names them all.
export const FEW_COUNTIES = 3
const SAFE_SCHEMES = ['https:', 'http:', 'tel:', 'sms:', 'mailto:']

/**
 * The view of one record, with the names of those related to it; slots with nothing to say are left out.
 * @param {Form} form @param {Words} words @param {Form[]} [related] @returns {View}
 */
export function view(form, words, related = []) {
  const organization = form.kind === 'organization'
  /** @type {View} */
  const slots = {
    id: form.id,
    address: words.address(form.id),
    eyebrow: organization ? reachText(form, words, FEW_COUNTIES) : words.label('formats', form.format),
    also_called: form.alternate_names ? fill(words, 'also_called', { names: form.alternate_names.join(', ') }) : '',
    open: words.moment ? openingText(form, words) : '',
    facts: facts(form, words).filter(Boolean).join(' · '),
    phones: (form.phones ?? []).map((/** @type {Form} */ phone) => phoneView(phone, words)),
    files: form.file ? [fileView(form.file)] : [],
    links: links(form, words),
    contact_title: words.record[organization ? 'contact_title' : 'contact_title_material'],
    caution_title: words.record[organization ? 'caution_title' : 'caution_title_material'],
    // A card may be made before the details are here.
    details: form.verified ? listDetails(form, words) : [],
    doubts_about: doubtsAbout(form, words),
    related: related.map(other => nameView(other, words)),
    doubts: (form.doubts ?? []).map((/** @type {Form} */ doubt) => doubt.text),
  }
  for (const name of ['title', 'caution', 'what_happens']) {
    ;[slots[name], slots[`${name}_lang`]] = translated(form, name, words)
  }
  Object.assign(slots, introduce(form, words))
  if (organization && !slots.what_happens) {
    ;[slots.what_happens, slots.what_happens_lang] = [words.record.what_happens_unknown, words.lang]
  }
  if (organization && !slots.phones.length && !slots.links.length) slots.no_contact = words.record.no_contact
  const shown = pruned(slots)
  return { ...shown, plain: plainText(shown) }
}

/**
 * A record named on another page: its name, and whom it reaches or what it is.
 * @param {Form} form @param {Words} words @returns {View}
 */
function nameView(form, words) {
  const { id, address, title, title_lang, eyebrow } = view(form, words)
  return { id, address, title, title_lang, eyebrow }
}

/**
 * A line to call now: its numbers, and once for all of them when somebody answers and how sure they are.
 * @param {Form} form @param {Words} words @returns {View}
 */
export function lineView(form, words) {
  const { id, address, title, title_lang, phones } = view(form, words)
  const [{ hours, hours_note, hours_note_lang }] = phones
  const { confirmed, unconfirmed } = phones.find((/** @type {View} */ phone) => phone.unconfirmed) ?? phones[0]
  return pruned({ id, address, title, title_lang, phones, hours, hours_note, hours_note_lang, confirmed, unconfirmed })
}

/**
 * The two numbers that a card shows: those that any phone can call or text before those for a device.
 * @param {View[]} [phones] @returns {View[] | undefined}
 */
export function firstPhones(phones) {
  const isForDevice = (/** @type {View} */ { kind }) => Number(kind === 'tty' || kind === 'videophone')
  return phones && [...phones].sort((one, other) => isForDevice(one) - isForDevice(other)).slice(0, 2)
}

/**
 * The text and its language: the record's own translation, else what the list of phrases has, else English.
 * @param {Form} form @param {string} name @param {Words} words @returns {[string, string]}
 */
export function translated(form, name, words) {
  const text = form.translations?.[words.lang]?.[name]
  return text ? [text, words.lang] : phrase(words, form[name] ?? '')
}

/**
 * What it is, in the page's language: its summary, or where only another language has one what it helps with and for whom; the
 * summary is then `original`, which stands below all that is in the page's language.
 * @param {Form} form @param {Words} words @returns {View}
 */
function introduce(form, words) {
  const [summary, lang] = translated(form, 'summary', words)
  const told = lang === words.lang ? '' : gist(form, words)
  if (!told) return { summary, summary_lang: lang }
  return { summary: told, summary_lang: words.lang, original: summary, original_lang: lang }
}

/** @param {Form} form @param {Words} words @returns {string} "Help with: Safety plan, Orders of protection. For: Survivors." */
function gist(form, words) {
  const names = [form.services?.length ? 'services' : 'topics', 'audiences']
  const rows = names.map(name => [words.record[`${name}_label`], labels(words, name, form[name])])
  return rows.filter(([, said]) => said).map(([term, said]) => `${term}: ${said}.`).join(' ')
}

// Kind of phone -> the string its button starts with; the number follows it.
/** @type {Record<string, string>} */
const VERBS = { voice: 'call', text: 'text', tty: 'tty', videophone: 'videophone' }

// Verdict on a number that is not confirmed -> the string that says so.
/** @type {Record<string, string>} */
const DOUBTFUL = { 'not-found': 'not_found', 'same-source-only': 'unconfirmed' }

/**
 * One number: what the button says and does, and how sure the number is. `aside` is what follows it in brackets.
 * @param {Form} phone @param {Words} words @returns {View}
 */
function phoneView(phone, words) {
  const [dialled, aside] = phone.display.split(' (')
  /** @type {View} */
  const slots = {
    href: phone.href,
    kind: phone.kind,
    icon: phone.kind === 'text' ? '#i-text' : '#i-call',
    verb: phone.keyword ? fill(words, 'text_keyword', { keyword: phone.keyword }) : words.record[VERBS[phone.kind]],
    number: phone.display,
    dialled,
    aside: aside && `(${aside}`,
    hours: phone.hours ? hoursText(phone.hours, words) : '',
    confirmed: phone.confirmed ? fill(words, 'confirmed_on', { date: dayText(phone.checked_on, words) }) : '',
    unconfirmed: phone.confirmed ? '' : words.record[DOUBTFUL[phone.verdict] ?? 'unconfirmed'],
  }
  for (const name of ['label', 'hours_note', 'note']) {
    if (phone[name]) [slots[name], slots[`${name}_lang`]] = phrase(words, phone[name])
  }
  // What is passed on as plain text keeps its hyphens; a note is only read.
  slots.note = unbroken(slots.note ?? '')
  return pruned(slots)
}

/**
 * A material's own file: its address, what it is and how large; `video` where a player can show it.
 * @param {Form} file @returns {View}
 */
function fileView({ url, type, size_bytes }) {
  const kind = url.slice(url.lastIndexOf('.') + 1).toUpperCase()
  return pruned({ href: url, about: `${kind} · ${sizeText(size_bytes)}`, size: String(size_bytes), type, video: type.startsWith('video/') ? url : '' })
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
  // A film is in English and nothing else; an organization's languages are those that are certain, and not being sure of more
  // should keep nobody from calling.
  const spoken = onlyEnglish && (form.kind === 'organization' || words.lang === 'en') ? '' : languagesText(form, words)
  if (form.kind === 'organization') return [form.phones ? '' : words.record.no_number, openingText(form, words), spoken]
  return [form.publisher, String(form.year ?? ''), lengthText(form, words), spoken]
}

/** @param {Form} form @param {Words} words @returns {string} what is not certain, by name, each once */
function doubtsAbout(form, words) {
  const isConfirmed = form.phones?.length && form.phones.every((/** @type {Form} */ phone) => phone.confirmed)
  // A number that is said to be confirmed is not itself in doubt.
  const name = (/** @type {Form} */ { about }) => (about === 'phone' && isConfirmed ? words.record.doubt_beside_number : words.label('doubt_subjects', about))
  const subjects = new Set((form.doubts ?? []).map(name))
  return [...subjects].map((subject, place) => (place ? subject[0].toLowerCase() + subject.slice(1) : subject)).join(', ')
}
