import { ObligationStatus, settleContested } from "../../obligation/obligation.js";
import type { AppliersOf } from "./applier.js";

/** What the events change that are about a person looking at an automatic outcome. */
export const humanReviewAppliers: AppliersOf<
  "HUMAN_REVIEW_REQUESTED" | "HUMAN_REVIEW_OVERDUE" | "HUMAN_REVIEW_DECIDED"
> = {
  HUMAN_REVIEW_REQUESTED: ({ obligations }, { review }) => {
    const held = new Set(review.held.map(({ id }) => id));
    return {
      humanReview: review,
      obligations: obligations.map((obligation) =>
        held.has(obligation.id) ? { ...obligation, status: ObligationStatus.CONTESTED } : obligation,
      ),
    };
  },
  HUMAN_REVIEW_OVERDUE: ({ humanReview }, { decideUntil }) => ({
    humanReview: humanReview === null ? null : { ...humanReview, decideUntil },
  }),
  HUMAN_REVIEW_DECIDED: ({ humanReview, obligations }, decided, decidedAt) => {
    const { outcome, reason, mediatorId, recommended } = decided;
    const resumed = new Map(decided.resumed.map((each) => [each.id, each]));
    return {
      humanReview: humanReview && {
        ...humanReview,
        status: "DECIDED",
        decision: { outcome, reason, mediatorId, recommended, decidedAt },
      },
      // What does not go on is set aside: whatever is ruled then stands in its place.
      obligations: settleContested(
        obligations.map((obligation) => ({ ...obligation, ...resumed.get(obligation.id) })),
      ),
    };
  },
};
