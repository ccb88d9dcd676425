// The one quiet notice: closed once, it stays closed on this phone (web/app/guard.js) until everything is erased.
import { keep } from './keep.js'

/** Lets the notice be closed, where the page has it. */
export function bindNotice() {
  const close = /** @type {HTMLButtonElement | null} */ (document.querySelector('[data-action="close-notice"]'))
  if (!close) return
  close.hidden = false
  close.addEventListener('click', () => {
    document.documentElement.dataset.notice = 'closed'
    // Where nothing can be kept it is back on the next page.
    keep('notice', 'closed')
    document.getElementById('q')?.focus({ preventScroll: true })
  })
}
