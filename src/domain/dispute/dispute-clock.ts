import type { PauseGround } from "../clock/clock-setting.js";

/** The moments before a deadline of which the sides are reminded, in the order in which they come in general. */
export const ReminderMoment = { HALF: "HALF", DAY: "DAY", HOURS: "HOURS" } as const;
export type ReminderMoment = (typeof ReminderMoment)[keyof typeof ReminderMoment];

/** A pause under way. The deadline shown meanwhile is where it will be if the pause ends as planned. */
export interface ClockPause {
  readonly ground: PauseGround;
  /** Code of the clause that it rests on. */
  readonly clause: string | null;
  /** From when on no time was used; a period that became known late counts from its beginning. */
  readonly pausedAt: Date;
  /** When the clock will run again. */
  readonly endsAt: Date;
  /** Milliseconds that are left, in the time that the clock counts. */
  readonly remainingMs: number;
}

/** What the present clock of a dispute has been through, beside the deadline that it runs to. */
export interface DisputeClock {
  /** When it started; null where none runs, and in disputes from before this was recorded. */
  readonly startedAt: Date | null;
  /** The end of its last pause, if it had one. */
  readonly resumedAt: Date | null;
  /** When half of its time is used up. */
  readonly halfAt: Date | null;
  /** What the sides were reminded of, each once a clock. */
  readonly reminded: readonly ReminderMoment[];
  /** When it was extended, which is done once at most. */
  readonly extendedAt: Date | null;
  /** Up to when the platform's outages were made good. */
  readonly creditedUntil: Date | null;
  readonly pause: ClockPause | null;
}

/** No clock, or one of which nothing is known but its deadline. */
export const noClock: DisputeClock = {
  startedAt: null,
  resumedAt: null,
  halfAt: null,
  reminded: [],
  extendedAt: null,
  creditedUntil: null,
  pause: null,
};
