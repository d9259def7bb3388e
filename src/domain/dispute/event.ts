import type { PauseGround } from "../clock/clock-setting.js";
import type { Obligation } from "../obligation/obligation.js";
import type { FormulaTrace } from "../rulebook/formula-values.js";
import type { SilenceEffect } from "../rulebook/reason-rule.js";
import type { JoinedDesk } from "./desk.js";
import type { DeskOccurrence } from "./events/desk.js";
import type { EvidenceOccurrence } from "./events/evidence.js";
import type { HumanReviewOccurrence } from "./events/human-review.js";
import type { MediationOccurrence } from "./events/mediation.js";
import type { RulingOccurrence } from "./events/ruling.js";
import type { SwarmOccurrence } from "./events/swarm.js";
import type { DisputeClock, ReminderMoment } from "./dispute-clock.js";
import type {
  Claim,
  ClaimRefusal,
  Dispute,
  DisputeOutcome,
  DisputeStatus,
  Offer,
  WaitingOn,
} from "./dispute.js";
import type { AutomaticOutcome } from "./human-review.js";
import type { InformationRequest } from "./information-request.js";
import type { Reopening } from "./reopening.js";
import type { KeptClock, SuspensionReason } from "./suspension.js";

/** Who may see an event or a message: both sides and staff, one side and staff, or staff alone. */
export const Audience = { ALL: "ALL", MERCHANT: "MERCHANT", SHOPPER: "SHOPPER", STAFF: "STAFF" } as const;
export type Audience = (typeof Audience)[keyof typeof Audience];

/** Between whom a message passes. */
export const MessageChannel = {
  MERCHANT_PRIVATE: "MERCHANT_PRIVATE",
  PARTIES: "PARTIES",
  SHOPPER_PRIVATE: "SHOPPER_PRIVATE",
  STAFF: "STAFF",
} as const;
export type MessageChannel = (typeof MessageChannel)[keyof typeof MessageChannel];

/** Where the machine stands after an event. */
export interface Standing {
  readonly status: DisputeStatus;
  readonly waitingOn: WaitingOn;
  readonly deadlineAt: Date | null;
  /** What the clock has been through; absent in events from before this was recorded. */
  readonly clock?: DisputeClock;
  readonly level: 1 | 2 | 3;
  readonly outcome: DisputeOutcome | null;
}

/** An open offer, an obligation, or what is about a human review, whose time was moved together with the clock. */
export interface MovedDue {
  readonly id: string;
  readonly dueAt: Date;
}

/** What happened, beyond where it led. */
export type DisputeOccurrence =
  | { readonly type: "DISPUTE_OPENED"; readonly dispute: Dispute }
  | { readonly type: "CLAIM_AMENDED"; readonly claim: Claim }
  | { readonly type: "CLAIM_ACCEPTED"; readonly obligations: readonly Obligation[] }
  | { readonly type: "CLAIM_REFUSED"; readonly refusal: ClaimRefusal }
  | { readonly type: "OFFER_MADE"; readonly offer: Offer }
  | { readonly type: "OFFER_ACCEPTED"; readonly offerId: string; readonly obligations: readonly Obligation[] }
  | {
      readonly type: "INFORMATION_REQUESTED";
      readonly request: InformationRequest;
      readonly moved: readonly MovedDue[];
    }
  | {
      readonly type: "INFORMATION_PROVIDED";
      readonly answer: string;
      readonly resumedAt: Date;
      readonly moved: readonly MovedDue[];
    }
  | { readonly type: "OFFER_DECLINED"; readonly offerId: string }
  | { readonly type: "OFFER_EXPIRED"; readonly offerId: string }
  | {
      readonly type: "MERCHANT_SILENCE_APPLIED";
      readonly effects: readonly SilenceEffect[];
      readonly obligations: readonly Obligation[];
      /** How each compensation was worked out; absent in events from before it was kept. */
      readonly formulaTraces?: readonly FormulaTrace[];
      /** What it is kept as where it ends the dispute; absent in events from before a person could be asked. */
      readonly automatic?: AutomaticOutcome | null;
    }
  | { readonly type: "NEGOTIATION_ENDED"; readonly automatic?: AutomaticOutcome | null }
  | { readonly type: "INTERVENTION_REQUESTED"; readonly statement: string | null }
  | { readonly type: "DISPUTE_WITHDRAWN" }
  | {
      readonly type: "DISPUTE_MERGED";
      readonly intoId: string;
      readonly intoNumber: string;
      /** Who has the case that goes on, and reads this one too. */
      readonly mediatorId: string | null;
    }
  | {
      readonly type: "DISPUTES_JOINED";
      readonly mergedId: string;
      readonly mergedNumber: string;
      readonly claim: Claim;
      /** What goes over from the desk of the other one; absent in events from before that was so. */
      readonly desk?: JoinedDesk;
    }
  | {
      readonly type: "DISPUTE_REOPENED";
      readonly reopening: Reopening;
      /** All that was owed, with what is owed again. */
      readonly obligations: readonly Obligation[];
    }
  | {
      readonly type: "DISPUTE_SUSPENDED";
      readonly reason: SuspensionReason;
      readonly statement: string;
      readonly reviewAt: Date;
      readonly kept: KeptClock;
      /** Until when the shopper may answer a question then; null where none is open. */
      readonly answerUntil: Date | null;
      readonly moved: readonly MovedDue[];
    }
  | {
      readonly type: "DISPUTE_RESUMED";
      readonly resumedAt: Date;
      readonly answerUntil: Date | null;
      readonly moved: readonly MovedDue[];
    }
  | {
      readonly type: "DEADLINE_EXTENDED";
      readonly fromAt: Date;
      readonly toAt: Date;
      readonly reason: string;
    }
  | {
      readonly type: "CLOCK_PAUSED";
      readonly ground: PauseGround;
      readonly pausedAt: Date;
      readonly pausedUntil: Date;
      readonly moved: readonly MovedDue[];
    }
  | { readonly type: "CLOCK_RESUMED"; readonly resumedAt: Date; readonly moved: readonly MovedDue[] }
  | {
      readonly type: "CLOCK_CREDITED";
      readonly ground: PauseGround;
      readonly lostFromAt: Date;
      readonly lostUntil: Date;
      readonly creditedMs: number;
      readonly moved: readonly MovedDue[];
    }
  | { readonly type: "DEADLINE_REMINDER"; readonly of: ReminderMoment; readonly deadlineAt: Date }
  | {
      readonly type: "MESSAGE_SENT";
      readonly messageId: string;
      readonly channel: MessageChannel;
      /** SHA-256 (hex) of the text: the text stands in a row of its own, and the log proves it. */
      readonly textHash: string;
    }
  | DeskOccurrence
  | EvidenceOccurrence
  | HumanReviewOccurrence
  | MediationOccurrence
  | RulingOccurrence
  | SwarmOccurrence;

export type DisputeEventType = DisputeOccurrence["type"];

/** One decision's event: what happened and where the machine stands now. */
export type DisputeEvent = DisputeOccurrence & { readonly after: Standing };
