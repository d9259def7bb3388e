import { maySeeDispute } from "../../domain/access/policy.js";
import { mediators } from "../../domain/dispute/table-parts.js";
import { ErrorCode, refuse } from "../../domain/errors.js";
import { readSwarm, type CaseSwarm } from "../../persistence/case-swarm.store.js";
import type { Sql } from "../../persistence/database.js";
import type { BulkOutcome } from "../bulk/run-bulk.js";
import type { UseCaseContext } from "../use-case.js";

/** What became of one dispute of a swarm. */
export interface SwarmOutcome extends BulkOutcome {
  /** UUID; null where the client's id names none. */
  readonly disputeId: string | null;
}

/** What an act on a swarm brought about. */
export interface SwarmChange {
  /** UUID. */
  readonly swarmId: string;
  readonly outcomes: readonly SwarmOutcome[];
}

/** @throws RefusedError FORBIDDEN for whoever is no mediator */
export function requireMediator({ viewer }: Pick<UseCaseContext, "viewer">): void {
  if (mediators.includes(viewer.role)) return;
  refuse(ErrorCode.FORBIDDEN, "Which disputes are decided together is for mediators.");
}

/**
 * A swarm of which the viewer sees a dispute.
 * @param swarmId UUID
 * @throws RefusedError NOT_FOUND, FORBIDDEN for whoever is no mediator
 */
export async function openSwarm(sql: Sql, context: UseCaseContext, swarmId: string): Promise<CaseSwarm> {
  const { viewer } = context;
  const swarm = await readSwarm(sql, swarmId);
  if (swarm === null || !swarm.members.some((member) => maySeeDispute(viewer, member))) {
    refuse(ErrorCode.NOT_FOUND, "There is no such case swarm.", { field: ["swarmId"] });
  }
  requireMediator(context);
  return swarm;
}
