// What a visitor would see of the draft, in a frame. One page of it is on its way at a time: browsers lose a frame that is sent
// elsewhere again and again before it has arrived anywhere.

/** @returns {(isFresh: boolean) => void} shows the last draft the desk has; not fresh where what is typed now cannot be shown */
export function bindPreview() {
  const frame = /** @type {HTMLIFrameElement} */ (document.querySelector('[data-part=preview]'))
  const stale = /** @type {HTMLElement} */ (document.querySelector('[data-part=stale]'))
  let lang = 'en'
  let isUnderWay = false
  let isOld = false

  const load = () => {
    isOld = isUnderWay
    if (isUnderWay) return
    isUnderWay = true
    // The time makes it another address each time.
    frame.src = `${frame.dataset.address}?${new URLSearchParams({ lang, at: String(Date.now()) })}`
  }
  frame.addEventListener('load', () => {
    isUnderWay = false
    if (isOld) load()
  })
  bindLanguages(chosen => {
    lang = chosen
    load()
  })
  return isFresh => {
    stale.hidden = isFresh
    load()
  }
}

/** @param {(lang: string) => void} choose */
function bindLanguages(choose) {
  const buttons = /** @type {HTMLElement[]} */ ([...document.querySelectorAll('button[data-lang]')])
  for (const button of buttons) {
    button.addEventListener('click', () => {
      for (const other of buttons) other.setAttribute('aria-pressed', String(other === button))
      choose(button.dataset.lang ?? 'en')
    })
  }
}
