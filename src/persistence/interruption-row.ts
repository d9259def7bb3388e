import type { Reopening } from "../domain/dispute/reopening.js";
import type { KeptClock, Suspension } from "../domain/dispute/suspension.js";
import { clockFrom, dateOrNull, type ClockJson } from "./clock-row.js";

/** A suspension as JSON writes it into the jsonb column `dispute.suspensions`. */
export type SuspensionJson = Omit<Suspension, "suspendedAt" | "reviewAt" | "endedAt" | "kept"> & {
  readonly suspendedAt: string;
  readonly reviewAt: string;
  readonly endedAt: string | null;
  readonly kept: (Omit<KeptClock, "clock"> & { readonly clock: ClockJson }) | null;
};

/** A reopening as JSON writes it into the jsonb column `dispute.reopenings`. */
export type ReopeningJson = Omit<Reopening, "reopenedAt" | "closedAt"> & {
  readonly reopenedAt: string;
  readonly closedAt: string;
};

/** A suspension of the jsonb column. */
export function suspensionFrom({ kept, ...said }: SuspensionJson): Suspension {
  return {
    ...said,
    suspendedAt: new Date(said.suspendedAt),
    reviewAt: new Date(said.reviewAt),
    endedAt: dateOrNull(said.endedAt),
    kept: kept === null ? null : { ...kept, clock: clockFrom(kept.clock) },
  };
}

/** A reopening of the jsonb column. */
export function reopeningFrom(json: ReopeningJson): Reopening {
  return { ...json, reopenedAt: new Date(json.reopenedAt), closedAt: new Date(json.closedAt) };
}
