import { DAY_MS } from "../time.js";
import type { Span } from "./interval.js";

/** Milliseconds in one minute. */
export const MINUTE_MS = 60_000;
/** Minutes in a day of the wall clock. */
export const DAY_MINUTES = 1_440;

/** Open from one minute of the local day up to another: 540 to 1020 is nine to five. */
export interface OpenHours {
  readonly fromMinute: number;
  /** Not part of it; 1440 is midnight at the end of the day. */
  readonly untilMinute: number;
}

/** When somebody is at work: hours of the week on the local wall clock, and days off. */
export interface BusinessCalendar {
  /** IANA name of the time zone, e.g. "America/Sao_Paulo". */
  readonly zone: string;
  /** Seven lists, Monday first; ascending and apart within a day. */
  readonly weeklyHours: readonly (readonly OpenHours[])[];
  /** Local dates on which nobody works, e.g. "2026-12-25". */
  readonly holidays: ReadonlySet<string>;
}

/** How far local time is ahead of UTC at an instant, in minutes. The domain knows no time zones: this is told. */
export type ZoneOffsets = (instant: Date) => number;

/** A calendar with what its time zone does. */
export interface ZonedCalendar {
  readonly calendar: BusinessCalendar;
  readonly offsetAt: ZoneOffsets;
}

/** After so many days on end without an open minute a calendar counts as never open. */
const CLOSED_DAYS_LIMIT = 400;

/**
 * The open spans of a calendar from an instant on, ascending. An instant is open when the local clock shows a
 * time within the hours of that weekday on a day that is no holiday: an hour that a change of the clock skips
 * is not there, one that it repeats counts twice. It ends when the calendar shows no open minute for more
 * than a year; else it goes on for ever.
 */
export function* openSpans({ calendar, offsetAt }: ZonedCalendar, from: number): Generator<Span> {
  let lastOpen = from;
  for (const segment of constantOffsets(offsetAt, from)) {
    for (const span of openWithin(calendar, segment)) {
      lastOpen = span.until;
      yield span;
    }
    if (segment.until - lastOpen > CLOSED_DAYS_LIMIT * DAY_MS) return;
  }
}

/** A stretch of at most a day in which local time keeps its distance to UTC. */
interface Segment extends Span {
  readonly offset: number;
}

function* constantOffsets(offsetAt: ZoneOffsets, from: number): Generator<Segment> {
  const offsetMs = (at: number): number => Math.round(offsetAt(new Date(at)) * MINUTE_MS);
  for (let at = from; ;) {
    const offset = offsetMs(at);
    const end = at + DAY_MS;
    const until =
      offsetMs(end - 1) === offset ? end : changeBetween(at, end - 1, (t) => offsetMs(t) === offset);
    yield { from: at, until, offset };
    at = until;
  }
}

/** The first instant at which `before` holds no more; it holds at `from` and not at `until`. */
function changeBetween(from: number, until: number, before: (at: number) => boolean): number {
  let [low, high] = [from, until];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (before(middle)) low = middle;
    else high = middle;
  }
  return high;
}

function openWithin({ weeklyHours, holidays }: BusinessCalendar, segment: Segment): Span[] {
  const { offset } = segment;
  const [localFrom, localUntil] = [segment.from + offset, segment.until + offset];
  const spans: Span[] = [];
  for (let day = Math.floor(localFrom / DAY_MS); day * DAY_MS < localUntil; day += 1) {
    const midnight = day * DAY_MS;
    if (holidays.has(new Date(midnight).toISOString().slice(0, 10))) continue;
    for (const { fromMinute, untilMinute } of weeklyHours[weekdayOf(day)] ?? []) {
      const from = Math.max(localFrom, midnight + fromMinute * MINUTE_MS);
      const until = Math.min(localUntil, midnight + untilMinute * MINUTE_MS);
      if (from < until) spans.push({ from: from - offset, until: until - offset });
    }
  }
  return spans;
}

/**
 * 0 for Monday to 6 for Sunday; the first day of 1970 was a Thursday.
 * @param day counted from that one
 */
export function weekdayOf(day: number): number {
  return (((day + 3) % 7) + 7) % 7;
}
