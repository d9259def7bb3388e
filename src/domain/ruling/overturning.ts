import type { DisputeEventType } from "../dispute/event.js";

/** A kind of event that sets an earlier one of the same dispute aside. */
export interface OverturningEvent {
  /** What is set aside: the latest event of this type before it. */
  readonly overturns: DisputeEventType;
  readonly by: DisputeEventType;
  /** Only where this field of the later event has one of these values; absent: always. */
  readonly where?: { readonly field: string; readonly oneOf: readonly string[] };
}

const overturned = { field: "outcome", oneOf: ["OVERTURNED"] };

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
  // A person did not agree with what the clock had decided: model.md transitions 9 and 10.
  { overturns: "MERCHANT_SILENCE_APPLIED", by: "HUMAN_REVIEW_DECIDED", where: overturned },
  { overturns: "NEGOTIATION_ENDED", by: "HUMAN_REVIEW_DECIDED", where: overturned },
];
