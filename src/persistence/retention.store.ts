import type { Viewer } from "../domain/access/viewer.js";
import type { DisputeStatus } from "../domain/dispute/dispute.js";
import type { EvidenceFileStatus } from "../domain/evidence/evidence-file.js";
import type { ErasureGround } from "../domain/retention/erasure.js";
import type { HeldDispute } from "../domain/retention/judge-retention.js";
import type { RetentionYears } from "../domain/retention/retention.js";
import type { Sql, Tx } from "./database.js";
import { hadObligations, wasRuled } from "./retention-facts.js";

/** The name of the job that removes the bytes of what was erased; its payload is `{ disputeId }`. */
export const removeErasedTask = "remove-erased-objects";

interface HeldRow {
  readonly shopperId: string;
  readonly merchantId: string;
  readonly mediatorId: string | null;
  readonly status: DisputeStatus;
  readonly closedAt: Date | null;
  readonly wasRuled: boolean;
  readonly hadObligations: boolean;
  readonly erasedAt: Date | null;
  readonly holdId: string | null;
  readonly endsAt: Date | null;
}

/**
 * Holds the row of a dispute until the transaction ends and reads what decides about keeping and erasing its evidence;
 * null if there is none.
 */
export async function lockHeldDispute(tx: Tx, disputeId: string): Promise<HeldDispute | null> {
  // Sent at once; the second sees what was committed while the first waited for the lock.
  const [, [row]] = await Promise.all([
    tx.query("SELECT FROM dispute WHERE id = $1 FOR NO KEY UPDATE", [disputeId]),
    tx.query<HeldRow>(
      `SELECT dispute.shopper_id AS "shopperId", dispute.merchant_id AS "merchantId",
         dispute.mediator_id AS "mediatorId", dispute.status, dispute.closed_at AS "closedAt",
         ${wasRuled("dispute")} AS "wasRuled", ${hadObligations("dispute")} AS "hadObligations", erasure.erased_at AS "erasedAt",
         hold.id AS "holdId", hold.ends_at AS "endsAt"
       FROM dispute LEFT JOIN dispute_erasure AS erasure ON erasure.dispute_id = dispute.id
       LEFT JOIN legal_hold AS hold ON hold.dispute_id = dispute.id AND hold.lifted_at IS NULL
       WHERE dispute.id = $1`,
      [disputeId],
    ),
  ]);
  if (row === undefined) return null;
  const { holdId, endsAt, ...dispute } = row;
  return { ...dispute, hold: holdId === null ? null : { id: holdId, endsAt } };
}

/** A hold to be placed. */
export interface NewHold {
  readonly id: string;
  readonly disputeId: string;
  readonly reason: string;
  readonly placedBy: Pick<Viewer, "role" | "id">;
  readonly placedAt: Date;
  readonly endsAt: Date | null;
}

