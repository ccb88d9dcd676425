// Hours in words: as they are written, and as they stand at a moment. Twin of directory/site/views/hours.py.
import { dateOf, weekdayOf } from '../search/holidays.js'
import { DAY_MINUTES, DAYS, findOpening } from '../search/opening.js'
import { fill } from './texts.js'

/** @typedef {import("./texts.js").Form} Form */
/** @typedef {import("./texts.js").Words} Words */
/** @typedef {import("../search/opening.js").Opening} Opening */
/** @typedef {import("../search/opening.js").Moment} Moment */

// From here on a weekday alone might be taken for this week's.
const WEEK = 7

/**
 * "Mo-Fr 08:00-17:00; PH off" as "Mon–Fri 8 am–5 pm; holidays closed".
 * @param {string} hours @param {Words} words
 */
export function hoursText(hours, words) {
  if (hours === '24/7') return words.record.always_open
  return hours
    .replaceAll('-', '–')
    .replaceAll('off', words.record.closed)
    .replace(/\b(Mo|Tu|We|Th|Fr|Sa|Su|PH)\b/g, day => words.record.days[day])
    .replace(/\b(\d\d):(\d\d)\b/g, (_, hour, minutes) => clock(Number(hour), Number(minutes), words))
}

/**
 * "Open now, closes 5 pm", "Closed, opens Mon 8 am", "Open 24 hours", "Hours not known"; where no moment is known the hours as
 * written, and nothing for videos and print.
 * @param {Form} form @param {Words} words @returns {string}
 */
export function openingText(form, words) {
  if (!words.moment) return form.hours ? hoursText(form.hours, words) : ''
  const opening = findOpening(form, words.moment)
  return opening ? stateText(opening, form, words.moment, words) : ''
}

/** @param {Opening} opening @param {Form} form @param {Moment} now @param {Words} words @returns {string} */
function stateText(opening, form, now, words) {
  if (opening.state === 'always') return words.record.always_open
  if (opening.state === 'unknown') return words.record[hasHours(form) ? 'hours_not_sure' : 'hours_not_known']
  if (opening.day === null) return words.record.closed_now
  return fill(words, opening.state === 'open' ? 'open_until' : 'closed_until', { time: timeText(opening, now, words) })
}

/** @param {Form} form */
function hasHours({ hours, phones = [] }) {
  return hours !== undefined || phones.some((/** @type {Form} */ phone) => phone.hours !== undefined)
}

/** @param {Opening} opening @param {Moment} now @param {Words} words @returns {string} "5 pm" today, "Mon 8 am" within a week, "Nov 30, 8 am" later */
function timeText({ day, minute }, now, words) {
  const [at, minutes] = [day ?? 0, minute ?? 0]
  const time = clock(Math.floor(minutes / 60), minutes % 60, words)
  if (at === now.day) return time
  if (at - now.day < WEEK) return `${words.record.days[DAYS[weekdayOf(at)]]} ${time}`
  const { month, dayOfMonth } = dateOf(at)
  return fill(words, 'day_and_time', { day: dayOfMonth, month: words.record.months[month - 1], time })
}

/** @param {number} hour @param {number} minutes @param {Words} words */
function clock(hour, minutes, words) {
  const half = words.record[hour >= 12 && hour < DAY_MINUTES / 60 ? 'afternoon' : 'morning']
  return `${((hour + 11) % 12) + 1}${minutes ? `:${String(minutes).padStart(2, '0')}` : ''} ${half}`
}
