import { cleanText, TextLimit } from "../../domain/text.js";
import type { UseCaseContext } from "../use-case.js";
import { advanceDispute } from "./advance-dispute.js";
import type { DisputeChange, DisputeMutation } from "./change.js";

/** What the merchant wants to know. */
export interface RequestInformationInput extends DisputeMutation {
  readonly question: string;
}

/**
 * The merchant asks the shopper before it answers, once; its clock stands still meanwhile; transition 3.
 * @throws RefusedError ATTEMPT_LIMIT the second time, STATE_CONFLICT where the clock stands already, INVALID_TEXT, and as
 *   `advanceDispute`
 */
export async function requestInformation(
  context: UseCaseContext,
  input: RequestInformationInput,
): Promise<DisputeChange> {
  const rule = { field: ["question"], maximum: TextLimit.MESSAGE, multiline: true };
  const question = cleanText(input.question, rule);
  return advanceDispute(context, {
    mutation: "requestInformation",
    input,
    command: () => ({ action: "REQUEST_INFORMATION", question }),
  });
}
