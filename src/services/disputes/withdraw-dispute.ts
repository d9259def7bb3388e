import type { UseCaseContext } from "../use-case.js";
import { advanceDispute } from "./advance-dispute.js";
import type { DisputeChange, DisputeMutation } from "./change.js";

/** The shopper gives the dispute up; transition 32. @throws RefusedError as `advanceDispute` */
export function withdrawDispute(context: UseCaseContext, input: DisputeMutation): Promise<DisputeChange> {
  return advanceDispute(context, {
    mutation: "withdrawDispute",
    input,
    command: () => ({ action: "WITHDRAW_DISPUTE" }),
  });
}
