/**
 * Days on which offices keep holiday in Montana. Twin of directory/search/holidays.py, which names the laws.
 * A day is a whole number: days since 1970-01-01.
 */

const DAY_MS = 86_400_000;
const [MONDAY, TUESDAY, THURSDAY, FRIDAY] = [0, 1, 3, 4];
const [MAY, NOVEMBER] = [5, 11];

/** Month and day: New Year, Juneteenth (federal alone), Independence, Veterans, Christmas. */
const FIXED = new Set(["1 1", "6 19", "7 4", "11 11", "12 25"]);

/** Month, weekday and which one of the month: King, Presidents, Labor, Columbus or Indigenous Peoples, Thanksgiving. */
const COUNTED = new Set(["1 0 3", "2 0 3", "9 0 1", "10 0 2", "11 3 4"]);

/**
 * Whether a day is one, or stands in for one: the Friday before a Saturday, the Monday after a Sunday.
 * @param {number} day
 */
export function isHoliday(day) {
  const weekday = weekdayOf(day);
  const standsIn = (weekday === FRIDAY && isFixed(day + 1)) || (weekday === MONDAY && isFixed(day - 1));
  return standsIn || isFixed(day) || isCounted(day, weekday);
}

/**
 * 0 for Monday to 6 for Sunday.
 * @param {number} day
 */
export function weekdayOf(day) {
  return (day + THURSDAY) % 7;
}

/**
 * Days since 1970-01-01.
 * @param {number} year
 * @param {number} month
 * @param {number} dayOfMonth
 */
export function dayOf(year, month, dayOfMonth) {
  return Date.UTC(year, month - 1, dayOfMonth) / DAY_MS;
}

/**
 * The calendar's name of a day.
 * @param {number} day
 */
export function dateOf(day) {
  const date = new Date(day * DAY_MS);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, dayOfMonth: date.getUTCDate() };
}

/** @param {number} day */
function isFixed(day) {
  const { month, dayOfMonth } = dateOf(day);
  return FIXED.has(`${month} ${dayOfMonth}`);
}

/**
 * @param {number} day
 * @param {number} weekday
 */
function isCounted(day, weekday) {
  const { year, month, dayOfMonth } = dateOf(day);
  if (COUNTED.has(`${month} ${weekday} ${Math.floor((dayOfMonth + 6) / 7)}`)) return true;
  const isMemorialDay = month === MAY && weekday === MONDAY && dayOfMonth + 7 > 31;
  // The general election: the Tuesday after the first Monday of November, in even years.
  const isElection =
    month === NOVEMBER && weekday === TUESDAY && dayOfMonth >= 2 && dayOfMonth <= 8 && year % 2 === 0;
  return isMemorialDay || isElection;
}
