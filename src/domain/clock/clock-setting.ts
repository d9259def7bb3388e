import type { Side } from "../access/viewer.js";
import type { ZonedCalendar } from "./business-calendar.js";
import { later } from "../time.js";
import { ClockBasis, type Counting } from "./counted-time.js";
import type { Interval } from "./interval.js";

/** Why a clock does not run, or was given time back. */
export const PauseGround = {
  FORCE_MAJEURE: "FORCE_MAJEURE",
  INFORMATION_REQUESTED: "INFORMATION_REQUESTED",
  PLATFORM_OUTAGE: "PLATFORM_OUTAGE",
  SUSPENSION: "SUSPENSION",
} as const;
export type PauseGround = (typeof PauseGround)[keyof typeof PauseGround];

/** Whose calendar a clock in business hours runs by; a shopper has none, so that is the platform's. */
export type ClockParty = "MERCHANT" | "PLATFORM";

/** A period in which no clock runs against some side. */
export interface ClockSuspension extends Interval {
  readonly ground: PauseGround;
  /** Code of the clause that it rests on. */
  readonly clause: string | null;
  readonly sides: readonly Side[];
  /** When the platform came to know of it. */
  readonly declaredAt: Date;
}

/** What the clocks of one dispute depend on beside its rules; told from outside, for the domain reads nothing. */
export interface ClockSetting {
  /** The business calendar of whose move it is. Asked only where a rule counts business hours. */
  readonly calendarOf: (party: ClockParty) => ZonedCalendar;
  /** Periods that concern the sides of the dispute. */
  readonly suspensions: readonly ClockSuspension[];
}

/** Whose move it is, as far as it is a side's: none, one or both. */
export function sidesOf(waitingOn: string): Side[] {
  if (waitingOn === "BOTH") return ["SHOPPER", "MERCHANT"];
  return waitingOn === "SHOPPER" || waitingOn === "MERCHANT" ? [waitingOn] : [];
}

/** Whose calendar counts: the merchant's where it alone must act, else the platform's. */
export function calendarParty(waitingOn: string): ClockParty {
  return waitingOn === "MERCHANT" ? "MERCHANT" : "PLATFORM";
}

/** How the duration of a rule is counted for a party. */
export function countingFor(
  party: ClockParty,
  basis: ClockBasis,
  setting: ClockSetting | undefined,
): Counting {
  if (basis !== ClockBasis.BUSINESS) return { hours: null, excluded: [] };
  if (setting === undefined) throw new Error("A rule counts business hours, but no calendar was given.");
  return { hours: setting.calendarOf(party), excluded: [] };
}

/** The same with the periods in which no clock runs against the party left out. */
export function countingWithoutSuspensions(
  party: Side,
  basis: ClockBasis,
  setting: ClockSetting | undefined,
): Counting {
  const excluded = (setting?.suspensions ?? []).filter(({ sides }) => sides.includes(party));
  return { ...countingFor(calendarParty(party), basis, setting), excluded };
}

/**
 * The period that holds up whoever must move at an instant: where several follow each other without a gap, they
 * count as one, with the ground and clause of the first.
 */
export function suspensionAt(
  setting: ClockSetting | undefined,
  waitingOn: string,
  now: Date,
): ClockSuspension | null {
  const sides = sidesOf(waitingOn);
  const concerned = (setting?.suspensions ?? [])
    .filter((period) => period.until > now && period.sides.some((side) => sides.includes(side)))
    .toSorted((one, other) => one.from.getTime() - other.from.getTime());
  const [first, ...others] = concerned.filter(({ from }) => from <= now);
  if (first === undefined) return null;
  const following = [...others, ...concerned.filter(({ from }) => from > now)];
  return following.reduce(
    (all, next) =>
      next.from <= all.until && next.until > all.until
        ? { ...all, until: next.until, declaredAt: later(all.declaredAt, next.declaredAt) }
        : all,
    first,
  );
}
