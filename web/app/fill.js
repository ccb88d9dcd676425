// A <template> of the page + a view -> the element to show. Texts go in as text and addresses as attributes, so that
// nothing in a record is ever read as HTML. Markup: directory/site/templates/_record.html.

/**
 * A clone of the template's element with its slots filled.
 * @param {string} id of the template
 * @param {Record<string, any>} slots
 * @returns {HTMLElement}
 */
export function fillTemplate(id, slots) {
  return fill(cloneTemplate(id), slots)
}

/** @param {string} id of a template @returns {HTMLElement} a clone of its element, as it is */
export function cloneTemplate(id) {
  const template = /** @type {HTMLTemplateElement} */ (document.getElementById(id))
  return /** @type {HTMLElement} */ (template.content.firstElementChild?.cloneNode(true))
}

/**
 * @template {Element} E
 * @param {E} root @param {Record<string, any>} slots
 * @returns {E} the same element
 */
function fill(root, slots) {
  const lists = takeOutItems(root)
  for (const part of matching(root, 'data-part')) {
    if (slots[name(part, 'data-part')] === undefined) part.remove()
  }
  for (const field of matching(root, 'data-field')) fillText(field, slots[name(field, 'data-field')])
  for (const element of matching(root, 'data-attr')) fillAttributes(element, slots)
  for (const { place, item, list } of lists) {
    const entries = slots[list] ?? []
    place.replaceWith(...entries.map((/** @type {any} */ entry) => fill(/** @type {Element} */ (item.cloneNode(true)), slotsOf(entry))))
  }
  return root
}

/**
 * The repeated items, out of the tree and each with the place it came from, so that their own slots are left alone.
 * @param {Element} root
 */
function takeOutItems(root) {
  return [...root.querySelectorAll('[data-each]')].map(item => {
    const place = document.createComment('')
    item.replaceWith(place)
    const list = name(item, 'data-each')
    item.removeAttribute('data-each')
    return { place, item, list }
  })
}

/** @param {unknown} entry a mapping, or a text that fills the slot without a name @returns {Record<string, any>} */
function slotsOf(entry) {
  return typeof entry === 'string' ? { '': entry } : /** @type {Record<string, any>} */ (entry)
}

/** @param {Element} element @param {string | undefined} text */
function fillText(element, text) {
  if (text === undefined) element.remove()
  else write(element, text)
}

/**
 * An e-mail address in the text breaks before its "@", and an address that stands alone before its dots too. Twin of breakable in texts.py.
 * @param {Element} element @param {string} text
 */
export function write(element, text) {
  element.replaceChildren(...text.split(/\s/.test(text) ? /(?=@\w)/ : /(?=[@.]\w\w)/).flatMap((piece, place) => (place ? [document.createElement('wbr'), piece] : piece)))
}

/**
 * `data-attr="href:address lang:title_lang"`: attribute and slot.
 * @param {Element} element @param {Record<string, any>} slots
 */
function fillAttributes(element, slots) {
  for (const pair of name(element, 'data-attr').split(' ')) {
    const [attribute, slot] = pair.split(':')
    if (slots[slot] === undefined) element.removeAttribute(attribute)
    else element.setAttribute(attribute, slots[slot])
  }
}

/** @param {Element} element @param {string} attribute */
function name(element, attribute) {
  return element.getAttribute(attribute) ?? ''
}

/** @param {Element} root @param {string} attribute @returns {Element[]} the root too, if it has the attribute */
function matching(root, attribute) {
  const inside = [...root.querySelectorAll(`[${attribute}]`)]
  return root.hasAttribute(attribute) ? [root, ...inside] : inside
}
