import { deleteDraft } from "../../persistence/evidence-item.store.js";
import { clockFirst } from "../disputes/clock-first.js";
import { inTransactionOnce } from "../idempotent.js";
import type { UseCaseContext } from "../use-case.js";
import type { EvidenceChange } from "./save-evidence-draft.js";
import { requireDraft, requireWriter } from "./writer.js";

/** Which draft is thrown away. */
export interface DiscardEvidenceDraftInput {
  readonly clientMutationId: string;
  /** UUID. */
  readonly disputeId: string;
  /** UUID. */
  readonly itemId: string;
}

/**
 * Throws a draft away that was never handed in. Its files stay the side's and can be used in another item.
 * @throws RefusedError NOT_FOUND for an item that is not the side's, EVIDENCE_IMMUTABLE for one that is no draft,
 *   STATE_CONFLICT where evidence cannot be handed in now
 */
export async function discardEvidenceDraft(
  context: UseCaseContext,
  input: DiscardEvidenceDraftInput,
): Promise<EvidenceChange> {
  const { disputeId, itemId, clientMutationId } = input;
  const key = { mutation: "discardEvidenceDraft", clientMutationId, input };
  return clockFirst(context, disputeId, () =>
    inTransactionOnce(context, key, async (tx) => {
      const { dispute, side } = await requireWriter(tx, context, disputeId);
      await requireDraft(tx, itemId, { dispute, side });
      await deleteDraft(tx, itemId);
      return { itemId };
    }),
  );
}
