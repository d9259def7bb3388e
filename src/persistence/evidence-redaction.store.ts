import type { Role } from "../domain/access/viewer.js";
import type { EvidenceFileStatus } from "../domain/evidence/evidence-file.js";
import type { FileExtent, RedactionPlan } from "../domain/evidence/redaction.js";
import type { Sql, Tx } from "./database.js";

/** The name of the job that makes one redacted copy; its payload is `{ fileId }`, the copy's. */
export const redactEvidenceTask = "redact-evidence";

/** What was removed in a copy, why, and who had it removed; kept with the copy. */
export type StoredRedaction = RedactionPlan & {
  readonly reason: string;
  readonly by: { readonly role: Role; readonly id: string };
};

/** A copy to be made. */
export interface NewRedaction {
  /** UUID of the copy. */
  readonly id: string;
  /** UUID of the file that parts are removed from. */
  readonly fileId: string;
  readonly redaction: StoredRedaction;
  readonly askedAt: Date;
}

/** Until the copy is made it has the size and hash of what it is made of. */
const beginSql = `WITH source AS (SELECT * FROM evidence_file WHERE id = $2),
  copy AS (
    INSERT INTO evidence_file (id, dispute_id, side, uploader_role, uploader_id, filename, declared_type, byte_size, sha256,
      status, redaction_of, original_id, redaction, created_at, expires_at, received_at)
    SELECT $1, dispute_id, side, uploader_role, uploader_id, filename, coalesce(shared_type, content_type, declared_type),
      coalesce(shared_byte_size, byte_size), coalesce(shared_sha256, sha256), 'EXAMINING', id, coalesce(original_id, id),
      $3::jsonb, $4, $4, $4 FROM source RETURNING id),
  replaced AS (
    UPDATE evidence_file AS file SET redacted_by = $1 FROM source
    WHERE file.id IN (source.id, source.redacted_by) OR file.redacted_by IN (source.id, source.redacted_by))
  SELECT (graphile_worker.add_job('${redactEvidenceTask}', json_build_object('fileId', copy.id),
    job_key := 'redaction:' || copy.id, priority := 5)).id FROM copy`;

/**
 * Puts a copy that is still to be made in the place of a file and of what it stands in the place of, and enqueues the job
 * that makes it. Hold the dispute's row.
 */
export async function beginRedaction(
  tx: Tx,
  { id, fileId, redaction, askedAt }: NewRedaction,
): Promise<void> {
  const rows = await tx.query(beginSql, [id, fileId, JSON.stringify(redaction), askedAt]);
  if (rows.length !== 1) throw new Error("A file is redacted that does not exist.");
}

/** The plan of a copy; null for a file that is none. */
export async function readRedaction(sql: Sql, fileId: string): Promise<StoredRedaction | null> {
  const [row] = await sql.query<{ redaction: StoredRedaction | null }>(
    "SELECT redaction FROM evidence_file WHERE id = $1",
    [fileId],
  );
  return row?.redaction ?? null;
}

/** What came of making a copy. */
export interface MadeRedaction {
  readonly status: EvidenceFileStatus;
  readonly contentType: string | null;
  readonly findings: readonly string[];
  readonly madeAt: Date;
  readonly extent: FileExtent | null;
  /** Its bytes; null where it could not be made. */
  readonly stored: { readonly address: string; readonly byteSize: number; readonly sha256: string } | null;
}

/** Writes what came of a copy. @returns false if it does not wait for that any more */
export async function markRedacted(
  tx: Tx,
  id: string,
  { status, contentType, findings, madeAt, extent, stored }: MadeRedaction,
): Promise<boolean> {
  const rows = await tx.query(
    `UPDATE evidence_file SET status = $2, content_type = $3, findings = $4, examined_at = $5, object_address = $6,
       byte_size = coalesce($7, byte_size), sha256 = coalesce($8, sha256), received_sha256 = $8, extent = $9
     WHERE id = $1 AND status = 'EXAMINING' AND redaction_of IS NOT NULL RETURNING id`,
    [
      ...[id, status, contentType, findings, madeAt],
      ...[stored?.address ?? null, stored?.byteSize ?? null, stored?.sha256 ?? null, extent],
    ],
  );
  return rows.length > 0;
}
