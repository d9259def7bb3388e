import { ErrorCode, RefusedError } from "../../domain/errors.js";
import { readItemsHandedInWith } from "../../persistence/evidence-examination.store.js";
import { advanceDispute } from "../disputes/advance-dispute.js";
import type { UseCaseContext } from "../use-case.js";

/**
 * Takes every item out of account that was handed in with a dangerous file, each by an event of its own. It may run again
 * and does the rest. Drafts need nothing: a version with such a file is not handed in.
 * @param context of the system
 */
export async function quarantineItems(
  context: UseCaseContext,
  { id: fileId, disputeId }: { readonly id: string; readonly disputeId: string },
): Promise<void> {
  for (const itemId of await readItemsHandedInWith(context.database, fileId)) {
    const input = { clientMutationId: `quarantine:${fileId}:${itemId}`, disputeId, itemId };
    try {
      await advanceDispute(context, {
        mutation: "quarantineEvidence",
        input,
        command: () => ({ action: "QUARANTINE_EVIDENCE", itemId }),
      });
    } catch (error) {
      // A dispute that is closed has been decided, and nobody opens the file in any case.
      if (!(error instanceof RefusedError && error.refusals[0].code === ErrorCode.STATE_CONFLICT))
        throw error;
    }
  }
}
