import type { Side, Viewer } from "../domain/access/viewer.js";
import type { EvidenceFile } from "../domain/evidence/evidence-file.js";
import type { FileExtent } from "../domain/evidence/redaction.js";
import type { HandInDispute, UsedQuota } from "../domain/evidence/hand-in.js";
import type { DisputeStatus } from "../domain/dispute/dispute.js";
import { custodyStart, readCustodyEnd, type CustodyEnd, type EventEnd } from "./custody.store.js";
import type { Sql, Tx } from "./database.js";
import type { StoredDisputeKey } from "./dispute-key.store.js";
import { together } from "./together.js";

/** A file as its row has it. */
export interface EvidenceFileRow extends EvidenceFile {
  /** SHA-256 (hex) of the bytes that arrived; null until all have. */
  readonly receivedSha256: string | null;
  readonly objectAddress: string | null;
  readonly sharedAddress: string | null;
  readonly sharedSha256: string | null;
  readonly sharedByteSize: bigint | null;
  readonly sharedType: string | null;
  /** How far the copy for others reaches; null where nobody measured. */
  readonly extent: FileExtent | null;
  /** UUID of the file that it was made of by removing parts; null for what was handed in. */
  readonly redactionOf: string | null;
  /** UUID of the redacted copy that stands in its place; null if none does. */
  readonly redactedBy: string | null;
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
  file.shared_byte_size AS "sharedByteSize", file.shared_type AS "sharedType",
  file.extent, file.redaction_of AS "redactionOf", file.redacted_by AS "redactedBy"`;

function fileFrom({ byteSize, sharedByteSize, ...row }: StoredRow): EvidenceFileRow {
  return {
    ...row,
    byteSize: BigInt(byteSize),
    sharedByteSize: sharedByteSize === null ? null : BigInt(sharedByteSize),
  };
}

/** A file with what decides about it: who may see the dispute, its status, and its key. */
export interface EvidenceCase {
  readonly file: EvidenceFileRow;
  readonly dispute: HandInDispute;
  /** Null if the dispute never had one. */
  readonly key: StoredDisputeKey | null;
}

type CaseRow = StoredRow &
  Omit<HandInDispute, "status"> & {
    readonly disputeStatus: DisputeStatus;
    readonly wrapped: Buffer | null;
    readonly masterKeyId: string | null;
  };

const caseSql = `SELECT ${columns}, dispute.shopper_id AS "shopperId", dispute.merchant_id AS "merchantId",
    dispute.mediator_id AS "mediatorId", dispute.status AS "disputeStatus", dispute.closed_at AS "closedAt", key.wrapped_key AS wrapped,
    key.master_key_id AS "masterKeyId"
  FROM evidence_file AS file JOIN dispute ON dispute.id = file.dispute_id
  LEFT JOIN dispute_key AS key ON key.dispute_id = file.dispute_id`;

const oneCaseSql = `${caseSql} WHERE file.id = $1 AND file.uploader_role = $2 AND file.uploader_id = $3`;

const someCasesSql = `${caseSql} JOIN unnest($1::uuid[], $2::text[], $3::uuid[]) AS asked (id, role, uploader)
    ON file.id = asked.id AND file.uploader_role = asked.role AND file.uploader_id = asked.uploader`;

/**
 * Reads a file of an uploader with its dispute and key in one statement; null if the uploader has none by this id. Another's
 * is not even read, and so takes as long as one that does not exist.
 */
export async function readEvidenceCase(
  sql: Sql,
  id: string,
  uploader: Pick<Viewer, "role" | "id">,
): Promise<EvidenceCase | null> {
  const [row] = await sql.query<CaseRow>(oneCaseSql, [id, uploader.role, uploader.id]);
  return row === undefined ? null : caseFrom(row);
}

/** A file that an uploader asks for. */
interface AskedCase {
  /** UUID. */
  readonly id: string;
  readonly uploader: Pick<Viewer, "role" | "id">;
}

/** {@link readEvidenceCase} outside of transactions, in one statement for all who ask at a time. */
export const readEvidenceCaseTogether = together(
  async (sql: Sql, asked: readonly AskedCase[]): Promise<readonly (EvidenceCase | null)[]> => {
    const rows = await sql.query<CaseRow>(someCasesSql, [
      asked.map(({ id }) => id),
      asked.map(({ uploader }) => uploader.role),
      asked.map(({ uploader }) => uploader.id),
    ]);
    return asked.map(({ id, uploader: { role, id: uploaderId } }) => {
      const row = rows.find(
        (each) => each.id === id && each.uploaderRole === role && each.uploaderId === uploaderId,
      );
      return row === undefined ? null : caseFrom(row);
    });
  },
);

function caseFrom(row: CaseRow): EvidenceCase {
  const {
    shopperId,
    merchantId,
    mediatorId,
    disputeStatus: status,
    closedAt,
    wrapped,
    masterKeyId,
    ...file
  } = row;
  return {
    file: fileFrom(file),
    dispute: { shopperId, merchantId, mediatorId, status, closedAt },
    key: masterKeyId === null ? null : { masterKeyId, wrapped },
  };
}

/** A dispute whose row is held, and where its logs end. */
export interface LockedDispute extends HandInDispute {
  readonly end: EventEnd;
}

/**
 * Holds the row of a dispute until the transaction ends, so that its files are counted and completed one after the
 * other, and reads what decides about handing in; null if there is none.
 */
export async function lockDisputeForFiles(tx: Tx, disputeId: string): Promise<LockedDispute | null> {
  const [row] = await tx.query<HandInDispute & EventEnd>(
    `SELECT shopper_id AS "shopperId", merchant_id AS "merchantId", mediator_id AS "mediatorId", status,
       closed_at AS "closedAt", last_sequence AS "eventSequence", last_hash AS "eventHash"
     FROM dispute WHERE id = $1 FOR NO KEY UPDATE`,
    [disputeId],
  );
  if (row === undefined) return null;
  const { eventSequence, eventHash, ...dispute } = row;
  return { ...dispute, end: { eventSequence, eventHash } };
}

/** A file of an uploader whose dispute is held, and where the logs end. */
export interface LockedFile {
  readonly file: EvidenceFileRow;
  readonly dispute: HandInDispute;
  readonly ends: { readonly events: EventEnd; readonly custody: CustodyEnd };
}

const lockFileSql = `SELECT dispute.shopper_id AS "shopperId", dispute.merchant_id AS "merchantId",
    dispute.mediator_id AS "mediatorId", dispute.status, dispute.closed_at AS "closedAt", last_sequence AS "eventSequence", last_hash AS "eventHash"
  FROM evidence_file AS file JOIN dispute ON dispute.id = file.dispute_id
  WHERE file.id = $1 AND file.uploader_role = $2 AND file.uploader_id = $3 FOR NO KEY UPDATE OF dispute`;

const lockedFileSql = `SELECT ${columns}, custody.sequence, custody.hash
  FROM evidence_file AS file LEFT JOIN LATERAL (
    SELECT sequence, hash FROM evidence_custody WHERE dispute_id = file.dispute_id ORDER BY sequence DESC LIMIT 1
  ) AS custody ON true
  WHERE file.id = $1 AND file.uploader_role = $2 AND file.uploader_id = $3`;

/**
 * Holds the dispute of an uploader's file as {@link lockDisputeForFiles} does, and reads all that completing it takes; null
 * if the uploader has none by this id. Another's is not even read.
 */
export async function lockEvidenceFile(
  tx: Tx,
  id: string,
  uploader: Pick<Viewer, "role" | "id">,
): Promise<LockedFile | null> {
  const values = [id, uploader.role, uploader.id];
  // Sent at once: what follows the lock sees what was committed while it was waited for.
  const [[locked], [read]] = await Promise.all([
    tx.query<HandInDispute & EventEnd>(lockFileSql, values),
    tx.query<StoredRow & { readonly [Name in keyof CustodyEnd]: CustodyEnd[Name] | null }>(
      lockedFileSql,
      values,
    ),
  ]);
  if (locked === undefined || read === undefined) return null;
  const { eventSequence, eventHash, ...dispute } = locked;
  const { sequence, hash, ...file } = read;
  const custody = sequence === null || hash === null ? custodyStart(file.disputeId) : { sequence, hash };
  return { file: fileFrom(file), dispute, ends: { events: { eventSequence, eventHash }, custody } };
}

/** Some files of an uploader in a dispute that is held, and where its logs end. */
export interface LockedFiles extends Omit<LockedFile, "file"> {
  /** Those that there are, by id. */
  readonly files: ReadonlyMap<string, EvidenceFileRow>;
}

/** {@link lockEvidenceFile} for several files of one dispute; null if there is no such dispute. */
export async function lockEvidenceFiles(
  tx: Tx,
  { disputeId, ids }: { readonly disputeId: string; readonly ids: readonly string[] },
  uploader: Pick<Viewer, "role" | "id">,
): Promise<LockedFiles | null> {
  // Sent at once: what follows the lock sees what was committed while it was waited for.
  const [locked, rows, custody] = await Promise.all([
    lockDisputeForFiles(tx, disputeId),
    tx.query<StoredRow>(
      `SELECT ${columns} FROM evidence_file AS file
       WHERE file.id = ANY ($1::uuid[]) AND file.dispute_id = $2 AND file.uploader_role = $3 AND file.uploader_id = $4`,
      [ids, disputeId, uploader.role, uploader.id],
    ),
    readCustodyEnd(tx, disputeId),
  ]);
  if (locked === null) return null;
  const { end: events, ...dispute } = locked;
  return { dispute, ends: { events, custody }, files: new Map(rows.map((row) => [row.id, fileFrom(row)])) };
}

/** Reads a file, whoever asks; null if there is none. */
export async function readEvidenceFile(sql: Sql, id: string): Promise<EvidenceFileRow | null> {
  const [row] = await sql.query<StoredRow>(`SELECT ${columns} FROM evidence_file AS file WHERE id = $1`, [
    id,
  ]);
  return row === undefined ? null : fileFrom(row);
}

/** Reads files, whoever asks, in the order of the ids. */
export async function readEvidenceFiles(sql: Sql, ids: readonly string[]): Promise<EvidenceFileRow[]> {
  const rows = await sql.query<StoredRow>(
    `SELECT ${columns} FROM unnest($1::uuid[]) WITH ORDINALITY AS wanted (id, position)
     JOIN evidence_file AS file ON file.id = wanted.id ORDER BY wanted.position`,
    [ids],
  );
  return rows.map(fileFrom);
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
       AND redaction_of IS NULL AND (status IN ('ACCEPTED', 'EXAMINING', 'QUARANTINED', 'SANITISED')
         OR (status = 'UPLOADING' AND expires_at > $4))`,
    [disputeId, owner.side, owner.uploaderId, owner.now],
  );
  return { files: row?.files ?? 0, bytes: Number(row?.bytes ?? 0) };
}
