import { advanceDispute } from "../disputes/advance-dispute.js";
import type { DisputeChange, DisputeMutation } from "../disputes/change.js";
import type { UseCaseContext } from "../use-case.js";

/**
 * A side wants its dispute decided by itself. It need not say why, and cannot take it back: what was or will be found for the
 * other disputes of the swarm does not count in this one.
 * @throws RefusedError STATE_CONFLICT where the dispute is in no swarm or decided, WINDOW_CLOSED, and as `advanceDispute`
 */
export function optOutOfSwarm(context: UseCaseContext, input: DisputeMutation): Promise<DisputeChange> {
  return advanceDispute(context, {
    mutation: "optOutOfSwarm",
    input,
    command: () => ({ action: "OPT_OUT_OF_SWARM" }),
  });
}
