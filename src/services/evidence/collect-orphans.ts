import type { Tx } from "../../persistence/database.js";
import { disputeOfFile, lockDisputeForFiles } from "../../persistence/evidence-file.store.js";
import { expireUpload } from "../../persistence/evidence-upload.store.js";
import {
  finishedUploads,
  readStaleUploads,
  unnamedAddresses,
} from "../../persistence/evidence-orphan.store.js";
import { inTransaction } from "../../persistence/transaction.js";
import type { UseCaseContext } from "../use-case.js";
import { evidenceOf } from "./evidence-setting.js";

/** What is younger is left alone: somebody may be about to name it. */
export const GRACE_MS = 24 * 3_600_000;
const BATCH = 500;

/** What was collected. */
export interface CollectedOrphans {
  /** Uploads that were not finished in time. */
  readonly expired: number;
  /** Stored objects that no row named. */
  readonly objects: number;
  /** Uploads whose parts were still there. */
  readonly staged: number;
}

/**
 * Ends uploads that were not finished in time, and removes bytes that nothing names: what killed processes and given-up
 * uploads leave. What a row names is never removed, and what is young neither.
 * @param graceMs milliseconds, default {@link GRACE_MS}
 */
export async function collectOrphans(context: UseCaseContext, graceMs = GRACE_MS): Promise<CollectedOrphans> {
  const { database } = context;
  const { objects, staging, direct } = evidenceOf(context).storage;
  const expired = await expireStale(context, graceMs);
  const removed = await sweep(
    objects.list(graceMs),
    (batch) => unnamedAddresses(database, batch),
    (address) => objects.remove(address),
  );
  let staged = 0;
  for (const place of direct === null ? [staging] : [staging, direct]) {
    const finished = (ids: readonly string[]) => finishedUploads(database, ids);
    staged += await sweep(place.list(graceMs), finished, (id) => place.remove(id));
  }
  return { expired, objects: removed, staged };
}

async function expireStale({ database, clock }: UseCaseContext, graceMs: number): Promise<number> {
  const before = new Date(clock.now().getTime() - graceMs);
  let expired = 0;
  for (;;) {
    const ids = await readStaleUploads(database, before, BATCH);
    for (const id of ids) {
      // Its bytes, if they have arrived, are orphans from now on.
      await inTransaction(database, async (tx) => {
        await lockDisputeOfFile(tx, id);
        await expireUpload(tx, id);
      });
    }
    expired += ids.length;
    if (ids.length < BATCH) return expired;
  }
}

async function lockDisputeOfFile(tx: Tx, id: string): Promise<void> {
  const disputeId = await disputeOfFile(tx, id);
  if (disputeId !== null) await lockDisputeForFiles(tx, disputeId);
}

/** Goes through names in batches and removes those that `select` picks. @returns how many */
async function sweep(
  names: AsyncIterable<string>,
  select: (batch: readonly string[]) => Promise<readonly string[]>,
  remove: (name: string) => Promise<void>,
): Promise<number> {
  let removed = 0;
  const pick = async (batch: readonly string[]): Promise<void> => {
    for (const name of batch.length === 0 ? [] : await select(batch)) {
      await remove(name);
      removed += 1;
    }
  };
  let batch: string[] = [];
  for await (const name of names) {
    batch.push(name);
    if (batch.length < BATCH) continue;
    await pick(batch);
    batch = [];
  }
  await pick(batch);
  return removed;
}
