// The map of the counties: a tap or the arrow keys choose one and say its name, its button goes there. Without this it is a picture.
import { sendForm } from './early.js'
import { part } from './parts.js'
import { fillBraces } from './texts.js'

// Arrow -> which way it leads: to the right, down.
/** @type {Record<string, [number, number]>} */
const WAYS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }

/** @typedef {SVGPathElement} County with the data- attributes `place`, its name, and `count`, once they are named */

/** Lets one choose a county, where the page has a map. */
export function bindMap() {
  const map = part('map')
  const form = /** @type {HTMLFormElement | null} */ (part('chosen'))
  const list = part('counties')
  if (!map || !form || !list) return
  const counties = nameCounties(map, list)
  makeList(map, counties)
  form.hidden = false
  map.addEventListener('click', event => choose(findNearest(counties, event), counties, form))
  map.addEventListener('keydown', event => {
    const county = /** @type {County} */ (event.target)
    const next = event.key in WAYS ? findNext(counties, county, WAYS[event.key]) : county
    if (event.key !== 'Enter' && event.key !== ' ' && next === county) return
    event.preventDefault()
    choose(next, counties, form)
    if (next === county) sendForm(form, form.querySelector('button'))
  })
}

/**
 * Tells the counties of the map what the list of them says, which is in the same order.
 * @param {HTMLElement} map @param {HTMLElement} list @returns {County[]} those that have an outline
 */
function nameCounties(map, list) {
  const counties = /** @type {County[]} */ ([...map.querySelectorAll(':scope > path')])
  list.querySelectorAll('button').forEach((row, place) => {
    counties[place].dataset.place = row.value
    counties[place].dataset.count = row.querySelector('small')?.textContent ?? ''
  })
  return counties.filter(county => county.hasAttribute('d'))
}

/**
 * To a screen reader a list of which one is chosen; to the keyboard one stop, its arrow keys lead over the map.
 * @param {HTMLElement} map @param {County[]} counties
 */
function makeList(map, counties) {
  map.setAttribute('role', 'listbox')
  for (const county of counties) {
    county.setAttribute('role', 'option')
    county.setAttribute('aria-label', `${county.dataset.place} ${county.dataset.count}`)
    county.setAttribute('aria-selected', 'false')
    county.setAttribute('tabindex', '-1')
  }
  counties[0].setAttribute('tabindex', '0')
}

/**
 * Marks the county, says its name and count, and offers to go there.
 * @param {County} county @param {County[]} counties @param {HTMLFormElement} form
 */
function choose(county, counties, form) {
  for (const other of counties) {
    other.setAttribute('aria-selected', String(other === county))
    other.setAttribute('tabindex', other === county ? '0' : '-1')
  }
  document.querySelector('.picked')?.setAttribute('d', county.getAttribute('d') ?? '')
  const { place = '', count = '' } = county.dataset
  const [said, button] = [/** @type {HTMLElement} */ (form.querySelector('p')), /** @type {HTMLButtonElement} */ (form.querySelector('button'))]
  said.textContent = fillBraces(said.dataset.said ?? '', { place, count })
  button.value = place
  button.hidden = false
  county.focus({ preventScroll: true })
}

/**
 * The county under a finger, or beside the state's border the nearest one.
 * @param {County[]} counties @param {MouseEvent} event @returns {County}
 */
function findNearest(counties, { target, clientX, clientY }) {
  const touched = counties.find(county => county === target)
  return touched ?? least(counties, county => distance(middle(county), [clientX, clientY]))
}

/**
 * The nearest county that lies that way; the same one where none does.
 * @param {County[]} counties @param {County} from @param {[number, number]} way @returns {County}
 */
function findNext(counties, from, [right, down]) {
  const [x, y] = middle(from)
  const ahead = counties.filter(county => {
    const [dx, dy] = [middle(county)[0] - x, middle(county)[1] - y]
    const along = dx * right + dy * down
    // Within an eighth of a turn to either side.
    return along > 0 && Math.abs(dx * down + dy * right) <= along
  })
  return ahead.length ? least(ahead, county => distance(middle(county), [x, y])) : from
}

/** @param {County} county @returns {[number, number]} the middle of its box on the screen */
function middle(county) {
  const { left, right, top, bottom } = county.getBoundingClientRect()
  return [(left + right) / 2, (top + bottom) / 2]
}

/** @param {[number, number]} one @param {[number, number]} other */
function distance([x, y], [otherX, otherY]) {
  return Math.hypot(x - otherX, y - otherY)
}

/** @param {County[]} counties @param {(county: County) => number} rate @returns {County} the one rated least */
function least(counties, rate) {
  return counties.reduce((best, county) => (rate(county) < rate(best) ? county : best))
}
