import { addDays } from "../domain/time.js";
import { deleteIdempotency } from "../persistence/idempotency.store.js";
import type { UseCaseContext } from "./use-case.js";

/** How long a mutation can be replayed at least, by the platform's clock; `schema/errors.md` promises it. */
export const replayRetentionDays = 30;
const BATCH = 5_000;

/**
 * Forgets which mutations were accepted more than {@link replayRetentionDays} ago, in short statements. Their
 * effects stay; only their `clientMutationId` counts as never used from then on.
 * @returns how many were forgotten
 */
export async function forgetOldMutations({ database, clock }: UseCaseContext): Promise<number> {
  const before = addDays(clock.now(), -replayRetentionDays);
  let forgotten = 0;
  for (;;) {
    const batch = await deleteIdempotency(database, { before, limit: BATCH });
    forgotten += batch;
    if (batch < BATCH) return forgotten;
  }
}
