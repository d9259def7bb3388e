import { cleanText, TextLimit } from "../../domain/text.js";
import { advanceDispute } from "../disputes/advance-dispute.js";
import type { DisputeChange, DisputeMutation } from "../disputes/change.js";
import type { UseCaseContext } from "../use-case.js";

/** What a side says to the other's evidence. */
export interface RebutEvidenceInput extends DisputeMutation {
  /** Absent where it has nothing to say. */
  readonly statement?: string | null | undefined;
}

/**
 * A side answers the other's evidence, once; when both have, the mediator decides; transition 19.
 * @throws RefusedError INVALID_TEXT, STATE_CONFLICT if the side has answered, and as `advanceDispute`
 */
export async function rebutEvidence(
  context: UseCaseContext,
  input: RebutEvidenceInput,
): Promise<DisputeChange> {
  const rule = { field: ["statement"], maximum: TextLimit.STATEMENT, multiline: true };
  const statement =
    input.statement === null || input.statement === undefined ? null : cleanText(input.statement, rule);
  return advanceDispute(context, {
    mutation: "rebutEvidence",
    input,
    command: () => ({ action: "REBUT_EVIDENCE", statement }),
  });
}
