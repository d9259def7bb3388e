import { cleanText, TextLimit } from "../../domain/text.js";
import type { UseCaseContext } from "../use-case.js";
import { advanceDispute } from "./advance-dispute.js";
import type { DisputeChange, DisputeMutation } from "./change.js";

/** What a side does not understand of the ruling. */
export interface RequestClarificationInput extends DisputeMutation {
  readonly question: string;
}

/**
 * A side asks what the ruling means, in the time to appeal and as often as the rulebook allows. No clock stands still.
 * @throws RefusedError ATTEMPT_LIMIT, WINDOW_CLOSED, STATE_CONFLICT where no ruling is in force, INVALID_TEXT, and as
 *   `advanceDispute`
 */
export async function requestClarification(
  context: UseCaseContext,
  input: RequestClarificationInput,
): Promise<DisputeChange> {
  const rule = { field: ["question"], maximum: TextLimit.MESSAGE, multiline: true };
  const question = cleanText(input.question, rule);
  return advanceDispute(context, {
    mutation: "requestClarification",
    input,
    command: () => ({ action: "REQUEST_CLARIFICATION", question }),
  });
}
