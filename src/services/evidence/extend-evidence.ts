import { cleanText, TextLimit } from "../../domain/text.js";
import { advanceDispute } from "../disputes/advance-dispute.js";
import type { DisputeChange, DisputeMutation } from "../disputes/change.js";
import type { UseCaseContext } from "../use-case.js";

/** Why more time is needed. */
export interface ExtendEvidenceInput extends DisputeMutation {
  readonly reason: string;
}

/**
 * A side takes its one extension of the evidence round; the end moves for both.
 * @throws RefusedError INVALID_TEXT, ATTEMPT_LIMIT if the side has taken it, and as `advanceDispute`
 */
export async function extendEvidence(
  context: UseCaseContext,
  input: ExtendEvidenceInput,
): Promise<DisputeChange> {
  const reason = cleanText(input.reason, { field: ["reason"], maximum: TextLimit.REASON, multiline: true });
  return advanceDispute(context, {
    mutation: "extendEvidence",
    input,
    command: () => ({ action: "EXTEND_EVIDENCE", reason }),
  });
}
