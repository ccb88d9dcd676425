// The place a person picks; kept on the phone only where she says so, and gone with the tick or with "erase" (erase.js).
import { keep, readKept } from './keep.js'

const KEY = 'place'

/**
 * Fills in the place that is kept, and offers to keep one.
 * @param {HTMLInputElement} field @param {HTMLElement} offer holds the box to tick
 */
export function bindPlace(field, offer) {
  const box = /** @type {HTMLInputElement} */ (offer.querySelector('input'))
  const kept = readKept(KEY)
  // Where the browser keeps nothing there is nothing to offer.
  if (!keep(KEY, kept)) return
  box.checked = kept !== null
  field.value ||= kept ?? ''
  offer.hidden = false
  const follow = () => keep(KEY, (box.checked && field.value.trim()) || null)
  box.addEventListener('change', follow)
  field.addEventListener('change', follow)
}
