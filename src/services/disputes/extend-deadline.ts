import { cleanText, TextLimit } from "../../domain/text.js";
import type { UseCaseContext } from "../use-case.js";
import { advanceDispute } from "./advance-dispute.js";
import type { DisputeChange, DisputeMutation } from "./change.js";

/** Why more time is needed. */
export interface ExtendDeadlineInput extends DisputeMutation {
  readonly reason: string;
}

/**
 * Whoever must move takes the extra time that the rule of the running clock allows once.
 * @throws RefusedError STATE_CONFLICT where the rule allows none or somebody else must move, ATTEMPT_LIMIT the second
 *   time, INVALID_TEXT, and as `advanceDispute`
 */
export async function extendDeadline(
  context: UseCaseContext,
  input: ExtendDeadlineInput,
): Promise<DisputeChange> {
  const reason = cleanText(input.reason, { field: ["reason"], maximum: TextLimit.REASON, multiline: true });
  return advanceDispute(context, {
    mutation: "extendDeadline",
    input,
    command: () => ({ action: "EXTEND_DEADLINE", reason }),
  });
}
