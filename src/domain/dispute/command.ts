import type { Side } from "../access/viewer.js";
import type { PauseGround } from "../clock/clock-setting.js";
import type { RuleAdjustment } from "../rulebook/adjustments.js";
import type {
  AttachedEvidence,
  EvidenceDemand,
  EvidenceDraft,
  EvidenceItem,
} from "../evidence/dispute-evidence.js";
import type { Conclusion, FaultShare, Finding, RuledRemedy, RulingOutcome } from "../ruling/ruling.js";
import type { RulingPart } from "../ruling/correction.js";
import type { AppealGround, AppealOutcome } from "../ruling/appeal.js";
import type { EvidenceType } from "../evidence/evidence-type.js";
import type { RedactedFile } from "../evidence/redaction.js";
import type { ChallengeGround } from "./desk.js";
import type { Dispute, RefusalCode } from "./dispute.js";
import type { ClaimableLine, OrderFacts } from "./eligibility.js";
import type { MessageChannel } from "./event.js";
import type { HumanReviewGround, HumanReviewOutcome } from "./human-review.js";
import type { InadmissibilityGround } from "./inadmissibility.js";
import type { RemedyItem, RemedyKind } from "./remedy.js";
import type { ReopeningGround } from "./reopening.js";
import type { SuspensionReason } from "./suspension.js";
import type { SharedFinding } from "./swarm.js";

/** What each action needs to be told, beyond the dispute and the actor. Ids are UUIDs, money is in minor units. */
export interface CommandInputs {
  readonly OPEN_DISPUTE: {
    readonly number: string;
    readonly order: OrderFacts;
    readonly lines: readonly ClaimableLine[];
    /** What the context's rule was adjusted by. */
    readonly adjustments: readonly RuleAdjustment[];
    readonly remedy: RemedyKind;
    readonly statement: string;
    readonly items: readonly RemedyItem[];
    /** What the platform's own records say now; attached as evidence of source SYSTEM. */
    readonly records: readonly AttachedRecord[];
  };
  readonly AMEND_CLAIM: {
    readonly remedy: RemedyKind;
    readonly statement: string;
    readonly items: readonly RemedyItem[];
  };
  readonly ACCEPT_CLAIM: object;
  readonly REFUSE_CLAIM: { readonly code: RefusalCode; readonly statement: string };
  readonly REQUEST_INFORMATION: { readonly question: string };
  readonly PROVIDE_INFORMATION: { readonly answer: string };
  readonly MAKE_OFFER: { readonly terms: readonly RemedyItem[]; readonly message: string | null };
  readonly ACCEPT_OFFER: { readonly offerId: string; readonly termsHash: string };
  readonly DECLINE_OFFER: { readonly offerId: string };
  readonly REQUEST_INTERVENTION: { readonly statement: string | null };
  readonly ASSIGN_MEDIATOR: object;
  readonly CLAIM_NEXT_CASE: object;
  /** Without a ground: without reasons. */
  readonly CHALLENGE_MEDIATOR: {
    readonly ground: ChallengeGround | null;
    readonly statement: string | null;
  };
  /** Null: all steps that are to confirm. */
  readonly CONFIRM_STEPS: { readonly steps: readonly string[] | null; readonly reason: string };
  readonly DECIDE_CHALLENGE: { readonly upheld: boolean; readonly reason: string };
  readonly ESCALATE_DISPUTE: { readonly reason: string };
  readonly RECUSE: { readonly reason: string };
  /** The capsule is written; the hash is of its canonical form. */
  readonly TRANSFER_CASE: {
    readonly reason: string;
    readonly handoverId: string;
    readonly capsuleHash: string;
  };
  readonly CLOSE_SUBMISSIONS: { readonly reason: string };
  readonly DECLARE_INADMISSIBLE: {
    readonly ground: InadmissibilityGround;
    readonly statement: string;
    readonly clause: string;
  };
  readonly ISSUE_RULING: {
    readonly outcome: RulingOutcome;
    readonly findings: readonly Finding[];
    readonly reasons: string;
    readonly clauses: readonly string[];
    /** Which findings lead to which clause. Absent or none: all findings to each clause. */
    readonly conclusions?: readonly Omit<Conclusion, "rulebookVersion">[];
    readonly faultShares: readonly FaultShare[];
    /** Without cost bearers the rule of freight or the shares of fault tell who pays. */
    readonly remedies: readonly (RemedyItem & Partial<Pick<RuledRemedy, "costBearers">>)[];
    readonly finalReason: string | null;
    /** Why the ruling is other than recommended. Ignored where it is not. */
    readonly divergenceReason?: string | null;
    /** SHA-256 (hex) of what was written, which an approval binds to; absent where nobody looks for one. */
    readonly contentHash?: string;
  };
  readonly CORRECT_RULING: {
    /** What the slip was. */
    readonly reason: string;
    /** What texts say from now on; the position counts from 0 among the findings or conclusions, and is null for the reasons. */
    readonly texts: readonly {
      readonly part: RulingPart;
      readonly position: number | null;
      readonly text: string;
    }[];
    /** What remedies amount to from now on, by their position from 0. */
    readonly amounts: readonly { readonly position: number; readonly amountMinor: bigint }[];
  };
  readonly REQUEST_CLARIFICATION: { readonly question: string };
  readonly CLARIFY_RULING: { readonly side: Side; readonly answer: string };
  readonly APPEAL_RULING: {
    readonly grounds: readonly AppealGround[];
    readonly statement: string;
    /** Order lines of which the remedies are disputed; none: the whole ruling is. */
    readonly orderLineIds: readonly string[];
    /** Own items, handed in after the ruling. */
    readonly evidenceItemIds: readonly string[];
  };
  readonly ANSWER_APPEAL: { readonly answer: string };
  readonly WITHDRAW_APPEAL: object;
  readonly WAIVE_APPEAL: object;
  readonly DECIDE_APPEAL: {
    readonly outcome: AppealOutcome;
    readonly reasons: string;
    /** The ruling in the place of the first, where the outcome is VARIED or REVERSED; else null. */
    readonly ruling: CommandInputs["ISSUE_RULING"] | null;
    /** What the next mediator begins with, where the outcome is REMITTED; else null. */
    readonly remittal: { readonly text: string; readonly demands: readonly EvidenceDemand[] } | null;
  };
  readonly REQUEST_HUMAN_REVIEW: {
    readonly grounds: readonly HumanReviewGround[];
    readonly statement: string;
  };
  readonly DECIDE_HUMAN_REVIEW: { readonly outcome: HumanReviewOutcome; readonly reason: string };
  readonly PROPOSE_SETTLEMENT: { readonly terms: readonly RemedyItem[]; readonly explanation: string };
  readonly ACCEPT_PROPOSAL: { readonly proposalId: string; readonly termsHash: string };
  readonly DECLINE_PROPOSAL: { readonly proposalId: string };
  readonly RETRACT_PROPOSAL: { readonly proposalId: string };
  /** Given only where the limits of both sides cross: the point where they meet. */
  readonly STATE_SEALED_LIMIT: { readonly settledMinor: bigint };
  readonly WITHDRAW_DISPUTE: object;
  readonly SEND_MESSAGE: {
    readonly messageId: string;
    readonly channel: MessageChannel;
    readonly text: string;
  };

