import { CheckKeeper } from "../conflict/check-conflict.js";
import type { UseCaseContext } from "../use-case.js";
import { advanceDispute } from "./advance-dispute.js";
import type { DisputeChange, DisputeMutation } from "./change.js";

/** Who gets the case. */
export interface AssignMediatorInput extends DisputeMutation {
  /** UUID. */
  readonly mediatorId: string;
}

/**
 * A senior mediator gives a queued case to somebody; transition 12. The check for conflicts of interest is stored, also
 * where it refuses.
 * @throws RefusedError CONFLICT_OF_INTEREST, AUTHORITY_EXCEEDED, NOT_CERTIFIED, CAPACITY_REACHED,
 *   and as `advanceDispute`
 */
export function assignMediator(context: UseCaseContext, input: AssignMediatorInput): Promise<DisputeChange> {
  const keeper = new CheckKeeper();
  return keeper.keeping(context, () =>
    advanceDispute(context, {
      mutation: "assignMediator",
      input,
      mediatorId: input.mediatorId,
      prepare: (tx, about) => keeper.prepare(tx, context, { act: "ASSIGN_MEDIATOR", ...about }),
      command: () => ({ action: "ASSIGN_MEDIATOR" }),
    }),
  );
}
