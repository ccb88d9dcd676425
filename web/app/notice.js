// The one quiet notice: closed once, it stays closed on this phone (web/app/guard.js) until everything is erased.

/** Lets the notice be closed, where the page has it. */
export function bindNotice() {
  const close = /** @type {HTMLButtonElement | null} */ (document.querySelector('[data-action="close-notice"]'))
  if (!close) return
  close.hidden = false
  close.addEventListener('click', () => {
    document.documentElement.dataset.notice = 'closed'
    try {
      localStorage.setItem('notice', 'closed')
    } catch {
      // Nothing can be kept here; it is back on the next page.
    }
    document.getElementById('q')?.focus({ preventScroll: true })
  })
}
