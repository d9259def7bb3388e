import type { Side } from "../access/viewer.js";
import type { AppealChanges } from "./appeal-changes.js";

/** Why a side asks a second instance to decide; field.md 2.4. */
export const AppealGround = {
  CALCULATION_ERROR: "CALCULATION_ERROR",
  CLARIFICATION: "CLARIFICATION",
  CONFLICT_OF_INTEREST: "CONFLICT_OF_INTEREST",
  FACT_ERROR: "FACT_ERROR",
  FRAUD_IN_DECISION: "FRAUD_IN_DECISION",
  NEW_EVIDENCE: "NEW_EVIDENCE",
  POLICY_MISAPPLIED: "POLICY_MISAPPLIED",
  PROCEDURAL_ERROR: "PROCEDURAL_ERROR",
  UNABLE_TO_RESPOND: "UNABLE_TO_RESPOND",
} as const;
export type AppealGround = (typeof AppealGround)[keyof typeof AppealGround];

/** What the second instance makes of a ruling; model.md transition 28. */
export const AppealOutcome = {
  REMITTED: "REMITTED",
  REVERSED: "REVERSED",
  UPHELD: "UPHELD",
  VARIED: "VARIED",
} as const;
export type AppealOutcome = (typeof AppealOutcome)[keyof typeof AppealOutcome];

/** What has become of an appeal. */
export const AppealStatus = {
  DECIDED: "DECIDED",
  /** The sides settled before it was decided. */
  SET_ASIDE: "SET_ASIDE",
  UNDER_REVIEW: "UNDER_REVIEW",
  WITHDRAWN: "WITHDRAWN",
} as const;
export type AppealStatus = (typeof AppealStatus)[keyof typeof AppealStatus];

/** What the second instance decided, and why. */
export interface AppealDecision {
  readonly outcome: AppealOutcome;
  readonly reasons: string;
  /** UUID of who decided. */
  readonly mediatorId: string;
  readonly decidedAt: Date;
  /** UUID of the ruling that stands in the place of the first; null where none does. */
  readonly rulingId: string | null;
  /** What that ruling changes; null where there is none. */
  readonly changes: AppealChanges | null;
}

/** One side's appeal against one ruling. */
export interface Appeal {
  readonly id: string;
  /** UUID of the ruling appealed against; null where it is a declaration that the dispute is inadmissible. */
  readonly rulingId: string | null;
  /** UUID of that declaration; null where the appeal is against a ruling. */
  readonly inadmissibilityId: string | null;
  readonly side: Side;
  readonly grounds: readonly AppealGround[];
  readonly statement: string;
  /** UUIDs of the order lines of which the remedies are disputed; none: the whole ruling is. */
  readonly orderLineIds: readonly string[];
  /** UUIDs of the items that the appeal rests on as new. */
  readonly evidenceItemIds: readonly string[];
  readonly status: AppealStatus;
  readonly filedAt: Date;
  /** Until when the other side may join with an appeal of its own; null in appeals from before it was kept. */
  readonly joinUntil: Date | null;
  /** Until when the other side may answer; nobody decides before, unless it has answered. */
  readonly answerUntil: Date;
  readonly answer: string | null;
  readonly answeredAt: Date | null;
  readonly decision: AppealDecision | null;
}

/** What a dispute has of appeals. */
export interface Appealed {
  readonly appeals: readonly Appeal[];
  /** The sides that gave up their right to appeal against the ruling in force. */
  readonly appealWaivedBy: readonly Side[];
}

/** What a dispute begins with, and what disputes from before there were appeals have. */
export const noAppeals: Appealed = { appeals: [], appealWaivedBy: [] };

/** The appeals that wait for a decision. */
export function pendingAppeals({ appeals }: Pick<Appealed, "appeals">): Appeal[] {
  return appeals.filter(({ status }) => status === AppealStatus.UNDER_REVIEW);
}

/** The appeal of a side against a ruling or a declaration, whatever became of it. */
export function appealBy(
  { appeals }: Pick<Appealed, "appeals">,
  side: Side,
  against: Pick<Appeal, "rulingId" | "inadmissibilityId">,
): Appeal | null {
  const { rulingId, inadmissibilityId } = against;
  return (
    appeals.find(
      (appeal) =>
        appeal.side === side &&
        appeal.rulingId === rulingId &&
        appeal.inadmissibilityId === inadmissibilityId,
    ) ?? null
  );
}

/** Whether a pending appeal disputes what was ruled for an order line. */
export function isDisputed(pending: readonly Appeal[], orderLineId: string): boolean {
  return pending.some(({ orderLineIds }) => orderLineIds.length === 0 || orderLineIds.includes(orderLineId));
}

/** Whether the other side of an appeal was heard: it has answered, or its time to is over. */
export function isHeard({ answeredAt, answerUntil }: Appeal, now: Date): boolean {
  return answeredAt !== null || answerUntil <= now;
}

/** Whether a ruling of the dispute was remitted before, which is done once. */
export function wasRemitted({ appeals }: Pick<Appealed, "appeals">): boolean {
  return appeals.some(({ decision }) => decision?.outcome === AppealOutcome.REMITTED);
}
