// The place a person picks; kept on the phone only where she says so, and gone with the tick or with "erase" (erase.js).

const KEY = 'place'

/**
 * Fills in the place that is kept, and offers to keep one.
 * @param {HTMLInputElement} field @param {HTMLElement} offer holds the box to tick
 */
export function bindPlace(field, offer) {
  const storage = openStorage()
  if (!storage) return
  const box = /** @type {HTMLInputElement} */ (offer.querySelector('input'))
  const kept = storage.getItem(KEY)
  box.checked = kept !== null
  field.value ||= kept ?? ''
  offer.hidden = false
  const keep = () => {
    if (box.checked && field.value.trim()) storage.setItem(KEY, field.value.trim())
    else storage.removeItem(KEY)
  }
  box.addEventListener('change', keep)
  field.addEventListener('change', keep)
}

/** @returns {Storage | null} null where the browser keeps nothing for this site */
function openStorage() {
  try {
    return window.localStorage
  } catch {
    return null
  }
}
