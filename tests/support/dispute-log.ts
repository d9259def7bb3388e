import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { Role, type Viewer } from "../../src/domain/access/viewer.js";
import { addHours } from "../../src/domain/time.js";
import type { Database, Tx } from "../../src/persistence/database.js";
import { genesisHash, hashEvent } from "../../src/persistence/event-hash.js";
import { setTimer } from "../../src/persistence/timer.store.js";
import { inTransaction } from "../../src/persistence/transaction.js";
import type { UseCaseContext } from "../../src/services/use-case.js";

/** When the tests of the log begin. */
export const beginning = new Date("2026-03-01T12:00:00.000Z");

/** A merchant and a shopper with one order. */
export interface Parties {
  readonly merchantId: string;
  readonly shopperId: string;
  readonly orderId: string;
}

/** Writes a merchant, a shopper and an order. */
export async function createParties(database: Database): Promise<Parties> {
  const parties = { merchantId: randomUUID(), shopperId: randomUUID(), orderId: randomUUID() };
  await database.query("INSERT INTO merchant (id, reference, name, created_at) VALUES ($1, $2, 'Shop', $3)", [
    parties.merchantId,
    parties.merchantId,
    beginning,
  ]);
  await database.query(
    "INSERT INTO shopper (id, reference, display_name, created_at) VALUES ($1, $2, 'Ana', $3)",
    [parties.shopperId, parties.shopperId, beginning],
  );
  await database.query(
    `INSERT INTO "order" (id, reference, shopper_id, currency, status, purchased_at, paid_minor, anomalies, content_hash, imported_at)
     VALUES ($1, $2, $3, 'BRL', 'DELIVERED', $4, 0, '{}', '', $4)`,
    [parties.orderId, parties.orderId, parties.shopperId, beginning],
  );
  return parties;
}

/** What an event of a test is like. */
export interface TestEvent {
  readonly type?: string;
  readonly audience?: "ALL" | "MERCHANT" | "SHOPPER" | "STAFF";
  readonly payload?: unknown;
  readonly occurredAt?: Date;
}

interface End {
  readonly last_sequence: number;
  readonly last_shopper_sequence: number;
  readonly last_merchant_sequence: number;
  readonly last_hash: string;
}

async function lockEnd(tx: Tx, disputeId: string): Promise<End> {
  const [end] = await tx.query<End & Record<string, unknown>>(
    `SELECT CASE last_hash WHEN '' THEN 0 ELSE last_sequence END AS last_sequence,
       last_shopper_sequence, last_merchant_sequence, last_hash FROM dispute WHERE id = $1 FOR UPDATE`,
    [disputeId],
  );
  if (end === undefined) throw new Error("no such dispute");
  return end.last_hash === "" ? { ...end, last_hash: genesisHash(disputeId) } : end;
}

