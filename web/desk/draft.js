// One record's form: what is typed is judged by the server's own check a moment later; late answers are dropped.
import { hasFaultyField, showFaults, showFirst } from './faults.js'
import { bindCorrections } from './corrections.js'
import { bindPreview } from './preview.js'
import { input, readRecord } from './read.js'
import { bindParts } from './repeat.js'
import { bindReview, post } from './review.js'
import { bindWeeks } from './week.js'

// Long enough to finish a word, short enough to seem at once.
const PAUSE_MS = 350

/** @param {HTMLFormElement} form */
export function bindForm(form) {
  const opened = JSON.parse(document.getElementById('was')?.textContent ?? '{}')
  const id = form.dataset.id ?? ''
  const was = id ? opened : null
  const showPreview = bindPreview()
  /** @type {string[]} */
  let changes = []
  let asked = 0
  /** @type {number | undefined} */
  let timer

  /** @type {import("./faults.js").Fault[]} */
  let faults = []
  let isAllDue = Boolean(id)
  const left = bindLeft(form, () => showFaults(form, faults, isDue))
  // Nobody is blamed for what she has not come to yet: of a new record a fault is due once its field was left.
  const isDue = (/** @type {HTMLElement} */ field) => isAllDue || left.has(field)
  const showAll = (/** @type {typeof faults} */ all) => {
    isAllDue = true
    showFaults(form, all)
  }

  const read = () => readRecord(form, opened)

  /** @type {Promise<Response | null>} */
  let posting = Promise.resolve(null)

  /** @returns {Promise<boolean>} whether what the form shows now was judged; false where the desk does not answer, or too late */
  async function judge() {
    const number = ++asked
    // One after the other: the preview is of the draft that the desk got last.
    posting = posting.then(() => (number === asked ? post('/api/draft', { id, record: read(), was }) : null))
    const answer = await posting
    if (number !== asked || !answer?.ok) return false
    const content = await answer.json()
    if (number !== asked) return false
    changes = content.changes
    faults = content.faults
    showFaults(form, faults, isDue)
    showAlike(content.alike)
    tellCount(form, faults, !id)
    showPreview(content.has_preview)
    window.onbeforeunload = changes.length ? event => event.preventDefault() : null
    return true
  }

  const changed = () => {
    clearTimeout(timer)
    timer = setTimeout(judge, PAUSE_MS)
  }
  /** What is looked at before a save is what the save would write, the last letter too. */
  const listChanges = async () => {
    clearTimeout(timer)
    return (await judge()) ? changes : null
  }
  form.addEventListener('submit', event => event.preventDefault())
  form.addEventListener('input', event => {
    if (!(/** @type {HTMLElement} */ (event.target).matches('[data-narrow]'))) changed()
  })
  bindNumbers(form, changed)
  bindParts(form, changed)
  bindWeeks(form)
  bindSlug(form)
  document.querySelector('[data-first]')?.addEventListener('click', () => {
    showAll(faults)
    showFirst(form)
  })
  const draft = { id, base: form.dataset.base ?? '', was, read, listChanges, accepted: bindCorrections(form) }
  bindReview(draft, showAll)
  judge()
}

/**
 * Ten digits, however they are written, are a number of this country.
 * @param {HTMLElement} form @param {() => void} changed
 */
function bindNumbers(form, changed) {
  form.addEventListener('focusout', event => {
    const typed = /** @type {HTMLInputElement} */ (event.target)
    if (!typed.closest('[data-form=phone]')) return
    const digits = typed.value.replace(/[\s().-]/g, '')
    const found = /^(?:\+?1)?([2-9]\d{9})$/.exec(digits)
    if (!found || typed.value === `+1${found[1]}`) return
    typed.value = `+1${found[1]}`
    changed()
  })
}

/** @param {{id: string, title: string, shares: string}[]} alike */
function showAlike(alike) {
  const room = /** @type {HTMLElement} */ (document.querySelector('[data-part=alike]'))
  const lines = alike.map(other => {
    const line = document.createElement('p')
    const link = Object.assign(document.createElement('a'), { href: `/records/${other.id}`, textContent: other.title, target: '_blank' })
    line.append('Perhaps it is here already: ', link, ` has ${other.shares}.`)
    return line
  })
  if (room.textContent !== lines.map(line => line.textContent).join('')) room.replaceChildren(...lines)
}

/**
 * @param {HTMLElement} form @param {() => void} show called when one more was left
 * @returns {ReadonlySet<Element>} the fields that were left, and those they stand in
 */
function bindLeft(form, show) {
  /** @type {Set<Element>} */
  const left = new Set()
  form.addEventListener('focusout', event => {
    let field = /** @type {Element} */ (event.target).closest('.field')
    if (!field || left.has(field)) return
    for (; field; field = field.parentElement?.closest('.field') ?? null) left.add(field)
    show()
  })
  return left
}

/** @param {HTMLElement} form @param {import("./faults.js").Fault[]} faults @param {boolean} isNew */
function tellCount(form, faults, isNew) {
  const number = faults.filter(fault => !fault.warning).length
  const words = number ? `${number} ${number === 1 ? 'thing' : 'things'} to ${isNew ? 'fill in or mend' : 'mend'}` : 'Nothing to mend'
  const line = /** @type {HTMLElement} */ (document.querySelector('[data-part=count]'))
  if (line.textContent !== words) line.textContent = words
  ;/** @type {HTMLElement} */ (document.querySelector('[data-first]')).hidden = !number || !(isNew || hasFaultyField(form))
}

/**
 * A new record's id follows its name until somebody types one.
 * @param {HTMLElement} form
 */
function bindSlug(form) {
  const slug = /** @type {HTMLInputElement | null} */ (form.querySelector('[data-slug]'))
  const title = /** @type {HTMLElement | null} */ (form.querySelector('[data-name=title]:not([data-twin])'))
  if (!slug || !title) return
  let isTyped = false
  slug.addEventListener('input', () => (isTyped = true))
  input(title).addEventListener('input', () => {
    if (!isTyped) slug.value = slugOf(input(title).value)
  })
}

/** @param {string} name @returns {string} "Safe Space, Butte" -> "safe-space-butte" */
function slugOf(name) {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  return plain.replace(/['’]/g, '').replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 80)
}
