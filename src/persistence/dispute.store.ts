import type { Viewer } from "../domain/access/viewer.js";
import type { Decision } from "../domain/dispute/decision.js";
import type { Dispute } from "../domain/dispute/dispute.js";
import type { ShopperStanding } from "../domain/queue/priority.js";
import type { LineFacts } from "../domain/rulebook/refundable.js";
import { changingAppealColumns } from "./appeal-row.js";
import { changedRowsOf } from "./changed-rows.js";
import { clockFactsFrom, clockFactsSql, type ClockFacts, type ClockFactsJson } from "./clock-facts.js";
import type { Sql, Tx } from "./database.js";
import { disputeFromRow, disputeJsonSql, type DisputeJson } from "./dispute-row.js";
import {
  changingColumns,
  disputeColumns,
  disputeRowOf,
  messageRowsOf,
  prepareEvent,
  type ChainEnd,
} from "./dispute-write.js";
import { decidedColumns, evidenceRows } from "./evidence-row.js";
import { genesisHash } from "./event-hash.js";
import { idempotencyValues, insertIdempotencySql, type IdempotencyEntry } from "./idempotency.store.js";
import { lineFactsFrom, lineFactsSql, type LineFactsJson } from "./line-facts.store.js";
import { timerSql } from "./timer.store.js";

/** A dispute as it is now, with what deciding about it needs. */
export interface LoadedDispute {
  readonly dispute: Dispute;
  readonly lines: readonly LineFacts[];
  readonly clocks: ClockFacts;
  readonly shopper: ShopperStanding;
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
  ${clockFactsSql("dispute.merchant_id", "dispute.shopper_id")} AS clocks,
  (SELECT json_build_object('tier', tier, 'vulnerable', vulnerable) FROM shopper WHERE id = dispute.shopper_id) AS shopper,
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
  readonly clocks: ClockFactsJson;
  readonly shopper: ShopperStanding;
  readonly lines: readonly LineFactsJson[];
}

