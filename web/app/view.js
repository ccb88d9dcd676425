// Public form of a record -> its view: the texts its page shows, in one language, each under the name of its slot.
// Twin of directory/site/views/view.py: the same record gives the same view (tests/browser/test_record.py compares them), but for
// the sources, which no pack carries.
import { cardView, translated } from './card.js'
import { listDetails } from './details.js'
import { openingText } from './hours.js'
import { plainText } from './plain.js'
import { fill, pruned, sizeText } from './texts.js'

/** @typedef {import("./texts.js").Form} Form */
/** @typedef {import("./texts.js").View} View */
/** @typedef {import("./texts.js").Words} Words */

const SAFE_SCHEMES = ['https:', 'http:', 'tel:', 'sms:', 'mailto:']

/**
 * The view of one record, with the names of those related to it; slots with nothing to say are left out.
 * @param {Form} form @param {Words} words @param {Form[]} related @returns {View}
 */
export function view(form, words, related) {
  const organization = form.kind === 'organization'
  const card = cardView(form, words)
  /** @type {View} */
  const slots = {
    also_called: form.alternate_names ? fill(words, 'also_called', { names: form.alternate_names.join(', ') }) : '',
    open: words.moment ? openingText(form, words) : '',
    files: form.file ? [fileView(form.file)] : [],
    links: links(form, words),
    contact_title: words.record[organization ? 'contact_title' : 'contact_title_material'],
    caution_title: words.record[organization ? 'caution_title' : 'caution_title_material'],
    details: listDetails(form, words),
    doubts_about: doubtsAbout(form, words),
    related: related.map(other => nameView(other, words)),
    doubts: (form.doubts ?? []).map((/** @type {Form} */ doubt) => doubt.text),
  }
  ;[slots.what_happens, slots.what_happens_lang] = translated(form, 'what_happens', words)
  if (organization && !slots.what_happens) {
    ;[slots.what_happens, slots.what_happens_lang] = [words.record.what_happens_unknown, words.lang]
  }
  if (organization && !card.phones && !slots.links.length) slots.no_contact = words.record.no_contact
  const shown = pruned({ ...card, ...slots })
  return { ...shown, plain: plainText(shown) }
}

/**
 * A record named on another page: its name, and whom it reaches or what it is.
 * @param {Form} form @param {Words} words @returns {View}
 */
function nameView(form, words) {
  const { id, address, title, title_lang, eyebrow } = cardView(form, words)
  return { id, address, title, title_lang, eyebrow }
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

/** @param {Form} form @param {Words} words @returns {string} what is not certain, by name, each once */
function doubtsAbout(form, words) {
  const isConfirmed = form.phones?.length && form.phones.every((/** @type {Form} */ phone) => phone.confirmed)
  // A number that is said to be confirmed is not itself in doubt.
  const name = (/** @type {Form} */ { about }) => (about === 'phone' && isConfirmed ? words.record.doubt_beside_number : words.label('doubt_subjects', about))
  const subjects = new Set((form.doubts ?? []).map(name))
  return [...subjects].map((subject, place) => (place ? subject[0].toLowerCase() + subject.slice(1) : subject)).join(', ')
}
