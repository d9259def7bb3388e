import type { Side, Viewer } from "../domain/access/viewer.js";
import type { CustodyEnd } from "../domain/dispute/decision.js";
import type { EvidenceDraft, EvidenceItem } from "../domain/evidence/dispute-evidence.js";
import type { EvidenceFileStatus } from "../domain/evidence/evidence-file.js";
import type { EvidenceItemStatus } from "../domain/evidence/evidence-item.js";
import type { EvidenceType } from "../domain/evidence/evidence-type.js";
import { choosySlots } from "../domain/evidence/slot-files.js";
import type { Sql, Tx } from "./database.js";

/** What an item says: the content of one version. */
export interface EvidenceContent {
  readonly slot: EvidenceType;
  readonly narrative: string | null;
  /** When what it shows happened; ISO 8601. */
  readonly happenedAt: string | null;
  /** When it was recorded; ISO 8601. */
  readonly capturedAt: string | null;
  /** UUIDs of disputed lines. */
  readonly orderLineIds: readonly string[];
  /** UUIDs of files of the same side, in the order in which they are shown. */
  readonly fileIds: readonly string[];
}

/** One version to be kept. */
export interface EvidenceVersion {
  readonly number: number;
  readonly content: EvidenceContent;
  readonly contentHash: string;
  readonly complete: boolean;
  readonly savedBy: Viewer;
  readonly savedAt: Date;
}

/** An item as far as its draft is concerned. */
export interface EvidencePaper {
  readonly id: string;
  readonly status: EvidenceItemStatus;
  readonly slot: EvidenceType;
  /** When the round ended in which it was exchanged; null until then. */
  readonly exchangedAt: Date | null;
  /** Number of the latest version. */
  readonly latest: number;
}

/** A file that can fill or spoil an item. */
export interface FileOfItem {
  readonly id: string;
  readonly side: Side | null;
  readonly status: EvidenceFileStatus;
  readonly sha256: string;
  /** By its content, or as it was declared while it is being examined. */
  readonly mediaType: string;
}

/** The kind of `file`, by its content once that is known; the SQL twin of `kindOf`. */
const kindOfFile = `CASE split_part(coalesce(file.content_type, file.declared_type), '/', 1)
    WHEN 'image' THEN 'IMAGE' WHEN 'video' THEN 'VIDEO' WHEN 'audio' THEN 'AUDIO' ELSE 'DOCUMENT' END`;

/** Whether the slot of `version` does not take the kind of `file`; the SQL twin of `kindsFor`. */
const otherKind = choosySlots
  .map(([slot, kinds]) => {
    const taken = kinds.map((kind) => `'${kind}'`).join(", ");
    return `WHEN '${slot}' THEN ${kindOfFile} NOT IN (${taken})`;
  })
  .join(" ");

/** Whether every file of the version `version` is whole, not refused, and of a kind that its slot takes. */
const filesUsable = `NOT EXISTS (
    SELECT FROM jsonb_array_elements_text(version.content -> 'fileIds') AS named (id)
    LEFT JOIN evidence_file AS file ON file.id = named.id::uuid
    WHERE file.status IS NULL OR file.status NOT IN ('ACCEPTED', 'EXAMINING', 'SANITISED')
      OR CASE version.content ->> 'slot' ${otherKind} ELSE FALSE END)`;

/** The last complete version of each draft of a dispute, in the order in which they were begun. */
export async function readDrafts(sql: Sql, disputeId: string): Promise<EvidenceDraft[]> {
  const rows = await sql.query<EvidenceDraft>(
    `SELECT item.id, item.side, last.slot, last.number AS "versionNumber", last.content_hash AS "contentHash"
     FROM evidence_item AS item CROSS JOIN LATERAL (
       SELECT number, content_hash, content ->> 'slot' AS slot FROM evidence_item_version AS version
       WHERE version.item_id = item.id AND version.complete AND ${filesUsable}
       ORDER BY number DESC LIMIT 1) AS last
     WHERE item.dispute_id = $1 AND item.status = 'DRAFT' ORDER BY item.created_at, item.id`,
    [disputeId],
  );
  return rows;
}

