import type { HumanReviewGround } from "../../domain/dispute/human-review.js";
import { cleanText, TextLimit } from "../../domain/text.js";
import type { UseCaseContext } from "../use-case.js";
import { advanceDispute } from "./advance-dispute.js";
import type { DisputeChange, DisputeMutation } from "./change.js";
import { takingLines } from "./second-dispute.js";
import { requireUntouched } from "./untouched.js";

/** Why a person should look at what the clock decided. */
export interface RequestHumanReviewInput extends DisputeMutation {
  readonly grounds: readonly HumanReviewGround[];
  /** What is wrong with it; both sides read it. */
  readonly statement: string;
}

/**
 * A side asks for a person, once and in time, where the clock alone decided against it. The dispute goes to the queue;
 * a closed one takes its order lines again.
 * @throws RefusedError STATE_CONFLICT where the clock did not decide, or nothing against that side, or the evidence was
 *   erased, ATTEMPT_LIMIT the second time, WINDOW_CLOSED, REASONS_REQUIRED without a ground, ALREADY_DISPUTED where a line
 *   was disputed since, INVALID_TEXT, and as `advanceDispute`
 */
export async function requestHumanReview(
  context: UseCaseContext,
  input: RequestHumanReviewInput,
): Promise<DisputeChange> {
  const rule = { field: ["statement"], maximum: TextLimit.STATEMENT, multiline: true };
  const statement = cleanText(input.statement, rule);
  const { grounds } = input;
  return takingLines(["disputeId"], () =>
    advanceDispute(context, {
      mutation: "requestHumanReview",
      input,
      command: () => ({ action: "REQUEST_HUMAN_REVIEW", grounds, statement }),
      prepare: async (tx, { dispute, deciding }) => {
        await requireUntouched(tx, dispute);
        return deciding;
      },
    }),
  );
}
