/** Milliseconds in one hour. */
export const HOUR_MS = 3_600_000;
/** Milliseconds in one day of 24 hours. */
export const DAY_MS = 24 * HOUR_MS;

/** The instant `hours` elapsed hours after `instant`. */
export function addHours(instant: Date, hours: number): Date {
  return new Date(instant.getTime() + hours * HOUR_MS);
}

/** The instant `days` days of 24 hours after `instant`. */
export function addDays(instant: Date, days: number): Date {
  return new Date(instant.getTime() + days * DAY_MS);
}

/** The later of two instants. */
export function later(one: Date, other: Date): Date {
  return one >= other ? one : other;
}

/** The earlier of two instants. */
export function earlier(one: Date, other: Date): Date {
  return one <= other ? one : other;
}
