import type { UseCaseContext } from "../use-case.js";
import { advanceDispute } from "./advance-dispute.js";
import type { DisputeChange, DisputeMutation } from "./change.js";

/**
 * A side gives up its right to appeal; when both have, the ruling is final at once; transition 27.
 * @throws RefusedError STATE_CONFLICT the second time, and as `advanceDispute`
 */
export function waiveAppeal(context: UseCaseContext, input: DisputeMutation): Promise<DisputeChange> {
  return advanceDispute(context, {
    mutation: "waiveAppeal",
    input,
    command: () => ({ action: "WAIVE_APPEAL" }),
  });
}
