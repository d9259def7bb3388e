import type { Dispute } from "../../domain/dispute/dispute.js";
import { ErrorCode, refuse } from "../../domain/errors.js";
import type { Tx } from "../../persistence/database.js";
import { readReopeningFacts } from "../../persistence/reopening.store.js";

/**
 * A closed dispute goes on only where its evidence is still there and its lines were not disputed since.
 * @throws RefusedError STATE_CONFLICT, ALREADY_DISPUTED
 */
export async function requireUntouched(tx: Tx, dispute: Dispute): Promise<void> {
  if (dispute.closedAt === null) return;
  const { erasedAt, laterNumber } = await readReopeningFacts(tx, dispute);
  const field = { field: ["disputeId"] };
  if (erasedAt !== null) {
    const message = "The evidence of this dispute was erased: there is nothing left to decide it on anew.";
    refuse(ErrorCode.STATE_CONFLICT, message, { ...field, details: { erasedAt: erasedAt.toISOString() } });
  }
  if (laterNumber === null) return;
  const message = `Dispute ${laterNumber} on one of these lines was opened since. Continue that one, or reopen it.`;
  refuse(ErrorCode.ALREADY_DISPUTED, message, { ...field, details: { disputeNumber: laterNumber } });
}
