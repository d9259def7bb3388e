import type { EvidenceFileStatus } from "../domain/evidence/evidence-file.js";
import type { FileExtent } from "../domain/evidence/redaction.js";
import type { Sql } from "./database.js";
import { examineEvidenceTask } from "./evidence-upload.store.js";
import { redactEvidenceTask } from "./evidence-redaction.store.js";

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
  /** How far the copy for others reaches; null where nobody measured. */
  readonly extent: FileExtent | null;
  readonly examinedAt: Date;
}

/** Notes the end of an examination. @returns false if the file is not being examined any more */
export async function markExamined(tx: Sql, id: string, examined: ExaminedFile): Promise<boolean> {
  const { status, contentType, findings, keepsOriginal, shared, extent, examinedAt } = examined;
  const rows = await tx.query(
    `UPDATE evidence_file SET status = $2, content_type = $3, findings = $4, examined_at = $5,
       object_address = CASE WHEN $6 THEN object_address END, shared_address = $7, shared_sha256 = $8,
       shared_byte_size = $9, shared_type = $10, extent = $11
     WHERE id = $1 AND status = 'EXAMINING' RETURNING id`,
    [
      ...[id, status, contentType, findings, examinedAt, keepsOriginal],
      ...[shared?.address ?? null, shared?.sha256 ?? null, shared?.byteSize ?? null],
      ...[shared?.contentType ?? null, extent],
    ],
  );
  return rows.length > 0;
}

/** The items that were handed in with a file and have not been quarantined yet: UUIDs, oldest first. */
export async function readItemsHandedInWith(sql: Sql, fileId: string): Promise<string[]> {
  const rows = await sql.query<{ id: string }>(
    `SELECT item.id FROM evidence_item_file AS named JOIN evidence_item AS item ON item.id = named.item_id
     WHERE named.file_id = $1 AND item.status IN ('ADMITTED', 'EXCHANGED', 'EXCLUDED', 'SUBMITTED')
     ORDER BY item.created_at, item.id`,
    [fileId],
  );
  return rows.map(({ id }) => id);
}

/**
 * Gives back the examinations and redactions that a worker took and did not end for some time: it was killed. By itself the queue waits
 * 4 hours. @returns how many
 */
export async function releaseExaminations(sql: Sql, silentSeconds: number): Promise<number> {
  const [row] = await sql.query<{ count: number }>(
    `WITH dead AS (
       SELECT count(*)::int AS count, array_agg(locked_by) AS workers FROM graphile_worker.jobs
       WHERE task_identifier = ANY ($1) AND locked_at < now() - $2 * interval '1 second'
     )
     SELECT count, graphile_worker.force_unlock_workers(workers) FROM dead`,
    [[examineEvidenceTask, redactEvidenceTask], silentSeconds],
  );
  return row?.count ?? 0;
}
