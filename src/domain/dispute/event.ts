import type { PauseGround } from "../clock/clock-setting.js";
import type { Side } from "../access/viewer.js";
import type { EvidenceAbsence, EvidenceItem, EvidenceRound } from "../evidence/dispute-evidence.js";
import type { EvidenceType } from "../evidence/evidence-type.js";
import type { RedactedFile } from "../evidence/redaction.js";
import type { Obligation } from "../obligation/obligation.js";
import type { FormulaTrace } from "../rulebook/formula-values.js";
import type { Level } from "../rulebook/level.js";
import type { SilenceEffect } from "../rulebook/reason-rule.js";
import type { RecordedRuling } from "../ruling/ruling.js";
import type { Challenge, ChallengeOutcome, EarlierStep, ReleaseCause } from "./desk.js";
import type { Appeal, AppealDecision } from "../ruling/appeal.js";
import type { Ruling } from "../ruling/ruling.js";
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
import type { CustodyEnd } from "./command.js";
import type { InformationRequest } from "./information-request.js";
import type { Reopening } from "./reopening.js";
import type { KeptClock, SuspensionReason } from "./suspension.js";
import type { RemedyItem } from "./remedy.js";
import type { Proposal } from "./proposal.js";

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

/** An open offer or an obligation whose time was moved together with the clock. */
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
    }
  | { readonly type: "NEGOTIATION_ENDED" }
  | { readonly type: "INTERVENTION_REQUESTED"; readonly statement: string | null }
  | {
      readonly type: "MEDIATOR_ASSIGNED";
      readonly mediatorId: string;
      /** Until when either side may challenge without reasons; absent in events from before it was kept. */
      readonly challengeUntil?: Date;
    }
  | { readonly type: "MEDIATOR_CHALLENGED"; readonly challenge: Challenge }
  | {
      readonly type: "CHALLENGE_DECIDED";
      readonly challengeId: string;
      readonly outcome: ChallengeOutcome;
      readonly reason: string;
    }
  | { readonly type: "CHALLENGE_OVERDUE"; readonly challengeId: string; readonly decideUntil: Date }
  | { readonly type: "MEDIATOR_RECUSED"; readonly reason: string }
  | {
      readonly type: "CASE_TRANSFERRED";
      readonly fromMediatorId: string | null;
      readonly mediatorId: string;
      readonly challengeUntil: Date;
      readonly reason: string;
      readonly handoverId: string;
      /** SHA-256 (hex) of the hand-over capsule, which is staff's alone: it stands in a row of its own, and the log proves it. */
      readonly capsuleHash: string;
    }
  | { readonly type: "CASE_RELEASED"; readonly mediatorId: string; readonly cause: ReleaseCause }
  | { readonly type: "STEPS_CONFIRMED"; readonly steps: readonly EarlierStep[]; readonly reason: string }
  | {
      readonly type: "DISPUTE_ESCALATED";
      /** Null: the mediator. */
      readonly side: Side | null;
      readonly fromLevel: Level;
      readonly requiredLevel: Level;
      readonly reason: string;
    }
  | { readonly type: "PLATFORM_DEADLINE_MISSED" }
  | { readonly type: "SUBMISSIONS_CLOSED"; readonly reason: string }
  | { readonly type: "RULING_ISSUED"; readonly ruling: RecordedRuling; readonly finalReason: string | null }
  | { readonly type: "SETTLEMENT_PROPOSED"; readonly proposal: Proposal }
  | { readonly type: "PROPOSAL_HALF_ACCEPTED"; readonly proposalId: string; readonly side: Side }
  | {
      readonly type: "PROPOSAL_ACCEPTED";
      readonly proposalId: string;
      readonly obligations: readonly Obligation[];
    }
  | { readonly type: "PROPOSAL_DECLINED"; readonly proposalId: string }
  | { readonly type: "PROPOSAL_RETRACTED"; readonly proposalId: string }
  | { readonly type: "PROPOSAL_EXPIRED"; readonly proposalId: string | null }
  | {
      readonly type: "LIMITS_CROSSED";
      /** Where the limits met, which themselves nobody learns. */
      readonly settledMinor: bigint;
      readonly terms: readonly RemedyItem[];
      readonly obligations: readonly Obligation[];
    }
  | { readonly type: "RULING_ISSUED"; readonly ruling: Ruling; readonly finalReason: string | null }
  | { readonly type: "RULING_FINALISED"; readonly obligations: readonly Obligation[] }
  | {
      readonly type: "RULING_APPEALED";
      readonly appeal: Appeal;
      /** What nobody disputes, and is owed at once. */
      readonly obligations: readonly Obligation[];
      /** What was owed already and is disputed now. */
      readonly contestedIds: readonly string[];
    }
  | { readonly type: "APPEAL_ANSWERED"; readonly appealId: string; readonly answer: string }
  | {
      readonly type: "APPEAL_WITHDRAWN";
      readonly appealId: string;
      /** What is owed where the ruling is final with it; else null. */
      readonly obligations: readonly Obligation[] | null;
    }
  | {
      readonly type: "APPEAL_WAIVED";
      readonly side: Side;
      /** What is owed where both have waived; else null. */
      readonly obligations: readonly Obligation[] | null;
    }
  | ({
      readonly type: "APPEAL_DECIDED";
      readonly appealIds: readonly string[];
      /** The ruling that stands in the place of the first; null where none does. */
      readonly ruling: Ruling | null;
      readonly finalReason: string | null;
      /** What is owed beside what nobody disputed. */
      readonly obligations: readonly Obligation[];
      /** Who has the case and what it begins with, where it was remitted. */
      readonly remittal: {
        readonly mediatorId: string;
        readonly challengeUntil: Date | null;
        readonly round: EvidenceRound;
      } | null;
    } & AppealDecision)
  | { readonly type: "OBLIGATIONS_OVERDUE"; readonly obligationIds: readonly string[] }
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
      readonly type: "EVIDENCE_REQUESTED";
      readonly round: EvidenceRound;
    }
  | { readonly type: "EVIDENCE_REQUESTED"; readonly round: EvidenceRound }
  | { readonly type: "EVIDENCE_SUBMITTED"; readonly item: EvidenceItem }
  | { readonly type: "EVIDENCE_WITHDRAWN"; readonly itemId: string }
  | { readonly type: "EVIDENCE_COMPLETED"; readonly side: Side; readonly submitted: readonly EvidenceItem[] }
  | {
      readonly type: "EVIDENCE_EXCHANGED";
      /** All that was sealed until now. */
      readonly items: readonly EvidenceItem[];
      readonly absences: readonly EvidenceAbsence[];
      /** Where the custody log ended: the two chains hold each other. */
      readonly custody: CustodyEnd | null;
    }
  | {
      readonly type: "EVIDENCE_EXTENDED";
      readonly side: Side;
      readonly fromAt: Date;
      readonly toAt: Date;
      readonly reason: string;
    }
  | { readonly type: "EVIDENCE_REBUTTED"; readonly side: Side; readonly statement: string | null }
  | { readonly type: "REBUTTAL_ENDED" }
  | {
      readonly type: "EVIDENCE_SLOT_WAIVED";
      readonly side: Side;
      readonly slot: EvidenceType;
      readonly reason: string;
    }
  | { readonly type: "EVIDENCE_ADMITTED"; readonly itemId: string; readonly reason: string }
  | { readonly type: "EVIDENCE_EXCLUDED"; readonly itemId: string; readonly reason: string }
  | ({
      readonly type: "EVIDENCE_REDACTED";
      /** Where the custody log ended with it: the two chains hold each other. */
      readonly custody: CustodyEnd | null;
    } & RedactedFile)
  | {
      readonly type: "EVIDENCE_QUARANTINED";
      readonly itemId: string;
      /** Whether the item was still its own side's alone. */
      readonly sealed: boolean;
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
    };

