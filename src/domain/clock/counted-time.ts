import { ErrorCode, refuse } from "../errors.js";
import { openSpans, type ZonedCalendar } from "./business-calendar.js";
import { mergedSpans, without, type Interval, type Span } from "./interval.js";

/** How a duration is counted. */
export const ClockBasis = { BUSINESS: "BUSINESS", ELAPSED: "ELAPSED" } as const;
export type ClockBasis = (typeof ClockBasis)[keyof typeof ClockBasis];

/** Which time counts towards a duration. */
export interface Counting {
  /** The calendar of whose open hours it is; null: every hour counts, which is elapsed time. */
  readonly hours: ZonedCalendar | null;
  /** Stretches that never count, such as force majeure. */
  readonly excluded: readonly Interval[];
}

/** Every millisecond counts. */
export const elapsed: Counting = { hours: null, excluded: [] };

/** The latest instant that a `Date` holds. */
const LAST = 8_640_000_000_000_000;

function* countedSpans({ hours, excluded }: Counting, from: number): Generator<Span> {
  const holes = mergedSpans(excluded);
  const spans = hours === null ? [{ from, until: LAST }] : openSpans(hours, from);
  for (const span of spans) yield* without(span, holes);
}

/**
 * The first instant by which a duration has passed since another, in time that counts. A duration of 0 is
 * over at once, whether that time counts or not.
 * @param durationMs whole milliseconds, 0 or more
 * @throws RefusedError VALIDATION if the calendar is never open, so that the duration never ends
 */
export function addTime(start: Date, durationMs: number, counting: Counting): Date {
  if (!(durationMs >= 0)) throw new Error(`A clock runs forward; it was given ${durationMs} ms.`);
  if (durationMs === 0) return start;
  let left = durationMs;
  for (const { from, until } of countedSpans(counting, start.getTime())) {
    if (left <= until - from) return new Date(from + left);
    left -= until - from;
  }
  refuse(
    ErrorCode.VALIDATION,
    "The calendar has no open hours for more than a year, so a clock in business hours would never end. Give it hours.",
  );
}

/** How many milliseconds that count lie between two instants; 0 where the second is not after the first. */
export function timeBetween(from: Date, until: Date, counting: Counting): number {
  const end = until.getTime();
  let counted = 0;
  for (const span of countedSpans(counting, from.getTime())) {
    if (span.from >= end) break;
    counted += Math.min(span.until, end) - span.from;
  }
  return counted;
}
