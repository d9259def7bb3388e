import { IANAZone } from "luxon";
import { Role } from "../../domain/access/viewer.js";
import type { BusinessCalendar, OpenHours } from "../../domain/clock/business-calendar.js";
import { checkCalendar } from "../../domain/clock/check-calendar.js";
import { ErrorCode, refuse } from "../../domain/errors.js";
import { PLATFORM_CALENDAR, saveCalendar } from "../../persistence/calendar.store.js";
import { inTransactionOnce } from "../idempotent.js";
import type { UseCaseContext } from "../use-case.js";
import { calendarOfCountry } from "./clock-setting.js";

/** When people of a country, or the platform, are at work. */
export interface SetBusinessCalendarInput {
  readonly clientMutationId: string;
  /** ISO 3166-1 alpha-2; null: the platform's own. */
  readonly country: string | null;
  readonly zone: string;
  /** Seven lists, Monday first. */
  readonly weeklyHours: readonly (readonly OpenHours[])[];
  /** Local dates. */
  readonly holidays: readonly string[];
}

/**
 * Sets the calendar of a country or of the platform. It counts for clocks that start from now on, and for those that
 * are paused or extended; a deadline that stands stays.
 * @throws RefusedError FORBIDDEN, VALIDATION
 */
export async function setBusinessCalendar(
  context: UseCaseContext,
  input: SetBusinessCalendarInput,
): Promise<void> {
  const { viewer, clock } = context;
  if (viewer.role !== Role.RULE_EDITOR) {
    refuse(ErrorCode.FORBIDDEN, "Only the role RULE_EDITOR sets business calendars.");
  }
  const { clientMutationId, country, zone, weeklyHours } = input;
  const key = { mutation: "setBusinessCalendar", clientMutationId, input };
  await inTransactionOnce(context, key, async (tx) => {
    const now = clock.now();
    if (!IANAZone.isValidZone(zone)) {
      refuse(ErrorCode.VALIDATION, "A zone is an IANA name such as America/Sao_Paulo.", { field: ["zone"] });
    }
    if (country !== null && calendarOfCountry(country, now) === null) {
      refuse(ErrorCode.VALIDATION, "A country is an ISO 3166-1 code such as BR.", { field: ["country"] });
    }
    const calendar: BusinessCalendar = { zone, weeklyHours, holidays: new Set(input.holidays) };
    checkCalendar(calendar);
    await saveCalendar(tx, country ?? PLATFORM_CALENDAR, calendar, { by: viewer.id, at: now });
    return {};
  });
}