/** Locks the dispute and appends an event with its link in the chain. Returns its id. */
export async function appendInTransaction(tx: Tx, disputeId: string, test: TestEvent = {}): Promise<string> {
  const end = await lockEnd(tx, disputeId);
  const event = {
    ...{ type: "OFFER_MADE", audience: "ALL", payload: {}, occurredAt: beginning, ...test },
    ...{
      disputeId,
      sequence: end.last_sequence + 1,
      actorRole: Role.SYSTEM,
      actorId: randomUUID(),
      clause: null,
    },
  };
  const numberFor = (side: string, last: number): number | null =>
    event.audience === "ALL" || event.audience === side ? last + 1 : null;
  const shopper = numberFor("SHOPPER", end.last_shopper_sequence);
  const merchant = numberFor("MERCHANT", end.last_merchant_sequence);
  const hash = hashEvent(end.last_hash, event);
  const id = randomUUID();
  await tx.query(
    `INSERT INTO dispute_event (dispute_id, sequence, id, shopper_sequence, merchant_sequence, type, audience,
       actor_role, actor_id, payload, clause, occurred_at, previous_hash, hash)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
    [
      ...[disputeId, event.sequence, id, shopper, merchant, event.type, event.audience, event.actorRole],
      ...[event.actorId, JSON.stringify(event.payload), event.clause, event.occurredAt, end.last_hash, hash],
    ],
  );
  await tx.query(
    `UPDATE dispute SET last_sequence = $2, last_shopper_sequence = coalesce($3, last_shopper_sequence),
       last_merchant_sequence = coalesce($4, last_merchant_sequence), last_hash = $5 WHERE id = $1`,
    [disputeId, event.sequence, shopper, merchant, hash],
  );
  tx.touched(disputeId);
  return id;
}

/** Appends an event in a transaction of its own. @param holdMs how long the transaction stays open, default 0 */
export async function appendEvent(
  database: Database,
  disputeId: string,
  test: TestEvent = {},
  holdMs = 0,
): Promise<string> {
  return inTransaction(database, async (tx) => {
    const id = await appendInTransaction(tx, disputeId, test);
    if (holdMs > 0) await pause(holdMs);
    return id;
  });
}

let numbers = 0;

/**
 * Writes a dispute with its first event.
 * @param options.deadlinesAfterHours hours from `beginning` to the first deadline, and from each to the next
 */
export async function createDispute(
  database: Database,
  parties: Parties,
  options: { status?: string; deadlinesAfterHours?: readonly number[] } = {},
): Promise<string> {
  const id = randomUUID();
  const [first = 24, ...chain] = options.deadlinesAfterHours ?? [];
  const deadline = addHours(beginning, first);
  numbers += 1;
  await inTransaction(database, async (tx) => {
    await tx.query(
      `INSERT INTO dispute (id, number, order_id, merchant_id, shopper_id, rulebook_version, status, waiting_on,
         deadline_at, level, reason, currency, remedy, claimed_minor, statement, amendments, perishable, opened_by,
         opened_at, updated_at, ranks_since, version, last_sequence, last_shopper_sequence, last_merchant_sequence, last_hash)
       VALUES ($1, $2, $3, $4, $5, (SELECT version FROM rulebook ORDER BY version LIMIT 1), $6, 'MERCHANT',
         $7, 1, 'NOT_RECEIVED', 'BRL', 'REFUND', 0, $8, 0, false, 'SHOPPER', $9, $9, $9, 1, 1, 0, 0, '')`,
      [
        ...[id, `D-${numbers}`, parties.orderId, parties.merchantId, parties.shopperId],
        ...[options.status ?? "NEGOTIATING", deadline, JSON.stringify(chain), beginning],
      ],
    );
    await appendInTransaction(tx, id, { type: "DISPUTE_OPENED" });
    await setTimer(tx, id, deadline);
  });
  return id;
}

/** Stands in for the use case: fires the deadline of a dispute of {@link createDispute} and sets the next. */
export function fireTestDeadline(context: UseCaseContext, disputeId: string): Promise<boolean> {
  return inTransaction(context.database, async (tx) => {
    const [dispute] = await tx.query<{ deadline_at: Date | null; statement: string }>(
      "SELECT deadline_at, statement FROM dispute WHERE id = $1 FOR UPDATE",
      [disputeId],
    );
    const now = context.clock.now();
    if (dispute === undefined || dispute.deadline_at === null || dispute.deadline_at > now) return false;
    const [next, ...chain] = JSON.parse(dispute.statement) as number[];
    const deadline = next === undefined ? null : addHours(now, next);
    await appendInTransaction(tx, disputeId, {
      type: "DEADLINE_FIRED",
      occurredAt: now,
      payload: { due: dispute.deadline_at.toISOString(), viewer: context.viewer.role },
    });
    await tx.query(
      `UPDATE dispute SET deadline_at = $2, statement = $3, version = version + 1,
         status = CASE WHEN $2::timestamptz IS NULL THEN 'CLOSED' ELSE status END,
         outcome = CASE WHEN $2::timestamptz IS NULL THEN 'LAPSED' END WHERE id = $1`,
      [disputeId, deadline, JSON.stringify(chain)],
    );
    await setTimer(tx, disputeId, deadline);
    return true;
  });
}

/** A context for a viewer; what these tests do not need refuses to work. */
export function contextFor(
  database: Database,
  viewer: Viewer,
  now: () => Date = () => beginning,
): UseCaseContext {
  const unused = (): never => {
    throw new Error("not part of this test");
  };
  return { database, viewer, clock: { now }, newId: randomUUID, rulebook: unused, currentRulebook: unused };
}

/** A viewer of a role that is neither a shopper nor a merchant's. */
export function staff(role: Role): Viewer {
  return { role, id: randomUUID(), merchantId: null };
}

/** Waits until a condition holds. @throws after a minute, for a machine may have much else to do */
export async function eventually(holds: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const deadline = performance.now() + 60_000;
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(`never happened: ${what}`);
    await pause(20);
  }
}