/** The last complete version of one item, whatever its status; null if it has none. */
export async function readLastComplete(sql: Sql, itemId: string): Promise<EvidenceDraft | null> {
  const [row] = await sql.query<EvidenceDraft>(
    `SELECT item.id, item.side, version.content ->> 'slot' AS slot, version.number AS "versionNumber",
       version.content_hash AS "contentHash"
     FROM evidence_item AS item JOIN evidence_item_version AS version ON version.item_id = item.id
     WHERE item.id = $1 AND version.complete AND ${filesUsable} ORDER BY version.number DESC LIMIT 1`,
    [itemId],
  );
  return row ?? null;
}

/**
 * An item as its side works on it, held until the transaction ends; null if the side has none by this id in the dispute.
 * Another's is not even read: it takes as long, and holds as little, as one that does not exist.
 */
export async function lockPaper(
  tx: Tx,
  itemId: string,
  { disputeId, side }: { readonly disputeId: string; readonly side: Side | null },
): Promise<EvidencePaper | null> {
  const [row] = await tx.query<EvidencePaper>(
    `SELECT id, status, slot, exchanged_at AS "exchangedAt",
       (SELECT coalesce(max(number), 0)::int FROM evidence_item_version WHERE item_id = item.id) AS latest
     FROM evidence_item AS item WHERE id = $1 AND dispute_id = $2 AND side = $3 FOR UPDATE OF item`,
    [itemId, disputeId, side],
  );
  return row ?? null;
}

/** How many items of a side fill each slot, drafts among them; what was taken back does not count. */
export async function countBySlot(
  sql: Sql,
  disputeId: string,
  side: Side,
): Promise<ReadonlyMap<string, number>> {
  const rows = await sql.query<{ slot: string; count: number }>(
    `SELECT slot, count(*)::int AS count FROM evidence_item
     WHERE dispute_id = $1 AND side = $2 AND status NOT IN ('WITHDRAWN', 'QUARANTINED') GROUP BY slot`,
    [disputeId, side],
  );
  return new Map(rows.map(({ slot, count }) => [slot, count]));
}

/** Those files of a side that are named; unknown ones and the other side's are left out. */
export async function readFilesOfItem(
  sql: Sql,
  { disputeId, side }: { readonly disputeId: string; readonly side: Side },
  fileIds: readonly string[],
): Promise<FileOfItem[]> {
  return sql.query<FileOfItem>(
    `SELECT id, side, status, sha256, coalesce(content_type, declared_type) AS "mediaType"
     FROM evidence_file WHERE dispute_id = $1 AND side = $2 AND id = ANY ($3::uuid[])`,
    [disputeId, side, fileIds],
  );
}

/** UUIDs of the files that an item shows, in their order. */
export async function readShownFiles(sql: Sql, itemId: string): Promise<string[]> {
  const rows = await sql.query<{ id: string }>(
    "SELECT file_id AS id FROM evidence_item_file WHERE item_id = $1 ORDER BY position",
    [itemId],
  );
  return rows.map(({ id }) => id);
}

/** Those named files that somebody uploaded for neither side. */
export async function readFilesOfWitness(
  sql: Sql,
  { disputeId, uploader }: { readonly disputeId: string; readonly uploader: Pick<Viewer, "role" | "id"> },
  fileIds: readonly string[],
): Promise<FileOfItem[]> {
  return sql.query<FileOfItem>(
    `SELECT id, side, status, sha256, coalesce(content_type, declared_type) AS "mediaType" FROM evidence_file
     WHERE dispute_id = $1 AND side IS NULL AND uploader_role = $2 AND uploader_id = $3 AND id = ANY ($4::uuid[])`,
    [disputeId, uploader.role, uploader.id, fileIds],
  );
}

const shownContent = `slot = $2::jsonb ->> 'slot', narrative = $2::jsonb ->> 'narrative',
  happened_at = ($2::jsonb ->> 'happenedAt')::timestamptz, captured_at = ($2::jsonb ->> 'capturedAt')::timestamptz,
  order_line_ids = ARRAY(SELECT jsonb_array_elements_text($2::jsonb -> 'orderLineIds')::uuid)`;

