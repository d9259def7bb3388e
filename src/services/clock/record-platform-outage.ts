import { Role } from "../../domain/access/viewer.js";
import { ErrorCode, refuse } from "../../domain/errors.js";
import { cleanText, TextLimit } from "../../domain/text.js";
import { addDays } from "../../domain/time.js";
import { enqueueSettling, insertOutage, lockLatestOutage } from "../../persistence/clock-period.store.js";
import { inTransactionOnce } from "../idempotent.js";
import type { UseCaseContext } from "../use-case.js";

/** When the platform could not be used, and why. */
export interface RecordPlatformOutageInput {
  readonly clientMutationId: string;
  readonly from: Date;
  readonly until: Date;
  readonly reason: string;
}

/** Shorter ones are the wear and tear of any service; reference.md 3.10. */
const CREDITED_ABOVE_MS = 30 * 60_000;
/** A wrong year would give every running clock all of its time back, which nobody can take away again. */
const MAXIMUM_DAYS_BACK = 90;

/**
 * Records that the platform was out of order. More than 30 minutes are given back to every running clock of a side,
 * by a job. Outages are recorded in order, so that none is given back twice.
 * @returns whether the time is given back
 * @throws RefusedError FORBIDDEN, VALIDATION, INVALID_TEXT, STATE_CONFLICT for one that overlaps the last one
 */
export async function recordPlatformOutage(
  context: UseCaseContext,
  input: RecordPlatformOutageInput,
): Promise<{ readonly credited: boolean }> {
  const { viewer, clock } = context;
  if (viewer.role !== Role.INTEGRATION) {
    refuse(ErrorCode.FORBIDDEN, "Only the role INTEGRATION records outages.");
  }
  const { clientMutationId, from, until } = input;
  const key = { mutation: "recordPlatformOutage", clientMutationId, input };
  return inTransactionOnce(context, key, async (tx) => {
    const now = clock.now();
    if (from >= until || until > now) {
      refuse(ErrorCode.VALIDATION, "An outage is recorded when it is over, and ends after it began.", {
        field: ["until"],
      });
    }
    if (from < addDays(now, -MAXIMUM_DAYS_BACK)) {
      refuse(ErrorCode.VALIDATION, `An outage reaches at most ${MAXIMUM_DAYS_BACK} days back.`, {
        field: ["from"],
      });
    }
    const reason = cleanText(input.reason, { field: ["reason"], maximum: TextLimit.REASON });
    const latest = await lockLatestOutage(tx);
    if (latest !== null && from < latest.endedAt) {
      refuse(
        ErrorCode.STATE_CONFLICT,
        `The last outage ended at ${latest.endedAt.toISOString()}. Record what came after it.`,
        { field: ["from"] },
      );
    }
    const outage = { id: context.newId(), startedAt: from, endedAt: until, reason };
    await insertOutage(tx, outage, { by: viewer.id, at: now });
    const credited = until.getTime() - from.getTime() > CREDITED_ABOVE_MS;
    if (credited) await enqueueSettling(tx, { outageId: outage.id });
    return { credited };
  });
}
