import type { SuspensionReason } from "../../domain/dispute/suspension.js";
import { cleanText, TextLimit } from "../../domain/text.js";
import type { UseCaseContext } from "../use-case.js";
import { advanceDispute } from "./advance-dispute.js";
import type { DisputeChange, DisputeMutation } from "./change.js";

/** Why and until when a dispute is held. */
export interface SuspendDisputeInput extends DisputeMutation {
  readonly reason: SuspensionReason;
  /** What both sides are told. */
  readonly statement: string;
  /** Absent: as late as the rules allow. */
  readonly reviewAt?: Date | null | undefined;
}

/**
 * The mediator who has the case, or a senior while nobody has it, holds the dispute; transition 33. It goes on by itself
 * at the review date; everything that ran has the exact time left then.
 * @throws RefusedError FORBIDDEN for whoever does not have the case, ATTEMPT_LIMIT, VALIDATION for a review date out of
 *   bounds, INVALID_TEXT, and as `advanceDispute`
 */
export async function suspendDispute(
  context: UseCaseContext,
  input: SuspendDisputeInput,
): Promise<DisputeChange> {
  const { reason, reviewAt = null } = input;
  const rule = { field: ["statement"], maximum: TextLimit.MESSAGE, multiline: true };
  const statement = cleanText(input.statement, rule);
  return advanceDispute(context, {
    mutation: "suspendDispute",
    input,
    command: () => ({ action: "SUSPEND_DISPUTE", reason, statement, reviewAt }),
  });
}
