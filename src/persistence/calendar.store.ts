import type { BusinessCalendar } from "../domain/clock/business-calendar.js";
import type { StoredCalendar } from "./clock-facts.js";
import type { Sql } from "./database.js";

/** The owner of the platform's own calendar. */
export const PLATFORM_CALENDAR = "PLATFORM";

/** Stores a calendar in place of the one that its owner had. @param owner a country's code or PLATFORM */
export async function saveCalendar(
  tx: Sql,
  owner: string,
  { zone, weeklyHours, holidays }: BusinessCalendar,
  changed: { readonly by: string; readonly at: Date },
): Promise<void> {
  await tx.query(
    `INSERT INTO business_calendar (owner, zone, weekly_hours, holidays, changed_by, changed_at)
     VALUES ($1, $2, $3::jsonb, $4::jsonb, $5, $6)
     ON CONFLICT (owner) DO UPDATE SET zone = excluded.zone, weekly_hours = excluded.weekly_hours,
       holidays = excluded.holidays, changed_by = excluded.changed_by, changed_at = excluded.changed_at`,
    [owner, zone, JSON.stringify(weeklyHours), JSON.stringify([...holidays].sort()), changed.by, changed.at],
  );
}

/** The calendar that an owner has; null if none was set. */
export async function readCalendar(sql: Sql, owner: string): Promise<StoredCalendar | null> {
  const [row] = await sql.query<StoredCalendar & Record<string, unknown>>(
    "SELECT zone, weekly_hours, holidays FROM business_calendar WHERE owner = $1",
    [owner],
  );
  return row ?? null;
}
