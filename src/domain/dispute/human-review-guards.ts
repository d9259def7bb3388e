import { sideOf } from "../access/viewer.js";
import { ErrorCode, refusal } from "../errors.js";
import type { Guard } from "./guards.js";
import { pendingReviewOf, presentAutomaticOutcome, wentAgainst } from "./human-review.js";

/** The dispute ended by the clock alone, and no person has looked at that. */
export const endedAutomatically: Guard = (dispute) => {
  const { outcome, humanReview } = dispute;
  if (presentAutomaticOutcome(dispute) === null) {
    return refusal(
      ErrorCode.STATE_CONFLICT,
      `Only what the clock decided is looked at by a person; ${String(outcome)} is not. appealRuling is for rulings, reopenDispute for what is closed.`,
    );
  }
  return humanReview?.decision == null
    ? null
    : refusal(
        ErrorCode.ATTEMPT_LIMIT,
        "A person has looked at what the clock decided, which is possible once. reopenDispute takes a closed dispute up again where there are grounds.",
      );
};

/** What the clock decided went against the viewer's side. */
export const wentAgainstViewer: Guard = (dispute, { viewer }) => {
  const side = sideOf(viewer.role);
  const automatic = presentAutomaticOutcome(dispute);
  return side === null || automatic === null || wentAgainst(side, automatic, dispute)
    ? null
    : refusal(
        ErrorCode.STATE_CONFLICT,
        "What the clock decided gives your side all that it could. Only a side that it went against can ask for a person.",
      );
};

/** There is time left to ask for a person. */
export const reviewInTime: Guard = (dispute, { now }) => {
  const until = presentAutomaticOutcome(dispute)?.reviewableUntil ?? null;
  return until === null || now < until
    ? null
    : refusal(
        ErrorCode.WINDOW_CLOSED,
        `A person could be asked for until ${until.toISOString()}. What the clock decided stands.`,
        { details: { reviewableUntil: until.toISOString() } },
      );
};

/** A human review waits for its decision. */
export const reviewAwaits: Guard = (dispute) =>
  pendingReviewOf(dispute) === null
    ? refusal(
        ErrorCode.STATE_CONFLICT,
        "No human review waits for a decision. Go on with the case as with any other.",
      )
    : null;

/** No human review waits: what the clock decided is upheld or overturned before anything else is decided. */
export const noReviewAwaits: Guard = (dispute) => {
  const pending = pendingReviewOf(dispute);
  return pending === null
    ? null
    : refusal(
        ErrorCode.STATE_CONFLICT,
        "A side asked for a person to look at what the clock decided. Decide on that first, by decideHumanReview.",
        { details: { decideUntil: pending.decideUntil.toISOString() } },
      );
};

/** Nobody decided on a human review in time. */
export const reviewOverdue: Guard = (dispute, { now }) => {
  const decideUntil = pendingReviewOf(dispute)?.decideUntil ?? null;
  return decideUntil !== null && decideUntil <= now
    ? null
    : refusal(ErrorCode.STATE_CONFLICT, "No human review is overdue.");
};
