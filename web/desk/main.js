// Starts the desk on whichever of its pages it finds itself.
import { bindForm } from './draft.js'

const INITIALS = 'desk-initials'

/** The initials typed last stand ready in every place that asks for them, on this machine only. */
function rememberInitials() {
  const inputs = /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll('[data-initials]'))
  for (const input of inputs) {
    input.value ||= localStorage.getItem(INITIALS) ?? ''
    input.addEventListener('input', () => {
      localStorage.setItem(INITIALS, input.value)
      for (const other of inputs) other.value = input.value
    })
  }
}

/** Long lists of ticks are narrowed by typing; what is ticked always stays in sight. */
function bindNarrowing() {
  document.addEventListener('input', event => {
    const typed = /** @type {HTMLInputElement} */ (event.target)
    if (!typed.matches('[data-narrow]')) return
    const text = typed.value.trim().toLowerCase()
    for (const label of /** @type {NodeListOf<HTMLElement>} */ (typed.parentElement?.querySelectorAll('.choices label') ?? [])) {
      const isTicked = label.querySelector('input')?.checked ?? false
      label.hidden = !isTicked && !(label.textContent ?? '').toLowerCase().includes(text)
    }
  })
}

rememberInitials()
bindNarrowing()
const form = /** @type {HTMLFormElement | null} */ (document.getElementById('record'))
if (form) bindForm(form)
