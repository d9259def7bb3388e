import type { DisputeOutcome, DisputeStatus } from "../../domain/dispute/dispute.js";
import type { RemedyKind } from "../../domain/dispute/remedy.js";

/** What somebody of the cast, or the clock, does in a scenario. */
export type Act =
  | "DEADLINE_PASSES"
  | "MEDIATOR_ASKS_FOR_EVIDENCE"
  | "MEDIATOR_CLOSES_SUBMISSIONS"
  | "MEDIATOR_PROPOSES"
  | "MEDIATOR_RULES_FOR_MERCHANT"
  | "MEDIATOR_RULES_FOR_SHOPPER"
  | "MEDIATOR_RULES_NOT_PROVEN"
  | "MEDIATOR_SUSPENDS"
  | "MERCHANT_ACCEPTS"
  | "MERCHANT_ANSWERS_APPEAL"
  | "MERCHANT_ANSWERS_EVIDENCE"
  | "MERCHANT_ASKS"
  | "MERCHANT_ASKS_FOR_PERSON"
  | "MERCHANT_COMPLETES_EVIDENCE"
  | "MERCHANT_HANDS_EVIDENCE_IN"
  | "MERCHANT_OFFERS"
  | "MERCHANT_PREPARES_EVIDENCE"
  | "MERCHANT_REFUSES"
  | "OFFER_EXPIRES"
  | "SENIOR_ASSIGNS"
  | "SHOPPER_ACCEPTS_OFFER"
  | "SHOPPER_ACCEPTS_PROPOSAL"
  | "SHOPPER_ANSWERS_EVIDENCE"
  | "SHOPPER_APPEALS"
  | "SHOPPER_CALLS_PLATFORM"
  | "SHOPPER_COMPLETES_EVIDENCE"
  | "SHOPPER_HANDS_EVIDENCE_IN"
  | "SHOPPER_HANDS_EVIDENCE_IN_LATE"
  | "SHOPPER_OFFERS"
  | "SHOPPER_REOPENS"
  | "SHOPPER_WITHDRAWS";

/** What the shopper claims at the beginning. */
export interface ScenarioClaim {
  /** Code of a reason of the rulebook. */
  readonly reason: string;
  readonly remedy: RemedyKind;
  readonly statement: string;
}

/** One situation that a client can be tried out on, as data. */
export interface Scenario {
  /** Stable; kebab case. */
  readonly name: string;
  /** What has happened, in a sentence. */
  readonly description: string;
  /** What is to be expected next, in a sentence. */
  readonly next: string;
  /** Where it ends. */
  readonly status: DisputeStatus;
  /** Null while it is open. */
  readonly outcome: DisputeOutcome | null;
  readonly claim: ScenarioClaim;
  readonly acts: readonly Act[];
  /**
   * Where the past is placed: so that the next deadline ends in so many hours from now, or, where none runs any more,
   * so that the last act lies so many hours back. A deadline never ends later than the rules allow.
   */
  readonly when: { readonly dueInHours: number } | { readonly endedHoursAgo: number };
}
