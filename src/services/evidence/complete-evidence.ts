import { advanceDispute } from "../disputes/advance-dispute.js";
import type { DisputeChange, DisputeMutation } from "../disputes/change.js";
import type { UseCaseContext } from "../use-case.js";
import { withEvidence } from "./with-evidence.js";

/**
 * A side has handed in everything; its drafts are handed in with it. When both are done the evidence is exchanged;
 * transition 18.
 * @throws RefusedError STATE_CONFLICT if the side was done before, and as `advanceDispute`
 */
export async function completeEvidence(
  context: UseCaseContext,
  input: DisputeMutation,
): Promise<DisputeChange> {
  return advanceDispute(context, {
    mutation: "completeEvidence",
    input,
    command: () => ({ action: "COMPLETE_EVIDENCE" }),
    prepare: withEvidence,
  });
}
