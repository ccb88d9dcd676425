// A page comes as for paper: the sheet of what only the app shows then holds nothing up (web/styles/later.css).

/** Has that sheet count on the screen too. */
export function dressAll() {
  const sheet = /** @type {HTMLLinkElement | null} */ (document.querySelector('link[media=print]'))
  if (sheet) sheet.media = 'all'
}
