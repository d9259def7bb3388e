import { systemViewer } from "../../domain/access/viewer.js";
import { RefusedError } from "../../domain/errors.js";
import { ErasureGround } from "../../domain/retention/erasure.js";
import { isHeld } from "../../domain/retention/judge-retention.js";
import {
  lockHeldDispute,
  readEndedHolds,
  readOverdue,
  readUnremoved,
  type ClosedPlace,
} from "../../persistence/retention.store.js";
import { inTransaction } from "../../persistence/transaction.js";
import type { UseCaseContext } from "../use-case.js";
import { endHold } from "./end-hold.js";
import { eraseEvidence } from "./erase-evidence.js";
import { removeErased } from "./remove-erased.js";
import { retentionYearsOf } from "./retention-years.js";

/** What was done. */
export interface AppliedRetention {
  /** Holds that had ended by themselves. */
  readonly released: number;
  /** Disputes whose evidence was erased. */
  readonly erased: number;
  /** Disputes of which bytes had been left over in the storage. */
  readonly cleared: number;
}

const BATCH = 500;

/**
 * Does what time brings: notes the end of holds, erases the evidence of every dispute whose class is over and which is not
 * held, each in a transaction of its own, and removes bytes that a killed worker left. It can be run again at any time.
 * @throws AggregateError after all the rest is done, of what failed
 */
export async function applyRetention(context: UseCaseContext): Promise<AppliedRetention> {
  const { database, clock } = context;
  const failures: unknown[] = [];
  const ended = await readEndedHolds(database, clock.now(), BATCH);
  const released = await countDone(ended, (id) => releaseEnded(context, id), failures);
  const erased = await eraseOverdue(context, failures);
  const left = await readUnremoved(database, BATCH);
  const cleared = await countDone(left, async (id) => (await removeErased(context, id)) > 0, failures);
  if (failures.length > 0) throw new AggregateError(failures, "Retention could not be applied everywhere.");
  return { released, erased, cleared };
}

/** Does something for each dispute, whatever becomes of the others. @returns for how many `work` said that it did it */
async function countDone(
  disputeIds: readonly string[],
  work: (disputeId: string) => Promise<boolean>,
  failures: unknown[],
): Promise<number> {
  let done = 0;
  for (const disputeId of disputeIds) {
    try {
      if (await work(disputeId)) done += 1;
    } catch (error) {
      failures.push(error);
    }
  }
  return done;
}

async function releaseEnded(context: UseCaseContext, disputeId: string): Promise<boolean> {
  return inTransaction(context.database, async (tx) => {
    const dispute = await lockHeldDispute(tx, disputeId);
    if (dispute === null || dispute.hold === null || isHeld(dispute, context.clock.now())) return false;
    await endHold(tx, context, { disputeId, hold: dispute.hold });
    return true;
  });
}

async function eraseOverdue(context: UseCaseContext, failures: unknown[]): Promise<number> {
  const { database, clock } = context;
  const years = retentionYearsOf(context);
  let erased = 0;
  let after: ClosedPlace = { closedAt: new Date(0), disputeId: systemViewer.id };
  for (;;) {
    const batch = await readOverdue(database, { years, now: clock.now(), after, limit: BATCH });
    const disputeIds = batch.map(({ disputeId }) => disputeId);
    erased += await countDone(disputeIds, (id) => eraseOne(context, id), failures);
    const last = batch.at(-1);
    if (last === undefined || batch.length < BATCH) return erased;
    after = last;
  }
}

/** Erases unless somebody was faster, with an erasure or a hold. */
async function eraseOne(context: UseCaseContext, disputeId: string): Promise<boolean> {
  try {
    return await inTransaction(context.database, async (tx) => {
      const dispute = await lockHeldDispute(tx, disputeId);
      if (dispute === null) return false;
      const ground = ErasureGround.RETENTION_OVER;
      await eraseEvidence(tx, context, { disputeId, dispute, ground, erasedBy: systemViewer });
      return true;
    });
  } catch (error) {
    if (error instanceof RefusedError) return false;
    throw error;
  }
}
