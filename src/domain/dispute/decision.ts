import type { CaseAct } from "../access/handled-before.js";
import type { Viewer } from "../access/viewer.js";
import type { ClockSetting } from "../clock/clock-setting.js";
import type { Refusal } from "../errors.js";
import type { LineFacts } from "../rulebook/refundable.js";
import type { EvidenceDraft } from "../evidence/dispute-evidence.js";
import type { Level } from "../rulebook/level.js";
import type { ReasonRule } from "../rulebook/reason-rule.js";
import type { Rulebook } from "../rulebook/rulebook.js";
import type { Recommendation } from "../ruling/recommendation.js";
import type { RulingReview } from "../ruling/second-review.js";
import type { ConflictGround } from "../conflict/conflict.js";
import type { MediatorAttendance } from "./desk-guards.js";
import type { Audience, DisputeEvent } from "./event.js";
import type { MediatorFacts, RulingAuthor } from "./guards.js";
import type { CaseRecords } from "./requirements.js";

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
