import Holidays from "date-holidays";
import { DAY_MS, HOUR_MS } from "../../domain/time.js";

/** The public holidays of a country around a year. */
export interface CountryHolidays {
  /** IANA zone that most of the country lives by, as far as one can say. */
  readonly zone: string;
  /** Local dates. */
  readonly dates: ReadonlySet<string>;
}

/** Clocks run for weeks, not for years: the year before and the two after are enough. */
const YEARS = [-1, 0, 1, 2];
const known = new Map<string, CountryHolidays | null>();

/**
 * The public holidays of a country from the year before to two years after; null for a code that is no country.
 * @param country ISO 3166-1 alpha-2
 */
export function publicHolidays(country: string, year: number): CountryHolidays | null {
  const key = `${country} ${year}`;
  const remembered = known.get(key);
  if (remembered !== undefined) return remembered;
  const computed = compute(country, year);
  known.set(key, computed);
  return computed;
}

function compute(country: string, year: number): CountryHolidays | null {
  const holidays = new Holidays(country, { types: ["public"] });
  const [zone] = holidays.getTimezones();
  if (zone === undefined) return null;
  const days = YEARS.flatMap((offset) => holidays.getHolidays(year + offset)).flatMap(datesOf);
  return { zone, dates: new Set(days) };
}

/** The local dates of a holiday: some last for days. Half a day off is a day of work. */
function datesOf({ date, start, end }: { date: string; start: Date; end: Date }): string[] {
  const first = Date.parse(`${date.slice(0, 10)}T00:00:00Z`);
  const hours = (end.getTime() - start.getTime()) / HOUR_MS;
  // A day on which the clock changes has 23 or 25 hours.
  const days = Math.floor((hours + 1) / 24);
  return Array.from({ length: days }, (_, day) => new Date(first + day * DAY_MS).toISOString().slice(0, 10));
}
