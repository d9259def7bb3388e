import type { Side, Viewer } from "../domain/access/viewer.js";
import type { EvidenceFile, EvidenceFileStatus } from "../domain/evidence/evidence-file.js";
import type { HandInDispute, UsedQuota } from "../domain/evidence/hand-in.js";
import type { Sql, Tx } from "./database.js";

/** The name of the job that examines one file; its payload is `{ fileId }`. */
export const examineEvidenceTask = "examine-evidence";

/** A file as its row has it. */
export interface EvidenceFileRow extends EvidenceFile {
  /** SHA-256 (hex) of the bytes that arrived; null until all have. */
  readonly receivedSha256: string | null;
  readonly objectAddress: string | null;
  readonly sharedAddress: string | null;
  readonly sharedSha256: string | null;
  readonly sharedByteSize: bigint | null;
  readonly sharedType: string | null;
}

type StoredRow = Omit<EvidenceFileRow, "byteSize" | "sharedByteSize"> & {
  readonly byteSize: string;
  readonly sharedByteSize: string | null;
};

/** The columns of a file that goes by the alias `file`, named as in {@link EvidenceFileRow}. */
const columns = `file.id, file.dispute_id AS "disputeId", file.side, file.uploader_role AS "uploaderRole",
  file.uploader_id AS "uploaderId", file.filename, file.declared_type AS "declaredType",
  file.content_type AS "contentType", file.byte_size AS "byteSize", file.sha256, file.status, file.findings,
  file.created_at AS "createdAt", file.expires_at AS "expiresAt", file.received_at AS "receivedAt",
  file.examined_at AS "examinedAt", file.received_sha256 AS "receivedSha256", file.object_address AS "objectAddress",
  file.shared_address AS "sharedAddress", file.shared_sha256 AS "sharedSha256",
  file.shared_byte_size AS "sharedByteSize", file.shared_type AS "sharedType"`;

function fileFrom({ byteSize, sharedByteSize, ...row }: StoredRow): EvidenceFileRow {
  return {
    ...row,
    byteSize: BigInt(byteSize),
    sharedByteSize: sharedByteSize === null ? null : BigInt(sharedByteSize),
  };
}

const partiesSql = `SELECT shopper_id AS "shopperId", merchant_id AS "merchantId", mediator_id AS "mediatorId", status
  FROM dispute WHERE id = $1`;

/** Reads who may see a dispute, and its status; null if there is none. */
export async function readPartiesOf(sql: Sql, disputeId: string): Promise<HandInDispute | null> {
  const [row] = await sql.query<HandInDispute>(partiesSql, [disputeId]);
  return row ?? null;
}

/**
 * Holds the row of a dispute until the transaction ends, so that its files are counted and completed one after the
 * other, and reads what decides about handing in; null if there is none.
 */
export async function lockDisputeForFiles(tx: Tx, disputeId: string): Promise<HandInDispute | null> {
  const [row] = await tx.query<HandInDispute>(`${partiesSql} FOR NO KEY UPDATE`, [disputeId]);
  return row ?? null;
}

/** Reads a file, whoever asks; null if there is none. */
export async function readEvidenceFile(sql: Sql, id: string): Promise<EvidenceFileRow | null> {
  const [row] = await sql.query<StoredRow>(`SELECT ${columns} FROM evidence_file AS file WHERE id = $1`, [
    id,
  ]);
  return row === undefined ? null : fileFrom(row);
}

/** The dispute that a file belongs to; null if there is no such file. */
export async function disputeOfFile(sql: Sql, id: string): Promise<string | null> {
  const [row] = await sql.query<{ disputeId: string }>(
    `SELECT dispute_id AS "disputeId" FROM evidence_file WHERE id = $1`,
    [id],
  );
  return row?.disputeId ?? null;
}

/**
 * What a side has in a dispute that counts: what is kept, and what may still arrive.
 * @param owner the side, or the uploader where there is none
 */
export async function readUsedQuota(
  sql: Sql,
  disputeId: string,
  owner: { readonly side: Side | null; readonly uploaderId: string; readonly now: Date },
): Promise<UsedQuota> {
  const [row] = await sql.query<{ files: number; bytes: string }>(
    `SELECT count(*)::integer AS files, coalesce(sum(byte_size), 0)::text AS bytes FROM evidence_file
     WHERE dispute_id = $1 AND side IS NOT DISTINCT FROM $2 AND ($2::text IS NOT NULL OR uploader_id = $3)
       AND (status IN ('ACCEPTED', 'EXAMINING', 'QUARANTINED', 'SANITISED')
         OR (status = 'UPLOADING' AND expires_at > $4))`,
    [disputeId, owner.side, owner.uploaderId, owner.now],
  );
  return { files: row?.files ?? 0, bytes: Number(row?.bytes ?? 0) };
}

