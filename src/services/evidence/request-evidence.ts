import type { EvidenceDemand } from "../../domain/evidence/dispute-evidence.js";
import { cleanText, TextLimit } from "../../domain/text.js";
import { advanceDispute } from "../disputes/advance-dispute.js";
import type { DisputeChange, DisputeMutation } from "../disputes/change.js";
import type { UseCaseContext } from "../use-case.js";
import { withEvidence } from "./with-evidence.js";

/** What the mediator asks for. */
export interface RequestEvidenceInput extends DisputeMutation {
  readonly text: string;
  readonly demands: readonly EvidenceDemand[];
}

/**
 * The mediator asks both sides for evidence, with one end for both; transition 16.
 * @throws RefusedError INVALID_TEXT, VALIDATION for no slot or one twice, ATTEMPT_LIMIT after the last round, and as
 *   `advanceDispute`
 */
export async function requestEvidence(
  context: UseCaseContext,
  input: RequestEvidenceInput,
): Promise<DisputeChange> {
  const text = cleanText(input.text, { field: ["text"], maximum: TextLimit.MESSAGE, multiline: true });
  const { demands } = input;
  return advanceDispute(context, {
    mutation: "requestEvidence",
    input,
    command: () => ({ action: "REQUEST_EVIDENCE", text, demands }),
    prepare: withEvidence,
  });
}
