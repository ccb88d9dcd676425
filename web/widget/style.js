// The style, adopted: no style attribute and no style element, so a strict policy of the page has nothing to refuse.

/** @type {CSSStyleSheet | undefined} one sheet for all elements of the page */
let sheet

/** @param {ShadowRoot} root */
export function adoptStyle(root) {
  if (root.adoptedStyleSheets) {
    root.adoptedStyleSheets = [sheet ?? makeSheet()]
    return
  }
  // Safari before 16.4. Where the policy refuses it, everything still stands there, plain.
  const style = document.createElement('style')
  style.textContent = WIDGET_STYLE
  root.append(style)
}

function makeSheet() {
  sheet = new CSSStyleSheet()
  sheet.replaceSync(WIDGET_STYLE)
  return sheet
}
