import type { HumanReviewOutcome } from "../../domain/dispute/human-review.js";
import { cleanText, TextLimit } from "../../domain/text.js";
import { withRecommendation } from "../ruling/ruling-content.js";
import type { UseCaseContext } from "../use-case.js";
import { advanceDispute } from "./advance-dispute.js";
import type { DisputeChange, DisputeMutation } from "./change.js";

/** Whether what the clock decided stands, and why. */
export interface DecideHumanReviewInput extends DisputeMutation {
  readonly outcome: HumanReviewOutcome;
  /** Both sides read it. */
  readonly reason: string;
}

/**
 * The mediator who has the case upholds what the clock decided or overturns it. What the rulebook recommends on the facts
 * of this moment is kept with the decision.
 * @throws RefusedError STATE_CONFLICT where no review waits or the mediator is challenged, FORBIDDEN for anybody else,
 *   AUTHORITY_EXCEEDED below the level asked for, INVALID_TEXT, and as `advanceDispute`
 */
export async function decideHumanReview(
  context: UseCaseContext,
  input: DecideHumanReviewInput,
): Promise<DisputeChange> {
  const reason = cleanText(input.reason, {
    field: ["reason"],
    maximum: TextLimit.STATEMENT,
    multiline: true,
  });
  const { outcome } = input;
  return advanceDispute(context, {
    mutation: "decideHumanReview",
    input,
    command: () => ({ action: "DECIDE_HUMAN_REVIEW", outcome, reason }),
    prepare: withRecommendation,
  });
}
