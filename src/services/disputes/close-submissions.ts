import { cleanText, TextLimit } from "../../domain/text.js";
import type { UseCaseContext } from "../use-case.js";
import { advanceDispute } from "./advance-dispute.js";
import type { DisputeChange, DisputeMutation } from "./change.js";

/** Why nothing more needs to be heard. */
export interface CloseSubmissionsInput extends DisputeMutation {
  readonly reason: string;
}

/** The mediator closes the case for submissions; transition 20. @throws RefusedError INVALID_TEXT, and as `advanceDispute` */
export async function closeSubmissions(
  context: UseCaseContext,
  input: CloseSubmissionsInput,
): Promise<DisputeChange> {
  const reason = cleanText(input.reason, { field: ["reason"], maximum: TextLimit.REASON, multiline: true });
  return advanceDispute(context, {
    mutation: "closeSubmissions",
    input,
    command: () => ({ action: "CLOSE_SUBMISSIONS", reason }),
  });
}
