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

/** Asks the browser not to clear what is kept: where the app is on the home screen, and never before, as some browsers ask her. */
export function keepWhenInstalled() {
  const isInstalled = matchMedia('(display-mode: standalone)').matches || /** @type {any} */ (navigator).standalone === true
  if (isInstalled) askToKeep()
  window.addEventListener('appinstalled', askToKeep)
}

async function askToKeep() {
  try {
    await navigator.storage.persist()
  } catch {
    // A browser without it clears when it must; the records then come again with the next signal.
  }
}
