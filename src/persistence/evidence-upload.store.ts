import type { Side, Viewer } from "../domain/access/viewer.js";
import type { EvidenceFile } from "../domain/evidence/evidence-file.js";
import { CUSTODY_PARAMETERS, custodyValues, insertCustodySql, type CustodyRows } from "./custody.store.js";
import type { Sql, Tx } from "./database.js";
import { insertIdempotencySql, idempotencyValues, type IdempotencyEntry } from "./idempotency.store.js";
import { together } from "./together.js";

/** The name of the job that examines one file; its payload is `{ fileId }`. */
export const examineEvidenceTask = "examine-evidence";

/** What is kept of a file that is to arrive. */
export interface NewEvidenceFile extends Pick<EvidenceFile, "id" | "filename" | "declaredType" | "sha256"> {
  readonly byteSize: number;
}

/** Files that are to arrive, of one uploader. */
export interface NewEvidenceFiles extends Pick<EvidenceFile, "disputeId" | "createdAt" | "expiresAt"> {
  readonly side: Side | null;
  readonly uploader: Pick<Viewer, "role" | "id">;
  readonly files: readonly NewEvidenceFile[];
}

/** A mutation that is accepted, with what it answers. */
export interface Answered {
  readonly entry: IdempotencyEntry;
  readonly answer: unknown;
}

const insertSql = `WITH kept AS (
    INSERT INTO evidence_file (id, dispute_id, side, uploader_role, uploader_id, filename, declared_type, byte_size,
      sha256, status, created_at, expires_at)
    SELECT file.id, $1::uuid, $2::text, $3::text, $4::uuid, file.filename, file."declaredType", file."byteSize",
      file.sha256, 'UPLOADING', $5::timestamptz, $6::timestamptz
    FROM jsonb_to_recordset($7::jsonb)
      AS file (id uuid, filename text, "declaredType" text, "byteSize" bigint, sha256 text))
  ${insertIdempotencySql(8)}`;

/** Keeps files whose bytes are awaited, and the mutation with its answer; the transaction ends here. */
export async function insertEvidenceFiles(
  tx: Tx,
  { disputeId, side, uploader, createdAt, expiresAt, files }: NewEvidenceFiles,
  { entry, answer }: Answered,
): Promise<void> {
  await tx.last(insertSql, [
    ...[disputeId, side, uploader.role, uploader.id, createdAt, expiresAt, JSON.stringify(files)],
    ...idempotencyValues(entry, answer),
  ]);
}

/** What has arrived: the whole of a file. */
export interface ReceivedBytes {
  /** UUID. */
  readonly fileId: string;
  readonly sha256: string;
  /** Where it is; null if it is not what was announced, and so was not kept. */
  readonly address: string | null;
}

/**
 * Notes that all bytes of an awaited file have arrived. What was announced and is there already stays.
 * @returns false if the file is not awaited any more, or is there already
 */
export const noteReceived = together(
  async (sql: Sql, received: readonly ReceivedBytes[]): Promise<readonly boolean[]> => {
    const rows = await sql.query<{ id: string; sha256: string; address: string | null }>(
      `UPDATE evidence_file AS file SET received_sha256 = came.sha256, object_address = came.address
       FROM (SELECT DISTINCT ON (id) id, sha256, address
         FROM unnest($1::uuid[], $2::text[], $3::text[]) AS each (id, sha256, address)
         ORDER BY id, address NULLS LAST) AS came
       WHERE file.id = came.id AND file.status = 'UPLOADING' AND file.object_address IS NULL
       RETURNING file.id, came.sha256, came.address`,
      [
        received.map(({ fileId }) => fileId),
        received.map(({ sha256 }) => sha256),
        received.map(({ address }) => address),
      ],
    );
    // Of several that came for one file at a time, one counts: of those that are as announced, if any is.
    return received.map(({ fileId, sha256, address }) =>
      rows.some((row) => row.id === fileId && row.sha256 === sha256 && row.address === address),
    );
  },
);

const takeSql = `WITH received AS (
    UPDATE evidence_file SET status = 'EXAMINING', received_at = $2 WHERE id = ANY ($1::uuid[]) AND status = 'UPLOADING'
    RETURNING id),
  taken AS (SELECT array_agg(('${examineEvidenceTask}', json_build_object('fileId', id), NULL, NULL, NULL,
      'evidence:' || id, 5, NULL)::graphile_worker.job_spec) AS jobs FROM received HAVING count(*) > 0),
  custody AS (${insertCustodySql(3, "taken")}),
  answered AS (${insertIdempotencySql(3 + CUSTODY_PARAMETERS, "taken")})
  SELECT added.id FROM taken, graphile_worker.add_jobs(taken.jobs) AS added`;

/**
 * Ends uploads for which everything is there: status, custody, the jobs that examine them, and the mutation with its
 * answer, in one statement with which the transaction ends.
 * @param taken.ids UUIDs of files of one dispute that is held, 1 or more
 */
export async function takeEvidenceFiles(
  tx: Tx,
  taken: { readonly ids: readonly string[]; readonly receivedAt: Date; readonly custody: CustodyRows },
  { entry, answer }: Answered,
): Promise<void> {
  const { ids, receivedAt, custody } = taken;
  const rows = await tx.last(takeSql, [
    ids,
    receivedAt,
    ...custodyValues(custody),
    ...idempotencyValues(entry, answer),
  ]);
  if (rows.length !== ids.length) throw new Error("A file was completed while its dispute was locked.");
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
