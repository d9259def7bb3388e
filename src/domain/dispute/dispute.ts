import type { AutomaticOutcome, HumanReview } from "./human-review.js";
import type { Inadmissibility } from "./inadmissibility.js";
import type { InformationRequest } from "./information-request.js";
import type { Role, Side } from "../access/viewer.js";
import type { DisputeEvidence } from "../evidence/dispute-evidence.js";
import type { Obligation } from "../obligation/obligation.js";
import type { QueuePlace } from "../queue/queue-place.js";
import type { RuleAdjustment } from "../rulebook/adjustments.js";
import type { Appealed } from "../ruling/appeal.js";
import type { RulingNotes } from "../ruling/correction.js";
import type { Ruling } from "../ruling/ruling.js";
import type { DisputeDesk } from "./desk.js";
import type { DisputeClock } from "./dispute-clock.js";
import type { Proposal } from "./proposal.js";
import type { RemedyItem, RemedyKind } from "./remedy.js";
import type { Reopening } from "./reopening.js";
import type { Suspension } from "./suspension.js";
import type { SwarmMembership } from "./swarm.js";

/** The statuses of the dispute machine; model.md section 3. */
export const DisputeStatus = {
  APPEALED: "APPEALED",
  BLOCKED: "BLOCKED",
  CLOSED: "CLOSED",
  DECIDING: "DECIDING",
  EVIDENCE: "EVIDENCE",
  IN_REVIEW: "IN_REVIEW",
  MERCHANT_RESPONSE: "MERCHANT_RESPONSE",
  NEGOTIATING: "NEGOTIATING",
  PERFORMING: "PERFORMING",
  PROPOSED: "PROPOSED",
  QUEUED: "QUEUED",
  REBUTTAL: "REBUTTAL",
  RULED: "RULED",
  SUSPENDED: "SUSPENDED",
} as const;
export type DisputeStatus = (typeof DisputeStatus)[keyof typeof DisputeStatus];

/** The coarse phase that a status belongs to; SUSPENDED keeps the stage of the status before. */
export const DisputeStage = {
  CLOSED: "CLOSED",
  INTERVENTION: "INTERVENTION",
  NEGOTIATION: "NEGOTIATION",
  PERFORMANCE: "PERFORMANCE",
  RULING: "RULING",
} as const;
export type DisputeStage = (typeof DisputeStage)[keyof typeof DisputeStage];

/** Whose move it is. */
export const WaitingOn = {
  BOTH: "BOTH",
  CARRIER: "CARRIER",
  MERCHANT: "MERCHANT",
  NONE: "NONE",
  PLATFORM: "PLATFORM",
  SHOPPER: "SHOPPER",
} as const;
export type WaitingOn = (typeof WaitingOn)[keyof typeof WaitingOn];

/** How a dispute ends; set when it becomes known, final in CLOSED. */
export const DisputeOutcome = {
  CONCEDED: "CONCEDED",
  DEFAULTED: "DEFAULTED",
  INADMISSIBLE: "INADMISSIBLE",
  LAPSED: "LAPSED",
  MEDIATED: "MEDIATED",
  MERGED: "MERGED",
  NOT_PROVEN: "NOT_PROVEN",
  REFERRED: "REFERRED",
  RULED_FOR_MERCHANT: "RULED_FOR_MERCHANT",
  RULED_FOR_SHOPPER: "RULED_FOR_SHOPPER",
  RULED_SPLIT: "RULED_SPLIT",
  SETTLED: "SETTLED",
  WITHDRAWN: "WITHDRAWN",
} as const;
export type DisputeOutcome = (typeof DisputeOutcome)[keyof typeof DisputeOutcome];

/** Why the merchant refuses a claim. */
export const RefusalCode = {
  ALREADY_REFUNDED: "ALREADY_REFUNDED",
  CLAIM_EXCEEDS_LOSS: "CLAIM_EXCEEDS_LOSS",
  DAMAGE_BY_SHOPPER: "DAMAGE_BY_SHOPPER",
  DELIVERED_AS_PROMISED: "DELIVERED_AS_PROMISED",
  ITEM_MATCHES_LISTING: "ITEM_MATCHES_LISTING",
  NOT_DEFECTIVE: "NOT_DEFECTIVE",
  OTHER: "OTHER",
  OUT_OF_TIME: "OUT_OF_TIME",
  POLICY_EXCLUDES: "POLICY_EXCLUDES",
  RETURN_ITEM_ALTERED: "RETURN_ITEM_ALTERED",
} as const;
export type RefusalCode = (typeof RefusalCode)[keyof typeof RefusalCode];

