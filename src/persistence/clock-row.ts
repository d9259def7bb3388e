import type { ClockPause, DisputeClock } from "../domain/dispute/dispute-clock.js";

/** The clock as JSON writes it into the jsonb column `dispute.clock`. */
export type ClockJson = Omit<DisputeClock, "pause" | keyof ClockInstants> & {
  readonly [Name in keyof ClockInstants]: string | null;
} & {
  readonly pause:
    (Omit<ClockPause, "pausedAt" | "endsAt"> & { readonly pausedAt: string; readonly endsAt: string }) | null;
};
type ClockInstants = Pick<
  DisputeClock,
  "startedAt" | "resumedAt" | "halfAt" | "extendedAt" | "creditedUntil"
>;

/** An instant of JSON. */
export function dateOrNull(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}

/** The clock of a jsonb column. */
export function clockFrom(json: ClockJson): DisputeClock {
  const { pause } = json;
  return {
    startedAt: dateOrNull(json.startedAt),
    resumedAt: dateOrNull(json.resumedAt),
    halfAt: dateOrNull(json.halfAt),
    reminded: json.reminded,
    extendedAt: dateOrNull(json.extendedAt),
    creditedUntil: dateOrNull(json.creditedUntil),
    pause:
      pause === null
        ? null
        : { ...pause, pausedAt: new Date(pause.pausedAt), endsAt: new Date(pause.endsAt) },
  };
}
