import type { Sql } from "./database.js";
import type { StoredDisputeKey } from "./dispute-key.store.js";
import type { EvidenceFileStatus } from "../domain/evidence/evidence-file.js";

/** What the hash of an item of evidence covers, as it is stored now. */
export interface StoredItemContent {
  /** UUID. */
  readonly id: string;
  readonly slot: string;
  readonly narrative: string | null;
  readonly happenedAt: Date | null;
  readonly capturedAt: Date | null;
  readonly orderLineIds: readonly string[];
  readonly files: readonly { readonly id: string; readonly sha256: string }[];
  /** What the platform attached; null for what a side brought. */
  readonly record: unknown;
  readonly contentHash: string;
}

/** What some items say; unknown ones are left out. */
export async function readItemContents(sql: Sql, ids: readonly string[]): Promise<StoredItemContent[]> {
  return sql.query<StoredItemContent>(
    `SELECT item.id, item.slot, item.narrative, item.happened_at AS "happenedAt", item.captured_at AS "capturedAt",
       item.order_line_ids::text[] AS "orderLineIds", item.record, item.content_hash AS "contentHash",
       coalesce((SELECT json_agg(json_build_object('id', file.id, 'sha256', file.sha256) ORDER BY named.position)
         FROM evidence_item_file AS named JOIN evidence_file AS file ON file.id = named.file_id
         WHERE named.item_id = item.id), '[]') AS files
     FROM evidence_item AS item WHERE item.id = ANY ($1::uuid[])`,
    [ids],
  );
}

/** One entry of a custody log as it is stored, with what it must fit. */
export interface StoredCustody {
  readonly dispute_id: string;
  readonly sequence: number;
  readonly file_id: string;
  readonly act: string;
  readonly actor_role: string;
  readonly actor_id: string;
  readonly detail: unknown;
  readonly occurred_at: Date;
  readonly event_sequence: number;
  readonly event_hash: string;
  readonly previous_hash: string;
  readonly hash: string;
  readonly number: string;
  /** The hash that the event has with whose number the dispute's own log ended; null if there is none. */
  readonly told_hash: string | null;
  /** Where the log ends by what is remembered beside it. */
  readonly end_sequence: number | null;
  readonly end_hash: string | null;
}

/** The custody of all disputes, log after log, from one place on. */
export async function readStoredCustody(
  tx: Sql,
  after: { readonly disputeId: string; readonly sequence: number },
  limit: number,
): Promise<StoredCustody[]> {
  return tx.query<StoredCustody>(
    `SELECT custody.dispute_id, custody.sequence, custody.file_id, custody.act, custody.actor_role, custody.actor_id,
       custody.detail, custody.occurred_at, custody.event_sequence, custody.event_hash, custody.previous_hash,
       custody.hash, dispute.number, event.hash AS told_hash, last.sequence AS end_sequence, last.hash AS end_hash
     FROM evidence_custody AS custody JOIN dispute ON dispute.id = custody.dispute_id
     LEFT JOIN dispute_event AS event
       ON event.dispute_id = custody.dispute_id AND event.sequence = custody.event_sequence
     LEFT JOIN evidence_custody_end AS last ON last.dispute_id = custody.dispute_id
     WHERE (custody.dispute_id, custody.sequence) > ($1::uuid, $2::integer)
     ORDER BY custody.dispute_id, custody.sequence LIMIT $3`,
    [after.disputeId, after.sequence, limit],
  );
}

/** The numbers of disputes of whose custody log everything was taken away. */
export async function readLostCustody(tx: Sql): Promise<string[]> {
  const rows = await tx.query<{ number: string }>(
    `SELECT dispute.number FROM evidence_custody_end AS last JOIN dispute ON dispute.id = last.dispute_id
     WHERE NOT EXISTS (SELECT FROM evidence_custody WHERE dispute_id = last.dispute_id) ORDER BY dispute.number`,
  );
  return rows.map(({ number }) => number);
}

/** A file with what custody says of it, and its key. */
export interface StoredFile {
  readonly id: string;
  readonly disputeId: string;
  readonly number: string;
  readonly status: EvidenceFileStatus;
  readonly createdAt: Date;
  readonly sha256: string;
  readonly byteSize: string;
  readonly objectAddress: string | null;
  readonly sharedAddress: string | null;
  readonly sharedSha256: string | null;
  readonly sharedByteSize: string | null;
  readonly isRedaction: boolean;
  /** SHA-256 that was verified when it was received; null if that is not on record. */
  readonly hashed: string | null;
  /** SHA-256 of the latest copy for others; null if none is on record. */
  readonly sanitised: string | null;
  /** Whether the destruction of its key is on record. */
  readonly isErased: boolean;
  readonly key: StoredDisputeKey | null;
}

/** A place among all files. */
export interface FilePlace {
  readonly disputeId: string;
  readonly createdAt: Date;
  readonly id: string;
}

type StoredFileRow = Omit<StoredFile, "key"> & {
  readonly masterKeyId: string | null;
  readonly wrapped: Buffer | null;
};

const noted = (act: string, value: string, order: string): string =>
  `(SELECT ${value} FROM evidence_custody WHERE file_id = file.id AND act = '${act}' ORDER BY sequence ${order} LIMIT 1)`;

const storedFiles = `SELECT file.id, file.dispute_id AS "disputeId", dispute.number, file.status,
    file.created_at AS "createdAt", file.sha256, file.byte_size AS "byteSize", file.object_address AS "objectAddress",
    file.shared_address AS "sharedAddress", file.shared_sha256 AS "sharedSha256",
    file.shared_byte_size AS "sharedByteSize", file.redaction_of IS NOT NULL AS "isRedaction",
    ${noted("HASHED", "detail ->> 'sha256'", "ASC")} AS hashed,
    ${noted("SANITISED", "detail ->> 'sha256'", "DESC")} AS sanitised,
    ${noted("ERASED", "true", "ASC")} IS NOT NULL AS "isErased",
    key.master_key_id AS "masterKeyId", key.wrapped_key AS wrapped
  FROM evidence_file AS file JOIN dispute ON dispute.id = file.dispute_id
  LEFT JOIN dispute_key AS key ON key.dispute_id = file.dispute_id`;

function storedFileFrom({ masterKeyId, wrapped, ...file }: StoredFileRow): StoredFile {
  return { ...file, key: masterKeyId === null ? null : { masterKeyId, wrapped } };
}

/** The files of all disputes whose bytes have arrived, dispute after dispute, from one place on. */
export async function readStoredFiles(sql: Sql, after: FilePlace, limit: number): Promise<StoredFile[]> {
  const rows = await sql.query<StoredFileRow>(
    `${storedFiles} WHERE (file.dispute_id, file.created_at, file.id) > ($1::uuid, $2::timestamptz, $3::uuid)
       AND file.status NOT IN ('EXPIRED', 'UPLOADING')
     ORDER BY file.dispute_id, file.created_at, file.id LIMIT $4`,
    [after.disputeId, after.createdAt, after.id, limit],
  );
  return rows.map(storedFileFrom);
}

/** The same of one file; null if it is not there any more. */
export async function readStoredFile(sql: Sql, id: string): Promise<StoredFile | null> {
  const [row] = await sql.query<StoredFileRow>(`${storedFiles} WHERE file.id = $1`, [id]);
  return row === undefined ? null : storedFileFrom(row);
}
