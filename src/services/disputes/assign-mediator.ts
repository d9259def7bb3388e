import type { UseCaseContext } from "../use-case.js";
import { advanceDispute } from "./advance-dispute.js";
import type { DisputeChange, DisputeMutation } from "./change.js";

/** Who gets the case. */
export interface AssignMediatorInput extends DisputeMutation {
  /** UUID. */
  readonly mediatorId: string;
}

/**
 * A senior mediator gives a queued case to somebody; transition 12.
 * @throws RefusedError CONFLICT_OF_INTEREST, AUTHORITY_EXCEEDED, NOT_CERTIFIED, CAPACITY_REACHED,
 *   and as `advanceDispute`
 */
export function assignMediator(context: UseCaseContext, input: AssignMediatorInput): Promise<DisputeChange> {
  return advanceDispute(context, {
    mutation: "assignMediator",
    input,
    mediatorId: input.mediatorId,
    command: () => ({ action: "ASSIGN_MEDIATOR" }),
  });
}
