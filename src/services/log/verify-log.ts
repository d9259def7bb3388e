import type { Database, Tx } from "../../persistence/database.js";
import { genesisHash, hashEvent } from "../../persistence/event-hash.js";
import {
  freezeSnapshot,
  readDisputesWithoutEvents,
  readStoredEvents,
  type StoredEvent,
} from "../../persistence/log.store.js";
import { inTransaction } from "../../persistence/transaction.js";
import { hashInput } from "../idempotent.js";
import { Chain, type BrokenLink } from "./broken-link.js";
import { ChainWalk } from "./chain-walk.js";
import { itemsToldOf, type ToldItems } from "./told-items.js";

/** How much was checked. */
export interface LogCounts {
  disputes: number;
  events: number;
}

/** What was checked up to the end, or up to the first broken link. */
export interface LogReport extends Readonly<LogCounts> {
  /** Null if every chain holds. */
  readonly broken: BrokenLink | null;
}

const BATCH = 1_000;
/** Comes before every UUID in use. */
export const nilUuid = "00000000-0000-0000-0000-000000000000";

/** An event with what the items say that it tells of. */
interface ToldEvent {
  readonly event: StoredEvent;
  readonly told: ToldItems;
}

/** How far one chain has been checked. */
interface ChainEnd {
  readonly event: StoredEvent;
  readonly shopperSequence: number;
  readonly merchantSequence: number;
}

/** Recomputes every chain of the log and stops at the first link that does not hold; see {@link brokenEvents}. */
export async function verifyLog(database: Database): Promise<LogReport> {
  return inTransaction(database, async (tx) => {
    await freezeSnapshot(tx);
    const counts = { disputes: 0, events: 0 };
    for await (const broken of brokenEvents(tx, counts)) return { ...counts, broken };
    return { ...counts, broken: null };
  });
}

/**
 * Recomputes the log of every dispute and gives out its first link that does not hold: numbers without gaps, hashes, the
 * ends that the rows of the disputes remember, and what the events tell of: texts of messages, contents of evidence, the
 * end of the custody log. It keeps one batch of 1,000 events in memory.
 * @param counts counts along what holds
 */
export async function* brokenEvents(tx: Tx, counts: LogCounts): AsyncGenerator<BrokenLink> {
  const walk = new ChainWalk<ToldEvent, ChainEnd>({
    chainOf: ({ event }) => event.dispute_id,
    problemAt: linkProblem,
    endAfter: follow,
    problemAtEnd: endProblem,
    onHolding: (_event, isFirst) => {
      counts.events += 1;
      if (isFirst) counts.disputes += 1;
    },
  });
  for await (const event of storedEvents(tx)) yield* walk.take(event);
  yield* walk.finish();
  for (const disputeNumber of await readDisputesWithoutEvents(tx)) {
    const problem = "It has no event at all.";
    yield { disputeNumber, chain: Chain.EVENTS, sequence: 0, fileId: null, problem };
  }
}

/** Every event of the log, chain after chain, read in batches, with what the events of its batch tell of. */
async function* storedEvents(tx: Tx): AsyncGenerator<ToldEvent> {
  let place = { disputeId: nilUuid, sequence: 0 };
  for (;;) {
    const batch = await readStoredEvents(tx, place, BATCH);
    const told = await itemsToldOf(tx, batch);
    for (const event of batch) yield { event, told };
    const last = batch.at(-1);
    if (last === undefined || batch.length < BATCH) return;
    place = { disputeId: last.dispute_id, sequence: last.sequence };
  }
}

function follow(before: ChainEnd | null, { event }: ToldEvent): ChainEnd {
  return {
    event,
    shopperSequence: event.shopper_sequence ?? before?.shopperSequence ?? 0,
    merchantSequence: event.merchant_sequence ?? before?.merchantSequence ?? 0,
  };
}

function linkProblem(before: ChainEnd | null, { event, told }: ToldEvent): BrokenLink | null {
  const expected = (before?.event.sequence ?? 0) + 1;
  if (event.sequence !== expected) return broken(event, expected, `Event ${expected} is missing.`);
  const previous = before?.event.hash ?? genesisHash(event.dispute_id);
  if (event.previous_hash !== previous)
    return broken(event, expected, "Its link to the event before is wrong.");
  if (event.hash !== recompute(event)) {
    return broken(event, expected, "Its content does not fit its hash: it was changed after it was written.");
  }
  return toldProblem(event, told) ?? numberingProblem(before, event);
}

/** What an event tells of stands in rows of their own. */
function toldProblem(event: StoredEvent, told: ToldItems): BrokenLink | null {
  return messageProblem(event) ?? itemProblem(event, told) ?? custodyProblem(event);
}

function itemProblem(event: StoredEvent, told: ToldItems): BrokenLink | null {
  const problem = told.problemOf(event);
  return problem === null ? null : broken(event, event.sequence, problem);
}

/** The text of a message stands in a row of its own; the event holds its hash. */
function messageProblem(event: StoredEvent): BrokenLink | null {
  if (event.type !== "MESSAGE_SENT") return null;
  const { textHash } = event.payload as { readonly textHash?: unknown };
  if (event.message_text !== null && hashInput(event.message_text) === textHash) return null;
  if (event.message_text === "" && event.erased) return null;
  return broken(event, event.sequence, "The message it tells of was changed or taken away.");
}

/** The two logs hold each other: the custody log of the exchange must be part of the one that is stored. */
function custodyProblem(event: StoredEvent): BrokenLink | null {
  if (event.type !== "EVIDENCE_EXCHANGED") return null;
  const { custody } = event.payload as { readonly custody?: { sequence: number; hash: string } | null };
  if (custody === undefined || custody === null || custody.hash === event.custody_hash) return null;
  const problem = `Its custody log was another one: entry ${custody.sequence} is missing, or is not what it was at the exchange.`;
  return broken(event, event.sequence, problem);
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
function endProblem(end: ChainEnd): BrokenLink | null {
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
  return { disputeNumber: event.number, chain: Chain.EVENTS, sequence, fileId: null, problem };
}
