import { cleanText, TextLimit } from "../../domain/text.js";
import type { UseCaseContext } from "../use-case.js";
import { advanceDispute } from "./advance-dispute.js";
import type { DisputeChange, DisputeMutation } from "./change.js";

/** Why a higher level is asked for. */
export interface EscalateDisputeInput extends DisputeMutation {
  /** For both sides to read. */
  readonly reason: string;
}

/**
 * A side, once a level, or the mediator asks for the next level; transition 35. Whoever decides must have it from then on.
 * @throws RefusedError ATTEMPT_LIMIT, STATE_CONFLICT at the highest level, FORBIDDEN, INVALID_TEXT, and as `advanceDispute`
 */
export async function escalateDispute(
  context: UseCaseContext,
  input: EscalateDisputeInput,
): Promise<DisputeChange> {
  const reason = cleanText(input.reason, { field: ["reason"], maximum: TextLimit.REASON, multiline: true });
  return advanceDispute(context, {
    mutation: "escalateDispute",
    input,
    command: () => ({ action: "ESCALATE_DISPUTE", reason }),
  });
}
