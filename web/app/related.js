// A record and all others -> the few to look at next: the same series, the other language, the same need nearby.
// Twin of directory/site/views/related.py. Whole numbers only, so that both sides order alike.

/** @typedef {import("./texts.js").Form} Form */

const MOST = 3

// What an office of the law does; such an office is offered beside its like alone.
const ENFORCEMENT = 'law-enforcement'

// What says that two organizations meet the same need.
const NEEDS = ['services', 'topics']

// A tag of one record in twelve and rarer tells as much; what is nearer goes before what is more alike.
const RAREST = 12
const NEARER = 10000

/**
 * At most MOST records, best first; then in the order of `forms`.
 * @param {Form} form @param {Form[]} forms sorted by id @param {string[]} heldBack ids that are offered beside nobody
 * @returns {Form[]}
 */
export function findRelated(form, forms, heldBack) {
  const rate = form.kind === 'organization' ? helpRater(forms) : rateMaterial
  return forms
    .filter(other => other.id !== form.id && !heldBack.includes(other.id))
    .map(other => ({ other, score: rate(form, other) }))
    .filter(({ score }) => score)
    .sort((one, other) => other.score - one.score)
    .slice(0, MOST)
    .map(({ other }) => other)
}

/**
 * How well another meets the same needs nearby: the nearer first, then by needs in common, of which rare ones tell more; a
 * confirmed number counts double. 0 where they have no service in common, or no place.
 * @param {Form[]} forms
 * @returns {(form: Form, other: Form) => number}
 */
function helpRater(forms) {
  const count = countTags(forms)
  const rateTag = (/** @type {string} */ tag) => Math.min(Math.floor(forms.length / count[tag]), RAREST)
  return (form, other) => {
    if (other.kind !== 'organization' || (isEnforcement(other) && !isEnforcement(form))) return 0
    const nearness = rateNearness(form.reach, other.reach)
    if (!nearness || !shared(form, other, 'services').length) return 0
    const tags = NEEDS.flatMap(name => shared(form, other, name).map(tag => `${name} ${tag}`))
    const need = tags.reduce((sum, tag) => sum + rateTag(tag), 0)
    const isSure = other.phones?.some((/** @type {Form} */ phone) => phone.confirmed)
    return nearness * NEARER + need * (isSure ? 2 : 1)
  }
}

/** @param {Form[]} forms @returns {Record<string, number>} list and tag -> how many records carry it */
function countTags(forms) {
  /** @type {Record<string, number>} */
  const count = {}
  for (const form of forms) {
    for (const name of NEEDS) for (const tag of form[name] ?? []) count[`${name} ${tag}`] = (count[`${name} ${tag}`] ?? 0) + 1
  }
  return count
}

/**
 * 2 for the same series, 1 for the same in another language, else 0.
 * @param {Form} form @param {Form} other
 */
function rateMaterial(form, other) {
  if (other.kind === 'organization') return 0
  if (form.series && form.series === other.series) return 2
  const isAlike = form.publisher === other.publisher && form.format === other.format
  const isSameMatter = sorted(form.topics) === sorted(other.topics)
  return isAlike && isSameMatter && !shared(form, other, 'languages').length ? 1 : 0
}

/**
 * 3 where both serve a place in common or the same whole state or country, 2 beside a statewide one, 1 a national one.
 * @param {Form} reach @param {Form} other
 */
function rateNearness(reach, other) {
  if (shared(reach, other, 'counties').length || shared(reach, other, 'nations').length) return 3
  const isWide = other.scope === 'statewide' || other.scope === 'national'
  if (!isWide) return 0
  if (other.scope === reach.scope) return 3
  return other.scope === 'statewide' ? 2 : 1
}

/** @param {Form} form @param {Form} other @param {string} name @returns {string[]} */
function shared(form, other, name) {
  const theirs = other[name] ?? []
  return (form[name] ?? []).filter((/** @type {string} */ tag) => theirs.includes(tag))
}

/** @param {string[] | undefined} tags */
function sorted(tags) {
  return [...(tags ?? [])].sort().join(' ')
}

/** @param {Form} form */
function isEnforcement(form) {
  return (form.services ?? []).includes(ENFORCEMENT)
}
