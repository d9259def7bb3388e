import type { DisputeOutcome as Outcome } from "../../domain/dispute/dispute.js";
import { DisputeStatus as Status } from "../../domain/dispute/dispute.js";
import { RemedyKind } from "../../domain/dispute/remedy.js";
import type { Act, Scenario, ScenarioClaim } from "./scenario.js";

/** The claim of most situations. */
const notReceived: ScenarioClaim = {
  reason: "NOT_RECEIVED",
  remedy: RemedyKind.REFUND,
  statement: "The parcel never came. 包裹一直没有送到。",
};
/** A reason for which the merchant's silence calls the platform in. */
export const signedForByAnother: ScenarioClaim = {
  reason: "SIGNED_NOT_RECEIVED",
  remedy: RemedyKind.REFUND,
  statement: "Somebody else signed for the parcel. I never had it.",
};
/** A claim that ends with the goods being sent back. */
export const defective: ScenarioClaim = {
  reason: "QUALITY_DEFECT",
  remedy: RemedyKind.RETURN_AND_REFUND,
  statement: "The left side went silent after a day.",
};

/** How a case comes to the queue. */
export const toQueue: readonly Act[] = ["MERCHANT_REFUSES", "SHOPPER_CALLS_PLATFORM"];
/** How it comes to a mediator. */
export const toReview: readonly Act[] = [...toQueue, "SENIOR_ASSIGNS"];
/** How it comes to be decided without evidence. */
export const toDecision: readonly Act[] = [...toReview, "MEDIATOR_CLOSES_SUBMISSIONS"];
/** How it is ruled for the shopper. */
export const toRuling: readonly Act[] = [...toDecision, "MEDIATOR_RULES_FOR_SHOPPER"];

/** How an evidence round is opened. */
export const toEvidence: readonly Act[] = [...toReview, "MEDIATOR_ASKS_FOR_EVIDENCE"];
/** How the evidence of both sides is exchanged. */
export const toExchange: readonly Act[] = [
  ...toEvidence,
  ...(["SHOPPER_HANDS_EVIDENCE_IN", "MERCHANT_HANDS_EVIDENCE_IN"] as const),
  ...(["SHOPPER_COMPLETES_EVIDENCE", "MERCHANT_COMPLETES_EVIDENCE"] as const),
];

type Told = Pick<Scenario, "description" | "next" | "acts"> & Partial<Pick<Scenario, "claim" | "outcome">>;

/** A situation in which a clock runs. */
export function due(name: string, status: Status, dueInHours: number, told: Told): Scenario {
  return { name, status, when: { dueInHours }, claim: notReceived, outcome: null, ...told };
}

/** A situation in which the dispute is closed. */
export function ended(name: string, outcome: Outcome, told: Told): Scenario {
  return { name, status: Status.CLOSED, when: { endedHoursAgo: 3 }, claim: notReceived, ...told, outcome };
}
