import { ErrorCode, refuse } from "../../domain/errors.js";
import { readSwarm, type CaseSwarm } from "../../persistence/case-swarm.store.js";
import { MAXIMUM_BULK, type BulkAct } from "../bulk/run-bulk.js";
import { CheckKeeper } from "../conflict/check-conflict.js";
import { advanceDispute } from "../disputes/advance-dispute.js";
import { inTransactionOnce } from "../idempotent.js";
import type { UseCaseContext } from "../use-case.js";
import { runNamed } from "./join-swarm.js";
import { openSwarm, type SwarmChange, type SwarmOutcome } from "./open-swarm.js";

/** Which swarm. */
export interface ApplySharedFindingInput {
  readonly clientMutationId: string;
  /** UUID. */
  readonly swarmId: string;
}

/**
 * Lets the finding of a swarm count in every dispute of it where it does not yet: in those that were added since, or could not
 * take it when it was decided. Each dispute is judged by itself; what is ruled is not touched.
 * @throws RefusedError NOT_FOUND, FORBIDDEN as `openSwarm`, STATE_CONFLICT where nothing was found yet
 */
export async function applySharedFinding(
  context: UseCaseContext,
  input: ApplySharedFindingInput,
): Promise<SwarmChange> {
  const { clientMutationId } = input;
  const by = { mutation: "applySharedFinding", clientMutationId } as const;
  const swarm = await inTransactionOnce(context, { ...by, input }, async (tx) => {
    const { id, finding } = await openSwarm(tx, context, input.swarmId);
    if (finding === null) refuseUndecided();
    return { id };
  });
  return applyToAll(context, swarm, by);
}

/**
 * The same for a swarm that was looked at already.
 * @param by.clientMutationId answers again what it did, and tries the rest anew
 * @throws RefusedError STATE_CONFLICT where nothing was found yet
 */
export async function applyToAll(
  context: UseCaseContext,
  { id: swarmId }: Pick<CaseSwarm, "id">,
  by: {
    readonly mutation: "applySharedFinding" | "decideSharedFinding";
    readonly clientMutationId: string;
  },
): Promise<SwarmChange> {
  const { clientMutationId, mutation } = by;
  const swarm = await readSwarm(context.database, swarmId);
  const act = swarm === null ? null : applying(swarm, mutation);
  if (swarm === null || act === null) {
    return refuseUndecided();
  }
  const outcomes: SwarmOutcome[] = [];
  for (let from = 0; from < swarm.members.length; from += MAXIMUM_BULK) {
    const part = swarm.members.slice(from, from + MAXIMUM_BULK);
    const call = { clientMutationId, disputes: part.map(({ id }) => ({ disputeId: id })) };
    const done = await runNamed(context, call, act);
    outcomes.push(...done.map((outcome) => ({ ...outcome, index: from + outcome.index })));
  }
  return { swarmId, outcomes };
}

function refuseUndecided(): never {
  const message = "Nothing was found for this case swarm yet. Decide it by decideSharedFinding.";
  return refuse(ErrorCode.STATE_CONFLICT, message, { field: ["swarmId"] });
}

/** How the finding of a swarm is applied to one dispute; null where there is none. */
function applying({ id: swarmId, finding }: CaseSwarm, mutation: string): BulkAct | null {
  if (finding === null) return null;
  return (context, item) => {
    const keeper = new CheckKeeper();
    return keeper.keeping(context, () =>
      advanceDispute(context, {
        mutation,
        input: { ...item, swarmId },
        // Whose finding it is must have no relation to the sides, whoever applies it. Who has the case was looked at then.
        mediatorId: finding.mediatorId,
        prepare: async (tx, { dispute, deciding }) =>
          dispute.mediatorId === finding.mediatorId
            ? deciding
            : keeper.prepare(tx, context, { act: "DECIDE_SHARED_FINDING", dispute, deciding }),
        command: () => ({ action: "DECIDE_SHARED_FINDING", swarmId, finding }),
      }),
    );
  };
}
