import { maySeeDispute } from "../../domain/access/policy.js";
import { Role } from "../../domain/access/viewer.js";
import { decide } from "../../domain/dispute/decide.js";
import type { Dispute } from "../../domain/dispute/dispute.js";
import type { MediatorFacts } from "../../domain/dispute/guards.js";
import { ErrorCode, refuse } from "../../domain/errors.js";
import type { Tx } from "../../persistence/database.js";
import { lockAndLoadDispute, type LoadedDispute } from "../../persistence/dispute.store.js";
import { lockMediator, readMediator } from "../../persistence/mediator.store.js";
import { inTransactionOnce } from "../idempotent.js";
import type { UseCaseContext } from "../use-case.js";
import type { DisputeChange, DisputeMutation } from "./change.js";
import {
  accepted,
  decisionContext,
  fireDueTimer,
  recordDecision,
  type CommandFor,
} from "./record-decision.js";

/** One transition of one dispute by somebody. */
export interface Advance<Input extends DisputeMutation> {
  /** Name of the mutation, as in the schema. */
  readonly mutation: string;
  readonly input: Input;
  /** Makes the command from the dispute as it is under the lock. */
  readonly command: CommandFor;
  /** The mediator concerned where it is not the viewer, as a UUID. */
  readonly mediatorId?: string;
  /** The row of the table `message` that goes with the event. */
  readonly message?: Readonly<Record<string, unknown>>;
}

/**
 * The way of every transition: lock the dispute, look whether the viewer may see it, fire what the
 * clock owes, check the version, decide, write one event. All in one transaction, at most once a key.
 * @throws RefusedError NOT_FOUND for what the viewer may not see, VERSION_CONFLICT for a stale
 *   `expectedVersion`, and whatever the domain refuses
 */
export function advanceDispute<Input extends DisputeMutation>(
  context: UseCaseContext,
  advance: Advance<Input>,
): Promise<DisputeChange> {
  const { mutation, input } = advance;
  return inTransactionOnce(
    context,
    { mutation, clientMutationId: input.clientMutationId, input },
    async (tx, entry) => {
      const loaded = await lockAndLoad(tx, context, input);
      const { dispute, lines } = loaded;
      const mediator = await mediatorFor(tx, context, advance.mediatorId);
      const deciding = await decisionContext(tx, context, { ...dispute, lines, mediator });
      const decision = accepted(decide(advance.command({ dispute, lines, deciding }), dispute, deciding));
      const recording = { entry, ...(advance.message && { message: advance.message }) };
      const { change } = await recordDecision(
        tx,
        context,
        { decision, loaded, now: deciding.now },
        recording,
      );
      return change;
    },
    { workInserts: true },
  );
}

async function lockAndLoad(
  tx: Tx,
  context: UseCaseContext,
  { disputeId, expectedVersion }: DisputeMutation,
): Promise<LoadedDispute> {
  let loaded = await lockAndLoadDispute(tx, disputeId);
  if (loaded === null || !maySeeDispute(context.viewer, loaded.dispute)) {
    refuse(ErrorCode.NOT_FOUND, "There is no such dispute.", { field: ["disputeId"] });
  }
  // A clock that has run out goes first, even if the worker is late: nobody acts after the deadline.
  for (
    let next = await fireDueTimer(tx, context, loaded);
    next !== null;
    next = await fireDueTimer(tx, context, loaded)
  ) {
    loaded = next;
  }
  requireVersion(loaded.dispute, expectedVersion);
  return loaded;
}

function requireVersion({ version, status }: Dispute, expectedVersion: number | undefined): void {
  if (expectedVersion === undefined || expectedVersion === version) return;
  refuse(
    ErrorCode.VERSION_CONFLICT,
    `The dispute has moved on to version ${version}. Read it again and decide anew.`,
    { field: ["expectedVersion"], details: { currentVersion: version, status } },
  );
}

const mediatorRoles: ReadonlySet<Role> = new Set([Role.MEDIATOR, Role.SENIOR_MEDIATOR]);

async function mediatorFor(
  tx: Tx,
  { viewer }: UseCaseContext,
  id: string | undefined,
): Promise<MediatorFacts | null> {
  if (id !== undefined) {
    // Who is given a case has a capacity, which is counted by one at a time. The dispute is locked before; there is
    // no deadlock with claimNextCase, which locks the mediator first, for that skips disputes that are locked.
    await lockMediator(tx, id);
    return readMediator(tx, id);
  }
  return mediatorRoles.has(viewer.role) ? readMediator(tx, viewer.id) : null;
}
