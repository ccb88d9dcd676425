// Results of a search -> what a page shows of them, in one language: lines that answer now, what was understood, cards.
// Twin of directory/site/views/found.py: the same search gives the same page from the phone and from the server.
import { listAnswering } from '../search/lines.js'
import { cardView, FEW_COUNTIES, lineView } from './card.js'
import { count, fill, fillBraces, labels, reachText } from './texts.js'
import { PLACE } from './ways.js'

/** @typedef {import("./texts.js").Form} Form */
/** @typedef {import("./texts.js").View} View */
/** @typedef {import("../search/search.js").Results} Results */
/** @typedef {import("../search/intent.js").Understood} Understood */
/** @typedef {import("./texts.js").Words & {found: Record<string, string>}} Words */

/**
 * What people, not programs, decide about urgent lines: ids by kind, and the channel that leads.
 * @typedef {{urgent: Record<string, string[]>, channel: Record<string, string>}} Site
 */

// Stands among the urgent lines for the emergency number, which is no record.
export const EMERGENCY = 'emergency'

// Filter -> closed list of the vocabulary that its values come from.
/** @type {Record<string, string>} */
export const LIST_OF_FILTER = {
  kind: 'kinds',
  service: 'services',
  topic: 'topics',
  audience: 'audiences',
  language: 'languages',
  cost: 'costs',
  format: 'formats',
  open: 'openings',
}

// What a button does that drops a filter: its value is the name of the filter and the tag.
export const DROP = 'drop'

// More labels than this say less about what was understood.
const MOST_LABELS = 3

// Only who serves a part of the state is near or far; a line for all of it answers from anywhere.
const HAS_DISTANCE = ['local', 'regional']

/**
 * The view of an answer. Slots: count, spoken, understood (chips), cards, and urgent (title, lines) where it is urgent.
 * @param {Results} results
 * @param {{isPicked: boolean, filters: Record<string, string[]>}} asked `isPicked`: the place was picked by the person and not read out of the words
 * @param {Map<string, Form>} forms @param {Site} site @param {Words} words @returns {View}
 */
export function showFound(results, { isPicked, filters }, forms, site, words) {
  const urgent = showUrgent(results, forms, site, words)
  const understood = [...listChips(results.understood, isPicked, words), ...listTaken(filters, words)]
  const total = countText(results.total, words)
  const spoken = [total, ...understood.map(({ text }) => text), ...(urgent ? [urgent.title] : [])].join('. ')
  return { count: total, spoken, understood, cards: listCards(results, forms, words), urgent }
}

/** @param {number} total @param {Words} words */
function countText(total, { found }) {
  if (total === 0) return found.none
  return total === 1 ? found.one : fillBraces(found.many, { count: total })
}

/**
 * What to leave out of a search that found nothing, in words: `names`, `text`, `count`.
 * @param {import("./ways.js").Way[]} ways @param {Record<string, string[]>} filters
 * @param {Understood["place"]} place @param {Words} words @returns {View[]}
 */
export function showWays(ways, filters, place, words) {
  const label = (/** @type {string} */ name) => (name === PLACE && place ? placeText(place, words) : labels(words, LIST_OF_FILTER[name], filters[name]))
  return ways.map(({ names, total }) => ({
    names: names.join(' '),
    text: fillBraces(words.found.without, { what: names.map(label).join(', ') }),
    count: String(total),
  }))
}

/**
 * Title and lines for the likeliest urgency; undefined where nothing is urgent. The order is that of site.yaml.
 * @param {Results} results @param {Map<string, Form>} forms @param {Site} site @param {Words} words @returns {View | undefined}
 */
function showUrgent(results, forms, site, words) {
  const [kind] = results.understood.urgent
  if (!kind) return undefined
  /** @type {(View | string)[]} */
  const lines = results.urgent.map(id => lineView(answering(forms.get(id) ?? {}, site.channel[kind] ?? 'voice'), words))
  const rows = site.urgent[kind] ?? []
  rows.forEach((row, place) => {
    // Where it is last in site.yaml it stays last, however many lines were added.
    if (!forms.has(row)) lines.splice(place < rows.length - 1 ? place : lines.length, 0, EMERGENCY)
  })
  return lines.length ? { title: words.label('urgent_kinds', kind), lines } : undefined
}

/** @param {Form} form @param {string} channel @returns {Form} with its confirmed numbers to call and to text alone, those of the channel first */
function answering(form, channel) {
  const isLater = (/** @type {Form} */ phone) => Number(phone.kind !== channel)
  return { ...form, phones: listAnswering(form).sort((one, other) => isLater(one) - isLater(other)) }
}

/**
 * What was understood, in words, each with what takes it back: the `name` and `value` of a button.
 * @param {Understood} understood @param {boolean} isPicked @param {Words} words @returns {View[]}
 */