/** A file that is to arrive. */
export type NewEvidenceFile = Pick<
  EvidenceFile,
  "id" | "disputeId" | "side" | "filename" | "declaredType" | "sha256" | "createdAt" | "expiresAt"
> & { readonly byteSize: number; readonly uploader: Pick<Viewer, "role" | "id"> };

/** Keeps a file whose bytes are awaited. */
export async function insertEvidenceFile(tx: Sql, file: NewEvidenceFile): Promise<void> {
  await tx.query(
    `INSERT INTO evidence_file (id, dispute_id, side, uploader_role, uploader_id, filename, declared_type, byte_size,
       sha256, status, created_at, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'UPLOADING', $10, $11)`,
    [
      ...[file.id, file.disputeId, file.side, file.uploader.role, file.uploader.id, file.filename],
      ...[file.declaredType, file.byteSize, file.sha256, file.createdAt, file.expiresAt],
    ],
  );
}

/** What has arrived: the whole of a file. */
export interface ReceivedBytes {
  readonly sha256: string;
  /** Where it is; null if it is not what was announced, and so was not kept. */
  readonly address: string | null;
}

/**
 * Notes that all bytes of an awaited file have arrived. What was announced and is there already stays.
 * @returns false if the file is not awaited any more, or is there already
 */
export async function noteReceived(
  sql: Sql,
  id: string,
  { sha256, address }: ReceivedBytes,
): Promise<boolean> {
  const rows = await sql.query(
    `UPDATE evidence_file SET received_sha256 = $2, object_address = $3
     WHERE id = $1 AND status = 'UPLOADING' AND object_address IS NULL RETURNING id`,
    [id, sha256, address],
  );
  return rows.length > 0;
}

/** Ends an upload for which everything is there, and enqueues its examination in the same transaction. */
export async function markReceived(tx: Sql, id: string, receivedAt: Date): Promise<void> {
  await tx.query(
    `WITH received AS (
       UPDATE evidence_file SET status = 'EXAMINING', received_at = $2 WHERE id = $1 AND status = 'UPLOADING'
       RETURNING id)
     SELECT graphile_worker.add_job('${examineEvidenceTask}', json_build_object('fileId', id),
       job_key := 'evidence:' || id, priority := 5) FROM received`,
    [id, receivedAt],
  );
}

/** Ends an upload that is not wanted any more. @returns where its bytes were, if they had arrived */
export async function expireUpload(tx: Sql, id: string): Promise<string | null> {
  const [row] = await tx.query<{ address: string | null }>(
    `UPDATE evidence_file AS file SET status = 'EXPIRED', object_address = NULL FROM evidence_file AS before
     WHERE file.id = $1 AND before.id = file.id AND file.status = 'UPLOADING'
     RETURNING before.object_address AS address`,
    [id],
  );
  return row?.address ?? null;
}

/** What the examination leads to. */
export interface ExaminedFile {
  readonly status: EvidenceFileStatus;
  readonly contentType: string | null;
  readonly findings: readonly string[];
  /** Whether the bytes as they were handed in are kept. */
  readonly keepsOriginal: boolean;
  readonly shared: {
    readonly address: string;
    readonly sha256: string;
    readonly byteSize: number;
    readonly contentType: string;
  } | null;
  readonly examinedAt: Date;
}

/** Notes the end of an examination. @returns false if the file is not being examined any more */
export async function markExamined(tx: Sql, id: string, examined: ExaminedFile): Promise<boolean> {
  const { status, contentType, findings, keepsOriginal, shared, examinedAt } = examined;
  const rows = await tx.query(
    `UPDATE evidence_file SET status = $2, content_type = $3, findings = $4, examined_at = $5,
       object_address = CASE WHEN $6 THEN object_address END, shared_address = $7, shared_sha256 = $8,
       shared_byte_size = $9, shared_type = $10
     WHERE id = $1 AND status = 'EXAMINING' RETURNING id`,
    [
      ...[id, status, contentType, findings, examinedAt, keepsOriginal],
      ...[shared?.address ?? null, shared?.sha256 ?? null, shared?.byteSize ?? null],
      shared?.contentType ?? null,
    ],
  );
  return rows.length > 0;
}
