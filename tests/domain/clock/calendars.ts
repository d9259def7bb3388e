import { IANAZone } from "luxon";
import type { BusinessCalendar, ZonedCalendar } from "../../../src/domain/clock/business-calendar.js";
import type { Counting } from "../../../src/domain/clock/counted-time.js";

/** A calendar of a zone: nine to five, Monday to Friday, unless told otherwise. */
export function calendarOf(zone: string, change: Partial<BusinessCalendar> = {}): ZonedCalendar {
  const nineToFive = [{ fromMinute: 540, untilMinute: 1020 }];
  const weeklyHours = [nineToFive, nineToFive, nineToFive, nineToFive, nineToFive, [], []];
  const iana = IANAZone.create(zone);
  return {
    calendar: { zone, weeklyHours, holidays: new Set(), ...change },
    offsetAt: (instant) => iana.offset(instant.getTime()),
  };
}

/** Open day and night, all week. */
export const allWeek = Array.from({ length: 7 }, () => [{ fromMinute: 0, untilMinute: 1440 }]);

/** Counting in the open hours of a calendar. */
export function business(hours: ZonedCalendar, excluded: Counting["excluded"] = []): Counting {
  return { hours, excluded };
}