function listChips({ place, corrected, ...tags }, isPicked, words) {
  const { found } = words
  const labels = labelTags(tags, words)
  /** @type {View[]} */
  const chips = []
  if (place) {
    const back = isPicked ? { name: 'place', value: '' } : { name: 'ignore', value: 'place' }
    const others = (place.others ?? []).map(other => ({ value: namePlace(other, words), text: fullText(other, words) }))
    const name = others.length ? fullText(place, words) : placeText(place, words)
    chips.push({ text: fillBraces(found.near, { place: name }), ...back, others })
  }
  if (labels.length) {
    const text = fillBraces(found.meaning, { labels: labels.slice(0, MOST_LABELS).join(', ') })
    chips.push({ text, name: 'ignore', value: 'topics' })
  }
  if (corrected) chips.push({ text: fillBraces(found.corrected, { words: corrected }), name: 'ignore', value: 'corrected' })
  return chips.map(chip => ({ ...chip, remove: fillBraces(found.remove, { text: chip.text }) }))
}

/** @param {Record<string, string[]>} filters @param {Words} words @returns {View[]} the tags one narrows by, each with what drops it */
function listTaken(filters, words) {
  return Object.entries(filters).flatMap(([name, tags]) =>
    tags.map(tag => {
      const text = words.label(LIST_OF_FILTER[name], tag)
      return { text, name: DROP, value: `${name} ${tag}`, others: [], remove: fillBraces(words.found.remove, { text }) }
    }),
  )
}

/** @param {{topics: string[], services: string[]}} tags @param {Words} words @returns {string[]} topics, then services, each once */
function labelTags({ topics, services }, { label }) {
  return [...new Set([...topics.map(tag => label('topics', tag)), ...services.map(tag => label('services', tag))])]
}

/** @typedef {{kind: string, id: string, name: string, counties: string[]}} Place */

/**
 * A place as people write it: "Miles City (59301)", "Billings", "Condado de Lake".
 * @param {Place} place @param {Words} words
 */
export function placeText({ kind, id, name }, words) {
  if (kind === 'zip') return `${name.replace(id, '').trim()} (${id})`
  if (kind === 'county') return fill(words, 'counties_one', { name: id })
  return kind === 'nation' ? words.label('nations', id) : name
}

/**
 * What to write for it where a place is picked: a town by its county too, as a county or a nation may bear its name.
 * @param {Place} place
 * @param {Words} words
 * @returns {string}
 */
export function namePlace(place, words) {
  const { kind, id, name, counties } = place
  if (kind === 'town') return `${name}, ${fill(words, 'counties_one', { name: counties[0] })}`
  if (kind === 'region') return name.replace(/^The /, '')
  return kind === 'zip' ? id : placeText(place, words)
}

/** @param {Place} place @param {Words} words @returns {string} a place among others of its name: "Lincoln, town in Lewis and Clark County" */
function fullText(place, words) {
  const { kind, name, counties } = place
  if (kind !== 'town') return placeText(place, words)
  return fillBraces(words.found.town, { name, county: fill(words, 'counties_one', { name: counties[0] }) })
}

/** @param {Results} results @param {Map<string, Form>} forms @param {Words} words @returns {View[]} the hits as cards show them */
export function listCards({ hits, understood }, forms, words) {
  return hits.map(hit => card(forms.get(hit.id) ?? {}, hit, understood.place, words))
}

/**
 * The view of a record; where a place is known, its first line says how the record reaches it and how far that is.
 * @param {Form} form @param {import("../search/search.js").Hit} hit @param {Understood["place"]} place @param {Words} words
 */
function card(form, { near, miles }, place, words) {
  const shown = cardView(form, words)
  if (!place || form.kind !== 'organization') return shown
  const reach = near === 'local' ? servesText(form, place, words) : shown.eyebrow
  // Nothing within a mile, as from a town to itself.
  const distance = HAS_DISTANCE.includes(near ?? '') && miles ? count(words, 'miles', miles) : ''
  return { ...shown, eyebrow: [reach, distance].filter(Boolean).join(' · ') }
}

/** @param {Form} form @param {{counties: string[], nations: string[]}} place @param {Words} words which county or nation of the place it serves */
function servesText({ reach }, place, words) {
  const shared = (/** @type {"counties" | "nations"} */ name) => (reach[name] ?? []).filter((/** @type {string} */ tag) => place[name].includes(tag))
  const [counties, nations] = [shared('counties'), shared('nations')]
  if (!counties.length && !nations.length) return reachText({ reach }, words, FEW_COUNTIES)
  return fill(words, 'serves', { names: reachText({ reach: { scope: reach.scope, counties, nations } }, words, FEW_COUNTIES) })
}
