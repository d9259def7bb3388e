import { cleanText, TextLimit } from "../../domain/text.js";
import type { UseCaseContext } from "../use-case.js";
import { advanceDispute } from "./advance-dispute.js";
import type { DisputeChange, DisputeMutation } from "./change.js";

/** What is to stand, and why. */
export interface ConfirmStepsInput extends DisputeMutation {
  /** As `stepsToConfirm` names them; absent: all. */
  readonly steps?: readonly string[] | null | undefined;
  /** For both sides to read. */
  readonly reason: string;
}

/**
 * The new mediator lets earlier steps stand; transition 14. An evidence round that was interrupted goes on with its whole time.
 * @throws RefusedError VALIDATION for what is not to confirm, STATE_CONFLICT where nothing is, FORBIDDEN, INVALID_TEXT, and as
 *   `advanceDispute`
 */
export async function confirmSteps(
  context: UseCaseContext,
  input: ConfirmStepsInput,
): Promise<DisputeChange> {
  const reason = cleanText(input.reason, { field: ["reason"], maximum: TextLimit.REASON, multiline: true });
  const steps = input.steps ?? null;
  return advanceDispute(context, {
    mutation: "confirmSteps",
    input,
    command: () => ({ action: "CONFIRM_STEPS", steps, reason }),
  });
}
