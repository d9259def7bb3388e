import type { UseCaseContext } from "../use-case.js";
import { advanceDispute } from "./advance-dispute.js";
import type { DisputeChange, DisputeMutation } from "./change.js";

/**
 * A side takes its appeal back; when none is left the ruling is final; transition 26.
 * @throws RefusedError STATE_CONFLICT where there is none, or the other side can still join it, and as `advanceDispute`
 */
export function withdrawAppeal(context: UseCaseContext, input: DisputeMutation): Promise<DisputeChange> {
  return advanceDispute(context, {
    mutation: "withdrawAppeal",
    input,
    command: () => ({ action: "WITHDRAW_APPEAL" }),
  });
}
