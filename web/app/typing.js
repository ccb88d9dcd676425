// What one types into is clear of Exit: a tap gives a field the focus where it stands, and the browser scrolls only for the keyboard.

const FIELDS = 'textarea, input:not([type=checkbox], [type=radio])'

/** Scrolls a field that gets the focus, if it must, as far as the page's own scroll-padding asks. */
export function keepFieldsClear() {
  document.addEventListener('focusin', event => {
    const field = /** @type {Element} */ (event.target)
    if (field.matches(FIELDS)) field.scrollIntoView({ block: 'nearest' })
  })
}
