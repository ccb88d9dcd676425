// Lists of parts: numbers, sources, doubts. Add one, take one away, move it up; a number typed anew needs a new check.
import { fieldsOf, input, itemsOf, nameOf } from './read.js'

let added = 0

/** @param {HTMLElement} form @param {() => void} changed called after a part came, went or moved */
export function bindParts(form, changed) {
  for (const field of /** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll('[data-form=parts]'))) {
    itemsOf(field).forEach((item, place) => (item.dataset.was = String(place)))
  }
  for (const stamp of stamps(form)) lockStamp(stamp)
  form.addEventListener('click', event => {
    const button = /** @type {Element} */ (event.target).closest('button')
    if (!button) return
    if ('add' in button.dataset) add(button)
    else if ('drop' in button.dataset) drop(button)
    else if ('up' in button.dataset) moveUp(button)
    else return
    changed()
  })
  form.addEventListener('input', event => {
    const field = /** @type {HTMLElement} */ (event.target).closest('[data-name=number], [data-name=short_code]')
    const stamp = field?.closest('[data-item]')?.querySelector('[data-stamp]')
    if (stamp instanceof HTMLFieldSetElement && stamp.disabled) askAgain(stamp)
  })
}

/** @param {HTMLElement} form */
function stamps(form) {
  return /** @type {NodeListOf<HTMLFieldSetElement>} */ (form.querySelectorAll('[data-item] [data-stamp]'))
}

/**
 * The check of a number moves by verifying, not by editing.
 * @param {HTMLFieldSetElement} stamp
 */
function lockStamp(stamp) {
  stamp.disabled = true
}

/**
 * What was found of the old number says nothing of the new one.
 * @param {HTMLFieldSetElement} stamp
 */
function askAgain(stamp) {
  stamp.disabled = false
  for (const field of fieldsOf(stamp)) input(field).value = nameOf(field) === 'on' ? today() : ''
}

function today() {
  const now = new Date()
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10)
}

/** @param {HTMLElement} button */
function add(button) {
  const field = /** @type {HTMLElement} */ (button.closest('[data-form=parts]'))
  const template = /** @type {HTMLTemplateElement} */ (field.querySelector(':scope > template'))
  added += 1
  const item = /** @type {HTMLElement} */ (template.content.firstElementChild?.cloneNode(true))
  for (const node of item.querySelectorAll('*')) {
    for (const name of ['id', 'for', 'aria-describedby']) {
      const value = node.getAttribute(name)
      if (value) node.setAttribute(name, value.replaceAll('-NEW', `-new${added}`))
    }
  }
  field.querySelector(':scope > ol')?.append(item)
  const stamp = item.querySelector('[data-stamp]')
  if (stamp instanceof HTMLFieldSetElement) askAgain(stamp)
  ;/** @type {HTMLElement | null} */ (item.querySelector('input, select, textarea'))?.focus()
}

/** @param {HTMLElement} button */
function drop(button) {
  const item = /** @type {HTMLElement} */ (button.closest('[data-item]'))
  const field = /** @type {HTMLElement} */ (item.closest('[data-form=parts]'))
  item.remove()
  ;/** @type {HTMLElement | null} */ (field.querySelector('[data-add]'))?.focus()
}

/** @param {HTMLElement} button */
function moveUp(button) {
  const item = /** @type {HTMLElement} */ (button.closest('[data-item]'))
  item.previousElementSibling?.before(item)
  button.focus()
}