/** Reads a dispute; null if there is none. Lock it first where a decision follows. */
export async function loadDispute(sql: Sql, id: string): Promise<LoadedDispute | null> {
  const [row] = await sql.query<LoadedRow>(loadSql, [id]);
  if (row === undefined) return null;
  return {
    dispute: disputeFromRow(row.dispute),
    lines: row.lines.map(lineFactsFrom),
    clocks: clockFactsFrom(row.clocks),
    shopper: row.shopper,
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

/** The tables beside the dispute's own row and its log that a decision may change; each is one part of the statement. */
const changedTables = {
  lines: `INSERT INTO dispute_line SELECT item.* FROM json_populate_recordset(null::dispute_line, $1) item, kept_dispute
    ON CONFLICT (dispute_id, order_line_id) DO UPDATE SET claimed_minor = excluded.claimed_minor, open = excluded.open`,
  offers: `INSERT INTO offer SELECT item.* FROM json_populate_recordset(null::offer, $1) item, kept_dispute
    ON CONFLICT (id) DO UPDATE SET status = excluded.status, decided_at = excluded.decided_at,
      expires_at = excluded.expires_at`,
  proposals: `INSERT INTO proposal SELECT item.* FROM json_populate_recordset(null::proposal, $1) item, kept_dispute
    ON CONFLICT (id) DO UPDATE SET status = excluded.status, accepted_by = excluded.accepted_by,
      decided_at = excluded.decided_at`,
  obligations: `INSERT INTO obligation SELECT item.* FROM json_populate_recordset(null::obligation, $1) item, kept_dispute
    ON CONFLICT (id) DO UPDATE SET status = excluded.status, due_at = excluded.due_at`,
  rulings: `INSERT INTO ruling SELECT item.* FROM json_populate_recordset(null::ruling, $1) item, kept_dispute`,
  appeals: `INSERT INTO appeal SELECT item.* FROM json_populate_recordset(null::appeal, $1) item, kept_dispute
    ON CONFLICT (id) DO UPDATE SET ${changingAppealColumns.map((column) => `${column} = excluded.${column}`).join(", ")}`,
  corrections: `INSERT INTO ruling_correction SELECT item.* FROM json_populate_recordset(null::ruling_correction, $1) item, kept_dispute`,
  clarifications: `INSERT INTO ruling_clarification SELECT item.* FROM json_populate_recordset(null::ruling_clarification, $1) item, kept_dispute
    ON CONFLICT (id) DO UPDATE SET answer = excluded.answer, answered_at = excluded.answered_at,
      mediator_id = excluded.mediator_id`,
  evidence: `UPDATE evidence_item SET ${decidedColumns.map((column) => `${column} = item.${column}`).join(", ")}
    FROM json_populate_recordset(null::evidence_item, $1) item, kept_dispute WHERE evidence_item.id = item.id`,
  records: `INSERT INTO evidence_item SELECT item.* FROM json_populate_recordset(null::evidence_item, $1) item, kept_dispute`,
  messages: `INSERT INTO message SELECT item.* FROM json_populate_recordset(null::message, $1) item, kept_dispute`,
} as const;

type ChangedTable = keyof typeof changedTables;

const loggedEvent = `logged AS (
    INSERT INTO dispute_event (${eventColumns})
    SELECT ${eventColumns.replaceAll(/(\w+)/g, "entry.$1")} FROM json_populate_record(null::dispute_event, $2::json) entry, kept_dispute)`;

const insertedDispute = `kept_dispute AS (
    INSERT INTO dispute (${disputeColumns.join(", ")})
    SELECT ${disputeColumns.join(", ")} FROM json_populate_record(null::dispute, $1::json) RETURNING id)`;

const updatedDispute = `kept_dispute AS (
    UPDATE dispute SET ${changingColumns.map((column) => `${column} = fresh.${column}`).join(", ")}
    FROM json_populate_record(null::dispute, $1::json) fresh
    WHERE dispute.id = fresh.id AND dispute.last_sequence = fresh.last_sequence - 1 RETURNING dispute.id)`;

/** What a decision writes beside the dispute and its event. A part that it does not need is not in its statement. */
interface WriteShape {
  readonly opens: boolean;
  readonly timed: boolean;
  readonly keyed: boolean;
  readonly tables: readonly ChangedTable[];
}

/** The parameters in order: dispute, event, one for each table, then the timer's due time, then the key's. */
function writeSql({ opens, timed, keyed, tables }: WriteShape): string {
  const changed = tables.map(
    (table, index) => `kept_${table} AS (${changedTables[table].replace("$1", `$${index + 3}::json`)})`,
  );
  const dueAt = tables.length + 3;
  const keyAt = timed ? dueAt + 1 : dueAt;
  const kept = keyed ? [`kept_key AS (${insertIdempotencySql(keyAt, "kept_dispute")})`] : [];
  const parts = [opens ? insertedDispute : updatedDispute, loggedEvent, ...changed, ...kept];
  const set = timed ? `, ${timerSql("kept_dispute.id", `$${dueAt}::timestamptz`)}` : "";
  return `WITH ${parts.join(", ")} SELECT kept_dispute.id${set} FROM kept_dispute`;
}

const writes = new Map<string, string>();

/** The statement of a shape: always the same string, so that its name is found at once. */
function writeOf(shape: WriteShape): string {
  const key = [shape.opens, shape.timed, shape.keyed, ...shape.tables].join(" ");
  const known = writes.get(key);
  if (known !== undefined) return known;
  const text = writeSql(shape);
  writes.set(key, text);
  return text;
}

/** What one decision writes. */
export interface DecisionWrite {
  /** State and end of the log before; null when the decision opens the dispute. */
  readonly before: { readonly dispute: Dispute; readonly end: ChainEnd } | null;
  readonly after: Dispute;
  /** By what it stands in the queue now. */
  readonly ranksSince: Date;
  readonly decision: Decision;
  readonly eventId: string;
  readonly actor: Viewer;
  readonly occurredAt: Date;
  /** The text of the message that the event tells of; null for other events. */
  readonly text: string | null;
  /** What the records say that an opening attaches, by the id of their item; absent: none. */
  readonly records?: ReadonlyMap<string, unknown> | undefined;
  /** The idempotency key with its answer; null for the clock's own acts. */
  readonly key: { readonly entry: IdempotencyEntry; readonly answer: unknown } | null;
  /** With a key: reads what the answer shows, see {@link Tx.last}. */
  readonly readAlong?: ((committed: Sql) => void) | undefined;
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
  const changed = rowsOf(write);
  const tables = (Object.keys(changedTables) as ChangedTable[]).filter((table) => changed[table].length > 0);
  const timed = decision.effects.some(({ kind }) => kind !== "RELEASE_LINES");
  const text = writeOf({ opens: before === null, timed, keyed: key !== null, tables });
  const values = [
    ...[disputeRowOf(after, end, write.ranksSince), row, ...tables.map((table) => changed[table])].map(
      (part) => JSON.stringify(part),
    ),
    ...(timed ? [dueAfter(decision)] : []),
  ];
  // The key goes with the answer to the client, after which there is nothing left to write.
  const written =
    key === null
      ? await tx.query(text, values)
      : await tx.last(text, [...values, ...idempotencyValues(key.entry, key.answer)], write.readAlong);
  if (written.length !== 1) throw new Error(`Dispute ${after.number} changed while it was locked.`);
  tx.touched(after.id);
  return end;
}

function rowsOf(write: DecisionWrite) {
  const { before, after, decision, records = new Map<string, unknown>() } = write;
  const standing = before?.dispute ?? null;
  return {
    ...changedRowsOf(standing, after, decision.effects),
    ...evidenceRows(standing, after, records),
    messages: messageRowsOf(write),
  };
}

function startOfChain(disputeId: string): ChainEnd {
  return { sequence: 0, shopperSequence: 0, merchantSequence: 0, hash: genesisHash(disputeId) };
}

function dueAfter({ effects }: Decision): Date | null {
  return effects.find((effect) => effect.kind === "SCHEDULE_TIMER")?.at ?? null;
}
