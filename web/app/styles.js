// A page comes as for paper: the sheet of what only the app shows then holds nothing up (web/styles/later.css).

/** Has that sheet count on the screen too, once it is here: while the records come, the processor has nothing else to do. */
export function dressAll() {
  const sheet = /** @type {HTMLLinkElement | null} */ (document.querySelector('link[media=print]'))
  if (!sheet) return
  if (sheet.sheet) sheet.media = 'all'
  else sheet.addEventListener('load', dressAll, { once: true })
}
