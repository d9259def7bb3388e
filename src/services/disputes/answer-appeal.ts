import { cleanText, TextLimit } from "../../domain/text.js";
import type { UseCaseContext } from "../use-case.js";
import { advanceDispute } from "./advance-dispute.js";
import type { DisputeChange, DisputeMutation } from "./change.js";

/** What the side says to the other's appeal. */
export interface AnswerAppealInput extends DisputeMutation {
  readonly answer: string;
}

/**
 * A side answers the other's appeal, once and in the time for it; transition 26.
 * @throws RefusedError STATE_CONFLICT where no appeal of the other side waits, ATTEMPT_LIMIT the second time, WINDOW_CLOSED
 *   after the time, INVALID_TEXT, and as `advanceDispute`
 */
export async function answerAppeal(
  context: UseCaseContext,
  input: AnswerAppealInput,
): Promise<DisputeChange> {
  const rule = { field: ["answer"], maximum: TextLimit.STATEMENT, multiline: true };
  const answer = cleanText(input.answer, rule);
  return advanceDispute(context, {
    mutation: "answerAppeal",
    input,
    command: () => ({ action: "ANSWER_APPEAL", answer }),
  });
}
