// What visitors say, taken up in the form: the words stand beside the field they are about, and the save settles them.

/** Reason -> the fields it may be about, the first that the form has. @type {Record<string, string[]>} */
const FIELDS = {
  'no-answer': ['phones', 'url'],
  'wrong-number': ['phones', 'url'],
  closed: ['doubts'],
  moved: ['address', 'city', 'url'],
  'wrong-hours': ['hours', 'url'],
  'not-safe': ['caution'],
  other: ['summary'],
}

/**
 * @param {HTMLElement} form
 * @returns {() => number[]} the numbers of the notes taken up so far
 */
export function bindCorrections(form) {
  /** @type {number[]} */
  const taken = []
  for (const button of document.querySelectorAll('[data-accept]')) {
    button.addEventListener('click', () => {
      const card = /** @type {HTMLElement} */ (button.closest('[data-correction]'))
      const field = findField(form, card.dataset.reason ?? '')
      if (!field || taken.includes(Number(card.dataset.correction))) return
      taken.push(Number(card.dataset.correction))
      const said = [...card.querySelectorAll('b, blockquote')].map(part => part.textContent).join(': ')
      const heard = Object.assign(document.createElement('p'), { className: 'heard', textContent: `A visitor says: ${said}` })
      field.prepend(heard)
      heard.scrollIntoView({ block: 'start' })
      const first = /** @type {HTMLElement | null} */ (field.querySelector('input:not([type=checkbox]), textarea, button'))
      first?.focus({ preventScroll: true })
    })
  }
  return () => taken
}

/** @param {HTMLElement} form @param {string} reason */
function findField(form, reason) {
  const fields = (FIELDS[reason] ?? []).map(name => form.querySelector(`[data-name=${name}]:not([data-twin])`))
  return fields.find(Boolean)
}
