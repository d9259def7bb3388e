import { advanceDispute } from "../disputes/advance-dispute.js";
import type { DisputeChange, DisputeMutation } from "../disputes/change.js";
import type { UseCaseContext } from "../use-case.js";

/** Which item is taken back. */
export interface WithdrawEvidenceInput extends DisputeMutation {
  /** UUID. */
  readonly itemId: string;
}

/**
 * A side takes back an item that is still sealed; transition 17.
 * @throws RefusedError NOT_FOUND for an item that is not the side's, EVIDENCE_IMMUTABLE for one that is not sealed any
 *   more, and as `advanceDispute`
 */
export async function withdrawEvidence(
  context: UseCaseContext,
  input: WithdrawEvidenceInput,
): Promise<DisputeChange> {
  const { itemId } = input;
  return advanceDispute(context, {
    mutation: "withdrawEvidence",
    input,
    command: () => ({ action: "WITHDRAW_EVIDENCE", itemId }),
  });
}
