import type { CaseAct } from "../access/handled-before.js";
import type { Side, Viewer } from "../access/viewer.js";
import type { ClockSetting, PauseGround } from "../clock/clock-setting.js";
import type { Refusal } from "../errors.js";
import type { RuleAdjustment } from "../rulebook/adjustments.js";
import type { LineFacts } from "../rulebook/refundable.js";
import type {
  AttachedEvidence,
  EvidenceDemand,
  EvidenceDraft,
  EvidenceItem,
} from "../evidence/dispute-evidence.js";
import type { Level } from "../rulebook/level.js";
import type { ReasonRule } from "../rulebook/reason-rule.js";
import type { Rulebook } from "../rulebook/rulebook.js";
import type { Recommendation } from "../ruling/recommendation.js";
import type { Conclusion, FaultShare, Finding, RuledRemedy, RulingOutcome } from "../ruling/ruling.js";
import type { RulingPart } from "../ruling/correction.js";
import type { RulingReview } from "../ruling/second-review.js";
import type { AppealGround, AppealOutcome } from "../ruling/appeal.js";
import type { EvidenceType } from "../evidence/evidence-type.js";
import type { RedactedFile } from "../evidence/redaction.js";
import type { ConflictGround } from "../conflict/conflict.js";
import type { ChallengeGround } from "./desk.js";
import type { MediatorAttendance } from "./desk-guards.js";
import type { Dispute, RefusalCode } from "./dispute.js";
import type { ClaimableLine, OrderFacts } from "./eligibility.js";
import type { Audience, DisputeEvent, MessageChannel } from "./event.js";
import type { MediatorFacts, RulingAuthor } from "./guards.js";
import type { HumanReviewGround, HumanReviewOutcome } from "./human-review.js";
import type { InadmissibilityGround } from "./inadmissibility.js";
import type { RemedyItem, RemedyKind } from "./remedy.js";
import type { ReopeningGround } from "./reopening.js";
import type { CaseRecords } from "./requirements.js";
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

/** What decisions about evidence need beyond the dispute. */
export interface EvidenceFacts {
  /** What each side has prepared and not handed in yet, in its last complete version. */
  readonly drafts: readonly EvidenceDraft[];
  /** The end of the custody log; null where nothing was ever in custody. */
  readonly custody: CustodyEnd | null;
  /** What is on record already and need not be asked for; null where nobody looked. */
  readonly records: CaseRecords | null;
}

/** Where the custody log of a dispute ends. */
export interface CustodyEnd {
  readonly sequence: number;
  readonly hash: string;
}

/** What deciding an appeal needs beyond the dispute. */
export interface SecondInstanceFacts {
  /** The level of whoever ruled; null where nobody looked. */
  readonly authorLevel: Level | null;
  /** What whoever decides has done in the case before. */
  readonly ownActs: readonly CaseAct[];
  /** Who is to have the case where it is remitted; null where it is not. */
  readonly successor: {
    readonly mediator: MediatorFacts;
    readonly ownActs: readonly CaseAct[];
    /** What was found between the successor and the parties; absent where nobody looked. */
    readonly conflicts?: readonly ConflictGround[] | undefined;
  } | null;
}

/** All that a decision may depend on besides the command and the dispute. Nothing else is read. */
export interface DecisionContext {
  readonly now: Date;
  readonly viewer: Viewer;
  readonly rulebook: Rulebook;
  readonly rule: ReasonRule;
  /** The facts of the disputed lines as they are now; what other disputes committed is refunded. */
  readonly lines: readonly LineFacts[];
  /** The mediator who is to take the case, or who acts; null where none is concerned. */
  readonly mediator: MediatorFacts | null;
  /** How present the mediator of the case is; absent where the decision does not depend on it. */
  readonly attendance?: MediatorAttendance | undefined;
  /** What was found between the mediator who is to get the case and its parties; absent where nobody looked. */
  readonly conflicts?: readonly ConflictGround[] | undefined;
  /** What whoever decides on a challenge has done in the case before; absent where nobody looked. */
  readonly ownActs?: readonly CaseAct[] | undefined;
  /** What is known of earlier acts in the case; absent where no appeal is decided. */
  readonly secondInstance?: SecondInstanceFacts | undefined;
  /** Who ruled; absent where nobody looked. */
  readonly rulingAuthor?: RulingAuthor | undefined;
  /** Calendars and suspensions; absent: every clock runs in elapsed time without a break. */
  readonly clocks?: ClockSetting | undefined;
  /** Absent where the decision is not about evidence. */
  readonly evidence?: EvidenceFacts | undefined;
  /** What the rulebook recommends to rule under the rule of a reason; absent where no ruling is decided. */
  readonly recommend?: (rule: ReasonRule) => Recommendation | null;
  /** The approval of the latest draft of the ruling; null where it has none, absent where nobody looked for one. */
  readonly approvedRuling?: RulingReview | null | undefined;
  /** Makes the ids of what the decision creates. */
  readonly newId: () => string;
  /** SHA-256 (hex) of a value's canonical form. */
  readonly hash: (value: unknown) => string;
}

/** What a use case must do so that a decision takes effect beside storing the event. */
export type Effect =
  /** Replace the dispute's timer: fire at this instant. */
  | { readonly kind: "SCHEDULE_TIMER"; readonly at: Date }
  /** No clock runs any more. */
  | { readonly kind: "CANCEL_TIMER" }
  /** The order lines are free for another dispute. */
  | { readonly kind: "RELEASE_LINES" };

/** A decision in favour: exactly one event, and what follows from it. */
export interface Decision {
  readonly accepted: true;
  readonly event: DisputeEvent;
  readonly audience: Audience;
  /** The clause that an automatic act rests on; null where a person acted. */
  readonly clause: string | null;
  readonly effects: readonly Effect[];
}

/** What `decide` answers: a decision or why not. Never both, never neither. */
export type Verdict = Decision | { readonly accepted: false; readonly refusal: Refusal };
