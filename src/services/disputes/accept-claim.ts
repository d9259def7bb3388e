import type { UseCaseContext } from "../use-case.js";
import { advanceDispute } from "./advance-dispute.js";
import type { DisputeChange, DisputeMutation } from "./change.js";

/** The merchant concedes the claim; transition 4. @throws RefusedError as `advanceDispute` */
export function acceptClaim(context: UseCaseContext, input: DisputeMutation): Promise<DisputeChange> {
  return advanceDispute(context, {
    mutation: "acceptClaim",
    input,
    command: () => ({ action: "ACCEPT_CLAIM" }),
  });
}
