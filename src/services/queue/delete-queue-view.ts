import { ErrorCode, refuse } from "../../domain/errors.js";
import { cleanText, TextLimit } from "../../domain/text.js";
import { deleteQueueViewRow } from "../../persistence/queue-view.store.js";
import { inTransactionOnce } from "../idempotent.js";
import { requireDesk } from "../read/read-mediator-queue.js";
import type { UseCaseContext } from "../use-case.js";

/**
 * Deletes a view of the queue that the viewer saved.
 * @throws RefusedError FORBIDDEN if the viewer is no mediator, NOT_FOUND where none of one's own has the name, INVALID_TEXT,
 *   IDEMPOTENCY_MISMATCH
 */
export function deleteQueueView(
  context: UseCaseContext,
  input: { readonly clientMutationId: string; readonly name: string },
): Promise<{ readonly name: string }> {
  const { viewer } = context;
  requireDesk(viewer);
  const { clientMutationId } = input;
  const name = cleanText(input.name, { field: ["name"], maximum: TextLimit.CODE });
  return inTransactionOnce(context, { mutation: "deleteQueueView", clientMutationId, input }, async (tx) => {
    if (!(await deleteQueueViewRow(tx, viewer.id, name))) {
      refuse(ErrorCode.NOT_FOUND, "You have no view of this name.", { field: ["name"] });
    }
    return { name };
  });
}
