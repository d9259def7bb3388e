import { ErrorCode, refuse } from "../../errors.js";
import type { Obligation } from "../../obligation/obligation.js";
import { nextLevel } from "../../rulebook/authority.js";
import { recommendedRuling } from "../../ruling/recommendation.js";
import { addHours } from "../../time.js";
import type { DecisionContext } from "../decision.js";
import { DisputeStatus, type Dispute } from "../dispute.js";
import {
  holdable,
  HumanReviewOutcome,
  pendingReviewOf,
  type AutomaticOutcome,
  type HumanReview,
} from "../human-review.js";
import { sideActing } from "./handed-in.js";
import type { Handler, HandlerOutcome } from "./outcome.js";

/** What the clock decided, as it is kept with the time in which a side can ask for a person. */
export function automaticOutcome(
  dispute: Dispute,
  decided: Pick<AutomaticOutcome, "outcome" | "clause" | "effects" | "awarded" | "formulaTraces">,
  { newId, rule, rulebook, now }: DecisionContext,
): AutomaticOutcome {
  return {
    id: newId(),
    ...decided,
    ...{ reason: rule.code, rulebookVersion: dispute.rulebookVersion, decidedAt: now },
    reviewableUntil: addHours(now, rulebook.desk.humanReviewWindowHours),
  };
}

/**
 * A side wants a person to look at what the clock decided. What is owed by that and not performed stands still: neither
 * is it overdue meanwhile, nor does anybody else get the money. What was performed stays, for the clock cannot undo it.
 */
export const requestHumanReview: Handler<"REQUEST_HUMAN_REVIEW"> = (
  dispute,
  { grounds, statement },
  context,
) => {
  const { newId, now, rulebook } = context;
  const field = { field: ["grounds"] };
  if (grounds.length === 0) refuse(ErrorCode.REASONS_REQUIRED, "A request names at least one ground.", field);
  if (new Set(grounds).size < grounds.length)
    refuse(ErrorCode.VALIDATION, "Each ground appears once.", field);
  const review: HumanReview = {
    id: newId(),
    ...{ side: sideActing(context), grounds, statement },
    ...{ status: "UNDER_REVIEW", requestedAt: now, decision: null },
    decideUntil: addHours(now, rulebook.desk.humanReviewHours),
    held: holdable(dispute.obligations),
  };
  return { occurrence: { type: "HUMAN_REVIEW_REQUESTED", review }, outcome: null };
};

/** A mediator agrees with the clock, and the dispute is back where it was, or does not, and hears the case. */
export const decideHumanReview: Handler<"DECIDE_HUMAN_REVIEW"> = (dispute, { outcome, reason }, context) => {
  const review = pendingIn(dispute);
  const { recommend, rule, viewer } = context;
  const recommendation = recommend?.(rule) ?? null;
  const upheld = outcome === HumanReviewOutcome.UPHELD;
  const resumed = upheld ? goingOn(dispute, review, context) : [];
  return {
    occurrence: {
      type: "HUMAN_REVIEW_DECIDED",
      ...{ reviewId: review.id, outcome, reason, mediatorId: viewer.id, resumed },
      recommended: recommendation === null ? null : recommendedRuling(recommendation),
    },
    ...(upheld
      ? {
          to: review.held.length > 0 ? DisputeStatus.PERFORMING : DisputeStatus.CLOSED,
          outcome: dispute.automaticOutcome?.outcome ?? null,
        }
      : { to: dispute.status, restartClock: true }),
  };
};

function pendingIn(dispute: Dispute): HumanReview {
  const review = pendingReviewOf(dispute);
  if (review === null) throw new Error("The guards let this pass only while a review waits.");
  return review;
}

/** What stood still goes on as it stood, with the very time that was left for it; what was overdue still is. */
function goingOn(
  { obligations }: Dispute,
  { held, requestedAt }: HumanReview,
  { now }: DecisionContext,
): Pick<Obligation, "id" | "status" | "dueAt">[] {
  const dueAtOf = new Map(obligations.map(({ id, dueAt }) => [id, dueAt]));
  const lasted = now.getTime() - requestedAt.getTime();
  return held.map(({ id, status }) => {
    const before = dueAtOf.get(id) ?? now;
    const dueAt = before <= requestedAt ? before : new Date(before.getTime() + lasted);
    return { id, status, dueAt };
  });
}

/**
 * Nobody decided on a human review in time: the platform's lateness escalates and decides nothing. The clock of the status
 * starts anew with the level, so that one lateness does not raise it twice.
 */
export const escalateHumanReview: Handler<"ESCALATE_HUMAN_REVIEW"> = (
  dispute,
  _command,
  { now, rulebook },
): HandlerOutcome => ({
  occurrence: {
    type: "HUMAN_REVIEW_OVERDUE",
    reviewId: pendingIn(dispute).id,
    decideUntil: addHours(now, rulebook.desk.humanReviewHours),
  },
  level: nextLevel(rulebook, dispute.level),
  restartClock: true,
  clause: rulebook.timers.assignment.clause,
});
