import type { Obligation } from "../../obligation/obligation.js";
import type { RecommendedRuling } from "../../ruling/ruling.js";
import type { HumanReview, HumanReviewOutcome } from "../human-review.js";

/** What happened about a person looking at an automatic outcome. */
export type HumanReviewOccurrence =
  | { readonly type: "HUMAN_REVIEW_REQUESTED"; readonly review: HumanReview }
  | { readonly type: "HUMAN_REVIEW_OVERDUE"; readonly reviewId: string; readonly decideUntil: Date }
  | {
      readonly type: "HUMAN_REVIEW_DECIDED";
      readonly reviewId: string;
      readonly outcome: HumanReviewOutcome;
      readonly reason: string;
      readonly mediatorId: string;
      /** What stood still and goes on, with the time that was left for it; none where the outcome is overturned. */
      readonly resumed: readonly Pick<Obligation, "id" | "status" | "dueAt">[];
      /** What the rulebook recommends to rule; null where it has nothing to recommend. Staff only. */
      readonly recommended: RecommendedRuling | null;
    };
