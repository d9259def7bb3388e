import { lockAndLoadDispute } from "../../persistence/dispute.store.js";
import { inTransaction } from "../../persistence/transaction.js";
import type { UseCaseContext } from "../use-case.js";
import { fireDueTimer } from "./record-decision.js";

/**
 * Fires the earliest timer of a dispute if it is due by the context's clock. Idempotent: it looks at
 * the dispute under its lock, so a job that comes late, twice or for a clock that has moved does nothing.
 * @param disputeId UUID
 * @returns whether something fired; call again until it did not, for one timer may start the next
 */
export function fireDeadline(context: UseCaseContext, disputeId: string): Promise<boolean> {
  return inTransaction(context.database, async (tx) => {
    const loaded = await lockAndLoadDispute(tx, disputeId);
    return loaded !== null && (await fireDueTimer(tx, context, loaded)) !== null;
  });
}
