import type { DisputeClock } from "./dispute-clock.js";
import type { Dispute } from "./dispute.js";

/** Why a dispute is held. */
export const SuspensionReason = {
  EXTERNAL_PROCEEDING: "EXTERNAL_PROCEEDING",
  FORCE_MAJEURE: "FORCE_MAJEURE",
  INCAPACITY: "INCAPACITY",
  INSPECTION: "INSPECTION",
} as const;
export type SuspensionReason = (typeof SuspensionReason)[keyof typeof SuspensionReason];

/** The clock of the status before, as it stood when the dispute was suspended. Milliseconds are of the time that it counts. */
export interface KeptClock {
  readonly clock: DisputeClock;
  /** What is left of it. */
  readonly remainingMs: number;
  /** What is left until half of it is used; null where that is over or unknown. */
  readonly halfMs: number | null;
  /** What is left of the shopper's time to answer a question, for which it stood still; null where it did not. */
  readonly answerMs: number | null;
}

/** A time in which a dispute was held, and no clock of its sides ran. */
export interface Suspension {
  readonly reason: SuspensionReason;
  /** What the mediator says of it to both sides. */
  readonly statement: string;
  readonly suspendedAt: Date;
  /** When it ends by itself. */
  readonly reviewAt: Date;
  /** When it ended; null while it lasts. */
  readonly endedAt: Date | null;
  /** Null once it has ended. */
  readonly kept: KeptClock | null;
}

/** The suspension under way; null where there is none. */
export function presentSuspension({
  suspensions,
}: Pick<Dispute, "suspensions">): (Suspension & { readonly kept: KeptClock }) | null {
  const last = suspensions.at(-1);
  return last?.kept == null ? null : { ...last, kept: last.kept };
}

/** The suspensions with the one under way ended at an instant. */
export function endedSuspensions(suspensions: readonly Suspension[], endedAt: Date): readonly Suspension[] {
  if (presentSuspension({ suspensions }) === null) return suspensions;
  return suspensions.map((each) => (each.kept === null ? each : { ...each, endedAt, kept: null }));
}
