import { ErrorCode, RefusedError, refuse } from "../../domain/errors.js";
import { ErasureGround } from "../../domain/retention/erasure.js";
import { judgeActor, RetentionAct } from "../../domain/retention/judge-retention.js";
import { lockHeldDispute } from "../../persistence/retention.store.js";
import { inTransactionOnce } from "../idempotent.js";
import type { UseCaseContext } from "../use-case.js";
import { eraseEvidence } from "./erase-evidence.js";

/** Of which dispute the evidence is to be erased. */
export interface RequestErasureInput {
  readonly clientMutationId: string;
  /** UUID. */
  readonly disputeId: string;
}

/**
 * Erases the evidence of a dispute for a person who asks for it, at once, or says why not.
 * @throws RefusedError NOT_FOUND, FORBIDDEN, STATE_CONFLICT while the dispute is open or if it was erased, LEGAL_HOLD,
 *   RETENTION_NOT_OVER, IDEMPOTENCY_MISMATCH
 */
export async function requestErasure(
  context: UseCaseContext,
  input: RequestErasureInput,
): Promise<{ readonly disputeId: string }> {
  const { clientMutationId, disputeId } = input;
  const { viewer: erasedBy } = context;
  const key = { mutation: "requestErasure", clientMutationId, input };
  return inTransactionOnce(context, key, async (tx) => {
    const dispute = await lockHeldDispute(tx, disputeId);
    const refused = judgeActor(RetentionAct.ERASE, erasedBy, dispute);
    if (refused !== null) throw new RefusedError([refused]);
    if (dispute === null) return refuse(ErrorCode.NOT_FOUND, "There is no such dispute.");
    await eraseEvidence(tx, context, { disputeId, dispute, ground: ErasureGround.REQUESTED, erasedBy });
    return { disputeId };
  });
}
