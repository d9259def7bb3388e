import { ErrorCode, refuse } from "../../domain/errors.js";
import {
  endForceMajeureAt,
  enqueueSettling,
  lockForceMajeure,
  type ForceMajeure,
} from "../../persistence/clock-period.store.js";
import { inTransactionOnce } from "../idempotent.js";
import type { UseCaseContext } from "../use-case.js";
import { periodFrom, requireRuleApprover } from "./declare-force-majeure.js";

/**
 * Ends a period of force majeure before its time. A job lets the clocks that it holds up go on with what was left.
 * @throws RefusedError FORBIDDEN, NOT_FOUND, STATE_CONFLICT if it is over
 */
export async function endForceMajeure(
  context: UseCaseContext,
  input: { readonly clientMutationId: string; readonly code: string },
): Promise<ForceMajeure> {
  requireRuleApprover(context);
  const key = { mutation: "endForceMajeure", clientMutationId: input.clientMutationId, input };
  const answer = await inTransactionOnce(context, key, async (tx) => {
    // PostgreSQL takes no NUL; a code that holds one is nobody's, and surely not that of a period without it.
    const period = input.code.includes("\0") ? null : await lockForceMajeure(tx, input.code);
    if (period === null) {
      refuse(ErrorCode.NOT_FOUND, "There is no period of force majeure by this code.", { field: ["code"] });
    }
    const now = context.clock.now();
    if (period.endsAt <= now) {
      refuse(ErrorCode.STATE_CONFLICT, `The period ended at ${period.endsAt.toISOString()}.`, {
        field: ["code"],
      });
    }
    await endForceMajeureAt(tx, period.id, { at: now, by: context.viewer.id });
    await enqueueSettling(tx, { forceMajeureId: period.id });
    return { ...period, endsAt: now };
  });
  return periodFrom(answer);
}
