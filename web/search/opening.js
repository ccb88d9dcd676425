/**
 * Hours and a moment -> whether somebody answers now, and until when or from when. Twin of directory/search/opening.py, which
 * has the rules.
 */

import { dayOf, isHoliday, weekdayOf } from "./holidays.js";

/** The wall clock of all of Montana, with its daylight saving time. */
const ZONE = "America/Denver";

export const DAYS = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];
export const DAY_MINUTES = 24 * 60;

/** A week, and one more: whoever opens on Mondays alone may open only after a holiday. */
const DAYS_AHEAD = 15;

/**
 * What may be filtered by, and what each state of an opening counts as.
 * @type {Record<State, Tag>}
 */
export const TAGS = { always: "now", open: "now", closed: "closed", unknown: "unknown" };

/**
 * @typedef {'always' | 'open' | 'closed' | 'unknown'} State
 * @typedef {'now' | 'closed' | 'unknown'} Tag
 *
 * A time in Montana: `day` in days since 1970-01-01, `minute` since it began.
 * @typedef {{ day: number, minute: number }} Moment
 *
 * Where the state will change: the day and minute at which it closes or opens; both null where that is more than two weeks
 * away or not known.
 * @typedef {{ state: State, day: number | null, minute: number | null }} Opening
 *
 * From and to, in minutes since the day began; the end may lie in the next day.
 * @typedef {[number, number][]} Spans
 *
 * Spans of each weekday, from Monday; of single days; of holidays, null where they are like other days.
 * @typedef {{ week: Spans[], dated: Map<number, Spans>, holidays: Spans | null }} Schedule
 */

/** @type {Map<string, Schedule>} */
const schedules = new Map();

/**
 * What a clock in Montana shows.
 * @param {number} instant in milliseconds since 1970
 * @returns {Moment}
 */
export function readMoment(instant) {
  const shown = new Intl.DateTimeFormat("en-US", {
    timeZone: ZONE,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
  });
  const { year, month, day, hour, minute } = Object.fromEntries(
    shown.formatToParts(instant).map(({ type, value }) => [type, Number(value)]),
  );
  return { day: dayOf(year, month, day), minute: (hour % 24) * 60 + minute };
}

/**
 * Whether somebody of this record answers at a moment; null for videos and print, which are never closed.
 * @param {any} form public form
 * @param {Moment} moment
 * @returns {Opening | null}
 */
export function findOpening(form, moment) {
  const hours = listHours(form);
  return hours && findBest(hours, moment);
}

/**
 * The hours that count, sorted; none where it is not sure that anybody is there. Null for what has no hours at all.
 * @param {any} form public form
 * @returns {string[] | null}
 */
export function listHours({ kind, phones, doubts = [], hours }) {
  if (kind !== "organization") return null;
  const confirmed = (phones ?? []).filter((/** @type {any} */ phone) => phone.confirmed);
  const isDoubted = (/** @type {string} */ subject) => doubts.some((/** @type {any} */ { about }) => about === subject);
  const isDoubtful = isDoubted("open") || (!confirmed.length && (isDoubted("phone") || phones !== undefined));
  if (isDoubtful) return [];
  const all = [hours, ...confirmed.map((/** @type {any} */ phone) => phone.hours)];
  return [...new Set(all.filter(Boolean))].sort();
}

/**
 * The opening of whichever of several hours serves best: open the longest, else opening the soonest.
 * @param {string[]} hours
 * @param {Moment} moment
 * @returns {Opening}
 */
export function findBest(hours, moment) {
  const openings = hours.map((text) => readOpening(text, moment));
  const [best] = openings.sort((one, other) => rank(one) - rank(other) || rate(one) - rate(other));
  return best ?? { state: "unknown", day: null, minute: null };
}

/**
 * The opening by one text of hours.
 * @param {string} hours
 * @param {Moment} moment
 * @returns {Opening}
 */
function readOpening(hours, { day, minute: now }) {
  const schedule = schedules.get(hours) ?? readSchedule(hours);
  schedules.set(hours, schedule);
  for (const [start, end] of join(listSpans(schedule, day))) {
    if (end <= now) continue;
    if (start > now) return { state: "closed", ...place(day, start) };
    if (end >= DAYS_AHEAD * DAY_MINUTES) return { state: "always", day: null, minute: null };
    return { state: "open", ...place(day, end) };
  }
  return { state: "closed", day: null, minute: null };
}

