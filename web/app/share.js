// Passing a record on: share sheet, copy, QR code, print, contact card. All work with no signal; nothing is sent or kept by us.
import { saveContact } from './contact.js'

/**
 * Answers the tools of every record on the page, also of those opened later.
 * @param {string} maker address of the module that draws codes
 */
export function bindTools(maker) {
  document.addEventListener('click', event => {
    const button = /** @type {Element} */ (event.target).closest('button[data-tool]')
    const record = /** @type {HTMLElement | null} */ (button?.closest('article') ?? null)
    if (button && record) USE[/** @type {HTMLElement} */ (button).dataset.tool ?? '']?.(record, maker)
  })
  document.addEventListener('change', event => {
    const choice = /** @type {HTMLElement} */ (event.target)
    if (choice.dataset.tool === 'contents') showCode(/** @type {HTMLElement} */ (choice.closest('article')), maker)
  })
  document.addEventListener('submit', event => {
    const form = /** @type {HTMLFormElement} */ (event.target)
    if (form.dataset.tool !== 'contact-room') return
    event.preventDefault()
    const name = /** @type {HTMLInputElement} */ (form.elements.namedItem('name')).value
    saveContact(name, listNumbers(/** @type {HTMLElement} */ (form.closest('article'))))
  })
}

/** @param {HTMLElement} record shows the tools this browser has */
export function offerTools(record) {
  tool(record, 'bar').hidden = false
  offerSending(record)
  const contents = /** @type {HTMLSelectElement} */ (tool(record, 'contents'))
  contents.prepend(...listCalls(record).map(link => new Option(nameCall(link), link.href)))
  contents.selectedIndex = 0
}

/** @param {HTMLElement} room of a record, or of a list of them: shows of its ways to pass a text on those this browser has */
export function offerSending(room) {
  tool(room, 'send').hidden = !('share' in navigator)
  tool(room, 'copy').hidden = !navigator.clipboard
}

/** @type {Record<string, (record: HTMLElement, maker: string) => unknown>} */
const USE = {
  send: record => navigator.share({ text: textOf(record) }).catch(error => error.name === 'AbortError' || say(record, 'failed')),
  copy: record => navigator.clipboard.writeText(textOf(record)).then(() => say(record, 'copied'), () => say(record, 'failed')),
  print: () => window.print(),
  code: (record, maker) => toggle(record, 'code') && showCode(record, maker),
  contact: record => toggle(record, 'contact'),
}

/**
 * Draws what is chosen: a number to call or text, or the whole text.
 * @param {HTMLElement} record @param {string} maker
 */
async function showCode(record, maker) {
  const { drawCode } = await import(maker)
  const choice = /** @type {HTMLSelectElement} */ (tool(record, 'contents')).selectedOptions[0]
  const { side, path } = drawCode(choice.hasAttribute('value') ? choice.value : textOf(record))
  const drawing = tool(record, 'drawing')
  drawing.setAttribute('viewBox', `0 0 ${side} ${side}`)
  drawing.firstElementChild?.setAttribute('d', path)
}

/**
 * Opens or closes the room that belongs to a button. The other one closes, so that what opens stands below the buttons.
 * @param {HTMLElement} record @param {string} name @returns {boolean} whether it is open now
 */
function toggle(record, name) {
  const isOpening = Boolean(tool(record, `${name}-room`).hidden)
  for (const button of /** @type {NodeListOf<HTMLElement>} */ (record.querySelectorAll('[data-tool][aria-expanded]'))) {
    const isOpen = isOpening && button.dataset.tool === name
    tool(record, `${button.dataset.tool}-room`).hidden = !isOpen
    button.setAttribute('aria-expanded', String(isOpen))
  }
  return isOpening
}

/** @param {HTMLElement} record @param {'copied' | 'failed'} what */
function say(record, what) {
  const share = /** @type {HTMLElement} */ (record.querySelector('.share'))
  tool(record, 'said').textContent = share.dataset[what] ?? ''
}

/** @param {HTMLElement} record @returns {HTMLAnchorElement[]} its numbers, as links to call or text */
function listCalls(record) {
  return [...record.querySelectorAll('.numbers a')].map(link => /** @type {HTMLAnchorElement} */ (link))
}

/** @param {HTMLAnchorElement} link @returns {string} "233733 · Text line": the number first, as a narrow list cuts the end */
function nameCall(link) {
  const label = link.parentElement?.querySelector('[data-field=label]')
  return [link.querySelector('[data-field=dialled]'), label].map(part => part?.textContent?.trim()).filter(Boolean).join(' · ')
}

/** @param {HTMLElement} record @returns {string[]} each number once, as dialled */
function listNumbers(record) {
  return [...new Set(listCalls(record).map(({ href }) => href.replace(/^\w+:/, '').replace(/\?.*/, '')))]
}

/** @param {HTMLElement} record */
function textOf(record) {
  return tool(record, 'text').textContent ?? ''
}

/** @param {HTMLElement} room @param {string} name @returns {HTMLElement} */
export function tool(room, name) {
  return /** @type {HTMLElement} */ (room.querySelector(`[data-tool="${name}"]`))
}
