/**
 * Holds a search that is asked before the app can answer, and asks it again once it can: with no signal it would otherwise
 * end on the page that says so. On a first visit nothing is kept yet, and the server answers sooner.
 * @returns {() => void} to be called when searches can be answered, or never will be
 */
export function holdEarlySearch() {
  if (!navigator.serviceWorker?.controller) return () => {}
  /** @type {SubmitEvent | undefined} */
  let held
  /** @param {SubmitEvent} event */
  const hold = event => {
    const form = /** @type {HTMLFormElement} */ (event.target)
    if (!form.getAttribute('action')?.endsWith('/search')) return
    event.preventDefault()
    event.stopPropagation()
    held = event
  }
  document.addEventListener('submit', hold, true)
  return () => {
    document.removeEventListener('submit', hold, true)
    const form = /** @type {HTMLFormElement | undefined} */ (held?.target)
    form?.requestSubmit(held?.submitter)
  }
}
