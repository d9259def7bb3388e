import type { DisputeEventType } from "../dispute/event.js";

/** A kind of event that sets an earlier one of the same dispute aside. */
export interface OverturningEvent {
  /** What is set aside: the latest event of this type before it. */
  readonly overturns: DisputeEventType;
  readonly by: DisputeEventType;
  /** Only where this field of the later event has one of these values; absent: always. */
  readonly where?: { readonly field: string; readonly oneOf: readonly string[] };
}

/**
 * What sets what aside; whoever adds a way to overturn a ruling or an automatic act (an appeal that varies or reverses
 * it, a contested return) adds a row, and `clauseHealth` counts it from then on, past events included.
 */
export const overturningEvents: readonly OverturningEvent[] = [
  // The two settled although there was a ruling: model.md transition 7.
  { overturns: "RULING_ISSUED", by: "OFFER_ACCEPTED" },
  // A second instance changed it, or had it made anew: model.md transition 28.
  {
    overturns: "RULING_ISSUED",
    by: "APPEAL_DECIDED",
    where: { field: "outcome", oneOf: ["REMITTED", "REVERSED", "VARIED"] },
  },
];
