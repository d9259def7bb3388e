import { ErrorCode, refuse } from "../errors.js";
import { DAY_MINUTES, type BusinessCalendar, type OpenHours } from "./business-calendar.js";

const localDate = /^\d{4}-\d\d-\d\d$/;
/** More days off than this are no calendar that somebody wrote. */
const MAXIMUM_HOLIDAYS = 5_000;

/**
 * Checks a calendar that somebody hands in: seven days, hours in order within each, at least one of them open,
 * holidays that are dates. The zone is the caller's to check, for the domain knows none.
 * @throws RefusedError VALIDATION naming the field at fault
 */
export function checkCalendar({ weeklyHours, holidays }: Omit<BusinessCalendar, "zone">): void {
  if (weeklyHours.length !== 7) fail("weeklyHours", "Give seven days, Monday first.");
  weeklyHours.forEach(checkDay);
  if (!weeklyHours.some((day) => day.length > 0)) {
    fail("weeklyHours", "The calendar is never open, so no clock that runs by it would end. Give it hours.");
  }
  if (holidays.size > MAXIMUM_HOLIDAYS) fail("holidays", `At most ${MAXIMUM_HOLIDAYS} holidays.`);
  for (const date of holidays) {
    if (!isDate(date)) fail("holidays", `"${date.slice(0, 20)}" is no date such as 2026-12-25.`);
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
