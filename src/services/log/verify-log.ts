import type { Database, Tx } from "../../persistence/database.js";
import { genesisHash, hashEvent } from "../../persistence/event-hash.js";
import {
  freezeSnapshot,
  readDisputeWithoutEvents,
  readStoredEvents,
  type StoredEvent,
} from "../../persistence/log.store.js";
import { inTransaction } from "../../persistence/transaction.js";
import { hashInput } from "../idempotent.js";

/** Where a chain is broken first, and how. */
export interface BrokenLink {
  /** The readable number of the dispute. */
  readonly disputeNumber: string;
  /** The event at which it shows; 0 if the dispute has none. */
  readonly sequence: number;
  /** A sentence for people. */
  readonly problem: string;
}

/** What was checked up to the end, or up to the first broken link. */
export interface LogReport {
  readonly disputes: number;
  readonly events: number;
  /** Null if every chain holds. */
  readonly broken: BrokenLink | null;
}

const BATCH = 1_000;
/** Comes before every UUID in use. */
const nilUuid = "00000000-0000-0000-0000-000000000000";

/** How far one chain has been checked. */
interface ChainEnd {
  readonly event: StoredEvent;
  readonly shopperSequence: number;
  readonly merchantSequence: number;
}

/**
 * Recomputes every chain of the log and stops at the first link that does not hold: numbers without gaps,
 * hashes, and the ends that the rows of the disputes remember. It sees one moment of the database and
 * keeps one batch of 1,000 events in memory.
 */
export async function verifyLog(database: Database): Promise<LogReport> {
  return inTransaction(database, async (tx) => {
    await freezeSnapshot(tx);
    let disputes = 0;
    let events = 0;
    let end: ChainEnd | null = null;
    for await (const event of storedEvents(tx)) {
      const before: ChainEnd | null = end?.event.dispute_id === event.dispute_id ? end : null;
      const broken = (before === null ? endProblem(end) : null) ?? linkProblem(before, event);
      if (broken !== null) return { disputes, events, broken };
      events += 1;
      if (before === null) disputes += 1;
      end = follow(before, event);
    }
    return { disputes, events, broken: endProblem(end) ?? (await emptyProblem(tx)) };
  });
}

/** Every event of the log, chain after chain, read in batches. */
async function* storedEvents(tx: Tx): AsyncGenerator<StoredEvent> {
  let place = { disputeId: nilUuid, sequence: 0 };
  for (;;) {
    const batch = await readStoredEvents(tx, place, BATCH);
    yield* batch;
    const last = batch.at(-1);
    if (last === undefined || batch.length < BATCH) return;
    place = { disputeId: last.dispute_id, sequence: last.sequence };
  }
}

async function emptyProblem(tx: Tx): Promise<BrokenLink | null> {
  const number = await readDisputeWithoutEvents(tx);
  return number === null ? null : { disputeNumber: number, sequence: 0, problem: "It has no event at all." };
}

function follow(before: ChainEnd | null, event: StoredEvent): ChainEnd {
  return {
    event,
    shopperSequence: event.shopper_sequence ?? before?.shopperSequence ?? 0,
    merchantSequence: event.merchant_sequence ?? before?.merchantSequence ?? 0,
  };
}

function linkProblem(before: ChainEnd | null, event: StoredEvent): BrokenLink | null {
  const expected = (before?.event.sequence ?? 0) + 1;
  if (event.sequence !== expected) return broken(event, expected, `Event ${expected} is missing.`);
  const previous = before?.event.hash ?? genesisHash(event.dispute_id);
  if (event.previous_hash !== previous)
    return broken(event, expected, "Its link to the event before is wrong.");
  if (event.hash !== recompute(event)) {
    return broken(event, expected, "Its content does not fit its hash: it was changed after it was written.");
  }
  return messageProblem(event) ?? numberingProblem(before, event);
}

/** The text of a message stands in a row of its own; the event holds its hash. */
function messageProblem(event: StoredEvent): BrokenLink | null {
  if (event.type !== "MESSAGE_SENT") return null;
  const { textHash } = event.payload as { readonly textHash?: unknown };
  if (event.message_text !== null && hashInput(event.message_text) === textHash) return null;
  return broken(event, event.sequence, "The message it tells of was changed or taken away.");
}

function numberingProblem(before: ChainEnd | null, event: StoredEvent): BrokenLink | null {
  const { shopper_sequence: shopper, merchant_sequence: merchant, audience } = event;
  const seenBy = (side: string): boolean => audience === "ALL" || audience === side;
  const fits = (number: number | null, last: number, side: string): boolean =>
    number === (seenBy(side) ? last + 1 : null);
  if (!fits(shopper, before?.shopperSequence ?? 0, "SHOPPER")) {
    return broken(event, event.sequence, "Its number in the shopper's own numbering is wrong.");
  }
  if (!fits(merchant, before?.merchantSequence ?? 0, "MERCHANT")) {
    return broken(event, event.sequence, "Its number in the merchant's own numbering is wrong.");
  }
  return null;
}

function recompute(event: StoredEvent): string {
  return hashEvent(event.previous_hash, {
    disputeId: event.dispute_id,
    sequence: event.sequence,
    type: event.type,
    audience: event.audience,
    actorRole: event.actor_role,
    actorId: event.actor_id,
    payload: event.payload,
    clause: event.clause,
    occurredAt: event.occurred_at,
  });
}

/** Compares the end of a finished chain with what the row of its dispute remembers: a cut-off end shows here. */
function endProblem(end: ChainEnd | null): BrokenLink | null {
  if (end === null) return null;
  const { event } = end;
  const fits =
    event.last_sequence === event.sequence &&
    event.last_hash === event.hash &&
    event.last_shopper_sequence === end.shopperSequence &&
    event.last_merchant_sequence === end.merchantSequence;
  if (fits) return null;
  const problem = `The chain ends here, but the dispute's row says that it ends at event ${event.last_sequence} with another hash or numbering.`;
  return broken(event, event.sequence, problem);
}

function broken(event: StoredEvent, sequence: number, problem: string): BrokenLink {
  return { disputeNumber: event.number, sequence, problem };
}
