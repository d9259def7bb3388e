import { hangTogether } from "../../domain/dispute/swarm.js";
import { ErrorCode, refuse, RefusedError } from "../../domain/errors.js";
import { readCommonCauses, readSwarm } from "../../persistence/case-swarm.store.js";
import type { Tx } from "../../persistence/database.js";
import { runBulk, type BulkAct, type BulkCall } from "../bulk/run-bulk.js";
import { advanceDispute } from "../disputes/advance-dispute.js";
import type { UseCaseContext } from "../use-case.js";
import type { SwarmOutcome } from "./open-swarm.js";

/** Which swarm disputes join, and by which mutation. */
export interface Joining {
  readonly mutation: "addToCaseSwarm" | "createCaseSwarm";
  /** UUID. */
  readonly swarmId: string;
  readonly commonCause: string;
}

/** Puts disputes into a swarm, each by itself; those of its opening were found to be linked before. */
export function joinSwarm(
  context: UseCaseContext,
  call: BulkCall,
  { mutation, swarmId, commonCause }: Joining,
): Promise<SwarmOutcome[]> {
  return runNamed(context, call, (use, item) =>
    advanceDispute(use, {
      mutation,
      input: { ...item, swarmId },
      prepare: async (tx, { deciding }) => {
        if (mutation === "addToCaseSwarm") await requireLinked(tx, swarmId, item.disputeId);
        return deciding;
      },
      command: () => ({ action: "ADD_TO_CASE_SWARM", swarmId, commonCause }),
    }),
  );
}

/** `runBulk`, whose outcomes say which dispute they are about. */
export async function runNamed(
  context: UseCaseContext,
  call: BulkCall,
  act: BulkAct,
): Promise<SwarmOutcome[]> {
  const outcomes = await runBulk(context, call, act);
  return outcomes.map((outcome) => {
    const item = call.disputes[outcome.index];
    const named = item === undefined || item instanceof RefusedError ? null : item.disputeId;
    return { ...outcome, disputeId: named };
  });
}

/**
 * Refuses disputes that nobody has linked as having one cause, directly or through each other.
 * @throws RefusedError VALIDATION
 */
export async function requireCommonCause(tx: Tx, disputeIds: readonly string[]): Promise<void> {
  if (hangTogether(disputeIds, await readCommonCauses(tx, disputeIds))) return;
  refuse(
    ErrorCode.VALIDATION,
    "Not all of these disputes are linked by COMMON_CAUSE, directly or through each other. Link them by linkDisputes first.",
    { field: ["disputes"] },
  );
}

async function requireLinked(tx: Tx, swarmId: string, disputeId: string): Promise<void> {
  const swarm = await readSwarm(tx, swarmId);
  const standing = (swarm?.members ?? []).filter(({ stands }) => stands).map(({ id }) => id);
  const pairs = await readCommonCauses(tx, [disputeId, ...standing]);
  if (pairs.some((pair) => pair.includes(disputeId))) return;
  refuse(
    ErrorCode.VALIDATION,
    "The dispute is linked to none of the swarm by COMMON_CAUSE. Link it by linkDisputes first.",
    { field: ["disputes"] },
  );
}