/** What has become of an offer. */
export const OfferStatus = {
  ACCEPTED: "ACCEPTED",
  DECLINED: "DECLINED",
  EXPIRED: "EXPIRED",
  OPEN: "OPEN",
  SUPERSEDED: "SUPERSEDED",
} as const;
export type OfferStatus = (typeof OfferStatus)[keyof typeof OfferStatus];

/** What the shopper asks for. */
export interface Claim {
  readonly remedy: RemedyKind;
  /** One item a disputed line, all of the claim's remedy. */
  readonly items: readonly RemedyItem[];
  readonly statement: string;
  /** How often the claim was amended. */
  readonly amendments: number;
}

/** The merchant's refusal of the claim. */
export interface ClaimRefusal {
  readonly code: RefusalCode;
  readonly statement: string;
  readonly refusedAt: Date;
}

/** One side's typed terms for settling the dispute, open until answered, replaced or expired. */
export interface Offer {
  readonly id: string;
  readonly side: Side;
  readonly status: OfferStatus;
  readonly terms: readonly RemedyItem[];
  /** SHA-256 (hex) of the canonical terms: both sides mean the same thing or do not settle. */
  readonly termsHash: string;
  readonly message: string | null;
  readonly madeAt: Date;
  readonly expiresAt: Date;
  readonly decidedAt: Date | null;
}

/** The whole aggregate: what `decide` reads and `evolve` folds. */
export interface Dispute extends Appealed, RulingNotes {
  readonly id: string;
  /** The readable number that people quote, e.g. D-2026-0000123. */
  readonly number: string;
  readonly orderId: string;
  readonly merchantId: string;
  readonly shopperId: string;
  readonly mediatorId: string | null;
  /** Who had the case before, who may not have it, and what is open about that. */
  readonly desk: DisputeDesk;
  readonly currency: string;
  readonly status: DisputeStatus;
  readonly waitingOn: WaitingOn;
  /** When the clock of the present status runs out; null only in CLOSED. */
  readonly deadlineAt: Date | null;
  /** What that clock has been through. */
  readonly clock: DisputeClock;
  readonly level: 1 | 2 | 3;
  /** The status before SUSPENDED, else null. */
  readonly suspendedFrom: DisputeStatus | null;
  /** How often it was held, and why; the last one is under way while the dispute is SUSPENDED. */
  readonly suspensions: readonly Suspension[];
  /** How often and why it was taken up again after it was closed. */
  readonly reopenings: readonly Reopening[];
  /** The latest finding that the platform may not decide it; null where there was none. */
  readonly inadmissibility: Inadmissibility | null;
  /** How it ended without anybody deciding it; kept whatever a person makes of it later. Null where it did not. */
  readonly automaticOutcome: AutomaticOutcome | null;
  /** A side's request that a person look at that; null where there was none. */
  readonly humanReview: HumanReview | null;
  /** The dispute in which it goes on, if it was merged. */
  readonly mergedIntoId: string | null;
  /** With which others it is decided, as far as facts go; null where it is decided by itself. */
  readonly swarm: SwarmMembership | null;
  readonly outcome: DisputeOutcome | null;
  readonly reason: string;
  /** The reason that the ruling found, where it differs from the one given. */
  readonly finalReason: string | null;
  readonly claim: Claim;
  readonly refusal: ClaimRefusal | null;
  /** What the merchant asked the shopper; null where it did not. */
  readonly informationRequest: InformationRequest | null;
  readonly offers: readonly Offer[];
  /** What mediators proposed to both sides, oldest first. */
  readonly proposals: readonly Proposal[];
  readonly evidence: DisputeEvidence;
  /** The ruling in force, if one was issued, as it was last corrected. */
  readonly ruling: Ruling | null;
  readonly obligations: readonly Obligation[];
  readonly rulebookVersion: string;
  /** Where the goods' category or a promise makes its rule another than that of its reason. */
  readonly adjustments: readonly RuleAdjustment[];
  /** Whether a disputed line holds perishable goods. */
  readonly perishable: boolean;
  /** How long it has waited for the mediation desk; null as long as the platform was not called in. */
  readonly queue: QueuePlace | null;
  readonly openedBy: Role;
  readonly openedAt: Date;
  readonly updatedAt: Date;
  readonly closedAt: Date | null;
  /** Grows by one with every change that both sides can see; guards against stale commands. */
  readonly version: number;
}
