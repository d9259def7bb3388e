import type { Viewer } from "../domain/access/viewer.js";
import type { Decision } from "../domain/dispute/command.js";
import type { Dispute } from "../domain/dispute/dispute.js";
import type { LineFacts } from "../domain/rulebook/refundable.js";
import type { Sql, Tx } from "./database.js";
import { disputeFromRow, disputeJsonSql, type DisputeJson } from "./dispute-row.js";
import {
  changedRowsOf,
  changingColumns,
  disputeColumns,
  disputeRowOf,
  messageRowsOf,
  prepareEvent,
  type ChainEnd,
} from "./dispute-write.js";
import { genesisHash } from "./event-hash.js";
import { idempotencyValues, insertIdempotencySql, type IdempotencyEntry } from "./idempotency.store.js";
import { lineFactsFrom, lineFactsSql, type LineFactsJson } from "./line-facts.store.js";
import { timerSql } from "./timer.store.js";

/** A dispute as it is now, with what deciding about it needs. */
export interface LoadedDispute {
  readonly dispute: Dispute;
  readonly lines: readonly LineFacts[];
  readonly end: ChainEnd;
}

/** An import must not change what is refundable while the dispute is decided. Imports never wait for disputes. */
const lockSql = `SELECT 1 FROM dispute JOIN "order" ON "order".id = dispute.order_id WHERE dispute.id = $1
  FOR UPDATE OF dispute FOR KEY SHARE OF "order"`;

/**
 * Holds the dispute's row until the transaction ends and reads the dispute as it is then; null if there is none. Both
 * statements are sent at once; the second sees what was committed while the first waited for the lock.
 */
export async function lockAndLoadDispute(tx: Tx, id: string): Promise<LoadedDispute | null> {
  const locked = tx.query(lockSql, [id]);
  const [, loaded] = await Promise.all([locked, loadDispute(tx, id)]);
  return loaded;
}

const loadSql = `SELECT ${disputeJsonSql("dispute")} AS dispute,
  last_sequence, last_shopper_sequence, last_merchant_sequence, last_hash,
  (SELECT coalesce(json_agg(facts), '[]') FROM (
     SELECT ${lineFactsSql("line", "dispute.id")}
     FROM dispute_line JOIN order_line line ON line.id = dispute_line.order_line_id
     WHERE dispute_line.dispute_id = dispute.id ORDER BY line.id) facts) AS lines
  FROM dispute WHERE id = $1`;

interface LoadedRow {
  readonly dispute: DisputeJson;
  readonly last_sequence: number;
  readonly last_shopper_sequence: number;
  readonly last_merchant_sequence: number;
  readonly last_hash: string;
  readonly lines: readonly LineFactsJson[];
}

/** Reads a dispute; null if there is none. Lock it first where a decision follows. */
export async function loadDispute(sql: Sql, id: string): Promise<LoadedDispute | null> {
  const [row] = await sql.query<LoadedRow>(loadSql, [id]);
  if (row === undefined) return null;
  return {
    dispute: disputeFromRow(row.dispute),
    lines: row.lines.map(lineFactsFrom),
    end: {
      sequence: row.last_sequence,
      shopperSequence: row.last_shopper_sequence,
      merchantSequence: row.last_merchant_sequence,
      hash: row.last_hash,
    },
  };
}

/** The next number of a dispute within the platform, for `D-<year>-<number>`. */
export async function nextDisputeNumber(sql: Sql): Promise<string> {
  const [row] = await sql.query<{ next: string }>("SELECT nextval('dispute_number_seq')::text AS next");
  return row?.next ?? "";
}

const eventColumns =
  "dispute_id, sequence, id, shopper_sequence, merchant_sequence, type, audience, actor_role, actor_id, payload, clause, occurred_at, previous_hash, hash";

/** The parts that follow the dispute's own row, in one statement: all of it happens or nothing. */
const followingSql = `
  logged AS (
    INSERT INTO dispute_event (${eventColumns})
    SELECT ${eventColumns.replaceAll(/(\w+)/g, "entry.$1")} FROM json_populate_record(null::dispute_event, $2::json) entry, kept_dispute),
  kept_lines AS (
    INSERT INTO dispute_line SELECT line.* FROM json_populate_recordset(null::dispute_line, $3::json) line, kept_dispute
    ON CONFLICT (dispute_id, order_line_id) DO UPDATE SET claimed_minor = excluded.claimed_minor, open = excluded.open),
  kept_offers AS (
    INSERT INTO offer SELECT item.* FROM json_populate_recordset(null::offer, $4::json) item, kept_dispute
    ON CONFLICT (id) DO UPDATE SET status = excluded.status, decided_at = excluded.decided_at),
  kept_obligations AS (
    INSERT INTO obligation SELECT item.* FROM json_populate_recordset(null::obligation, $5::json) item, kept_dispute
    ON CONFLICT (id) DO UPDATE SET status = excluded.status),
  kept_rulings AS (
    INSERT INTO ruling SELECT item.* FROM json_populate_recordset(null::ruling, $6::json) item, kept_dispute),
  kept_messages AS (
    INSERT INTO message SELECT item.* FROM json_populate_recordset(null::message, $7::json) item, kept_dispute)`;