/** An item that somebody begins. */
export interface NewItem extends Pick<EvidenceItem, "id" | "side" | "source" | "round"> {
  readonly disputeId: string;
}

/** Begins an item as a draft with its first version. */
export async function insertDraft(tx: Tx, item: NewItem, version: EvidenceVersion): Promise<void> {
  const { content, contentHash, savedAt } = version;
  await tx.query(
    `INSERT INTO evidence_item (id, dispute_id, side, source, audience, round, status, version_number, slot,
       content_hash, created_at)
     VALUES ($1, $2, $3, $8, 'ALL', $4, 'DRAFT', 1, $5, $6, $7)`,
    [item.id, item.disputeId, item.side, item.round, content.slot, contentHash, savedAt, item.source],
  );
  await saveVersion(tx, item.id, version);
}

/** Keeps a version of an item and shows it. */
export async function saveVersion(tx: Tx, itemId: string, version: EvidenceVersion): Promise<void> {
  const { number, content, contentHash, complete, savedBy, savedAt } = version;
  await tx.query(
    `INSERT INTO evidence_item_version (item_id, number, content, content_hash, complete, saved_by_role, saved_by_id, saved_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [itemId, number, JSON.stringify(content), contentHash, complete, savedBy.role, savedBy.id, savedAt],
  );
  await showVersion(tx, itemId, { number, contentHash, content });
}

async function showVersion(
  tx: Tx,
  itemId: string,
  { number, contentHash, content }: Pick<EvidenceVersion, "number" | "contentHash" | "content">,
): Promise<void> {
  await tx.query(
    `UPDATE evidence_item SET ${shownContent}, version_number = $3, content_hash = $4 WHERE id = $1`,
    [itemId, JSON.stringify(content), number, contentHash],
  );
  await tx.query("DELETE FROM evidence_item_file WHERE item_id = $1", [itemId]);
  await tx.query(
    `INSERT INTO evidence_item_file (item_id, file_id, position)
     SELECT $1, named.id::uuid, named.position - 1
     FROM jsonb_array_elements_text($2::jsonb) WITH ORDINALITY AS named (id, position)`,
    [itemId, JSON.stringify(content.fileIds)],
  );
}

/** Makes the items show the versions that were handed in, where a later one is incomplete. */
export async function showHandedIn(
  tx: Tx,
  items: readonly Pick<EvidenceDraft, "id" | "versionNumber">[],
): Promise<void> {
  const rows = await tx.query<{ id: string } & Pick<EvidenceVersion, "number" | "contentHash" | "content">>(
    `SELECT version.item_id AS id, version.number, version.content_hash AS "contentHash", version.content
     FROM json_to_recordset($1) AS handed (id uuid, "versionNumber" integer)
     JOIN evidence_item_version AS version ON version.item_id = handed.id AND version.number = handed."versionNumber"
     JOIN evidence_item AS item ON item.id = handed.id AND item.version_number <> version.number`,
    [JSON.stringify(items.map(({ id, versionNumber }) => ({ id, versionNumber })))],
  );
  for (const { id, ...version } of rows) await showVersion(tx, id, version);
}

/** Forgets a draft that was never handed in, with all its versions. */
export async function deleteDraft(tx: Tx, itemId: string): Promise<void> {
  await tx.query("DELETE FROM evidence_item_file WHERE item_id = $1", [itemId]);
  await tx.query("DELETE FROM evidence_item_version WHERE item_id = $1", [itemId]);
  await tx.query("DELETE FROM evidence_item WHERE id = $1 AND status = 'DRAFT'", [itemId]);
}

/** Where the custody log of a dispute ends; null where it has not begun. */
export async function readCustodyEnd(sql: Sql, disputeId: string): Promise<CustodyEnd | null> {
  const [row] = await sql.query<CustodyEnd>(
    "SELECT sequence, hash FROM evidence_custody WHERE dispute_id = $1 ORDER BY sequence DESC LIMIT 1",
    [disputeId],
  );
  return row ?? null;
}
