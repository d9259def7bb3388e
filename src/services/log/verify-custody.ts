import { custodyGenesis, hashCustody } from "../../persistence/custody-hash.js";
import type { Tx } from "../../persistence/database.js";
import {
  readLostCustody,
  readStoredCustody,
  type StoredCustody,
} from "../../persistence/evidence-proof.store.js";
import { Chain, type BrokenLink } from "./broken-link.js";
import { ChainWalk } from "./chain-walk.js";
import { nilUuid } from "./verify-log.js";

/** How much custody was checked. */
export interface CustodyCounts {
  entries: number;
}

const BATCH = 1_000;

/**
 * Recomputes the custody log of every dispute and gives out its first entry that does not hold: numbers without gaps,
 * hashes, the events that it is tied to, and its end.
 * @param counts counts along what holds
 */
export async function* brokenCustody(tx: Tx, counts: CustodyCounts): AsyncGenerator<BrokenLink> {
  const walk = new ChainWalk<StoredCustody, StoredCustody>({
    chainOf: (entry) => entry.dispute_id,
    problemAt: entryProblem,
    endAfter: (_before, entry) => entry,
    problemAtEnd: endProblem,
    onHolding: () => {
      counts.entries += 1;
    },
  });
  for await (const entry of storedCustody(tx)) yield* walk.take(entry);
  yield* walk.finish();
  for (const disputeNumber of await readLostCustody(tx)) {
    const problem = "Its custody log was taken away as a whole.";
    yield { disputeNumber, chain: Chain.CUSTODY, sequence: 0, fileId: null, problem };
  }
}

async function* storedCustody(tx: Tx): AsyncGenerator<StoredCustody> {
  let place = { disputeId: nilUuid, sequence: 0 };
  for (;;) {
    const batch = await readStoredCustody(tx, place, BATCH);
    yield* batch;
    const last = batch.at(-1);
    if (last === undefined || batch.length < BATCH) return;
    place = { disputeId: last.dispute_id, sequence: last.sequence };
  }
}

function entryProblem(before: StoredCustody | null, entry: StoredCustody): BrokenLink | null {
  const expected = (before?.sequence ?? 0) + 1;
  if (entry.sequence !== expected) {
    return { ...broken(entry, `Entry ${expected} is missing.`), sequence: expected, fileId: null };
  }
  if (entry.previous_hash !== (before?.hash ?? custodyGenesis(entry.dispute_id)))
    return broken(entry, "Its link to the entry before is wrong.");
  if (entry.hash !== recompute(entry))
    return broken(entry, "Its content does not fit its hash: it was changed after it was written.");
  if (entry.event_hash === entry.told_hash) return null;
  return broken(
    entry,
    `Event ${entry.event_sequence} of the dispute's log, which it is tied to, is another.`,
  );
}

function recompute(entry: StoredCustody): string {
  return hashCustody(entry.previous_hash, {
    disputeId: entry.dispute_id,
    sequence: entry.sequence,
    fileId: entry.file_id,
    act: entry.act,
    actorRole: entry.actor_role,
    actorId: entry.actor_id,
    detail: entry.detail,
    occurredAt: entry.occurred_at,
    eventSequence: entry.event_sequence,
    eventHash: entry.event_hash,
  });
}

/** Compares the end of a finished log with the end that is remembered beside it: a cut-off end shows here. */
function endProblem(entry: StoredCustody): BrokenLink | null {
  if (entry.end_sequence === entry.sequence && entry.end_hash === entry.hash) return null;
  const had = entry.end_sequence ?? "an unknown number of";
  return broken(entry, `The custody log ends here, but it had ${had} entries.`);
}

function broken(entry: StoredCustody, problem: string): BrokenLink {
  const { number: disputeNumber, sequence, file_id: fileId } = entry;
  return { disputeNumber, chain: Chain.CUSTODY, sequence, fileId, problem };
}
