import { Role } from "../../domain/access/viewer.js";
import { ErrorCode, refuse } from "../../domain/errors.js";
import { lockMediator, readMediator } from "../../persistence/mediator.store.js";
import { insertRehearsal } from "../../persistence/rehearsal.store.js";
import { inTransactionOnce } from "../idempotent.js";
import { refuseUnlisted } from "../staff/require-listed.js";
import type { UseCaseContext } from "../use-case.js";

/** The rehearsal that a mutation was about; kept as the answer to its idempotency key. */
export interface RehearsalChange {
  /** Of the trainee's, from 1. */
  readonly number: number;
}

/** Lets only mediators pass. @throws RefusedError FORBIDDEN */
export function requireTrainee({ viewer: { role } }: UseCaseContext): void {
  if (role === Role.MEDIATOR || role === Role.SENIOR_MEDIATOR) return;
  refuse(ErrorCode.FORBIDDEN, "Rehearsals are for mediators.");
}

/**
 * Gives a mediator a past case to rule on for practice, masked; never one that the mediator had to do with, nor one twice.
 * @throws RefusedError FORBIDDEN for others than mediators; NOT_FOUND for one who is not registered, and where no case is left
 */
export async function startRehearsal(
  context: UseCaseContext,
  input: { readonly clientMutationId: string; readonly reason: string },
): Promise<RehearsalChange> {
  requireTrainee(context);
  const { clientMutationId, reason } = input;
  const { id } = context.viewer;
  return inTransactionOnce(context, { mutation: "startRehearsal", clientMutationId, input }, async (tx) => {
    await lockMediator(tx, id);
    if ((await readMediator(tx, id, context.clock.now())) === null) {
      refuseUnlisted();
    }
    const started = await insertRehearsal(tx, { traineeId: id, reason, at: context.clock.now() });
    if (started !== null) return { number: started.number };
    refuse(
      ErrorCode.NOT_FOUND,
      "There is no past case for this reason that you could rehearse. Try another reason.",
      {
        field: ["reason"],
      },
    );
  });
}
