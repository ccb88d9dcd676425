// Texts -> elements. Nothing is ever read as HTML.

/**
 * An element with its parts; texts that are not there leave nothing.
 * @param {string} tag @param {Record<string, string | undefined>} attributes @param {...(Node | string | undefined)} parts
 * @returns {HTMLElement}
 */
export function make(tag, attributes, ...parts) {
  const element = document.createElement(tag)
  for (const name in attributes) {
    const value = attributes[name]
    if (value !== undefined) element.setAttribute(name, value)
  }
  for (const part of parts) if (part) element.append(part)
  return element
}

/** @param {Element} element @param {Node[]} parts the element holds just these */
export function fill(element, parts) {
  element.textContent = ''
  for (const part of parts) element.append(part)
}

/** @param {Line[]} lines @returns {Node[]} */
export function drawLines(lines) {
  /** @type {Node[]} */
  const drawn = []
  for (const line of lines) {
    const buttons = make('div', { class: 'buttons' })
    for (const phone of line.phones) buttons.append(drawButton(phone))
    drawn.push(
      make(
        'li',
        { part: 'line' },
        make('h4', { lang: line.title_lang }, line.title),
        buttons,
        about(line.hours, line.hours_note, line.hours_note_lang),
        line.unconfirmed && make('p', { class: 'doubt' }, line.unconfirmed),
      ),
    )
  }
  return drawn
}

/** @param {Phone} phone */
function drawButton({ href, kind, verb, number }) {
  return make('a', { class: 'button', part: 'call', href, 'data-kind': kind }, `${verb} `, make('b', {}, number))
}

/** @param {string | undefined} hours @param {string | undefined} note @param {string | undefined} lang */
function about(hours, note, lang) {
  if (!hours && !note) return undefined
  return make('p', { class: 'about' }, hours, hours && note ? ' · ' : '', note && make('span', { lang }, note))
}

/**
 * @param {Card} card @param {string} base @param {string} target
 * @returns {HTMLElement}
 */
export function drawCard(card, base, target) {
  const link = make('a', { href: base + card.page, target, rel: 'noreferrer noopener', lang: card.title_lang }, card.title)
  const item = make(
    'li',
    { part: 'card', 'data-resource-id': card.id },
    make('p', { class: 'about' }, card.eyebrow),
    make('h3', {}, link),
    make('p', { class: 'summary', lang: card.summary_lang }, card.summary),
    card.facts && make('p', { class: 'about' }, card.facts),
    card.caution && make('p', { class: 'caution', lang: card.caution_lang }, card.caution),
  )
  for (const phone of card.phones ?? []) item.append(drawPhone(phone))
  return item
}

/** @param {Phone} phone */
function drawPhone(phone) {
  return make(
    'div',
    { class: 'phone' },
    drawButton(phone),
    make('p', { class: 'about' }, make('span', { lang: phone.label_lang }, phone.label), phone.hours && ` · ${phone.hours}`),
    phone.note && make('p', { class: 'about', lang: phone.note_lang }, phone.note),
    phone.confirmed && make('p', { class: 'about' }, phone.confirmed),
    phone.unconfirmed && make('p', { class: 'doubt' }, phone.unconfirmed),
  )
}
