// What `check` says of the draft, beside the fields it speaks of.
import { fieldsOf, itemsOf, nameOf } from './read.js'

/** @typedef {{ path: (string | number)[], field: string, words: string, warning: boolean }} Fault */

const FAULTY_FIELD = '.field .error:not([hidden])'

/**
 * Shows each fault at the innermost field its path leads to, and takes away what is mended. What stands in no field of the form
 * is told at its end.
 * @param {HTMLElement} form @param {Fault[]} faults @param {(field: HTMLElement) => boolean} [isDue] whether a field's may be shown yet
 */
export function showFaults(form, faults, isDue = () => true) {
  /** @type {Map<HTMLElement, string[]>} */
  const told = new Map()
  for (const fault of faults) {
    const field = follow(form, fault.path)
    if (!isDue(field ?? form)) continue
    told.set(field ?? form, [...(told.get(field ?? form) ?? []), field ? fault.words : sayFault(fault)])
  }
  for (const line of form.querySelectorAll('.error')) {
    const field = /** @type {HTMLElement} */ (line.closest('.field, form'))
    const words = told.get(field)?.join(' ') ?? ''
    if (line.textContent !== words) line.textContent = words
    ;/** @type {HTMLElement} */ (line).hidden = !words
    const input = field.matches('fieldset, .parts, form') ? null : field.querySelector('input, textarea, select')
    input?.setAttribute('aria-invalid', String(Boolean(words)))
  }
}

/** @param {Fault} fault @returns {string} in words, with the name of its field */
export function sayFault({ field, words }) {
  return field ? `${field}: ${words}` : words
}

/** @param {HTMLElement} form @returns {boolean} whether there is a field that `showFirst` can lead to */
export function hasFaultyField(form) {
  return form.querySelector(FAULTY_FIELD) !== null
}

/**
 * Leads to the first field that has something to mend.
 * @param {HTMLElement} form
 */
export function showFirst(form) {
  const line = form.querySelector(FAULTY_FIELD)
  const field = line?.closest('.field')
  const first = /** @type {HTMLElement | null} */ (field?.querySelector('input, textarea, select, button') ?? null)
  first?.focus({ preventScroll: true })
  line?.scrollIntoView({ block: 'center' })
}

/**
 * @param {HTMLElement} room @param {(string | number)[]} path
 * @returns {HTMLElement | undefined} the innermost field of the path
 */
function follow(room, path) {
  if (path[0] === 'translations') {
    const twin = room.querySelector(`[data-twin="${path[1]}"][data-name="${path[2] ?? 'title'}"]`)
    return /** @type {HTMLElement | null} */ (twin) ?? undefined
  }
  const field = fieldsOf(room).find(one => nameOf(one) === path[0])
  if (!field || path.length === 1) return field
  const inner = field.dataset.form === 'parts' ? itemsOf(field)[Number(path[1])] : field
  const rest = path.slice(field.dataset.form === 'parts' ? 2 : 1)
  return (inner && rest.length ? follow(inner, rest) : undefined) ?? field
}
