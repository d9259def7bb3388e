import { IANAZone } from "luxon";
import type { BusinessCalendar, OpenHours, ZonedCalendar } from "../../domain/clock/business-calendar.js";
import type { ClockSetting } from "../../domain/clock/clock-setting.js";
import type { ClockFacts, StoredCalendar } from "../../persistence/clock-facts.js";
import { publicHolidays } from "./public-holidays.js";

const nineToSix: readonly OpenHours[] = [{ fromMinute: 540, untilMinute: 1_080 }];

/** Monday to Friday, nine to six: the hours of who announced none. */
const ordinaryWeek: readonly (readonly OpenHours[])[] = [
  ...Array.from({ length: 5 }, () => nineToSix),
  ...[[], []],
];

/** The platform's calendar until staff set one. */
export const ordinaryCalendar: BusinessCalendar = {
  zone: "UTC",
  weeklyHours: ordinaryWeek,
  holidays: new Set(),
};

function zoned(calendar: BusinessCalendar): ZonedCalendar {
  const zone = IANAZone.create(calendar.zone);
  return { calendar, offsetAt: (instant) => zone.offset(instant.getTime()) };
}

/** A calendar as it was stored. */
export function calendarFrom({
  zone,
  weekly_hours: weeklyHours,
  holidays,
}: StoredCalendar): BusinessCalendar {
  return { zone, weeklyHours, holidays: new Set(holidays) };
}

/** What a country's public holidays make of an ordinary week; null for a country that nobody knows. */
export function calendarOfCountry(country: string, now: Date): BusinessCalendar | null {
  const known = /^[A-Z]{2}$/.test(country) ? publicHolidays(country, now.getUTCFullYear()) : null;
  return known === null ? null : { zone: known.zone, weeklyHours: ordinaryWeek, holidays: known.dates };
}

/**
 * What the clocks of a dispute depend on. A merchant's calendar is its own, else its country's as staff set it, else
 * its country's public holidays, else the platform's. They are only made where a rule counts business hours.
 */
export function clockSettingOf(facts: ClockFacts, now: Date): ClockSetting {
  const platform = (): BusinessCalendar =>
    facts.platformCalendar === null ? ordinaryCalendar : calendarFrom(facts.platformCalendar);
  const merchant = (): BusinessCalendar => {
    const stored = facts.merchantCalendar ?? facts.countryCalendar;
    if (stored !== null) return calendarFrom(stored);
    return (facts.country === null ? null : calendarOfCountry(facts.country, now)) ?? platform();
  };
  return {
    calendarOf: (party) => zoned(party === "MERCHANT" ? merchant() : platform()),
    suspensions: facts.suspensions,
  };
}
