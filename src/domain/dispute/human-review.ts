import { Side } from "../access/viewer.js";
import { ObligationStatus, type Obligation } from "../obligation/obligation.js";
import type { FormulaTrace } from "../rulebook/formula-values.js";
import type { SilenceEffect } from "../rulebook/reason-rule.js";
import type { RecommendedRuling } from "../ruling/ruling.js";
import { DisputeOutcome, DisputeStatus, type Dispute } from "./dispute.js";
import { RemedyKind, totalOf, type RemedyItem } from "./remedy.js";

/** Why a side wants a person to look at what the clock decided. */
export const HumanReviewGround = {
  AMOUNT_WRONG: "AMOUNT_WRONG",
  COULD_NOT_ACT: "COULD_NOT_ACT",
  FACTS_WRONG: "FACTS_WRONG",
  OTHER: "OTHER",
  RULE_MISAPPLIED: "RULE_MISAPPLIED",
} as const;
export type HumanReviewGround = (typeof HumanReviewGround)[keyof typeof HumanReviewGround];

/** What has become of a request. MOOT: the dispute ended otherwise before anybody decided. */
export const HumanReviewStatus = {
  DECIDED: "DECIDED",
  MOOT: "MOOT",
  UNDER_REVIEW: "UNDER_REVIEW",
} as const;
export type HumanReviewStatus = (typeof HumanReviewStatus)[keyof typeof HumanReviewStatus];

/** Whether the mediator agrees with the machine. OVERTURNED: the case is heard like any other. */
export const HumanReviewOutcome = { OVERTURNED: "OVERTURNED", UPHELD: "UPHELD" } as const;
export type HumanReviewOutcome = (typeof HumanReviewOutcome)[keyof typeof HumanReviewOutcome];

/** How a dispute ended without anybody deciding it, and all that the clock went by. */
export interface AutomaticOutcome {
  readonly id: string;
  readonly outcome: "DEFAULTED" | "LAPSED";
  /** Code of the reason whose rule was applied. */
  readonly reason: string;
  readonly rulebookVersion: string;
  readonly clause: string;
  /** What the rule says of silence; none where the shopper was silent. */
  readonly effects: readonly SilenceEffect[];
  readonly awarded: readonly RemedyItem[];
  readonly formulaTraces: readonly FormulaTrace[];
  readonly decidedAt: Date;
  /** Until when a side that it went against can ask for a person; a suspension moves it. */
  readonly reviewableUntil: Date;
}

/** Something owed that stands still during the review, and how it stood before. */
export type HeldObligation = Pick<Obligation, "id" | "status">;

/** What a person made of an automatic outcome. */
export interface HumanReviewDecision {
  readonly outcome: HumanReviewOutcome;
  readonly reason: string;
  /** UUID. */
  readonly mediatorId: string;
  readonly decidedAt: Date;
  /** What the rulebook would have recommended to rule then; null where it had nothing to recommend. Staff only. */
  readonly recommended: RecommendedRuling | null;
}

/** A side's request that a person look at the automatic outcome; one for each dispute, for it has one such outcome at most. */
export interface HumanReview {
  readonly id: string;
  readonly side: Side;
  readonly grounds: readonly HumanReviewGround[];
  readonly statement: string;
  readonly status: HumanReviewStatus;
  readonly requestedAt: Date;
  /** Until when the platform decides. Where it is late, the level rises and it gets as long again. */
  readonly decideUntil: Date;
  readonly held: readonly HeldObligation[];
  /** Null where nobody has decided. */
  readonly decision: HumanReviewDecision | null;
}

/** What a dispute begins with, and what those from before this was kept have. */
export const noReview = { automaticOutcome: null, humanReview: null } as const;

/** The statuses in which a review can wait for its decision; whatever leads out of them otherwise makes it moot. */
const reviewing: ReadonlySet<DisputeStatus> = new Set([
  DisputeStatus.IN_REVIEW,
  DisputeStatus.QUEUED,
  DisputeStatus.SUSPENDED,
]);

/** The review that waits for its decision; null if there is none. */
export function pendingReviewOf({ humanReview }: Pick<Dispute, "humanReview">): HumanReview | null {
  return humanReview?.status === HumanReviewStatus.UNDER_REVIEW ? humanReview : null;
}

/** The review in a status that a dispute has reached. */
export function reviewIn(status: DisputeStatus, humanReview: HumanReview | null): HumanReview | null {
  const pending = pendingReviewOf({ humanReview });
  if (pending === null || reviewing.has(status)) return humanReview;
  return { ...pending, status: HumanReviewStatus.MOOT };
}

/** The automatic outcome that a dispute has ended with, as long as no person has looked at it; else null. */
export function presentAutomaticOutcome({
  automaticOutcome,
  outcome,
}: Pick<Dispute, "automaticOutcome" | "outcome">): AutomaticOutcome | null {
  return automaticOutcome?.outcome === outcome ? automaticOutcome : null;
}

/**
 * Whether an automatic outcome went against a side. Silence of the merchant always did against the merchant; against the
 * shopper too where it brought less than was claimed, or asks for the goods back where they were not offered.
 */
export function wentAgainst(
  side: Side,
  { outcome, awarded }: AutomaticOutcome,
  { claim }: Pick<Dispute, "claim">,
): boolean {
  if (outcome === DisputeOutcome.LAPSED) return side === Side.SHOPPER;
  return side === Side.MERCHANT || fallsShort(awarded, claim);
}

const givingBack: ReadonlySet<RemedyKind> = new Set([RemedyKind.EXCHANGE, RemedyKind.RETURN_AND_REFUND]);

function fallsShort(awarded: readonly RemedyItem[], { items, remedy }: Dispute["claim"]): boolean {
  const asksBack = awarded.some(({ kind }) => givingBack.has(kind)) && !givingBack.has(remedy);
  return asksBack || totalOf(awarded) < totalOf(items);
}

const performable: ReadonlySet<ObligationStatus> = new Set([
  ObligationStatus.DUE,
  ObligationStatus.OVERDUE,
  ObligationStatus.PENDING,
]);

/** What is owed and not performed: it stands still while a person looks at whether it is owed at all. */
export function holdable(obligations: readonly Obligation[]): HeldObligation[] {
  return obligations
    .filter(({ status }) => performable.has(status))
    .map(({ id, status }) => ({ id, status }));
}