  readonly SUSPEND_DISPUTE: {
    readonly reason: SuspensionReason;
    readonly statement: string;
    /** When it ends by itself; null: as late as the rules allow. */
    readonly reviewAt: Date | null;
  };
  readonly RESUME_DISPUTE: object;
  /** The other dispute as it is now, and whether this one is the one that goes on. */
  readonly MERGE_DISPUTES: { readonly other: Dispute; readonly survives: boolean };
  readonly REOPEN_DISPUTE: { readonly ground: ReopeningGround; readonly statement: string };

  /** The swarm is there; `commonCause` is what it was opened for. */
  readonly ADD_TO_CASE_SWARM: { readonly swarmId: string; readonly commonCause: string };
  readonly REMOVE_FROM_CASE_SWARM: { readonly swarmId: string; readonly reason: string };
  /** What was decided for all disputes of the swarm. */
  readonly DECIDE_SHARED_FINDING: { readonly swarmId: string; readonly finding: SharedFinding };
  readonly OPT_OUT_OF_SWARM: object;

  readonly EXTEND_DEADLINE: { readonly reason: string };

  readonly REQUEST_EVIDENCE: { readonly text: string; readonly demands: readonly EvidenceDemand[] };
  readonly SUBMIT_EVIDENCE: { readonly draft: EvidenceDraft; readonly lateGround: string | null };
  readonly ATTACH_EVIDENCE: { readonly record: AttachedEvidence; readonly lateGround: string | null };
  readonly WITHDRAW_EVIDENCE: { readonly itemId: string };
  readonly COMPLETE_EVIDENCE: object;
  readonly EXTEND_EVIDENCE: { readonly reason: string };
  /** The statement is null where a side has nothing to say. */
  readonly REBUT_EVIDENCE: { readonly statement: string | null };
  readonly WAIVE_SLOT: { readonly side: Side; readonly slot: EvidenceType; readonly reason: string };
  readonly ADMIT_EVIDENCE: { readonly itemId: string; readonly reason: string };
  readonly EXCLUDE_EVIDENCE: { readonly itemId: string; readonly reason: string };
  /** The copy was begun; the hash is of what is removed, which tells where it stood. */
  readonly REDACT_EVIDENCE: RedactedFile;
  readonly QUARANTINE_EVIDENCE: { readonly itemId: string };
  readonly EXCHANGE_EVIDENCE: object;
  readonly END_REBUTTAL: object;

  readonly CREDIT_CLOCK: {
    readonly ground: PauseGround;
    readonly clause: string | null;
    readonly from: Date;
    readonly until: Date;
  };
  readonly PAUSE_CLOCK: {
    readonly ground: PauseGround;
    readonly clause: string | null;
    readonly from: Date;
    readonly until: Date;
  };
  readonly ESCALATE_CHALLENGE: object;
  readonly ESCALATE_HUMAN_REVIEW: object;
  readonly RELEASE_CASE: object;
  readonly REMIND: object;
  readonly RESUME_CLOCK: object;
  readonly EXPIRE_OFFER: object;
  readonly EXPIRE_PROPOSAL: object;
  readonly APPLY_MERCHANT_SILENCE: object;
  readonly END_NEGOTIATION: object;
  readonly RAISE_LEVEL: object;
  readonly FINALISE_RULING: object;
  readonly MARK_OVERDUE: object;
}

/** The actions that the platform offers now. */
export type CommandAction = keyof CommandInputs;

/** One command: the action and its input. */
export type Command<Action extends CommandAction = CommandAction> = {
  [Each in Action]: { readonly action: Each } & CommandInputs[Each];
}[Action];

/** A record of the platform as it is attached to a dispute. */
export type AttachedRecord = Pick<EvidenceItem, "id" | "slot" | "audience" | "contentHash">;
