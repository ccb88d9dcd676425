// Public form of a record -> what a card or a line to call shows of it, in one language, each text under the name of its slot.
// Twin of the first half of directory/site/views/view.py. The opened record says more (view.js).
import { hoursText, openingText } from './hours.js'
import { dayText, fill, labels, languagesText, lengthText, phrase, pruned, reachText, unbroken } from './texts.js'

/** @typedef {import("./texts.js").Form} Form */
/** @typedef {import("./texts.js").View} View */
/** @typedef {import("./texts.js").Words} Words */

// Above this a card says "5 counties"; the record still names them all.
export const FEW_COUNTIES = 3

/**
 * The slots of a card; those with nothing to say are left out.
 * @param {Form} form @param {Words} words @returns {View}
 */
export function cardView(form, words) {
  /** @type {View} */
  const slots = {
    id: form.id,
    address: words.address(form.id),
    eyebrow: form.kind === 'organization' ? reachText(form, words, FEW_COUNTIES) : words.label('formats', form.format),
    facts: facts(form, words).filter(Boolean).join(' · '),
    phones: (form.phones ?? []).map((/** @type {Form} */ phone) => phoneView(phone, words)),
  }
  for (const name of ['title', 'caution']) {
    ;[slots[name], slots[`${name}_lang`]] = translated(form, name, words)
  }
  return pruned(Object.assign(slots, introduce(form, words)))
}

/**
 * A line to call now: its numbers, and once for all of them when somebody answers and how sure they are.
 * @param {Form} form @param {Words} words @returns {View}
 */
export function lineView(form, words) {
  const { id, address, title, title_lang, phones } = cardView(form, words)
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
