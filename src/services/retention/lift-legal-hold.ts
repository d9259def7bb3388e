import { ErrorCode, refuse, RefusedError } from "../../domain/errors.js";
import { judgeActor, RetentionAct } from "../../domain/retention/judge-retention.js";
import { cleanText, TextLimit } from "../../domain/text.js";
import { lockHeldDispute } from "../../persistence/retention.store.js";
import { inTransactionOnce } from "../idempotent.js";
import type { UseCaseContext } from "../use-case.js";
import { liftHold } from "./end-hold.js";

/** Which hold is over, and why. */
export interface LiftLegalHoldInput {
  readonly clientMutationId: string;
  /** UUID. */
  readonly disputeId: string;
  /** For staff. */
  readonly reason: string;
}

/**
 * Ends the legal hold of a dispute before its time, or one without an end.
 * @throws RefusedError NOT_FOUND, FORBIDDEN, INVALID_TEXT, STATE_CONFLICT if no hold stands, IDEMPOTENCY_MISMATCH
 */
export async function liftLegalHold(
  context: UseCaseContext,
  input: LiftLegalHoldInput,
): Promise<{ readonly disputeId: string }> {
  const { clientMutationId, disputeId } = input;
  const reason = cleanText(input.reason, { field: ["reason"], maximum: TextLimit.REASON, multiline: true });
  const key = { mutation: "liftLegalHold", clientMutationId, input };
  return inTransactionOnce(context, key, async (tx) => {
    const found = await lockHeldDispute(tx, disputeId);
    const refused = judgeActor(RetentionAct.LIFT, context.viewer, found);
    if (refused !== null) throw new RefusedError([refused]);
    if (found === null || found.hold === null)
      return refuse(ErrorCode.STATE_CONFLICT, "No legal hold stands on this dispute.", {
        field: ["disputeId"],
      });
    await liftHold(tx, context, { disputeId, hold: found.hold, actor: context.viewer, reason });
    return { disputeId };
  });
}
