import type { BulkCall } from "../bulk/run-bulk.js";
import type { UseCaseContext } from "../use-case.js";
import { joinSwarm } from "./join-swarm.js";
import { openSwarm, type SwarmChange } from "./open-swarm.js";

/** Which disputes have the cause of a swarm too. */
export interface AddToCaseSwarmInput extends BulkCall {
  /** UUID. */
  readonly swarmId: string;
}

/**
 * Puts further disputes into a swarm, each by itself. A finding that was made before is applied to them by
 * `applySharedFinding`.
 * @throws RefusedError NOT_FOUND for a swarm of which the viewer sees nothing, FORBIDDEN for who is no mediator, and as
 *   `runBulk`; for a single dispute: VALIDATION where it is linked to none of them by COMMON_CAUSE, and as `advanceDispute`
 */
export async function addToCaseSwarm(
  context: UseCaseContext,
  { swarmId, clientMutationId, disputes }: AddToCaseSwarmInput,
): Promise<SwarmChange> {
  const { commonCause } = await openSwarm(context.database, context, swarmId);
  const joining = { mutation: "addToCaseSwarm", swarmId, commonCause } as const;
  return { swarmId, outcomes: await joinSwarm(context, { clientMutationId, disputes }, joining) };
}
