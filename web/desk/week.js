// Hours by day: a plain table that writes the subset of opening_hours the records use, and reads it back.

const DAYS = ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su']
const NAMES = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
const RULE = /^((?:Mo|Tu|We|Th|Fr|Sa|Su)(?:[-,](?:Mo|Tu|We|Th|Fr|Sa|Su))*) ((?:\d\d:\d\d-\d\d:\d\d)(?:,\d\d:\d\d-\d\d:\d\d)*)$/

/** @typedef {{ always: boolean, holidays: boolean, days: string[][], rest: string[] }} Week `days`: spans "08:00-17:00" of each day */

/**
 * @param {string} hours
 * @returns {Week | null} null where the text is more than the table can show
 */
export function readWeek(hours) {
  /** @type {Week} */
  const week = { always: hours === '24/7', holidays: false, days: DAYS.map(() => []), rest: [] }
  if (!hours || week.always) return week
  for (const rule of hours.split('; ')) {
    const found = RULE.exec(rule)
    if (found) for (const day of daysOf(found[1])) week.days[day] = found[2].split(',')
    else if (rule === 'PH off') week.holidays = true
    else week.rest.push(rule)
  }
  // Midnight at the end of a day has no place in a browser's field for a time.
  const fits = week.days.every(spans => spans.length < 3 && !spans.some(span => span.endsWith('24:00'))) && week.rest.every(rule => /^(PH|\d{4}-\d\d-\d\d) /.test(rule))
  return fits ? week : null
}

/** @param {Week} week @returns {string} days with the same times joined: "Mo-Fr 08:00-17:00; Sa 09:00-12:00; PH off" */
export function writeWeek(week) {
  if (week.always) return '24/7'
  /** @type {Map<string, number[]>} */
  const byTimes = new Map()
  week.days.forEach((spans, day) => {
    const times = spans.filter(span => !/^-|-$/.test(span)).join(',')
    if (times) byTimes.set(times, [...(byTimes.get(times) ?? []), day])
  })
  const rules = [...byTimes].map(([times, days]) => `${joinDays(days)} ${times}`)
  return [...rules, ...(week.holidays && rules.length ? ['PH off'] : []), ...week.rest].join('; ')
}

/** @param {string} text "Mo-We,Fr" @returns {number[]} */
function daysOf(text) {
  return text.split(',').flatMap(part => {
    const [first, last = first] = part.split('-').map(day => DAYS.indexOf(day))
    const length = ((last - first + 7) % 7) + 1
    return Array.from({ length }, (_, step) => (first + step) % 7)
  })
}

/** @param {number[]} days in order */
function joinDays(days) {
  /** @type {number[][]} */
  const runs = []
  for (const day of days) {
    const run = runs.at(-1)
    if (run && run.at(-1) === day - 1) run.push(day)
    else runs.push([day])
  }
  const name = (/** @type {number[]} */ run) => (run.length > 2 ? [`${DAYS[run[0]]}-${DAYS[run.at(-1) ?? 0]}`] : run.map(day => DAYS[day]))
  return runs.flatMap(name).join(',')
}

/** @param {HTMLElement} form fills each table when it is opened */
export function bindWeeks(form) {
  form.addEventListener(
    'toggle',
    event => {
      const details = /** @type {HTMLDetailsElement} */ (event.target)
      if ('week' in details.dataset && details.open) openWeek(details)
    },
    true,
  )
}

/** @param {HTMLElement} details */
function openWeek(details) {
  const text = /** @type {HTMLInputElement} */ (details.parentElement?.querySelector('input'))
  const room = /** @type {HTMLElement} */ (details.querySelector('[data-week-room]'))
  const week = readWeek(text.value.trim())
  if (!week) {
    room.replaceChildren(element('p', { className: 'help', textContent: 'These hours are more than the table can show. Type them above.' }))
    return
  }
  const write = () => {
    text.value = writeWeek(week)
    text.dispatchEvent(new Event('input', { bubbles: true }))
  }
  const rows = NAMES.map((name, day) => dayRow(name, week.days[day], spans => ((week.days[day] = spans), write())))
  const always = tick('Day and night, every day', week.always, on => ((week.always = on), write()))
  const holidays = tick('Closed on holidays', week.holidays, on => ((week.holidays = on), write()))
  const copy = element('button', { type: 'button', className: 'quiet', textContent: 'Monday’s hours from Monday to Friday' })
  copy.addEventListener('click', () => {
    for (const day of [1, 2, 3, 4]) week.days[day] = [...week.days[0]]
    write()
    openWeek(details)
  })
  const hint = element('p', { className: 'help', textContent: 'When they open and close each day; the second two for a break at noon. An empty day is closed.' })
  room.replaceChildren(always, hint, ...rows, copy, holidays)
}

/** @param {string} name @param {string[]} spans @param {(spans: string[]) => void} changed */
function dayRow(name, spans, changed) {
  const row = element('fieldset', { className: 'weekday' })
  row.append(element('legend', { textContent: name }))
  const inputs = [0, 1].flatMap(place => {
    const [from = '', to = ''] = (spans[place] ?? '').split('-')
    const part = place ? ' again' : ''
    return [time(`${name}, opens${part}`, from), time(`${name}, closes${part}`, to)]
  })
  const read = () => {
    const [a, b, c, d] = inputs.map(input => input.value)
    changed([`${a}-${b}`, `${c}-${d}`].filter(span => span !== '-'))
  }
  for (const input of inputs) input.addEventListener('input', event => (event.stopPropagation(), read()))
  row.append(...inputs)
  return row
}

/** @param {string} label @param {string} value */
function time(label, value) {
  const input = element('input', { type: 'time', value })
  input.setAttribute('aria-label', label)
  return input
}

/** @param {string} label @param {boolean} checked @param {(on: boolean) => void} changed */
function tick(label, checked, changed) {
  const box = element('input', { type: 'checkbox', checked })
  box.addEventListener('input', event => (event.stopPropagation(), changed(box.checked)))
  const line = element('label', { className: 'tick' })
  line.append(box, ` ${label}`)
  return line
}

/**
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} name @param {Partial<HTMLElementTagNameMap[K]>} properties
 * @returns {HTMLElementTagNameMap[K]}
 */
function element(name, properties) {
  return Object.assign(document.createElement(name), properties)
}