/**
 * @param {Schedule} schedule
 * @param {number} day
 */
function getSpans({ week, dated, holidays }, day) {
  return dated.get(day) ?? (holidays && isHoliday(day) ? holidays : week[weekdayOf(day)]);
}

/**
 * Every span from yesterday on, in minutes since today began, by its start.
 * @param {Schedule} schedule
 * @param {number} today
 * @returns {Generator<[number, number]>}
 */
function* listSpans(schedule, today) {
  for (let ahead = -1; ahead < DAYS_AHEAD; ahead++) {
    for (const [start, end] of getSpans(schedule, today + ahead)) {
      yield [ahead * DAY_MINUTES + start, ahead * DAY_MINUTES + end];
    }
  }
}

/**
 * Spans that touch or overlap as one: who is open until midnight and from midnight does not close.
 * @param {Iterable<[number, number]>} spans
 * @returns {Generator<[number, number]>}
 */
function* join(spans) {
  /** @type {[number, number] | null} */
  let joined = null;
  for (const [start, end] of spans) {
    if (joined && start <= joined[1]) {
      joined = [joined[0], Math.max(joined[1], end)];
      continue;
    }
    if (joined) yield joined;
    joined = [start, end];
  }
  if (joined) yield joined;
}

/**
 * Day and minute of so many minutes since today began; midnight ends a day rather than begins the next.
 * @param {number} today
 * @param {number} minutes
 */
function place(today, minutes) {
  const days = Math.floor(minutes / DAY_MINUTES);
  const minute = minutes - days * DAY_MINUTES;
  return minute || !days ? { day: today + days, minute } : { day: today + days - 1, minute: DAY_MINUTES };
}

/**
 * Which state is better: the smaller.
 * @param {Opening} opening
 */
function rank({ state, day }) {
  if (state === "closed" && day !== null) return 2;
  return { always: 0, open: 1, closed: 3, unknown: 4 }[state];
}

/**
 * Of two of one state, which is better: the smaller.
 * @param {Opening} opening
 */
function rate({ state, day, minute }) {
  const changes = (day ?? 0) * DAY_MINUTES + (minute ?? 0);
  return state === "open" ? -changes : changes;
}

/**
 * @param {string} hours
 * @returns {Schedule}
 */
function readSchedule(hours) {
  /** @type {Schedule} */
  const schedule = { week: Array(7).fill([]), dated: new Map(), holidays: null };
  if (hours === "24/7") return { ...schedule, week: Array(7).fill([[0, DAY_MINUTES]]) };
  for (const rule of hours.split("; ")) {
    const [days, times] = rule.split(" ");
    const spans = readSpans(times);
    if (days === "PH") schedule.holidays = spans;
    else if (/^\d/.test(days)) {
      const [year, month, day] = days.split("-").map(Number);
      schedule.dated.set(dayOf(year, month, day), spans);
    } else for (const weekday of readWeekdays(days)) schedule.week[weekday] = spans;
  }
  return schedule;
}

/**
 * "Mo-Fr,Su" as numbers; "Fr-Mo" goes on over Sunday.
 * @param {string} days
 * @returns {number[]}
 */
function readWeekdays(days) {
  return days.split(",").flatMap((part) => {
    const [first, last] = [part.slice(0, 2), part.slice(-2)].map((name) => DAYS.indexOf(name));
    return Array.from({ length: ((last - first + 7) % 7) + 1 }, (_, step) => (first + step) % 7);
  });
}

/**
 * "08:00-12:00,13:00-17:00" in minutes, by start; an end not after its start is in the next day; "off" has none.
 * @param {string} times
 * @returns {Spans}
 */
function readSpans(times) {
  const numbers = [...times.matchAll(/(\d\d):(\d\d)/g)].map(([, hour, minute]) => Number(hour) * 60 + Number(minute));
  /** @type {Spans} */
  const spans = [];
  for (let place = 0; place < numbers.length; place += 2) {
    const [start, end] = numbers.slice(place, place + 2);
    spans.push([start, end > start ? end : end + DAY_MINUTES]);
  }
  return spans.sort(([one, oneEnd], [other, otherEnd]) => one - other || oneEnd - otherEnd);
}