const insertedDispute = `kept_dispute AS (
    INSERT INTO dispute (${disputeColumns.join(", ")})
    SELECT ${disputeColumns.join(", ")} FROM json_populate_record(null::dispute, $1::json) RETURNING id)`;

const updatedDispute = `kept_dispute AS (
    UPDATE dispute SET ${changingColumns.map((column) => `${column} = fresh.${column}`).join(", ")}
    FROM json_populate_record(null::dispute, $1::json) fresh
    WHERE dispute.id = fresh.id AND dispute.last_sequence = fresh.last_sequence - 1 RETURNING dispute.id)`;

const timer = timerSql("kept_dispute.id", "$8::timestamptz");

function writeSql(options: { opens: boolean; timed: boolean; keyed: boolean }): string {
  const kept = options.keyed ? `, kept_key AS (${insertIdempotencySql(9, "kept_dispute")})` : "";
  const set = options.timed ? timer : "$8::timestamptz";
  return `WITH ${options.opens ? insertedDispute : updatedDispute}, ${followingSql}${kept}
    SELECT kept_dispute.id, ${set} FROM kept_dispute`;
}

const flags = [true, false];
const writes = new Map(
  flags.flatMap((opens) =>
    flags.flatMap((timed) =>
      flags.map((keyed) => [String([opens, timed, keyed]), writeSql({ opens, timed, keyed })] as const),
    ),
  ),
);

/** What one decision writes. */
export interface DecisionWrite {
  /** State and end of the log before; null when the decision opens the dispute. */
  readonly before: { readonly dispute: Dispute; readonly end: ChainEnd } | null;
  readonly after: Dispute;
  readonly decision: Decision;
  readonly eventId: string;
  readonly actor: Viewer;
  readonly occurredAt: Date;
  /** The text of the message that the event tells of; null for other events. */
  readonly text: string | null;
  /** The idempotency key with its answer; null for the clock's own acts. */
  readonly key: { readonly entry: IdempotencyEntry; readonly answer: unknown } | null;
}

/**
 * Writes a decision: the dispute's row, its one event, what else changed, its timer and the
 * idempotency key, in one statement. The compare-and-set on the log's end makes a lost update
 * impossible even if the caller had not locked the row: then nothing at all is written. With a key the transaction
 * ends here.
 * @returns the new end of the log
 */
export async function writeDecision(tx: Tx, write: DecisionWrite): Promise<ChainEnd> {
  const { before, after, decision, key } = write;
  const { row, end } = prepareEvent(decision, {
    id: write.eventId,
    disputeId: after.id,
    actor: write.actor,
    occurredAt: write.occurredAt,
    after: before?.end ?? startOfChain(after.id),
  });
  const { lines, offers, obligations, rulings } = changedRowsOf(
    before?.dispute ?? null,
    after,
    decision.effects,
  );
  const parts = [disputeRowOf(after, end), row, lines, offers, obligations, rulings, messageRowsOf(write)];
  const values = [...parts.map((part) => JSON.stringify(part)), dueAfter(decision)];
  // The key goes with the answer to the client, after which there is nothing left to write.
  const written =
    key === null
      ? await tx.query(textFor(write), values)
      : await tx.last(textFor(write), [...values, ...idempotencyValues(key.entry, key.answer)]);
  if (written.length !== 1) throw new Error(`Dispute ${after.number} changed while it was locked.`);
  tx.touched(after.id);
  return end;
}

function startOfChain(disputeId: string): ChainEnd {
  return { sequence: 0, shopperSequence: 0, merchantSequence: 0, hash: genesisHash(disputeId) };
}

function textFor({ before, decision, key }: DecisionWrite): string {
  const timed = decision.effects.some(({ kind }) => kind !== "RELEASE_LINES");
  return writes.get(String([before === null, timed, key !== null])) ?? "";
}

function dueAfter({ effects }: Decision): Date | null {
  return effects.find((effect) => effect.kind === "SCHEDULE_TIMER")?.at ?? null;
}
