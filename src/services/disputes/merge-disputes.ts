import { maySeeDispute } from "../../domain/access/policy.js";
import { decide } from "../../domain/dispute/decide.js";
import { judge } from "../../domain/dispute/judge.js";
import { ErrorCode, refuse, RefusedError } from "../../domain/errors.js";
import type { Tx } from "../../persistence/database.js";
import { lockAndLoadDispute, type LoadedDispute } from "../../persistence/dispute.store.js";
import { forgetSealedLimits } from "../../persistence/sealed-limit.store.js";
import { inTransactionOnce } from "../idempotent.js";
import { requireListed } from "../staff/require-listed.js";
import type { UseCaseContext } from "../use-case.js";
import { requireVersion } from "./advance-dispute.js";
import type { DisputeChange, DisputeMutation } from "./change.js";
import { clockFirst, requireClockDone } from "./clock-first.js";
import { fireDeadline } from "./fire-deadline.js";
import { accepted, atOneInstant, decisionContext, recordDecision } from "./record-decision.js";

/** Which dispute goes on, and which one goes on in it. */
export interface MergeDisputesInput extends DisputeMutation {
  /** UUID. */
  readonly mergedDisputeId: string;
}

/**
 * Two disputes about the same become one; transition 36. Both are locked, always in the order of their ids, and each gets
 * an event of its own in one transaction.
 * @throws RefusedError NOT_FOUND for what the viewer may not see and for a mediator on no list of staff, VALIDATION where they are not about the same, FORBIDDEN
 *   where another mediator has one of them, CONFLICT_OF_INTEREST where the mediator of one was taken off the other, STATE_CONFLICT, VERSION_CONFLICT for a stale `expectedVersion`
 */
export function mergeDisputes(context: UseCaseContext, input: MergeDisputesInput): Promise<DisputeChange> {
  const { clientMutationId, disputeId, mergedDisputeId } = input;
  return clockFirst(context, disputeId, async () => {
    await fireDeadline(context, mergedDisputeId);
    return inTransactionOnce(
      context,
      { mutation: "mergeDisputes", clientMutationId, input },
      async (tx, entry) => {
        const frozen = atOneInstant(context);
        const both = await lockBoth(tx, disputeId, mergedDisputeId);
        const survivor = requireSeen(frozen, both.get(disputeId), "disputeId");
        requireVersion(survivor.dispute, input.expectedVersion);
        await requireAllowed(tx, frozen, survivor);
        const merged = requireSeen(frozen, both.get(mergedDisputeId), "mergedDisputeId");
        const closing = await decided(tx, frozen, { loaded: merged, other: survivor, survives: false });
        const going = await decided(tx, frozen, { loaded: survivor, other: merged, survives: true });
        // The lines are free once the one is closed.
        await recordDecision(tx, frozen, closing, { entry: null });
        // What a side would settle for was about less.
        await forgetSealedLimits(tx, disputeId);
        return (await recordDecision(tx, frozen, going, { entry })).change;
      },
      { workInserts: true },
    );
  });
}

/** Whoever merges the same two the other way round waits here, and holds nothing that this one wants. */
async function lockBoth(tx: Tx, ...ids: readonly string[]): Promise<Map<string, LoadedDispute>> {
  const found = new Map<string, LoadedDispute>();
  for (const id of [...new Set(ids)].toSorted()) {
    const loaded = await lockAndLoadDispute(tx, id);
    if (loaded !== null) found.set(id, loaded);
  }
  return found;
}

function requireSeen(
  { viewer, clock }: UseCaseContext,
  loaded: LoadedDispute | undefined,
  field: string,
): LoadedDispute {
  if (loaded === undefined || !maySeeDispute(viewer, loaded.dispute)) {
    return refuse(ErrorCode.NOT_FOUND, "There is no such dispute.", { field: [field] });
  }
  requireClockDone(loaded.dispute, clock.now());
  return loaded;
}

/** Whoever may not merge is told that before anything is said of the other dispute. */
async function requireAllowed(tx: Tx, frozen: UseCaseContext, loaded: LoadedDispute): Promise<void> {
  const deciding = await decisionContext(tx, frozen, { ...loaded.dispute, ...loaded });
  const judged = judge("MERGE_DISPUTES", loaded.dispute, deciding);
  if ("refused" in judged) throw new RefusedError([judged.refused]);
  await requireListed(tx, frozen);
}

async function decided(
  tx: Tx,
  frozen: UseCaseContext,
  about: {
    readonly loaded: LoadedDispute;
    readonly other: LoadedDispute;
    readonly survives: boolean;
  },
) {
  const { loaded, other, survives } = about;
  const deciding = await decisionContext(tx, frozen, { ...loaded.dispute, ...loaded });
  const command = { action: "MERGE_DISPUTES", other: other.dispute, survives } as const;
  return { decision: accepted(decide(command, loaded.dispute, deciding)), loaded, now: deciding.now };
}
