import type { RemedyKind } from "../dispute/remedy.js";
import type { RulingOutcome } from "../ruling/ruling.js";
import type { Condition } from "./condition.js";

/** Who must prove the core fact first. */
export const BurdenOfProof = {
  BOTH: "BOTH",
  CARRIER: "CARRIER",
  MERCHANT: "MERCHANT",
  MERCHANT_AND_CARRIER: "MERCHANT_AND_CARRIER",
  NONE: "NONE",
  PLATFORM: "PLATFORM",
  SHOPPER: "SHOPPER",
} as const;
export type BurdenOfProof = (typeof BurdenOfProof)[keyof typeof BurdenOfProof];

/** Who must prove the core fact where a condition holds; the first that holds counts. */
export interface BurdenRule {
  readonly when: Condition;
  readonly burdenOfProof: BurdenOfProof;
  readonly clause: string;
}

/** What a recommended remedy is worth: an amount of the case, or the reason's compensation. */
export const RecommendedAmount = {
  CLAIMED: "CLAIMED",
  COMPENSATION: "COMPENSATION",
  FREIGHT: "FREIGHT",
  NONE: "NONE",
  REFUNDABLE: "REFUNDABLE",
} as const;
export type RecommendedAmount = (typeof RecommendedAmount)[keyof typeof RecommendedAmount];

/** What a mediator is advised to rule where a condition holds; the first of a reason that holds counts. */
export interface RecommendationRule {
  readonly when: Condition;
  readonly outcome: RulingOutcome;
  readonly remedies: readonly { readonly kind: RemedyKind; readonly amount: RecommendedAmount }[];
  readonly clause: string;
}