/** Places a hold. */
export async function insertHold(tx: Tx, hold: NewHold): Promise<void> {
  await tx.query(
    `INSERT INTO legal_hold (id, dispute_id, reason, placed_by_role, placed_by_id, placed_at, ends_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [
      ...[hold.id, hold.disputeId, hold.reason, hold.placedBy.role, hold.placedBy.id],
      ...[hold.placedAt, hold.endsAt],
    ],
  );
}

/** Lifts a hold. */
export async function markLifted(
  tx: Tx,
  id: string,
  {
    by,
    at,
    reason,
  }: { readonly by: Pick<Viewer, "role" | "id">; readonly at: Date; readonly reason: string },
): Promise<void> {
  await tx.query(
    `UPDATE legal_hold SET lifted_by_role = $2, lifted_by_id = $3, lifted_at = $4, lift_reason = $5
     WHERE id = $1 AND lifted_at IS NULL`,
    [id, by.role, by.id, at, reason],
  );
}

/** Disputes whose hold has ended by itself and was not noted yet, the earliest first. */
export async function readEndedHolds(sql: Sql, now: Date, limit: number): Promise<string[]> {
  const rows = await sql.query<{ disputeId: string }>(
    `SELECT dispute_id AS "disputeId" FROM legal_hold WHERE lifted_at IS NULL AND ends_at <= $1
     ORDER BY ends_at, id LIMIT $2`,
    [now, limit],
  );
  return rows.map(({ disputeId }) => disputeId);
}

/** A file as far as its custody is concerned. */
export interface KeptFile {
  readonly id: string;
  readonly status: EvidenceFileStatus;
  readonly sha256: string;
}

/** The files of a dispute whose bytes are kept, in the order in which they came. */
export async function readKeptFiles(sql: Sql, disputeId: string): Promise<KeptFile[]> {
  return sql.query<KeptFile>(
    `SELECT id, status, sha256 FROM evidence_file
     WHERE dispute_id = $1 AND status IN ('ACCEPTED', 'EXAMINING', 'QUARANTINED', 'SANITISED')
     ORDER BY created_at, id`,
    [disputeId],
  );
}

/** An erasure that goes on record. */
export interface NewErasure {
  readonly disputeId: string;
  readonly ground: ErasureGround;
  readonly closedAt: Date;
  readonly erasedAt: Date;
  readonly erasedBy: Pick<Viewer, "role" | "id">;
}

/** What is gone of an item and its versions; the hashes stay. */
const forgottenContents = [
  `UPDATE evidence_item SET narrative = NULL, record = CASE WHEN record IS NULL THEN NULL ELSE '{}'::jsonb END
   WHERE dispute_id = $1`,
  `UPDATE evidence_item_version AS version SET content = jsonb_set(version.content, '{narrative}', 'null')
   FROM evidence_item AS item WHERE item.id = version.item_id AND item.dispute_id = $1`,
  "UPDATE message SET text = '' WHERE dispute_id = $1 AND text <> ''",
  `UPDATE evidence_file SET filename = 'erased', object_address = CASE WHEN status = 'UPLOADING' THEN NULL ELSE object_address END,
     status = CASE WHEN status = 'UPLOADING' THEN 'EXPIRED'
       WHEN status IN ('ACCEPTED', 'EXAMINING', 'QUARANTINED', 'SANITISED') THEN 'ERASED' ELSE status END
   WHERE dispute_id = $1`,
];

/**
 * Puts an erasure on record and destroys with it the key of the dispute's files and the texts that people wrote; the job
 * that removes the bytes is enqueued.
 * @throws Error if the database finds that it is too early or held
 */
export async function insertErasure(tx: Tx, erasure: NewErasure): Promise<void> {
  const { disputeId, ground, closedAt, erasedAt, erasedBy } = erasure;
  await tx.query(
    `INSERT INTO dispute_erasure (dispute_id, ground, closed_at, erased_at, erased_by_role, erased_by_id)
     VALUES ($1, $2, $3, $4, $5, $6)`,
    [disputeId, ground, closedAt, erasedAt, erasedBy.role, erasedBy.id],
  );
  // A dispute without a key gets a destroyed one, so that it never has one again.
  await tx.query(
    `INSERT INTO dispute_key (dispute_id, wrapped_key, master_key_id, created_at, destroyed_at)
     VALUES ($1, NULL, '', $2, $2) ON CONFLICT (dispute_id) DO UPDATE SET wrapped_key = NULL, destroyed_at = $2`,
    [disputeId, erasedAt],
  );
  for (const statement of forgottenContents) await tx.query(statement, [disputeId]);
  await tx.query(
    `SELECT graphile_worker.add_job('${removeErasedTask}', json_build_object('disputeId', $1::text),
       job_key := 'erased:' || $1::text, priority := 5)`,
    [disputeId],
  );
}

/** A place in the order in which disputes were closed. */
export interface ClosedPlace {
  readonly closedAt: Date;
  readonly disputeId: string;
}

/** Closed disputes whose class is over, which are not erased and not held, the longest closed first, from a place on. */
export async function readOverdue(
  sql: Sql,
  {
    years,
    now,
    after,
    limit,
  }: {
    readonly years: RetentionYears;
    readonly now: Date;
    readonly after: ClosedPlace;
    readonly limit: number;
  },
): Promise<ClosedPlace[]> {
  return sql.query<ClosedPlace>(
    `SELECT dispute.closed_at AS "closedAt", dispute.id AS "disputeId" FROM dispute
     WHERE dispute.status = 'CLOSED' AND (dispute.closed_at, dispute.id) > ($1::timestamptz, $2::uuid)
       AND dispute.closed_at <= $3::timestamptz - make_interval(years => CASE WHEN ${wasRuled("dispute")} THEN $4::integer
         WHEN ${hadObligations("dispute")} THEN $5::integer ELSE $6::integer END)
       AND NOT EXISTS (SELECT FROM dispute_erasure WHERE dispute_id = dispute.id)
       AND NOT EXISTS (SELECT FROM legal_hold WHERE dispute_id = dispute.id AND lifted_at IS NULL
         AND (ends_at IS NULL OR ends_at > $3::timestamptz))
     ORDER BY dispute.closed_at, dispute.id LIMIT $7`,
    [after.closedAt, after.disputeId, now, years.RULED, years.PERFORMED, years.STANDARD, limit],
  );
}

const awaitingRemoval = `status = 'ERASED' AND (object_address IS NOT NULL OR shared_address IS NOT NULL)`;

/** Disputes of which erased bytes are still in the storage. */
export async function readUnremoved(sql: Sql, limit: number): Promise<string[]> {
  const rows = await sql.query<{ disputeId: string }>(
    `SELECT DISTINCT dispute_id AS "disputeId" FROM evidence_file WHERE ${awaitingRemoval} LIMIT $1`,
    [limit],
  );
  return rows.map(({ disputeId }) => disputeId);
}

/** The addresses of what was erased of a dispute and is still there, dossiers of it among it. */
export async function readErasedAddresses(sql: Sql, disputeId: string): Promise<string[]> {
  const rows = await sql.query<{ address: string }>(
    `SELECT address FROM (
       SELECT unnest(ARRAY[object_address, shared_address]) AS address FROM evidence_file
       WHERE dispute_id = $1 AND ${awaitingRemoval}
       UNION SELECT dossier.object_address FROM dossier JOIN dispute_erasure AS erasure USING (dispute_id)
       WHERE dispute_id = $1
     ) AS named WHERE address IS NOT NULL`,
    [disputeId],
  );
  return rows.map(({ address }) => address);
}

/** Forgets where erased bytes were, after they were removed; the files last, for by them what is left over is found. */
export async function forgetErasedAddresses(
  sql: Sql,
  disputeId: string,
  addresses: readonly string[],
): Promise<void> {
  await sql.query(
    `UPDATE dossier SET status = 'FAILED', object_address = NULL
     WHERE dispute_id = $1 AND object_address = ANY ($2)`,
    [disputeId, addresses],
  );
  await sql.query(
    `UPDATE evidence_file SET object_address = NULL, shared_address = NULL
     WHERE dispute_id = $1 AND status = 'ERASED' AND (object_address = ANY ($2) OR shared_address = ANY ($2))`,
    [disputeId, addresses],
  );
}
