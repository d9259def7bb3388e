import type { BusinessCalendar } from "../../domain/clock/business-calendar.js";
import { ErrorCode, refuse } from "../../domain/errors.js";
import { PLATFORM_CALENDAR, readCalendar } from "../../persistence/calendar.store.js";
import type { UseCaseContext } from "../use-case.js";
import { calendarFrom, calendarOfCountry, ordinaryCalendar } from "./clock-setting.js";

/**
 * The calendar by which clocks in business hours run for merchants of a country, or for the platform; for everybody,
 * for it binds everybody.
 * @param country ISO 3166-1 alpha-2; null: the platform's own
 * @throws RefusedError NOT_FOUND for what is no country
 */
export async function readBusinessCalendar(
  { database, clock }: UseCaseContext,
  country: string | null,
): Promise<BusinessCalendar> {
  const known = country === null ? ordinaryCalendar : calendarOfCountry(country, clock.now());
  if (known === null) refuse(ErrorCode.NOT_FOUND, "There is no such country.", { field: ["country"] });
  const stored = await readCalendar(database, country ?? PLATFORM_CALENDAR);
  return stored === null ? known : calendarFrom(stored);
}
