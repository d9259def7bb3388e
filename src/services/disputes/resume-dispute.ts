import type { UseCaseContext } from "../use-case.js";
import { advanceDispute } from "./advance-dispute.js";
import type { DisputeChange, DisputeMutation } from "./change.js";

/**
 * A suspended dispute goes on before its review date, with the exact time left of everything that ran; transition 33.
 * @throws RefusedError FORBIDDEN for whoever does not have the case, STATE_CONFLICT where it is not suspended, and as
 *   `advanceDispute`
 */
export function resumeDispute(context: UseCaseContext, input: DisputeMutation): Promise<DisputeChange> {
  return advanceDispute(context, {
    mutation: "resumeDispute",
    input,
    command: () => ({ action: "RESUME_DISPUTE" }),
  });
}
