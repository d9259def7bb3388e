import { ErrorCode, refuse } from "../errors.js";
import { DAY_MS } from "../time.js";
import { DAY_MINUTES, weekdayOf, type BusinessCalendar, type OpenHours } from "./business-calendar.js";

const localDate = /^\d{4}-\d\d-\d\d$/;
/** More days off than this are no calendar that somebody wrote. */
const MAXIMUM_HOLIDAYS = 5_000;
/** A working day a week. With a minute a week thirty days in business hours would last for eight hundred years. */
const MINIMUM_WEEK_MINUTES = 480;
/** The longest leave: nobody's deadline may wait longer because holidays stand in a row. */
const MAXIMUM_CLOSED_DAYS = 31;

/**
 * Checks a calendar that somebody hands in: seven days, hours in order within each, enough of them that clocks get on,
 * holidays that are dates and not too many in a row. The zone is the caller's to check, for the domain knows none.
 * @throws RefusedError VALIDATION naming the field at fault
 */
export function checkCalendar({ weeklyHours, holidays }: Omit<BusinessCalendar, "zone">): void {
  if (weeklyHours.length !== 7) fail("weeklyHours", "Give seven days, Monday first.");
  weeklyHours.forEach(checkDay);
  if (minutesOf(weeklyHours) < MINIMUM_WEEK_MINUTES) {
    fail("weeklyHours", "The calendar is open for less than 8 hours a week. Clocks by it would hardly end.");
  }
  if (holidays.size > MAXIMUM_HOLIDAYS) fail("holidays", `At most ${MAXIMUM_HOLIDAYS} holidays.`);
  for (const date of holidays) {
    if (!isDate(date)) fail("holidays", `"${date.slice(0, 20)}" is no date such as 2026-12-25.`);
  }
  checkRows({ weeklyHours, holidays });
}

function minutesOf(weeklyHours: BusinessCalendar["weeklyHours"]): number {
  return weeklyHours.flat().reduce((sum, { fromMinute, untilMinute }) => sum + untilMinute - fromMinute, 0);
}

/** Holidays make a row with those of the days between them on which the week is closed anyway. */
function checkRows({ weeklyHours, holidays }: Omit<BusinessCalendar, "zone">): void {
  const isOpen = (day: number): boolean => (weeklyHours[weekdayOf(day)]?.length ?? 0) > 0;
  const days = [...holidays]
    .map((date) => Date.parse(`${date}T00:00:00Z`) / DAY_MS)
    .toSorted((a, b) => a - b);
  let [first, next] = [-Infinity, -Infinity];
  for (const day of days) {
    while (next < day && next > -Infinity && !isOpen(next)) next += 1;
    if (next !== day) first = day;
    next = day + 1;
    if (next - first <= MAXIMUM_CLOSED_DAYS) continue;
    const date = new Date(first * DAY_MS).toISOString().slice(0, 10);
    fail("holidays", `From ${date} on more than ${MAXIMUM_CLOSED_DAYS} days in a row are closed. Open some.`);
  }
}

function checkDay(day: readonly OpenHours[]): void {
  let last = 0;
  for (const { fromMinute, untilMinute } of day) {
    const whole = Number.isInteger(fromMinute) && Number.isInteger(untilMinute);
    if (!whole || fromMinute < last || untilMinute <= fromMinute || untilMinute > DAY_MINUTES) {
      fail("weeklyHours", "The hours of a day are whole minutes from 0 to 1440, ascending, without overlap.");
    }
    last = untilMinute;
  }
}

/** Whether a text is a date of the calendar: 2026-02-30 is none. */
export function isDate(text: string): boolean {
  const midnight = Date.parse(`${text}T00:00:00Z`);
  return localDate.test(text) && !Number.isNaN(midnight) && new Date(midnight).toISOString().startsWith(text);
}

function fail(field: string, message: string): never {
  refuse(ErrorCode.VALIDATION, message, { field: [field] });
}
