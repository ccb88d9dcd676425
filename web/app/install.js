// The browser's own question whether to install the app is never asked: only the page about it has a button.
import { show } from './parts.js'

/** Keeps the question back, on every page; where the page has the button, its press asks it. */
export function keepInstallQuiet() {
  /** @type {any} */
  let question = null
  window.addEventListener('beforeinstallprompt', event => {
    event.preventDefault()
    question = event
    show('install', true)
  })
  document.querySelector('[data-action="install"]')?.addEventListener('click', () => {
    question?.prompt()
    show('install', false)
  })
}