export type DisputeEventType = DisputeOccurrence["type"];

/** One decision's event: what happened and where the machine stands now. */
export type DisputeEvent = DisputeOccurrence & { readonly after: Standing };

/** The types in the order of the machine, with what each tells; the schema's descriptions. */
export const disputeEventTypes: Readonly<Record<DisputeEventType, string>> = {
  DISPUTE_OPENED: "The shopper opened the dispute; the merchant must answer.",
  CLAIM_AMENDED: "The shopper changed what is asked for.",
  CLAIM_ACCEPTED: "The merchant accepted the claim; obligations follow from it.",
  CLAIM_REFUSED: "The merchant refused the claim and said why.",
  INFORMATION_REQUESTED:
    "The merchant asked the shopper for information; its own clock stands still meanwhile.",
  INFORMATION_PROVIDED:
    "The shopper gave the information; the merchant's clock goes on with the time that was left.",
  OFFER_MADE: "A side put terms on the table, replacing its own open offer.",
  OFFER_ACCEPTED: "The other side accepted an offer: the dispute is settled.",
  OFFER_DECLINED: "The other side declined an offer.",
  OFFER_EXPIRED: "An offer was not answered in time, which is a decline.",
  MERCHANT_SILENCE_APPLIED: "The merchant did not answer in time and the rule for silence was applied.",
  NEGOTIATION_ENDED: "The window to call the platform in ended.",
  INTERVENTION_REQUESTED: "A side called the platform in.",
  MEDIATOR_ASSIGNED: "A mediator has the case.",
  MEDIATOR_CHALLENGED:
    "A side wants another mediator; without reasons the case went back to the queue at once.",
  CHALLENGE_DECIDED: "A senior mediator decided on a challenge; upheld, the case went back to the queue.",
  CHALLENGE_OVERDUE: "Nobody decided a challenge in time; the level was raised.",
  MEDIATOR_RECUSED: "The mediator stepped down; another one takes the case.",
  CASE_TRANSFERRED: "The case was handed on to another mediator.",
  CASE_RELEASED: "The mediator was away for too long; the case went back to the queue.",
  STEPS_CONFIRMED: "The new mediator lets earlier steps stand.",
  DISPUTE_ESCALATED: "A side or the mediator asked for a higher level.",
  PLATFORM_DEADLINE_MISSED: "The platform is late; the level was raised.",
  SUBMISSIONS_CLOSED: "The mediator closed the case for submissions and will decide.",
  EVIDENCE_REQUESTED: "The mediator asked both sides for evidence, with one end for both.",
  EVIDENCE_SUBMITTED: "A side handed in an item of evidence; in an evidence round it is sealed.",
  EVIDENCE_WITHDRAWN: "A side took back an item that was still sealed.",
  EVIDENCE_COMPLETED: "A side has handed in everything; the other side is not told before the exchange.",
  EVIDENCE_EXCHANGED:
    "The evidence round ended: both sides see what was handed in, and what is missing is recorded.",
  EVIDENCE_EXTENDED: "A side took its one extension of the evidence round; the end moved for both.",
  EVIDENCE_REBUTTED: "A side answered the evidence, or has nothing to say about it.",
  REBUTTAL_ENDED: "The time to answer the evidence is over.",
  EVIDENCE_SLOT_WAIVED: "The mediator dropped a demand of the round.",
  EVIDENCE_ADMITTED: "The mediator takes an item into account.",
  EVIDENCE_EXCLUDED: "The mediator leaves an item out.",
  EVIDENCE_REDACTED:
    "The mediator had parts of a file removed; nobody opens it any more as it was, a copy stands in its place.",
  EVIDENCE_QUARANTINED: "A file of an item is dangerous; the item counts for nothing.",
  SETTLEMENT_PROPOSED: "The mediator proposed terms to both sides.",
  PROPOSAL_HALF_ACCEPTED:
    "A side accepted the mediator's proposal; the other side is not told unless it accepts too.",
  PROPOSAL_ACCEPTED: "Both sides accepted the mediator's proposal: the dispute is settled.",
  PROPOSAL_DECLINED: "A side declined the mediator's proposal, which is never held against it.",
  PROPOSAL_RETRACTED: "The mediator took the proposal back.",
  PROPOSAL_EXPIRED: "The mediator's proposal was not accepted by both in time.",
  LIMITS_CROSSED: "The sealed limits of the two sides crossed: the dispute is settled between them.",
  RULING_ISSUED: "A ruling was served on both sides.",
  RULING_APPEALED: "A side appealed; what nobody disputes is owed at once, the rest waits.",
  APPEAL_ANSWERED: "The other side answered an appeal.",
  APPEAL_WITHDRAWN: "A side took its appeal back; when none is left the ruling is final.",
  APPEAL_WAIVED: "A side gave up its right to appeal; when both have, the ruling is final.",
  APPEAL_DECIDED: "The second instance decided.",
  RULING_FINALISED: "The appeal window ended; the ruling is final.",
  OBLIGATIONS_OVERDUE: "Something owed was not done in time.",
  DISPUTE_WITHDRAWN: "The shopper withdrew the dispute.",
  DISPUTE_MERGED: "The dispute goes on in another one about the same.",
  DISPUTES_JOINED: "Another dispute about the same was taken over, with its lines; the earlier end counts.",
  DISPUTE_REOPENED: "The closed dispute was taken up again.",
  DISPUTE_SUSPENDED: "A mediator holds the dispute; what was left of its clocks is left when it goes on.",
  DISPUTE_RESUMED: "The dispute goes on where it stood, with the time that was left.",
  DEADLINE_EXTENDED: "Whoever must move extended the deadline, as the rule allows once.",
  CLOCK_PAUSED: "The clock stands still; what was left is left when it goes on.",
  CLOCK_RESUMED: "The clock goes on with the time that was left.",
  CLOCK_CREDITED: "Time that the platform was out of order was given back.",
  DEADLINE_REMINDER: "A deadline draws near: half its time is used, or 24 or 2 hours are left.",
  MESSAGE_SENT: "Somebody wrote a message.",
};
